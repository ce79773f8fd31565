// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/frame/tray.h"

#include <QMenu>
#include <QPointer>
#include <QStringList>

namespace conduit::test {

/// A tray that keeps what it was told, since a test has no desktop.
class PretendTray final : public ui::Tray
{
    Q_OBJECT
public:
    using Tray::Tray;

    [[nodiscard]] bool isAvailable() const override { return m_isAvailable; }
    void setShown(bool isShown) override { m_isShown = isShown; }
    void setIcon(const QIcon &icon, const QString &tip) override
    {
        m_icon = icon;
        m_tip = tip;
    }
    void setMenu(QMenu *menu) override
    {
        m_menu = menu;
        m_menus += menu ? 1 : 0;
    }
    // For the test.
    void setAvailable(bool isAvailable) { m_isAvailable = isAvailable; }
    [[nodiscard]] bool isShown() const { return m_isShown; }
    [[nodiscard]] const QIcon &icon() const { return m_icon; }
    [[nodiscard]] const QString &tip() const { return m_tip; }
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    /// Those of this name that are visible.
    [[nodiscard]] QList<QAction *> actions(const QString &name) const
    {
        QList<QAction *> found;
        for (auto *action : m_menu->actions())
            if (action->objectName() == name && action->isVisible())
                found.append(action);
        return found;
    }
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    /// How many it was given.
    [[nodiscard]] int menus() const { return m_menus; }

protected:
    void showNotice(const QString &, const QString &text) override
    {
        if (m_isShown)
            m_notices.append(text);
    }

private:
    bool m_isAvailable = true;
    bool m_isShown = false;
    QIcon m_icon;
    QString m_tip;
    QPointer<QMenu> m_menu;
    int m_menus = 0;
    QStringList m_notices;
};

} // namespace conduit::test
