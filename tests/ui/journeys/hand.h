// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QModelIndex>
#include <QString>

#include <functional>

class QAbstractButton;
class QAbstractItemView;
class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace conduit::test {

/// A person's hand on real widgets, with mouse and keys. It counts what it does, waits until what it clicks stands still, and fails
/// the test when that is not there to be clicked: hidden, grey, covered by something else, or behind a question.
class Hand
{
public:
    void click(QWidget *widget);
    /// The row that says `text`, at whatever depth.
    void click(QAbstractItemView *view, const QString &text);
    void click(QAbstractItemView *view, int row, Qt::KeyboardModifiers modifiers = {});
    /// On the upper arrow of a spin box.
    void clickUp(QWidget *spinBox);
    /// In a menu that is open.
    void click(QMenu *menu, QAction *action);
    /// From the menu bar.
    void choose(QMenuBar *bar, QAction *action);
    /// From the menu that this button opens, what says `text`.
    void choose(QAbstractButton *button, const QString &text);
    /// One combination such as `Ctrl+D`, to whatever has the keyboard: an open menu, the dialog in front, else the window.
    void press(const QString &keys);
    /// Tab until `widget` has the keyboard; not counted as keys that decide something. Fails after a whole round.
    void tabTo(const QWidget *widget);
    /// Types; not counted, as nobody's console can spare it.
    void type(const QString &text);

    /// Begins to count anew.
    void rest() { m_clicks = m_keys = 0; }
    [[nodiscard]] int clicks() const { return m_clicks; }
    [[nodiscard]] int keys() const { return m_keys; }

private:
    void clickAt(QWidget *widget, const std::function<QPoint()> &place, Qt::KeyboardModifiers modifiers = {});
    void clickOn(QAbstractItemView *view, const std::function<QModelIndex()> &index, Qt::KeyboardModifiers modifiers = {});

    int m_clicks = 0;
    int m_keys = 0;
};

/// The row of the first column that says exactly `text`, at whatever depth; invalid when there is none.
[[nodiscard]] QModelIndex rowSaying(const QAbstractItemView *view, const QString &text);
/// The one that is visible under `root` and says `text`, mnemonics left out; null when there is none.
[[nodiscard]] QAbstractButton *buttonSaying(const QWidget *root, const QString &text);
/// The one of this accessible name that is visible under `root` and can have the keyboard.
[[nodiscard]] QWidget *namedWidget(const QWidget *root, const QString &accessibleName);
template<typename Widget>
Widget *named(const QWidget *root, const QString &accessibleName)
{
    return qobject_cast<Widget *>(namedWidget(root, accessibleName));
}

} // namespace conduit::test
