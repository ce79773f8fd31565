// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/tray.h"

#include "ui/format/plain_text.h"

#include <QSystemTrayIcon>

namespace conduit::ui {

void Tray::notify(const QString &title, const QString &text) { showNotice(title, noticeText(text)); }

DesktopTray::DesktopTray(QObject *parent) : Tray(parent), m_icon(new QSystemTrayIcon(this))
{
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT activated();
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::noticeActivated);
}

bool DesktopTray::isAvailable() const { return QSystemTrayIcon::isSystemTrayAvailable(); }

void DesktopTray::setShown(bool isShown) { m_icon->setVisible(isShown && isAvailable()); }

void DesktopTray::setIcon(const QIcon &icon, const QString &tip)
{
    m_icon->setIcon(icon);
    m_icon->setToolTip(tip);
}

void DesktopTray::setMenu(QMenu *menu) { m_icon->setContextMenu(menu); }

void DesktopTray::showNotice(const QString &title, const QString &text)
{
    if (m_icon->isVisible() && QSystemTrayIcon::supportsMessages())
        m_icon->showMessage(title, text);
}

} // namespace conduit::ui
