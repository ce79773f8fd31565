// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/locator_things.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QList<LocatorHit> locatorThings(const PageBook &book, const ActionHub &hub, const QStringList &types, const QStringList &queues)
{
    using Kind = LocatorHit::Kind;
    QList<LocatorHit> things;
    for (const PageEntry &page : book.pages())
        things.append({Kind::Page, page.id, page.name, QCoreApplication::translate("locator", "Page")});
    for (const ActionHub::Entry &entry : hub.entries()) {
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        if (!entry.action->objectName().startsWith("page."_L1))
            things.append({Kind::Action, entry.action->objectName(), plainName(*entry.action),
                           keys.isEmpty() ? entry.menu : u"%1  ·  %2"_s.arg(entry.menu, keys), whyNot(*entry.action)});
    }
    for (const QString &type : types)
        things.append({Kind::Type, type, type, QCoreApplication::translate("locator", "Type")});
    for (const QString &queue : queues)
        things.append({Kind::Queue, queue, queue, QCoreApplication::translate("locator", "Queue")});
    return things;
}

} // namespace conduit::ui
