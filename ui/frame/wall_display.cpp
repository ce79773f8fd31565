// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/wall_display.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QShortcut>
#include <QToolBar>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const auto kWallPage = u"overview"_s;

} // namespace

WallDisplay::WallDisplay(ActionHub &hub, QMainWindow &window, PageBook &book)
    : m_window(window),
      m_book(book),
      m_action(hub.make(ActionHub::Menu::View, {u"view.full_screen"_s, tr("Wall display"), u"F11"_s},
                        [this] { m_isOn ? leave() : enter(); })),
      m_escape(new QShortcut(Qt::Key_Escape, &window))
{
    m_action->setCheckable(true);
    m_escape->setEnabled(false);
    // Another widget may listen to it as well.
    connect(m_escape, &QShortcut::activated, this, &WallDisplay::leave);
    connect(m_escape, &QShortcut::activatedAmbiguously, this, &WallDisplay::leave);
    connect(&book, &PageBook::opened, this, [this](const QString &page) {
        if (page != kWallPage)
            leave();
    });
    window.installEventFilter(this);
}

bool WallDisplay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange && !m_window.isFullScreen())
        leave();
    return QObject::eventFilter(watched, event);
}

void WallDisplay::enter()
{
    if (m_isOn)
        return;
    m_page = m_book.current().id;
    // A window manager gives the old size back later than the settings are saved when the window closes.
    m_geometry = m_window.isMaximized() ? QRect() : m_window.geometry();
    m_book.open(kWallPage);
    m_book.setRailShown(false);
    QWidgetList around;
    for (auto *bar : m_window.findChildren<QToolBar *>(QString(), Qt::FindDirectChildrenOnly))
        around += bar;
    for (auto *dock : m_window.findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly))
        around += dock;
    for (auto *widget : std::as_const(around))
        if (!widget->isHidden()) {
            m_hidden += widget;
            widget->hide();
        }
    m_window.menuBar()->setMaximumHeight(0); // Not hidden: the keys of its actions would be gone with it.
    m_window.setWindowState(m_window.windowState() | Qt::WindowFullScreen);
    m_isOn = true;
    m_action->setChecked(true);
    m_escape->setEnabled(true);
    Q_EMIT entered(m_escape->key().toString(QKeySequence::NativeText));
}

void WallDisplay::leave()
{
    if (!std::exchange(m_isOn, false))
        return;
    m_action->setChecked(false);
    m_escape->setEnabled(false);
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowFullScreen);
    if (m_geometry.isValid())
        m_window.setGeometry(m_geometry);
    m_window.menuBar()->setMaximumHeight(QWIDGETSIZE_MAX);
    m_book.setRailShown(true);
    for (const auto &widget : std::exchange(m_hidden, {}))
        if (widget)
            widget->show();
    if (m_book.current().id == kWallPage)
        m_book.open(m_page);
}

} // namespace conduit::ui
