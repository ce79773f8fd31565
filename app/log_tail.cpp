// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_tail.h"

#include <algorithm>

namespace conduit::app {

void LogTail::append(const QStringList &lines)
{
    for (const QString &line : lines) {
        m_lines.push_back(line);
        m_characters += line.size();
    }
    while (std::ssize(m_lines) > kLinesMax || m_characters > kCharactersMax) {
        m_characters -= m_lines.front().size();
        m_lines.pop_front();
    }
}

QStringList LogTail::lines(qsizetype count) const
{
    return QStringList(m_lines.end() - std::min<qsizetype>(count, std::ssize(m_lines)), m_lines.end());
}

void LogTail::clear()
{
    m_lines.clear();
    m_characters = 0;
}

} // namespace conduit::app
