// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace conduit::ui {

/// The position behind the string that begins at `begin`; the end when nothing ends it.
[[nodiscard]] qsizetype stringEnd(QByteArrayView json, qsizetype begin);

/// The same JSON with one member or element a line. Only white space between tokens differs: every number and string keeps its
/// text. Expects valid JSON and gives back anything else merely spaced differently.
[[nodiscard]] QByteArray indented(QByteArrayView json);

/// The same JSON without white space between tokens.
[[nodiscard]] QByteArray compacted(QByteArrayView json);

} // namespace conduit::ui
