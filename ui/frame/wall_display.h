// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QRect>

class QAction;
class QMainWindow;
class QShortcut;
class QWidget;

namespace conduit::ui {

class ActionHub;
class PageBook;

/// The overview on the whole screen, with nothing around it but the line that says how old it is: for a screen on a wall.
class WallDisplay final : public QObject
{
    Q_OBJECT
public:
    /// Adds the action that enters and leaves it to the menu View.
    WallDisplay(ActionHub &hub, QMainWindow &window, PageBook &book);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    void enter();
    /// Everything is as it was, also the page, unless another one has been opened meanwhile.
    void leave();

Q_SIGNALS:
    /// `key` leads out of it, and so do those of the action.
    void entered(const QString &key);

protected:
    /// The system may end what is on the whole screen.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QMainWindow &m_window;
    PageBook &m_book;
    QAction *m_action;
    QShortcut *m_escape;
    QList<QPointer<QWidget>> m_hidden;
    QString m_page;   ///< That was open before.
    QRect m_geometry; ///< The window's before; invalid when it was maximised.
    bool m_isOn = false;
};

} // namespace conduit::ui
