// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

class QAbstractButton;
class QAction;
class QKeyEvent;

namespace conduit::ui {

/// Offers `action`, or says in a sentence why it cannot be done now. The reason decides, so that nothing is grey without one; tip and
/// status line show it.
void offer(QAction &action, const QString &whyNot = {});
/// The same for a button that stands for no action; `tip` is what it says as long as it can be pressed.
void offer(QAbstractButton &button, const QString &whyNot, const QString &tip = {});

/// The reason while the broker does not answer, or not usefully: the window says above the page which it is.
[[nodiscard]] QString brokerCannot();

/// Empty when the action can be done.
[[nodiscard]] QString whyNot(const QAction &action);

/// The one of `actions` that cannot be done and whose keys these are, or null: Qt passes such keys on to the widget that has the
/// keyboard, where nothing would come of them.
[[nodiscard]] QAction *greyActionOf(const QList<QAction *> &actions, const QKeyEvent &event);

/// The action's name without what menus add to it: no mnemonic.
[[nodiscard]] QString plainName(const QAction &action);

/// What its tip says: its name and keys, or its name and why it cannot be done.
[[nodiscard]] QString actionTip(const QAction &action);

} // namespace conduit::ui
