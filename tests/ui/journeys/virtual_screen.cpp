// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/virtual_screen.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <optional>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

/// The number that the server writes once it listens; empty when it does not.
QByteArray lineFrom(int pipe)
{
    QByteArray line;
    for (char letter = 0; ::read(pipe, &letter, 1) == 1 && letter != '\n';)
        line += letter;
    return line;
}

} // namespace

VirtualScreen::VirtualScreen()
{
    const QByteArray program = QStandardPaths::findExecutable(u"Xvfb"_s).toLocal8Bit();
    int ends[2];
    if (program.isEmpty() || QStandardPaths::findExecutable(u"xdotool"_s).isEmpty() || ::pipe(ends) != 0)
        return;
    const QByteArray writeEnd = QByteArray::number(ends[1]);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() == parent)
            ::execl(program.constData(), program.constData(), "-displayfd", writeEnd.constData(), "-screen", "0",
                    "1600x1000x24", "-nolisten", "tcp", "-noreset", nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    const QByteArray number = child > 0 ? lineFrom(ends[0]) : QByteArray();
    ::close(ends[0]);
    m_server = child;
    if (number.isEmpty())
        return;
    qputenv("DISPLAY", ':' + number);
    qputenv("QT_QPA_PLATFORM", "xcb");
    qunsetenv("WAYLAND_DISPLAY");
}

VirtualScreen::~VirtualScreen()
{
    if (m_server <= 0)
        return;
    ::kill(m_server, SIGTERM);
    ::waitpid(m_server, nullptr, 0);
}

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
    QTRY_VERIFY(standsStill());
    tell({u"mousemove"_s, u"--sync"_s, QString::number(before->x()), QString::number(before->y())});
    tell({u"click"_s, u"1"_s});
}

void RealHand::tell(const QStringList &arguments)
{
    QProcess xdotool;
    xdotool.start(u"xdotool"_s, arguments);
    QTRY_VERIFY2_WITH_TIMEOUT(xdotool.state() == QProcess::NotRunning, qPrintable(arguments.join(u' ')), 20'000);
    QVERIFY2(xdotool.exitCode() == 0, xdotool.readAllStandardError().constData());
}

} // namespace conduit::test
