// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/exact_text.h"

#include "ui/widgets/labels.h"

#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <cmath>
#include <utility>

namespace conduit::ui {

namespace {

/// Laid out in less than a frame, also when all lines are short.
constexpr qsizetype kPieceCharacters = 16 * 1024;

} // namespace

ExactText::ExactText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFont(monospaceFont());
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, [this] { appendPlainText(takePiece()); });
}

ExactText::Prepared ExactText::prepared(const QString &text)
{
    Prepared prepared {.exact = text};
    auto &shown = prepared.shown;
    shown.reserve(text.size() + text.size() / kLineCharactersMax + 1);
    int line = 0;
    for (qsizetype at = 0; at <= text.size(); ++line) {
        auto end = text.indexOf(u'\n', at);
        end = end < 0 ? text.size() : end;
        if (end - at > kLineCharactersMax) {
            // A pair of surrogates stays together.
            end = at + kLineCharactersMax - (text[at + kLineCharactersMax - 1].isHighSurrogate() ? 1 : 0);
            prepared.continued.insert(line);
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
    return prepared;
}

void ExactText::setPrepared(const Prepared &text)
{
    m_more.stop();
    m_text = text;
    m_rest = m_text.shown;
    m_restAt = 0;
    setPlainText(takePiece());
    fit();
    if (!isWhole())
        m_more.start();
}

QString ExactText::takePiece()
{
    auto end = m_rest.size();
    if (end - m_restAt > kPieceCharacters)
        end = m_rest.lastIndexOf(u'\n', m_restAt + kPieceCharacters) + 1;
    auto piece = m_rest.sliced(m_restAt, end - m_restAt);
    m_restAt = end;
    if (m_restAt < m_rest.size())
        return piece.chopped(1); // the next piece begins a line anyway
    m_rest.clear();
    m_more.stop();
    return piece;
}

void ExactText::setLinesMax(int lines)
{
    m_linesMax = lines;
    fit();
}

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
        if (goesOn && !m_text.continued.contains(block.blockNumber()))
            text += u'\n';
    }
    return text;
}

} // namespace conduit::ui
