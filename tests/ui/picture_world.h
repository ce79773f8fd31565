// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_workers.h"

/// What the pictures show: a broker and workers in the middle of made-up work.
namespace conduit::test {

/// The id of the task with this number; 0 is the newest.
[[nodiscard]] QString pictureId(int number);
void addPictureSchemas(PretendBroker &broker);
void addPictureTasks(PretendBroker &broker);
void addPictureWorkers(PretendBroker &broker, PretendWorkers &local);
/// Charts, groups of dead tasks, the record of what was done, a paused queue.
void addPictureHistory(PretendBroker &broker);
/// So many completed tasks below all others.
void addManyTasks(PretendBroker &broker, int count);
/// A PNG.
[[nodiscard]] QByteArray landscape();

} // namespace conduit::test
