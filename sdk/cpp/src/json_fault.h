// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace conduit::json {

/// Says what is wrong with a text that the parser has refused, and where: "expected ',' or '}' (line 3, column 14)".
/// A second, slow look: the parser itself is quick because it keeps no positions. Nothing when it finds no fault.
std::optional<QString> describeFault(QByteArrayView text, int depthMax);

/// `what`, followed by the line and column (both from 1, columns in characters) of the byte at `offset`.
QString withPlace(const QString &what, QByteArrayView text, qsizetype offset);

} // namespace conduit::json
