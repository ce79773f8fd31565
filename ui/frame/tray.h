// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QIcon>
#include <QObject>

class QMenu;
class QSystemTrayIcon;

namespace conduit::ui {

/// The desktop's tray, as far as the console uses it. Main thread; nothing waits.
class Tray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Some desktops have none; then nothing of this shows anything.
    [[nodiscard]] virtual bool isAvailable() const = 0;
    virtual void setShown(bool isShown) = 0;
    virtual void setIcon(const QIcon &icon, const QString &tip) = 0;
    /// Stays its maker's.
    virtual void setMenu(QMenu *menu) = 0;
    /// While it is shown. A desktop may take `text` for markup; so it gets none (see noticeText()).
    void notify(const QString &title, const QString &text);

Q_SIGNALS:
    /// Somebody clicks the icon.
    void activated();
    /// Somebody clicks what notify() has shown last.
    void noticeActivated();

protected:
    virtual void showNotice(const QString &title, const QString &text) = 0;
};

/// The real one.
class DesktopTray final : public Tray
{
    Q_OBJECT
public:
    explicit DesktopTray(QObject *parent = nullptr);

    [[nodiscard]] bool isAvailable() const override;
    void setShown(bool isShown) override;
    void setIcon(const QIcon &icon, const QString &tip) override;
    void setMenu(QMenu *menu) override;

protected:
    void showNotice(const QString &title, const QString &text) override;

private:
    QSystemTrayIcon *m_icon;
};

} // namespace conduit::ui
