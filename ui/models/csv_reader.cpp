// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/csv_reader.h"

#include <QCoreApplication>

namespace conduit::ui {

namespace {

/// How many bytes end a line here; 0 when none do.
qsizetype lineEndAt(QByteArrayView text, qsizetype at)
{
    if (text[at] == '\n')
        return 1;
    return text.sliced(at).startsWith("\r\n") ? 2 : 0;
}

} // namespace

std::optional<SourceRow> CsvReader::next()
{
    m_window.skipEmptyLines();
    if (m_window.isEmpty())
        return {};
    auto found = look();
    while (found.isCut && (m_window.grow() || m_window.isAtEnd()))
        found = look();
    if (found.isCut)
        found.fault = Fault::TooLong;
    SourceRow row {.line = m_window.line()};
    if (found.fault == Fault::None) {
        row.raw = m_window.rest().first(found.size).toByteArray();
        row.cells = std::move(found.cells);
        m_window.take(found.size);
    } else {
        row.raw = m_window.wholeLine();
        row.field = QString::number(found.cells.size() + 1);
        row.fault = words(found.fault);
        m_window.takeLine();
    }
    return row;
}

CsvReader::Look CsvReader::look() const
{
    const auto text = m_window.rest();
    Look found;
    qsizetype at = 0;
    while (true) {
        if (m_quote != '\0' && at < text.size() && text[at] == m_quote)
            readQuoted(text, at, found);
        else
            readBare(text, at, found);
        // The character at the edge may have a companion behind it.
        found.isCut = at + 1 >= text.size() && !m_window.isAtEnd();
        found.size = at;
        if (found.isCut || found.fault != Fault::None || at == text.size() || lineEndAt(text, at) > 0)
            return found;
        if (text[at] != m_delimiter) {
            found.fault = text[at] == '\r' ? Fault::LoneReturn : Fault::TextBehindQuote;
            found.cells.removeLast();
            return found;
        }
        ++at;
    }
}

void CsvReader::readQuoted(QByteArrayView text, qsizetype &at, Look &found) const
{
    QByteArray cell;
    for (auto from = at + 1;;) {
        const auto end = text.indexOf(m_quote, from);
        if (end < 0) {
            at = text.size();
            found.fault = Fault::OpenQuote;
            return;
        }
        cell += text.sliced(from, end - from);
        from = end + 1;
        if (from == text.size() || text[from] != m_quote) {
            at = from;
            found.cells.append(cell);
            return;
        }
        cell += m_quote;
        ++from;
    }
}

void CsvReader::readBare(QByteArrayView text, qsizetype &at, Look &found) const
{
    const auto begin = at;
    for (; at < text.size(); ++at) {
        const auto c = text[at];
        if (c == m_delimiter || c == '\n' || c == '\r')
            break;
        if (m_quote != '\0' && c == m_quote) {
            found.fault = Fault::StrayQuote;
            return;
        }
    }
    found.cells.append(text.sliced(begin, at - begin).toByteArray());
}

QString CsvReader::words(Fault fault)
{
    switch (fault) {
    case Fault::OpenQuote:
        return QCoreApplication::translate("CsvReader", "The quote that opens here is never closed.");
    case Fault::StrayQuote:
        return QCoreApplication::translate("CsvReader", "A quote stands inside a text that does not begin with one.");
    case Fault::TextBehindQuote:
        return QCoreApplication::translate("CsvReader", "The text goes on behind its closing quote.");
    case Fault::LoneReturn:
        return QCoreApplication::translate("CsvReader", "A carriage return stands alone; lines end with a line feed.");
    case Fault::TooLong:
        return QCoreApplication::translate("CsvReader", "The record that begins here is larger than any task may be.");
    case Fault::None:
        break;
    }
    return {};
}

} // namespace conduit::ui
