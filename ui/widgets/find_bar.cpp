// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/find_bar.h"

#include "ui/background.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

namespace conduit::ui {

namespace {

QList<qsizetype> placesOf(const QString &word, const QString &text)
{
    QList<qsizetype> places;
    for (auto at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && places.size() < FindBar::kPlacesMax;
         at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
        places.append(at);
    return places;
}

} // namespace

FindBar::FindBar(QPlainTextEdit &text, QWidget *parent, std::function<QString()> textOf)
    : QWidget(parent),
      m_text(text),
      m_textOf(textOf ? std::move(textOf) : [&text] { return text.toPlainText(); }),
      m_edit(new QLineEdit(this)),
      m_count(quietLabel({}, this))
{
    m_edit->setPlaceholderText(tr("Find in this text"));
    m_edit->setAccessibleName(tr("Find in this text"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_text.installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_count);
    row->addWidget(addStep(tr("Previous place"), -1));
    row->addWidget(addStep(tr("Next place"), 1));
    auto *leave = new QToolButton(this);
    leave->setIcon(glyphIcon(Glyph::Close));
    leave->setAutoRaise(true);
    leave->setAccessibleName(tr("Close the search"));
    setPlainToolTip(leave, tr("Close the search (Esc)"));
    row->addWidget(leave);
    connect(leave, &QToolButton::clicked, this, &FindBar::close);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { find(0); });
    hide();
}

QToolButton *FindBar::addStep(const QString &name, int steps)
{
    auto *button = new QToolButton(this);
    button->setIcon(glyphIcon(steps < 0 ? Glyph::Up : Glyph::Down));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    setPlainToolTip(button, steps < 0 ? tr("Previous place (Shift+Return)") : tr("Next place (Return)"));
    connect(button, &QToolButton::clicked, this, [this, steps] { find(steps); });
    return button;
}

void FindBar::open()
{
    show();
    const auto chosen = m_text.textCursor().selectedText();
    if (!chosen.isEmpty() && !chosen.contains(QChar::ParagraphSeparator))
        m_edit->setText(chosen);
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    find(0);
}

void FindBar::close()
{
    hide();
    m_text.setFocus(Qt::OtherFocusReason);
}

QString FindBar::countText() const { return m_count->text(); }

/// What counts is where somebody is in the text, which may have grown since.
void FindBar::find(int steps)
{
    look([this, steps] {
        if (m_places.isEmpty())
            return showCount();
        const auto cursor = m_text.textCursor();
        const auto behind = [this](int place) {
            const auto found = std::lower_bound(m_places.begin(), m_places.end(), place);
            return found - m_places.begin();
        };
        const auto count = m_places.size();
        if (steps < 0)
            goTo((behind(cursor.selectionStart()) - 1 + count) % count);
        else
            goTo(behind(steps == 0 ? cursor.selectionStart() : cursor.selectionEnd()) % count);
    });
}

/// Where the word stands, unless that is known.
void FindBar::look(const std::function<void()> &then)
{
    const auto word = m_edit->text();
    const int revision = m_text.document()->revision();
    if (word == m_soughtFor && revision == m_soughtIn)
        return then();
    m_soughtFor = word;
    m_soughtIn = revision;
    m_places.clear();
    const auto generation = ++m_generation;
    const auto text = word.isEmpty() ? QString() : m_textOf();
    const auto take = [this, generation, then](const QList<qsizetype> &places) {
        if (generation != m_generation)
            return;
        m_places = places;
        then();
    };
    if (word.isEmpty() || text.size() <= kCharactersAtOnceMax)
        take(word.isEmpty() ? QList<qsizetype>() : placesOf(word, text));
    else
        inBackground(this, [word, text] { return placesOf(word, text); }, take);
}

void FindBar::goTo(qsizetype number)
{
    showCount(number);
    const auto place = static_cast<int>(m_places[number]);
    const auto end = place + static_cast<int>(m_soughtFor.size());
    if (end >= m_text.document()->characterCount()) // A large text comes piece by piece.
        return;
    auto cursor = m_text.textCursor();
    cursor.setPosition(place);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    m_text.setTextCursor(cursor);
}

void FindBar::showCount(qsizetype number)
{
    if (m_edit->text().isEmpty())
        m_count->clear();
    else if (m_places.isEmpty())
        m_count->setText(tr("Not found"));
    else
        m_count->setText(tr("%1 of %2").arg(ui::countText(number + 1), ui::countText(m_places.size())));
}

/// In the text Ctrl+F is for the text, whatever it is for in the window.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool isFind = key.matches(QKeySequence::Find);
    const bool isReturn = watched == m_edit && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter);
    const bool isEscape = isVisible() && key.key() == Qt::Key_Escape;
    if (!isFind && !isReturn && !isEscape)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride)
        event->accept();
    else if (isFind)
        open();
    else if (isEscape)
        close();
    else
        find(key.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    return true;
}

} // namespace conduit::ui
