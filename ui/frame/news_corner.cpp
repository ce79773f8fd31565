// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/news_corner.h"

#include "ui/pages/undo_of_operation.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>

namespace conduit::ui {

NewsCorner::NewsCorner(QWidget &window, UndoTrail &trail, const std::function<QDateTime()> &now)
    : m_window(window), m_trail(trail), m_told(now, [&trail](int number) { return trail.isOpen(number); })
{
    connect(&m_trail, &UndoTrail::undone, &m_told, &ToldModel::noteUndone);
    connect(&m_trail, &UndoTrail::undoneElsewhere, this, &NewsCorner::noteUndoneElsewhere);
}

void NewsCorner::setPlace(QWidget *place)
{
    m_toast = new Toast(place);
    // The act may tell something itself, and so replace the one that runs.
    connect(m_toast, &Toast::actionTriggered, this, [this] {
        if (const auto act = m_act)
            act();
    });
    connect(m_toast, &Toast::undoTriggered, this, [this] { m_trail.undo(m_undoable); });
}

void NewsCorner::tell(const QString &text, const QString &action, const std::function<void()> &act)
{
    m_act = act;
    m_undoable = 0;
    std::optional<int> undoable;
    if (act && action == Toast::undoWord()) {
        m_undoable = m_trail.note(text, &m_window, act, UndoOfOperation::idOf(act));
        m_act = [this, number = m_undoable] { m_trail.undo(number); };
        undoable = m_undoable;
    }
    m_told.add(text, false, undoable);
    m_toast->showMessage(text, action);
}

void NewsCorner::tellUndoable(const QString &text, const QString &action, const std::function<void()> &act,
                              const std::function<void()> &undo)
{
    m_act = act;
    m_undoable = m_trail.note(text, &m_window, undo);
    m_told.add(text, false, m_undoable);
    m_toast->showMessage(text, action);
    m_toast->offerUndo();
}

void NewsCorner::tellRefusal(const QString &text)
{
    m_undoable = 0;
    m_told.add(text, true);
    m_toast->showMessage(text, {}, Tone::Bad);
}

/// Only what can still be seen: the button that it had would be refused.
void NewsCorner::noteUndoneElsewhere(int number)
{
    if (m_undoable != number || m_toast->isHidden())
        return;
    m_undoable = 0;
    m_toast->showMessage(tr("%1. It was undone already.").arg(m_toast->text()));
}

void NewsCorner::continueFrom(const NewsCorner &before)
{
    m_trail.passOn(&before.m_window, &m_window);
    m_told.continueFrom(before.m_told);
}

void NewsCorner::showIn(QAction *undo)
{
    const auto show = [this, undo] {
        const QString text = m_trail.text();
        undo->setText(text.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(text.left(60)));
        offer(*undo, text.isEmpty() ? tr("Nothing was done in the last minutes that can be undone.") : QString());
    };
    connect(&m_trail, &UndoTrail::changed, this, show);
    show();
}

} // namespace conduit::ui
