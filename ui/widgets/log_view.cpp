// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/log_view.h"

#include "ui/widgets/console_style.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_highlighter.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace conduit::ui {

namespace {

constexpr qsizetype kLineCharactersMax = 8 * 1024;
constexpr std::chrono::milliseconds kTurn {50};

QString joined(const QStringList &lines)
{
    QStringList cut;
    cut.reserve(lines.size());
    for (const auto &line : lines)
        cut.append(line.size() > kLineCharactersMax ? line.first(kLineCharactersMax) + u'…' : line);
    return cut.join(u'\n');
}

} // namespace

LogView::LogView(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit(this)), m_newer(new QPushButton(this))
{
    m_text->setReadOnly(true);
    m_text->setFont(monospaceFont());
    m_text->setMaximumBlockCount(kLinesMax);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Log"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(ConsoleStyle::kPageMargin);
    new LogHighlighter(*m_text);
    setFocusProxy(m_text);
    m_newer->setIcon(glyphIcon(Glyph::Down));
    m_newer->hide();
    m_turn.setInterval(kTurn);
    connect(&m_turn, &QTimer::timeout, this, &LogView::flush);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_text, 1);
    column->addWidget(new FindBar(*m_text, this));
    column->addWidget(m_newer, 0, Qt::AlignRight);
    connect(m_newer, &QPushButton::clicked, this, &LogView::goToEnd);
    connect(m_text->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (isAtEnd()) {
            m_newLines = 0;
            m_newer->hide();
        }
    });
}

void LogView::setLines(const QStringList &lines, const QString &whyEmpty)
{
    m_waiting.clear();
    m_skipped = 0;
    m_text->setPlaceholderText(whyEmpty);
    m_text->setPlainText(joined(lines));
    goToEnd();
}

void LogView::append(const QStringList &lines)
{
    m_waiting += lines;
    if (const auto surplus = m_waiting.size() - kLinesAtOnce; surplus > 0) {
        m_waiting.remove(0, surplus);
        m_skipped += surplus;
    }
    if (!m_turn.isActive())
        flush();
}

void LogView::flush()
{
    if (m_waiting.isEmpty())
        return m_turn.stop();
    m_turn.start();
    const auto count = m_skipped + m_waiting.size();
    if (m_skipped > 0)
        m_waiting.prepend(tr("… %Ln line(s) came too fast to be shown here", nullptr, static_cast<int>(m_skipped)));
    m_skipped = 0;
    const auto follows = isAtEnd();
    m_text->appendPlainText(joined(std::exchange(m_waiting, {})));
    if (follows)
        return goToEnd();
    m_newLines += static_cast<int>(count);
    m_newer->setText(tr("New lines: %1").arg(m_newLines));
    m_newer->show();
}

void LogView::setWrapped(bool isWrapped)
{
    m_text->setLineWrapMode(isWrapped ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
}

QString LogView::text() const { return m_text->toPlainText(); }

void LogView::goToMatch(const QRegularExpression &pattern, bool isBackwards)
{
    const auto flags = isBackwards ? QTextDocument::FindFlags(QTextDocument::FindBackward) : QTextDocument::FindFlags();
    if (m_text->find(pattern, flags))
        return;
    const auto here = m_text->textCursor();
    m_text->moveCursor(isBackwards ? QTextCursor::End : QTextCursor::Start);
    if (!m_text->find(pattern, flags))
        m_text->setTextCursor(here);
}

QString LogView::chosenText() const { return m_text->textCursor().selectedText(); }

bool LogView::isAtEnd() const { return m_text->verticalScrollBar()->value() == m_text->verticalScrollBar()->maximum(); }

void LogView::goToEnd()
{
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    m_newLines = 0;
    m_newer->hide();
}

} // namespace conduit::ui
