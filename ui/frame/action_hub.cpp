// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/action_hub.h"

#include "ui/format/plain_text.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace conduit::ui {

ActionHub::ActionHub(QMenuBar &bar) : QObject(&bar)
{
    const std::array names {tr("&File"),  tr("&Edit"),   tr("&View"),   tr("&Task"),
                            tr("&Queue"), tr("W&orker"), tr("&Window"), tr("&Help")};
    for (std::size_t i = 0; i < kMenus; ++i) {
        m_menus.at(i) = bar.addMenu(names.at(i));
        m_menus.at(i)->setToolTipsVisible(true);
    }
}

QAction *ActionHub::make(Menu menu, const Plan &plan, const std::function<void()> &act)
{
    auto *action = new QAction(plan.text, this);
    action->setObjectName(plan.id);
    if (!plan.keys.isEmpty())
        action->setShortcuts(QKeySequence::listFromString(plan.keys));
    if (plan.glyph)
        action->setIcon(glyphIcon(*plan.glyph));
    action->setToolTip(plainToolTip(actionTip(*action)));
    connect(action, &QAction::triggered, this, act);
    registerAction(menu, action);
    this->menu(menu)->addAction(action);
    return action;
}

void ActionHub::add(Menu menu, const QList<QAction *> &actions)
{
    addLine(menu);
    for (QAction *action : actions)
        registerAction(menu, action);
    this->menu(menu)->addActions(actions);
}

void ActionHub::addLine(Menu menu)
{
    const auto there = this->menu(menu)->actions();
    if (!there.isEmpty() && !there.last()->isSeparator())
        this->menu(menu)->addSeparator();
}

QMenu *ActionHub::addChoices(Menu menu, const QString &title)
{
    QMenu *choices = this->menu(menu)->addMenu(title);
    m_choices.insert(choices, menu);
    return choices;
}

void ActionHub::addChoice(QMenu *choices, QAction *action)
{
    registerAction(m_choices.value(choices), action);
    choices->addAction(action);
}

void ActionHub::registerAction(Menu menu, QAction *action)
{
    if (action->objectName().isEmpty())
        m_conflicts += u"The action %1 has no id."_s.arg(action->text());
    const QString id = action->objectName();
    if (m_byId.contains(id))
        m_conflicts += u"Two actions are called %1."_s.arg(id);
    m_byId.insert(id, action);
    // A key that is held moves on; it does nothing twice.
    action->setAutoRepeat(id == u"task.next"_s || id == u"task.previous"_s);
    m_actions.at(static_cast<std::size_t>(menu)).append(action);
}

QList<ActionHub::Entry> ActionHub::entries() const
{
    QList<Entry> all;
    for (std::size_t i = 0; i < kMenus; ++i)
        for (QAction *action : m_actions.at(i))
            all.append({action, plainName(*m_menus.at(i)->menuAction())});
    return all;
}

QStringList ActionHub::conflicts() const
{
    QStringList found = m_conflicts;
    QHash<QString, const QAction *> owners;
    const auto isOfAPart = [](const QAction *action) { return action->shortcutContext() == Qt::WidgetWithChildrenShortcut; };
    for (const Entry &entry : entries()) {
        for (const QKeySequence &keys : entry.action->shortcuts()) {
            const QString text = keys.toString();
            const auto *owner = owners.value(text);
            if (owner && !(isOfAPart(owner) && isOfAPart(entry.action)))
                found += u"%1 stands for %2 and for %3."_s.arg(text, owner->objectName(), entry.action->objectName());
            owners.insert(text, entry.action);
        }
    }
    return found;
}

} // namespace conduit::ui
