// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>

namespace conduit::worker {

/// Why the code in `path` may be somebody else's, with what to change; nothing when it is root's or this user's own: nobody else may
/// write to the file, to its folder, or to one above. One far above may be sticky, as /tmp is, where nobody takes away what is not
/// theirs. Links are followed first.
[[nodiscard]] std::optional<QString> distrustOf(const QString &path);

} // namespace conduit::worker
