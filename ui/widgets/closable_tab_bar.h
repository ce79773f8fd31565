// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTabBar>

namespace conduit::ui {

/// Tabs that are closed with a button of their own or with the middle mouse button: tabCloseRequested() tells which. Their texts
/// are shown as they are, and cut when they are long; tip and accessible name have all of them.
class ClosableTabBar final : public QTabBar
{
    Q_OBJECT
public:
    explicit ClosableTabBar(QWidget *parent = nullptr);

    void setPlainText(int tab, const QString &text, const QString &toolTip);
    [[nodiscard]] QWidget *closeButton(int tab) const { return tabButton(tab, QTabBar::RightSide); }

protected:
    [[nodiscard]] QSize tabSizeHint(int tab) const override;
    void initStyleOption(QStyleOptionTab *option, int tab) const override;
    void tabInserted(int tab) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void closeTabOf(const QWidget *button);

    int m_pressed = -1; ///< The tab on which the middle button went down.
};

} // namespace conduit::ui
