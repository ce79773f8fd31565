// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/key_choices.h"

#include "ui/format/plain_text.h"
#include "ui/frame/action_hub.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const QString kGroup = u"keys"_s;

QString placeOf(const QString &id) { return kGroup + u'/' + id; }

/// All windows share the settings, and hear here that one of them has changed them.
class KeyNews final : public QObject
{
    Q_OBJECT
public:
    static KeyNews &ours()
    {
        static KeyNews news;
        return news;
    }

Q_SIGNALS:
    void changed();
};

QString textOf(const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); }

bool isLetter(Qt::Key key) { return key >= Qt::Key_A && key <= Qt::Key_Z; }

bool isFunctionKey(Qt::Key key) { return key >= Qt::Key_F1 && key <= Qt::Key_F35; }

/// Needed to walk through a window, whatever has the keyboard.
bool isForWalking(Qt::Key key)
{
    return key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_Escape || key == Qt::Key_Return
        || key == Qt::Key_Enter || key == Qt::Key_Menu;
}

/// Desktops take these before we hear of them, or end a window by them.
bool isOfTheDesktop(Qt::KeyboardModifiers with, Qt::Key key)
{
    return (with == Qt::AltModifier && (key == Qt::Key_F4 || key == Qt::Key_Tab || key == Qt::Key_Space))
        || (with == (Qt::ControlModifier | Qt::AltModifier) && key == Qt::Key_Delete);
}

/// Sets the tip anew where it was made of name and keys; others say more.
void setKeys(QAction &action, const QList<QKeySequence> &keys)
{
    const bool isUsualTip = action.toolTip() == plainToolTip(actionTip(action));
    action.setShortcuts(keys);
    if (isUsualTip)
        action.setToolTip(plainToolTip(actionTip(action)));
}

} // namespace

bool takesAway(const QString &id)
{
    static const QStringList words {u"delete"_s, u"cancel"_s, u"remove"_s, u"purge"_s, u"kill"_s, u"stop"_s, u"quit"_s};
    return std::any_of(words.begin(), words.end(), [&](const QString &word) { return id.contains(word); });
}

KeyChoices::KeyChoices(const ActionHub &hub, QSettings &settings, QObject *parent)
    : QObject(parent), m_hub(hub), m_settings(settings)
{
    for (const ActionHub::Entry &entry : m_hub.entries())
        m_defaults.insert(entry.action->objectName(), entry.action->shortcuts());
    connect(&KeyNews::ours(), &KeyNews::changed, this, &KeyChoices::apply);
    m_settings.beginGroup(kGroup);
    const bool isAnyChosen = !m_settings.childKeys().isEmpty();
    m_settings.endGroup();
    if (isAnyChosen)
        apply();
}

QString KeyChoices::fault(const QString &id, const QKeySequence &keys) const
{
    const QAction *action = m_hub.action(id);
    if (!action || keys.isEmpty())
        return {};
    if (keys.count() > 1)
        return tr("Only one key at a time can be pressed for an action.");
    const Qt::KeyboardModifiers with = keys[0].keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    const Qt::Key key = keys[0].key();
    if (isOfTheDesktop(with, key))
        return tr("%1 belongs to the desktop.").arg(textOf(keys));
    if (with == Qt::AltModifier && isLetter(key))
        return tr("%1 opens a menu or goes to a field.").arg(textOf(keys));
    if (key == Qt::Key_F10 && (with == Qt::NoModifier || with == Qt::ShiftModifier))
        return tr("%1 opens the menus.").arg(textOf(keys));
    const bool isPlain = !(with & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!isPlain || isFunctionKey(key))
        return {};
    const bool isInTheList = action->shortcutContext() == Qt::WidgetWithChildrenShortcut;
    if (isInTheList && key == Qt::Key_Delete)
        return {};
    if (takesAway(id))
        return tr("%1 is pressed by accident too easily for what takes something away. Hold Ctrl or Alt with it.")
            .arg(textOf(keys));
    if (isInTheList && !isForWalking(key))
        return {};
    return tr("%1 is needed for typing and moving. Hold Ctrl or Alt with it.").arg(textOf(keys));
}

QAction *KeyChoices::owner(const QKeySequence &keys, const QString &id) const
{
    for (const ActionHub::Entry &entry : m_hub.entries())
        if (entry.action->objectName() != id && entry.action->shortcuts().contains(keys))
            return entry.action;
    return nullptr;
}

bool KeyChoices::isChosen(const QString &id) const { return m_settings.contains(placeOf(id)); }

void KeyChoices::choose(const QString &id, const QKeySequence &keys)
{
    if (!m_hub.action(id) || !fault(id, keys).isEmpty())
        return;
    const QList<QKeySequence> chosen = keys.isEmpty() ? QList<QKeySequence>() : QList {keys};
    takeFromOthers(chosen, id);
    m_settings.setValue(placeOf(id), QKeySequence::listToString(chosen, QKeySequence::PortableText));
    Q_EMIT KeyNews::ours().changed();
}

void KeyChoices::reset(const QString &id)
{
    takeFromOthers(m_defaults.value(id), id);
    m_settings.remove(placeOf(id));
    Q_EMIT KeyNews::ours().changed();
}

void KeyChoices::resetAll()
{
    m_settings.remove(kGroup);
    Q_EMIT KeyNews::ours().changed();
}

/// Where others were given them by choice; where they have them by habit, apply() sees to it.
void KeyChoices::takeFromOthers(const QList<QKeySequence> &keys, const QString &id)
{
    for (const ActionHub::Entry &entry : m_hub.entries()) {
        const QString other = entry.action->objectName();
        if (other == id || !isChosen(other))
            continue;
        QList<QKeySequence> left = chosenFor(other);
        left.removeIf([&](const QKeySequence &key) { return keys.contains(key); });
        m_settings.setValue(placeOf(other), QKeySequence::listToString(left, QKeySequence::PortableText));
    }
}

/// Whoever writes the settings by hand gets no further than with the sheet.
QList<QKeySequence> KeyChoices::chosenFor(const QString &id) const
{
    auto keys = QKeySequence::listFromString(m_settings.value(placeOf(id)).toString(), QKeySequence::PortableText);
    keys.removeIf([&](const QKeySequence &key) { return key.isEmpty() || !fault(id, key).isEmpty(); });
    return keys;
}

void KeyChoices::apply()
{
    QHash<QString, QList<QKeySequence>> chosen;
    QList<QKeySequence> taken;
    for (const ActionHub::Entry &entry : m_hub.entries()) {
        const QString id = entry.action->objectName();
        if (!isChosen(id))
            continue;
        auto keys = chosenFor(id);
        keys.removeIf([&](const QKeySequence &key) { return taken.contains(key); });
        taken += keys;
        chosen.insert(id, keys);
    }
    for (const ActionHub::Entry &entry : m_hub.entries()) {
        const QString id = entry.action->objectName();
        QList<QKeySequence> keys = chosen.value(id);
        if (!chosen.contains(id)) {
            keys = m_defaults.value(id);
            keys.removeIf([&](const QKeySequence &key) { return taken.contains(key); });
        }
        setKeys(*entry.action, keys);
    }
    Q_EMIT changed();
}

} // namespace conduit::ui

#include "key_choices.moc"
