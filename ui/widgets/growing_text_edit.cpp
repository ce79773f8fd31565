// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/growing_text_edit.h"

#include <QMimeData>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace conduit::ui {

GrowingTextEdit::GrowingTextEdit(int linesMin, int linesMax, QWidget *parent)
    : QPlainTextEdit(parent), m_linesMin(linesMin), m_linesMax(linesMax)
{
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingTextEdit::fit);
    fit();
}

bool GrowingTextEdit::canInsertFromMimeData(const QMimeData *source) const { return source->hasUrls() || source->hasText(); }

void GrowingTextEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->hasUrls() && source->urls().first().isLocalFile())
        Q_EMIT fileGiven(source->urls().first().toLocalFile());
    else if (const auto text = source->text(); text.size() > kCharactersMax)
        Q_EMIT largeTextGiven(text);
    else
        insertPlainText(text);
}

void GrowingTextEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void GrowingTextEdit::fit()
{
    // A plain text's document counts its size in lines.
    const auto lines = std::clamp(static_cast<int>(std::ceil(document()->size().height())), m_linesMin, m_linesMax);
    const auto margins = 2 * (frameWidth() + static_cast<int>(document()->documentMargin())) + 1;
    const auto height = lines * fontMetrics().lineSpacing() + margins;
    if (height != minimumHeight())
        setFixedHeight(height);
}

} // namespace conduit::ui
