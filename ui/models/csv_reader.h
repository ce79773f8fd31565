// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/byte_window.h"
#include "ui/models/row_reader.h"

namespace conduit::ui {

/// Reads records as RFC 4180 has them, with any delimiter, and bare line feeds too. What it does not allow is a fault of the
/// line in which the record begins, and reading goes on with the line behind that: a quote that nobody closes costs one line
/// and not the rest of the file. Empty lines are no records.
class CsvReader final : public RowReader
{
public:
    /// `quote` may be '\0' for none.
    CsvReader(QIODevice &device, char delimiter, char quote) : m_window(device), m_delimiter(delimiter), m_quote(quote) { }

    [[nodiscard]] std::optional<SourceRow> next() override;

private:
    enum class Fault { None, OpenQuote, StrayQuote, TextBehindQuote, LoneReturn, TooLong };
    /// What a look at the beginning of the window has found.
    struct Look
    {
        QList<QByteArray> cells = {};
        qsizetype size = 0; ///< Of the record without its line end.
        Fault fault = Fault::None;
        bool isCut = false; ///< The window ended before the record did.
    };
    [[nodiscard]] Look look() const;
    /// Both move `at` behind the cell.
    void readQuoted(QByteArrayView text, qsizetype &at, Look &found) const;
    void readBare(QByteArrayView text, qsizetype &at, Look &found) const;
    [[nodiscard]] static QString words(Fault fault);

    ByteWindow m_window;
    char m_delimiter;
    char m_quote;
};

} // namespace conduit::ui
