// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/offered_action.h"

#include "ui/format/plain_text.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kReason = "whyNot";

}

void offer(QAction &action, const QString &whyNot)
{
    action.setProperty(kReason, whyNot);
    action.setEnabled(whyNot.isEmpty());
    action.setToolTip(plainToolTip(actionTip(action)));
    action.setStatusTip(whyNot);
}

void offer(QAbstractButton &button, const QString &whyNot, const QString &tip)
{
    button.setEnabled(whyNot.isEmpty());
    button.setToolTip(plainToolTip(whyNot.isEmpty() ? tip : whyNot));
}

QString brokerCannot()
{
    return QCoreApplication::translate("offers", "The broker is away or does not work; see the message above the page.");
}

QString whyNot(const QAction &action)
{
    if (action.isEnabled())
        return {};
    const QString reason = action.property(kReason).toString();
    return reason.isEmpty() ? QCoreApplication::translate("offers", "There is nothing to do it to just now.") : reason;
}

QAction *greyActionOf(const QList<QAction *> &actions, const QKeyEvent &event)
{
    const QKeySequence pressed(event.keyCombination());
    const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) {
        return !action->isEnabled() && action->shortcuts().contains(pressed);
    });
    return found == actions.end() ? nullptr : *found;
}

QString plainName(const QAction &action)
{
    QString name = action.text();
    for (qsizetype at = name.indexOf(u'&'); at >= 0; at = name.indexOf(u'&', at + 1))
        name.remove(at, 1); // Of two, the second one stays.
    return name;
}

QString actionTip(const QAction &action)
{
    const QString reason = whyNot(action);
    if (!reason.isEmpty())
        return QCoreApplication::translate("offers", "%1: %2").arg(plainName(action), reason);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? plainName(action) : QCoreApplication::translate("offers", "%1 (%2)").arg(plainName(action), keys);
}

} // namespace conduit::ui
