// SPDX-License-Identifier: GPL-3.0-only
#include "app/line_splitter.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

constexpr char kEscape = '\x1b';
constexpr char kBell = '\x07';

bool isControl(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f'; }

} // namespace

QStringList LineSplitter::feed(QByteArrayView bytes)
{
    QStringList lines;
    for (const char byte : bytes) {
        const bool completesPair = byte == '\n' && m_wasCarriageReturn;
        m_wasCarriageReturn = byte == '\r';
        if (completesPair)
            continue;
        if (byte == '\n' || byte == '\r')
            lines += endLine();
        else
            take(byte);
    }
    return lines;
}

QStringList LineSplitter::finish()
{
    m_wasCarriageReturn = false;
    if (m_line.isEmpty())
        return {};
    return {endLine()};
}

/// Follows ECMA-48: ESC [ … letter, ESC ] … BEL or ESC \, and two-character sequences.
void LineSplitter::take(char byte)
{
    switch (m_state) {
    case State::Text:
        takeText(byte);
        return;
    case State::Escape:
        if (byte == '[')
            m_state = State::Sequence;
        else if (byte == ']' || byte == 'P' || byte == '^' || byte == '_')
            m_state = State::String;
        else if (byte < ' ' || byte > '/') // Those only announce another character.
            m_state = State::Text;
        return;
    case State::Sequence:
        if (byte >= '@' && byte <= '~')
            m_state = State::Text;
        return;
    case State::String:
        if (byte == kBell)
            m_state = State::Text;
        else if (byte == kEscape)
            m_state = State::StringEscape;
        return;
    case State::StringEscape:
        m_state = byte == '\\' ? State::Text : State::String;
        return;
    }
}

void LineSplitter::takeText(char byte)
{
    if (byte == kEscape)
        m_state = State::Escape;
    else if (isControl(byte) && byte != '\t')
        return;
    else if (m_line.size() < kLineBytesMax)
        m_line += byte;
    else
        ++m_cut;
}

QString LineSplitter::endLine()
{
    // A sequence that never ended must not swallow the next line.
    m_state = State::Text;
    QString line = QString::fromUtf8(std::exchange(m_line, {}));
    if (const qsizetype cut = std::exchange(m_cut, 0); cut > 0) {
        while (line.endsWith(QChar::ReplacementCharacter)) // The cut went through a character.
            line.chop(1);
        line += u" … (%1 bytes more)"_s.arg(cut);
    }
    return line;
}

} // namespace conduit::app
