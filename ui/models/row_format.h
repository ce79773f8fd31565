// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::ui {

/// How a file holds rows.
struct RowFormat
{
    enum class Kind {
        Table,     ///< CSV and the like: RFC 4180 with any delimiter.
        JsonLines, ///< One JSON value a line.
        JsonArray, ///< One JSON array, of which each element is a row.
    };
    enum class Encoding { Utf8, Latin1 };

    Kind kind = Kind::Table;
    char delimiter = ',';
    char quote = '"';                   ///< '\0': none, every character stands for itself.
    Encoding encoding = Encoding::Utf8; ///< Of tables; JSON is UTF-8.
    bool hasHeader = true;              ///< The first record of a table names its columns.

    friend bool operator==(const RowFormat &, const RowFormat &) = default;
};

/// Guesses from a file's name and its first bytes.
[[nodiscard]] RowFormat guessedFormat(const QString &fileName, QByteArrayView head);

/// Why such a file cannot be read as rows at all, in words; empty when it can.
[[nodiscard]] QString encodingFault(QByteArrayView head);

/// The text of a cell; nothing when its bytes are not in this encoding.
[[nodiscard]] std::optional<QString> textFrom(QByteArrayView bytes, RowFormat::Encoding encoding);

} // namespace conduit::ui
