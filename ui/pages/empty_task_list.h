// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

namespace conduit::ui {

class EmptyState;
class TaskFeed;

/// Says in place of a list without rows why it has none, with a button for the way out. `all`: how many tasks there are in all.
void tellWhyEmpty(EmptyState &empty, const TaskFeed &feed, bool isOnline, qint64 all);

} // namespace conduit::ui
