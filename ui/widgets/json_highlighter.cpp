// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/json_highlighter.h"

#include "ui/widgets/status_palette.h"

namespace conduit::ui {

namespace {

enum BlockState { Outside = 0, InString = 1 };

bool isNumberPart(QChar c) { return c.isDigit() || c == u'-' || c == u'+' || c == u'.' || c == u'e' || c == u'E'; }

} // namespace

void JsonHighlighter::setPalette(const QPalette &palette)
{
    m_name = toneColor(Tone::Running, palette);
    m_string = toneColor(Tone::Good, palette);
    m_number = toneColor(Tone::Scheduled, palette);
    m_word = toneColor(Tone::Retrying, palette);
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    const auto size = text.size();
    qsizetype at = 0;
    auto paint = [this](qsizetype from, qsizetype to, const QColor &color) {
        setFormat(static_cast<int>(from), static_cast<int>(to - from), color);
    };
    setCurrentBlockState(Outside);
    auto isInString = previousBlockState() == InString;
    while (at < size) {
        const auto begin = at;
        if (isInString || text[at] == u'"') {
            at += isInString ? 0 : 1;
            while (at < size && text[at] != u'"')
                at += text[at] == u'\\' ? 2 : 1;
            if (at >= size) {
                paint(begin, size, m_string);
                setCurrentBlockState(InString);
                return;
            }
            isInString = false;
            auto next = ++at;
            while (next < size && text[next].isSpace())
                ++next;
            paint(begin, at, next < size && text[next] == u':' ? m_name : m_string);
        } else if (text[at].isDigit() || text[at] == u'-') {
            while (at < size && isNumberPart(text[at]))
                ++at;
            paint(begin, at, m_number);
        } else if (text[at].isLetter()) {
            while (at < size && text[at].isLetter())
                ++at;
            paint(begin, at, m_word);
        } else {
            ++at;
        }
    }
}

} // namespace conduit::ui
