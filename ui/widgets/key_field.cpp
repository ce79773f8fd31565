// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/key_field.h"

#include <QKeyEvent>

namespace conduit::ui {

namespace {

bool leadsOut(const QKeyEvent &event)
{
    const auto with = event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier | Qt::ShiftModifier);
    return with == Qt::NoModifier
        && (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab || event.key() == Qt::Key_Escape);
}

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta || key == Qt::Key_AltGr
        || key == Qt::Key_unknown || key == 0;
}

/// Shift is part of how a sign is typed, not of the shortcut: `Ctrl+/` is Ctrl, Shift and 7 on a German keyboard.
Qt::KeyboardModifiers modifiersOf(const QKeyEvent &event)
{
    Qt::KeyboardModifiers with = event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const int key = event.key();
    const bool isSign = key > Qt::Key_Space && key <= Qt::Key_AsciiTilde && !QChar(key).isLetterOrNumber();
    if (isSign)
        with.setFlag(Qt::ShiftModifier, false);
    return with;
}

} // namespace

KeyField::KeyField(QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true); // Nothing is pasted or dropped into it either.
    setContextMenuPolicy(Qt::NoContextMenu);
}

void KeyField::setKeys(const QKeySequence &keys)
{
    m_keys = keys;
    setText(keys.toString(QKeySequence::NativeText));
}

bool KeyField::event(QEvent *event)
{
    // Otherwise the window would do what the keys stand for now.
    if (event->type() == QEvent::ShortcutOverride && !leadsOut(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyField::keyPressEvent(QKeyEvent *event)
{
    if (leadsOut(*event)) {
        event->ignore();
        return;
    }
    if (isModifier(event->key()))
        return;
    setKeys(QKeySequence(QKeyCombination(modifiersOf(*event), static_cast<Qt::Key>(event->key()))));
    Q_EMIT keysPressed(m_keys);
}

} // namespace conduit::ui
