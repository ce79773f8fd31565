// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/json_row_readers.h"

#include <conduit/json_text.h>

#include <QCoreApplication>

#include <utility>

namespace conduit::ui {

namespace {

SourceRow rowFrom(qint64 line, const QByteArray &raw)
{
    SourceRow row {.line = line, .raw = raw};
    if (const auto document = json::Document::parse(raw, json::kPayloadDepthMax))
        row.cells = {document->root().text()};
    else
        row.fault = QCoreApplication::translate("JsonRows", "This is not JSON: %1.").arg(document.error().message);
    return row;
}

/// Where the value at the beginning of `text` ends; -1 when `text` ends before.
qsizetype valueEnd(QByteArrayView text)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (isInString) {
            at += c == '\\' ? 1 : 0;
            isInString = c != '"';
        } else if (c == '"') {
            isInString = true;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
            return at;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return -1;
}

} // namespace

std::optional<SourceRow> JsonLineReader::next()
{
    while (!m_window.isEmpty()) {
        m_window.skipEmptyLines();
        const auto line = m_window.line();
        const auto raw = m_window.wholeLine();
        m_window.takeLine();
        if (!raw.trimmed().isEmpty())
            return rowFrom(line, raw);
    }
    return {};
}

std::optional<SourceRow> JsonArrayReader::next()
{
    if (m_hasEnded || !m_brokenOff.isEmpty())
        return {};
    if (!m_hasBegun && !takeCharacter('[', QCoreApplication::translate("JsonRows", "the file does not begin with '['")))
        return {};
    m_window.skipSpace();
    if (!std::exchange(m_hasBegun, true) && endsHere())
        return {};
    const auto line = m_window.line();
    auto end = valueEnd(m_window.rest());
    while (end < 0 && m_window.grow())
        end = valueEnd(m_window.rest());
    if (end < 0) {
        breakOff(QCoreApplication::translate("JsonRows", "the value that begins here does not end"));
        return {};
    }
    auto row = rowFrom(line, m_window.rest().first(end).trimmed().toByteArray());
    m_window.take(end);
    if (!endsHere())
        takeCharacter(',', QCoreApplication::translate("JsonRows", "a comma or ']' is missing"));
    return row;
}

bool JsonArrayReader::endsHere()
{
    m_hasEnded = m_window.rest().startsWith(']');
    if (!m_hasEnded)
        return false;
    m_window.take(1);
    m_window.skipSpace();
    if (!m_window.isEmpty() && !m_window.rest().isEmpty())
        breakOff(QCoreApplication::translate("JsonRows", "something stands behind the array"));
    return true;
}

bool JsonArrayReader::takeCharacter(char wanted, const QString &otherwise)
{
    m_window.skipSpace();
    if (!m_window.rest().startsWith(wanted)) {
        breakOff(otherwise);
        return false;
    }
    m_window.take(1);
    return true;
}

void JsonArrayReader::breakOff(const QString &why)
{
    m_brokenOff = QCoreApplication::translate("JsonRows", "The array is broken in line %1: %2.").arg(m_window.line()).arg(why);
}

} // namespace conduit::ui
