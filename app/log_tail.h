// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>

#include <deque>

namespace conduit::app {

struct LogLine
{
    QString text;
    bool isError = false; ///< It went to stderr.
};

/// The last lines of a log: at most kLinesMax, and no more than kCharactersMax however long they are.
class LogTail
{
public:
    static constexpr qsizetype kLinesMax = 10'000;
    static constexpr qsizetype kCharactersMax = 4 * 1024 * 1024;

    void append(const QStringList &lines, bool areErrors = false);
    /// Oldest first.
    [[nodiscard]] const std::deque<LogLine> &all() const { return m_lines; }
    [[nodiscard]] QStringList lines() const;
    void clear();

private:
    std::deque<LogLine> m_lines;
    qsizetype m_characters = 0;
};

} // namespace conduit::app
