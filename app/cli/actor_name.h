// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit {

/// What a program of ours calls itself to brokers (`Conduit-Actor`), such as `cli ada@atlas` for its kind, the person's account and this
/// machine: at most 100 characters, all printable, which is what brokers take. Without a person only the machine is named.
[[nodiscard]] QString actorName(const QString &kind, const QString &person);

} // namespace conduit
