// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/child_process.h"

#include <QModelIndex>
#include <QString>
#include <QTemporaryDir>

#include <functional>

class QAbstractItemView;
class QWidget;

namespace conduit::test {

/// An X server without a screen (Xvfb), made before the application, which it becomes the display of: that and nothing else of the desktop
/// on which the test may run, neither its session bus nor its session manager nor its input methods. It ends with this process, however
/// that ends; every wait has an end.
class VirtualScreen
{
public:
    VirtualScreen();
    ~VirtualScreen();
    VirtualScreen(const VirtualScreen &) = delete;
    VirtualScreen &operator=(const VirtualScreen &) = delete;

    /// Why it is not there, such as that Xvfb is not installed; empty: it is.
    [[nodiscard]] const QByteArray &fault() const { return m_fault; }

private:
    QTemporaryDir m_folder;
    ChildProcess m_server;
    QByteArray m_fault;
};

/// Mouse and keyboard of that display, moved by xdotool: what it does comes in through the platform's plugin, as from a person. Waits until
/// what it is to click can be clicked, and until xdotool has done it, but not until anything has come of it. Each of its acts may fail the
/// test, which then ends: see CONDUIT_STEP.
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

/// An act that may have failed the test: what comes after it would wait for what cannot come any more.
#define CONDUIT_STEP(act)                                                                                                      \
    do {                                                                                                                       \
        act;                                                                                                                   \
        if (QTest::currentTestFailed())                                                                                        \
            return;                                                                                                            \
    } while (false)
