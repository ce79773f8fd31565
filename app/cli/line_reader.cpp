// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::cli {

std::optional<QByteArray> LineReader::next()
{
    auto line = takeLine();
    while (!line && readMore())
        line = takeLine();
    if (line || m_taken == m_text.size() || !m_fault.isEmpty())
        return line;
    m_searched = m_text.size();
    return m_text.sliced(std::exchange(m_taken, m_text.size())); // it has no end
}

bool LineReader::wouldWait() const
{
    if (m_isAtEnd || m_text.indexOf('\n', m_searched) >= 0)
        return false;
    pollfd input {.fd = m_descriptor, .events = POLLIN, .revents = 0};
    return ::poll(&input, 1, 0) == 0;
}

std::optional<QByteArray> LineReader::takeLine()
{
    const qsizetype end = m_text.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_text.size();
        return {};
    }
    QByteArray line = m_text.sliced(m_taken, end - m_taken);
    m_taken = end + 1;
    m_searched = m_taken;
    return line;
}

bool LineReader::readMore()
{
    constexpr qsizetype kPieceBytes = 65'536;
    if (m_isAtEnd)
        return false;
    m_text.remove(0, m_taken);
    m_searched -= std::exchange(m_taken, 0);
    if (m_text.size() > m_lineBytesMax) {
        m_fault = u"a line is longer than any payload may be"_s;
        m_isAtEnd = true;
        return false;
    }
    const qsizetype before = m_text.size();
    m_text.resize(before + kPieceBytes);
    ssize_t count = -1;
    do
        count = ::read(m_descriptor, m_text.data() + before, kPieceBytes);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        m_fault = QString::fromLocal8Bit(std::strerror(errno));
    m_text.resize(before + std::max<ssize_t>(count, 0));
    m_isAtEnd = count <= 0;
    return count > 0;
}

} // namespace conduit::cli
