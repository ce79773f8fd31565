// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// At most so many characters of `text`, with an ellipsis where some are left out. A schema's texts may be a megabyte long, which takes
/// seconds to lay out.
[[nodiscard]] inline QString beginningOf(const QString &text, qsizetype charactersMax)
{
    return text.size() > charactersMax ? text.first(charactersMax) + u'…' : text;
}

} // namespace conduit::ui
