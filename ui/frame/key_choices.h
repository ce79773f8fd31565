// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QSettings;

namespace conduit::ui {

class ActionHub;

/// Which keys stand for which action: those that the console comes with, or those that somebody chose instead. What was chosen is kept in
/// the settings and holds at once in every window. A key stands for one action; who chooses it for another one takes it from the first.
class KeyChoices final : public QObject
{
    Q_OBJECT
public:
    /// After the last action was registered. Both outlive it.
    KeyChoices(const ActionHub &hub, QSettings &settings, QObject *parent = nullptr);

    /// Why `keys` must not stand for the action, as a sentence; empty when they may. That they stand for another one is no fault.
    [[nodiscard]] QString fault(const QString &id, const QKeySequence &keys) const;
    /// For what `keys` stand now, other than the action `id`; null for nothing.
    [[nodiscard]] QAction *owner(const QKeySequence &keys, const QString &id) const;
    /// Somebody has chosen its keys, or that it has none.
    [[nodiscard]] bool isChosen(const QString &id) const;

    /// In place of all that the action had; empty for none. Keys with a fault change nothing.
    void choose(const QString &id, const QKeySequence &keys);
    /// As the console comes, also when another action has those keys by now.
    void reset(const QString &id);
    void resetAll();

Q_SIGNALS:
    /// Here or in another window.
    void changed();

private:
    void apply();
    [[nodiscard]] QList<QKeySequence> chosenFor(const QString &id) const;
    void takeFromOthers(const QList<QKeySequence> &keys, const QString &id);

    const ActionHub &m_hub;
    QSettings &m_settings;
    QHash<QString, QList<QKeySequence>> m_defaults;
};

/// Whether the action takes something away, or ends it, by its id.
[[nodiscard]] bool takesAway(const QString &id);

} // namespace conduit::ui
