// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/virtual_screen.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTest>

#include <chrono>
#include <csignal>
#include <optional>
#include <sys/prctl.h>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

using namespace std::chrono_literals;

constexpr auto kServerPatience = 30s; ///< It begins at once, but a machine may be busy.
constexpr auto kEndPatience = 5s;
constexpr int kHandPatienceMs = 20'000; // QTRY macros would wait twice as long again to tell what would have been enough.

/// A test that ran beside somebody's desktop would wait for programs there, which have nothing to do with it.
void leaveTheDesktop()
{
    // No bus of this kind exists. Without the variable one would be started, which outlives the test.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    qputenv("NO_AT_BRIDGE", "1");
    for (const char *name : {"WAYLAND_DISPLAY", "SESSION_MANAGER", "QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS",
                             "QT_QPA_PLATFORMTHEME", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "XAUTHORITY"})
        qunsetenv(name);
}

} // namespace

VirtualScreen::VirtualScreen() : m_server(QStandardPaths::findExecutable(u"Xvfb"_s), m_folder.filePath(u"xvfb.log"_s))
{
    if (QStandardPaths::findExecutable(u"Xvfb"_s).isEmpty() || QStandardPaths::findExecutable(u"xdotool"_s).isEmpty()) {
        m_fault = "Xvfb or xdotool is not installed.";
        return;
    }
    // It chooses its number, and writes it to stdout once it listens.
    std::optional<QByteArray> number;
    if (m_server.start(
            {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s, u"tcp"_s, u"-noreset"_s}))
        number = m_server.readLine(kServerPatience);
    if (!number || number->isEmpty()) {
        m_fault = "Xvfb does not listen: " + m_server.log();
        return;
    }
    leaveTheDesktop();
    qputenv("DISPLAY", ':' + *number);
    qputenv("QT_QPA_PLATFORM", "xcb");
}

/// What does not end when it is asked to is killed with the process that it is.
VirtualScreen::~VirtualScreen() { std::ignore = m_server.terminate(kEndPatience); }

void RealHand::click(QWidget *widget)
{
    QVERIFY(widget);
    clickAt(widget, [widget] { return widget->rect().center(); });
}

void RealHand::click(QAbstractItemView *view, const QModelIndex &index)
{
    QVERIFY(index.isValid());
    const QPersistentModelIndex at(index);
    clickAt(view->viewport(), [view, at] {
        view->scrollTo(at);
        return view->visualRect(at).center();
    });
}

void RealHand::press(const QString &keys) { tell({u"key"_s, u"--clearmodifiers"_s, keys}); }

void RealHand::type(const QString &text) { tell({u"type"_s, u"--delay"_s, u"5"_s, text}); }

/// Until the place stands still: a page that has just been shown is still being laid out.
void RealHand::clickAt(QWidget *widget, const std::function<QPoint()> &place)
{
    const QPointer<QWidget> target(widget);
    std::optional<QPoint> before;
    const auto standsStill = [&] {
        const QPoint now = target ? target->mapToGlobal(place()) : QPoint();
        return target && target->isVisible() && target->isEnabled() && std::exchange(before, now) == now;
    };
    QVERIFY(QTest::qWaitFor(standsStill, kHandPatienceMs));
    CONDUIT_STEP(tell({u"mousemove"_s, u"--sync"_s, QString::number(before->x()), QString::number(before->y())}));
    tell({u"click"_s, u"1"_s});
}

void RealHand::tell(const QStringList &arguments)
{
    QProcess xdotool;
    xdotool.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    const auto whenDone = qScopeGuard([&] {
        if (xdotool.state() == QProcess::NotRunning)
            return;
        xdotool.kill();
        xdotool.waitForFinished(int(std::chrono::milliseconds(kEndPatience).count()));
    });
    xdotool.start(u"xdotool"_s, arguments);
    QVERIFY2(QTest::qWaitFor([&] { return xdotool.state() == QProcess::NotRunning; }, kHandPatienceMs),
             qPrintable(arguments.join(u' ')));
    QVERIFY2(xdotool.error() == QProcess::UnknownError, qPrintable(xdotool.errorString()));
    QVERIFY2(xdotool.exitCode() == 0, xdotool.readAllStandardError().constData());
}

} // namespace conduit::test
