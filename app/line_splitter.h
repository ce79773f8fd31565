// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

namespace conduit::app {

/// Cuts what a program writes into lines fit to be kept and shown: without terminal sequences and control characters, valid
/// UTF-8, and none longer than kLineBytesMax however long the program goes on.
class LineSplitter
{
public:
    static constexpr qsizetype kLineBytesMax = 8 * 1024;

    /// The lines that `bytes` complete.
    [[nodiscard]] QStringList feed(QByteArrayView bytes);
    /// The line that was begun and never ended; nothing when there is none.
    [[nodiscard]] QStringList finish();

private:
    enum class State { Text, Escape, Sequence, String, StringEscape };

    void take(char byte);
    void takeText(char byte);
    QString endLine();

    State m_state = State::Text;
    QByteArray m_line;
    qsizetype m_cut = 0;              ///< Bytes of the line beyond the limit.
    bool m_wasCarriageReturn = false; ///< Then a line feed belongs to it.
};

} // namespace conduit::app
