// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace conduit::cli {

/// Rows under a line of titles, aligned with spaces. Cells stay on one line whatever they hold. Comes in pieces, so that a long
/// list is shown as it arrives: a later piece may be wider, never narrower.
class TextTable
{
public:
    enum class Form {
        Word,   ///< Always whole.
        Number, ///< Always whole, flush right.
        Text,   ///< Cut where the line would be too long.
    };
    struct Column
    {
        QString title;
        Form form = Form::Word;
    };
    static constexpr qsizetype kTextColumnsMin = 6;

    /// `columnsMax` is the length of a line; 0: any.
    explicit TextTable(QList<Column> columns, int columnsMax = 0);

    /// As many cells as there are columns. An empty one is shown as `-`.
    void add(const QStringList &cells);
    /// The rows since the last call, each with its line end; the titles come before the first.
    [[nodiscard]] QString takeText();

private:
    void fitWidths();
    [[nodiscard]] QString lineFrom(const QStringList &cells) const;

    QList<Column> m_columns;
    int m_columnsMax;
    QList<QStringList> m_rows;
    QList<qsizetype> m_widths;
    bool m_hasTitles = false; ///< They were given out.
};

} // namespace conduit::cli
