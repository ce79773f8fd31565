// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringView>

#include <algorithm>

namespace conduit::broker {

/// Whether a name has one, which no name may. Unicode's category Cc, which is these two ranges for ever: to ask QChar costs ten times as
/// much.
[[nodiscard]] inline bool hasControlCharacter(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || (c >= u'\u007f' && c <= u'\u009f'); });
}

} // namespace conduit::broker
