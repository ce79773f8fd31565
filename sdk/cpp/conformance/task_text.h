// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>

namespace conduit::driver {

// The SDK's values as the JSON that the conformance suite reads: named as on the wire, with what is absent left out.

[[nodiscard]] QByteArray textOf(const wire::Task &task);
[[nodiscard]] QByteArray textOf(const QList<wire::Task> &tasks);
[[nodiscard]] QByteArray textOf(const QList<wire::Attempt> &attempts);
[[nodiscard]] QByteArray textOf(const QStringList &texts);
[[nodiscard]] QByteArray textOf(const client::Failure &failure);

} // namespace conduit::driver
