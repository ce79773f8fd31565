// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_tail.h"

namespace conduit::app {

void LogTail::append(const QStringList &lines, bool areErrors)
{
    for (const QString &line : lines) {
        m_lines.push_back({line, areErrors});
        m_characters += line.size();
    }
    while (std::ssize(m_lines) > kLinesMax || m_characters > kCharactersMax) {
        m_characters -= m_lines.front().text.size();
        m_lines.pop_front();
    }
}

QStringList LogTail::lines() const
{
    QStringList texts;
    for (const LogLine &line : m_lines)
        texts.append(line.text);
    return texts;
}

void LogTail::clear()
{
    m_lines.clear();
    m_characters = 0;
}

} // namespace conduit::app
