// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/byte_window.h"

#include <QIODevice>

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr qsizetype kPieceBytes = 256 * 1024;

} // namespace

ByteWindow::ByteWindow(QIODevice &device) : m_device(device)
{
    grow();
    if (rest().startsWith("\xEF\xBB\xBF"))
        m_taken += 3;
}

bool ByteWindow::grow()
{
    const auto left = m_bytes.size() - m_taken;
    if (m_isAtEnd || left >= kBytesMax)
        return false;
    m_bytes.remove(0, m_taken);
    m_taken = 0;
    // As much again as there is: a row that is looked at anew after each growth is then read about twice, however long it is.
    const auto piece = m_device.read(std::min(std::max(left, kPieceBytes), kBytesMax - left));
    m_isAtEnd = piece.isEmpty();
    m_bytes += piece;
    return !m_isAtEnd;
}

void ByteWindow::take(qsizetype count)
{
    const auto taken = rest().first(count);
    m_line += std::count(taken.begin(), taken.end(), '\n');
    m_taken += count;
}

void ByteWindow::skipSpace() { skip(" \t\r\n"); }

void ByteWindow::skipEmptyLines() { skip("\r\n"); }

QByteArray ByteWindow::wholeLine()
{
    const auto end = lineEnd(); // Before rest(), which it may move.
    const auto line = rest().first(end);
    return (line.endsWith("\r") ? line.chopped(1) : line).toByteArray();
}

void ByteWindow::takeLine()
{
    const auto end = lineEnd();
    take(std::min(end + 1, rest().size()));
}

void ByteWindow::skip(QByteArrayView characters)
{
    do {
        const auto text = rest();
        const auto *end = std::find_if(text.begin(), text.end(), [characters](char c) { return !characters.contains(c); });
        take(end - text.begin());
    } while (rest().isEmpty() && grow());
}

qsizetype ByteWindow::lineEnd()
{
    auto end = rest().indexOf('\n');
    while (end < 0 && grow())
        end = rest().indexOf('\n');
    return end < 0 ? rest().size() : end;
}

} // namespace conduit::ui
