// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace conduit::ui {

/// Lets through the lines of a growing log that match, and some around them. `--` stands where lines were left out between two.
class LogFilter
{
public:
    /// An empty pattern lets everything through. `context` is how many lines before and behind a match come with it.
    explicit LogFilter(const QString &pattern = {}, int context = 0);

    /// Why the pattern cannot be read; empty when it can. Nothing comes through then.
    [[nodiscard]] QString fault() const;
    /// What comes through of the next lines.
    [[nodiscard]] QStringList take(const QStringList &lines);
    [[nodiscard]] qint64 matches() const { return m_matches; }
    [[nodiscard]] const QRegularExpression &pattern() const { return m_pattern; }

private:
    QRegularExpression m_pattern;
    bool m_isOpen;
    int m_context;
    QStringList m_before;  ///< The last lines that did not come through.
    int m_after = 0;       ///< So many more come through.
    bool m_hasGap = false; ///< Lines were left out since the last one that came through.
    bool m_hasShown = false;
    qint64 m_matches = 0;
};

} // namespace conduit::ui
