// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

class QIODevice;

namespace conduit::ui {

/// The piece of a file that a reader looks at: it grows at its end and goes at its beginning, so that files of any size take
/// little memory. Counts lines. A byte order mark of UTF-8 is passed over.
class ByteWindow
{
public:
    /// What one row may take at most, payloads and all: twice as much as a broker takes.
    static constexpr qsizetype kBytesMax = 16 * 1024 * 1024;

    /// The device is open and outlives the window.
    explicit ByteWindow(QIODevice &device);

    /// What has been read and not been taken. Valid until the next call.
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_bytes).sliced(m_taken); }
    /// Nothing comes behind rest().
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }
    [[nodiscard]] bool isEmpty() const { return m_isAtEnd && m_taken == m_bytes.size(); }
    /// Makes rest() larger; false at the end of the file, and when it is as large as it may be.
    bool grow();
    /// Takes `count` bytes from the beginning of rest().
    void take(qsizetype count);
    /// The line in which rest() begins, from 1.
    [[nodiscard]] qint64 line() const { return m_line; }

    void skipSpace();
    void skipEmptyLines();
    /// From the beginning of rest() to its first line end, without that; to the end of a window that cannot grow any more.
    [[nodiscard]] QByteArray wholeLine();
    /// Takes what wholeLine() shows, with its end.
    void takeLine();

private:
    void skip(QByteArrayView characters);
    /// The place of the first line feed in rest(), or the size of rest() when there is none within reach.
    [[nodiscard]] qsizetype lineEnd();

    QIODevice &m_device;
    QByteArray m_bytes;
    qsizetype m_taken = 0;
    qint64 m_line = 1;
    bool m_isAtEnd = false;
};

} // namespace conduit::ui
