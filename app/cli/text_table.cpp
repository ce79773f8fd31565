// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/text_table.h"

#include "app/cli/plain_text.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

constexpr qsizetype kGap = 2;

} // namespace

TextTable::TextTable(QList<Column> columns, int columnsMax) : m_columns(std::move(columns)), m_columnsMax(columnsMax)
{
    for (const Column &column : m_columns)
        m_widths.append(columnsOf(column.title));
}

void TextTable::add(const QStringList &cells)
{
    Q_ASSERT_X(cells.size() == m_columns.size(), "TextTable::add", "a cell for each column");
    QStringList row;
    for (const QString &cell : cells)
        row.append(cell.isEmpty() ? u"-"_s : onOneLine(cell));
    m_rows.append(row);
}

QString TextTable::takeText()
{
    if (m_rows.isEmpty())
        return {};
    fitWidths();
    QString text;
    if (!m_hasTitles) {
        QStringList titles;
        for (const Column &column : m_columns)
            titles.append(column.title);
        text = lineFrom(titles);
        m_hasTitles = true;
    }
    for (const QStringList &row : m_rows)
        text += lineFrom(row);
    m_rows.clear();
    return text;
}

void TextTable::fitWidths()
{
    for (const QStringList &row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            m_widths[i] = std::max(m_widths.at(i), columnsOf(row.at(i)));
    }
    if (m_columnsMax == 0)
        return;
    qsizetype total = std::accumulate(m_widths.begin(), m_widths.end(), kGap * (m_widths.size() - 1));
    const auto widestText = [this] {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < m_columns.size(); ++i) {
            const bool mayShrink = m_columns.at(i).form == Form::Text && m_widths.at(i) > kTextColumnsMin;
            if (mayShrink && (widest < 0 || m_widths.at(i) > m_widths.at(widest)))
                widest = i;
        }
        return widest;
    };
    for (qsizetype i = widestText(); total > m_columnsMax && i >= 0; i = widestText()) {
        --m_widths[i];
        --total;
    }
}

QString TextTable::lineFrom(const QStringList &cells) const
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString cell = m_columns.at(i).form == Form::Text ? cutTo(cells.at(i), m_widths.at(i)) : cells.at(i);
        const QString rest(std::max<qsizetype>(m_widths.at(i) - columnsOf(cell), 0), u' ');
        const QString gap(i == 0 ? 0 : kGap, u' ');
        line += gap + (m_columns.at(i).form == Form::Number ? rest + cell : cell + rest);
    }
    while (line.endsWith(u' '))
        line.chop(1);
    return line + u'\n';
}

} // namespace conduit::cli
