// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QModelIndex>
#include <QString>

#include <functional>
#include <sys/types.h>

class QAbstractItemView;
class QWidget;

namespace conduit::test {

/// An X server without a screen (Xvfb), made before the application, which it becomes the display of. It ends with this process, however
/// that ends.
class VirtualScreen
{
public:
    VirtualScreen();
    ~VirtualScreen();
    VirtualScreen(const VirtualScreen &) = delete;
    VirtualScreen &operator=(const VirtualScreen &) = delete;

    /// False where Xvfb or xdotool is not installed.
    [[nodiscard]] bool isThere() const { return m_server > 0; }

private:
    pid_t m_server = -1;
};

/// Mouse and keyboard of that display, moved by xdotool: what it does comes in through the platform's plugin, as from a person. Waits until
/// what it is to click can be clicked, and until xdotool has done it, but not until anything has come of it.
class RealHand
{
public:
    static void click(QWidget *widget);
    static void click(QAbstractItemView *view, const QModelIndex &index);
    /// As xdotool writes it: `ctrl+shift+c`, `Down`.
    static void press(const QString &keys);
    static void type(const QString &text);

private:
    static void clickAt(QWidget *widget, const std::function<QPoint()> &place);
    static void tell(const QStringList &arguments);
};

} // namespace conduit::test
