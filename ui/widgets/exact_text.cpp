// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/exact_text.h"

#include "ui/widgets/labels.h"

#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace conduit::ui {

ExactText::ExactText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(monospaceFont());
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
}

void ExactText::setExactText(const QString &text)
{
    m_continued.clear();
    QString shown;
    shown.reserve(text.size() + text.size() / kLineCharactersMax + 1);
    int line = 0;
    for (qsizetype at = 0; at <= text.size(); ++line) {
        auto end = text.indexOf(u'\n', at);
        end = end < 0 ? text.size() : end;
        if (end - at > kLineCharactersMax) {
            // A pair of surrogates stays together.
            end = at + kLineCharactersMax - (text[at + kLineCharactersMax - 1].isHighSurrogate() ? 1 : 0);
            m_continued.insert(line);
            shown += QStringView(text).sliced(at, end - at);
            shown += u'\n';
            at = end;
            continue;
        }
        shown += QStringView(text).sliced(at, end - at);
        if (end < text.size())
            shown += u'\n';
        at = end + 1;
    }
    setPlainText(shown);
    fit();
}

void ExactText::setLinesMax(int lines)
{
    m_linesMax = lines;
    fit();
}

QString ExactText::exactText() const { return textBetween(0, document()->characterCount() - 1); }

QMimeData *ExactText::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(textBetween(textCursor().selectionStart(), textCursor().selectionEnd()));
    return copied;
}

void ExactText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void ExactText::fit()
{
    if (m_linesMax == 0)
        return;
    // A plain text's document counts its size in lines.
    const auto lines = std::clamp(static_cast<int>(std::ceil(document()->size().height())), 1, m_linesMax);
    const auto tall =
        lines * fontMetrics().lineSpacing() + 2 * (frameWidth() + static_cast<int>(document()->documentMargin())) + 1;
    if (tall != minimumHeight())
        setFixedHeight(tall);
}

QString ExactText::textBetween(int begin, int end) const
{
    QString text;
    for (auto block = document()->findBlock(begin); block.isValid() && block.position() <= end; block = block.next()) {
        const auto from = std::max(begin, block.position()) - block.position();
        const auto to = std::min(end, block.position() + block.length() - 1) - block.position();
        text += QStringView(block.text()).sliced(from, to - from);
        const auto goesOn = end > block.position() + block.length() - 1;
        if (goesOn && !m_continued.contains(block.blockNumber()))
            text += u'\n';
    }
    return text;
}

} // namespace conduit::ui
