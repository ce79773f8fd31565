// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/json_writer.h>

#include <QString>

namespace conduit::ui {

/// A member of an object; null when there is no text.
inline void writeText(json::Writer &out, QByteArrayView name, const QString &text)
{
    out.name(name);
    if (text.isEmpty())
        out.null();
    else
        out.string(text);
}

} // namespace conduit::ui
