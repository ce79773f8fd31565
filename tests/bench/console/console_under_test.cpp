// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/console_under_test.h"

#include "broker/core/clock.h"
#include "ui/frame/page_book.h"
#include "ui/pages/tasks_page.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QTimeZone>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kWindowSize(1280, 720);

QSettings &openedOn(const QString &page, QSettings &settings)
{
    settings.setValue(u"window/page"_s, page);
    return settings;
}

} // namespace

PaintWatch::PaintWatch(QWidget &widget, std::function<bool()> isThere) : m_isThere(std::move(isThere))
{
    widget.installEventFilter(this);
    m_clock.start();
}

bool PaintWatch::eventFilter(QObject *, QEvent *event)
{
    if (!hasSeen() && event->type() == QEvent::Paint && m_isThere())
        m_seenAfterMs = double(m_clock.nsecsElapsed()) / 1e6;
    return false;
}

QDateTime timeNow()
{
    static const broker::SystemClock clock;
    return QDateTime::fromMSecsSinceEpoch(clock.now().time_since_epoch().count(), QTimeZone::utc());
}

ConsoleUnderTest::ConsoleUnderTest(const QString &address, const QString &page)
    : m_address(address),
      m_transport(QUrl(address)),
      m_client(m_transport),
      m_settings(m_folder.filePath(u"console.ini"_s), QSettings::IniFormat),
      m_window(parts(openedOn(page, m_settings), 1))
{
    m_window.resize(kWindowSize);
    m_window.show();
}

ui::ConsoleParts ConsoleUnderTest::parts(QSettings &settings, int windowNumber)
{
    return {.client = m_client,
            .address = m_address,
            .settings = settings,
            .now = &timeNow,
            .localWorkers = &m_workers,
            .windowNumber = windowNumber};
}

std::unique_ptr<ui::MainWindow> ConsoleUnderTest::anotherWindow()
{
    auto window = std::make_unique<ui::MainWindow>(parts(m_settings, 2));
    window->resize(kWindowSize);
    window->show();
    return window;
}

ui::TasksPage &ConsoleUnderTest::tasks() { return the<ui::TasksPage>(); }

void ConsoleUnderTest::openPage(const QString &id) { the<ui::PageBook>().open(id); }

QStringList ConsoleUnderTest::pages() const
{
    QStringList ids;
    for (const auto &page : the<ui::PageBook>().pages())
        ids.append(page.id);
    return ids;
}

bool ConsoleUnderTest::waitUntil(const std::function<bool()> &isSo, std::chrono::milliseconds patience)
{
    QTimer alarm;
    alarm.setSingleShot(true);
    alarm.start(patience);
    while (!isSo() && alarm.isActive()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        // What was to be deleted outside of an event, as acts of a bench are, would wait for a loop that is never entered.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return isSo();
}

void ConsoleUnderTest::wait(std::chrono::milliseconds time)
{
    waitUntil([] { return false; }, time);
}

double ConsoleUnderTest::msUntilPainted(QWidget &widget, const std::function<void()> &act, const std::function<bool()> &isThere)
{
    const PaintWatch watch(widget, isThere);
    act();
    waitUntil([&] { return watch.hasSeen(); });
    return watch.seenAfterMs();
}

} // namespace conduit::bench
