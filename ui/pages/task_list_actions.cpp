// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_list_actions.h"

#include "ui/format/sizes.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace conduit::ui {

TaskListActions::TaskListActions(TaskListPane &list) : QObject(&list), m_list(list)
{
    buildWays();
    buildChoices();
    list.table()->addActions(m_ways + m_choices);
    setShown(false);
}

QAction *TaskListActions::make(const QString &id, const QString &text, const QString &keys, Reach reach, Glyph glyph,
                               const std::function<void()> &act)
{
    auto *action = new QAction(glyphIcon(glyph), text, this);
    action->setObjectName(u"list."_s + id);
    action->setShortcut(QKeySequence(keys));
    action->setShortcutContext(reach == Reach::List ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void TaskListActions::buildWays()
{
    m_goToTime =
        make(u"go_to_time"_s, tr("Go to time…"), u"Ctrl+G"_s, Reach::Window, Glyph::Clock, [this] { m_list.askForTime(); });
    m_ways = {
        m_goToTime,
        make(u"newest"_s, tr("To the beginning of the list"), u"Home"_s, Reach::List, Glyph::Up,
             [this] { m_list.goToNewest(); }),
        make(u"oldest"_s, tr("To the end of the list"), u"End"_s, Reach::List, Glyph::Down, [this] { m_list.goToOldest(); }),
        make(u"down"_s, tr("Next row"), u"J"_s, Reach::List, Glyph::Down, [this] { move(Qt::Key_Down); }),
        make(u"up"_s, tr("Previous row"), u"K"_s, Reach::List, Glyph::Up, [this] { move(Qt::Key_Up); }),
        make(u"peek"_s, tr("Peek at the details"), u"Space"_s, Reach::List, Glyph::Lens, [this] { Q_EMIT peekRequested(); })};
}

void TaskListActions::buildChoices()
{
    m_clear = make(u"clear_selection"_s, tr("Clear the selection"), u"Ctrl+Shift+A"_s, Reach::Window, Glyph::Close,
                   [this] { m_list.selection().clear(); });
    m_copyIds = make(u"copy_ids"_s, tr("Copy IDs"), u"Ctrl+C"_s, Reach::List, Glyph::Copy, [this] { copyIds(); });
    m_choices = {
        make(u"select_all"_s, tr("Select all"), u"Ctrl+A"_s, Reach::List, Glyph::Check, [this] { m_list.selectAll(); }),
        m_clear, m_copyIds};
}

void TaskListActions::setShown(bool isShown)
{
    const auto &chosen = m_list.selection().chosen();
    const auto nothing = chosen.isEmpty() ? tr("Nothing is selected.") : QString();
    const auto notAllHere = tr("All that match are selected, and not all of them are here. Select rows to copy their IDs.");
    for (auto *action : m_ways + m_choices)
        offer(*action,
              !isShown                   ? tr("It is about the list of tasks: open Tasks first.")
                  : action == m_clear    ? nothing
                  : action == m_copyIds  ? (chosen.isEverything ? notAllHere : nothing)
                  : action == m_goToTime ? m_list.whyNoTime()
                                         : QString());
}

/// As the arrow keys do it.
void TaskListActions::move(Qt::Key key)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(m_list.table(), &press);
}

void TaskListActions::copyIds()
{
    const auto ids = m_list.selection().chosen().states.keys();
    QGuiApplication::clipboard()->setText(ids.join(u'\n'));
    Q_EMIT said(ids.size() == 1 ? tr("ID copied") : tr("%1 IDs copied").arg(countText(ids.size())));
}

} // namespace conduit::ui
