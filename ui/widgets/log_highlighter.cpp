// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/log_highlighter.h"

#include "ui/models/log_level.h"
#include "ui/widgets/status_palette.h"

#include <QEvent>
#include <QPlainTextEdit>

namespace conduit::ui {

LogHighlighter::LogHighlighter(QPlainTextEdit &editor) : QSyntaxHighlighter(&editor), m_editor(editor)
{
    setDocument(editor.document());
    editor.installEventFilter(this);
}

bool LogHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void LogHighlighter::highlightBlock(const QString &text)
{
    const auto color = [this](Tone tone) { return toneColor(tone, m_editor.palette()); };
    switch (levelOf(text)) {
    case LogLevel::Plain:
        return;
    case LogLevel::Quiet:
        return setFormat(0, static_cast<int>(text.size()), color(Tone::Cancelled));
    case LogLevel::Warning:
        return setFormat(0, static_cast<int>(text.size()), color(Tone::Retrying));
    case LogLevel::Error:
        return setFormat(0, static_cast<int>(text.size()), color(Tone::Bad));
    }
}

} // namespace conduit::ui
