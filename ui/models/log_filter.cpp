// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/log_filter.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A pattern that goes astray in one long line must not hold up the window.
const QString kEffortLimit = QStringLiteral("(*LIMIT_MATCH=20000)");

} // namespace

LogFilter::LogFilter(const QString &pattern, int context)
    : m_pattern(pattern.isEmpty() ? QString() : kEffortLimit + pattern, QRegularExpression::CaseInsensitiveOption),
      m_isOpen(pattern.isEmpty()),
      m_context(context)
{
}

QString LogFilter::fault() const { return m_pattern.isValid() ? QString() : m_pattern.errorString(); }

QStringList LogFilter::take(const QStringList &lines)
{
    if (m_isOpen)
        return lines;
    QStringList through;
    if (!m_pattern.isValid())
        return through;
    for (const auto &line : lines) {
        const auto isMatch = m_pattern.match(line).hasMatch();
        m_matches += isMatch ? 1 : 0;
        if (!isMatch && m_after == 0) {
            m_before.append(line);
            if (m_before.size() > m_context) {
                m_before.removeFirst();
                m_hasGap = true;
            }
            continue;
        }
        if (m_hasGap && m_hasShown)
            through.append(u"--"_s);
        through += m_before;
        through.append(line);
        m_before.clear();
        m_hasGap = false;
        m_hasShown = true;
        m_after = isMatch ? m_context : m_after - 1;
    }
    return through;
}

} // namespace conduit::ui
