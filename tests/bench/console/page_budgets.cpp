// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/big_database.h"
#include "tests/bench/console/budgets.h"
#include "tests/bench/console/steady_load.h"
#include "tests/support/process_usage.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::TimedApp;

namespace {

constexpr auto kLookAtAPage = 500ms;
constexpr int kLogLinesPerSecond = 10'000;
constexpr auto kLogBeat = 10ms;
constexpr double kBytesPerMiB = 1024.0 * 1024.0;
constexpr int kPayloadTab = 1;
const QString kTasks = u"tasks"_s;

double ownMiB() { return double(test::residentBytes(QCoreApplication::applicationPid())) / kBytesPerMiB; }

/// Goes through all pages, and scrolls in the list of tasks, as somebody in a hurry.
void lookAround(ConsoleUnderTest &console, std::chrono::seconds time)
{
    auto *table = console.tasks().table();
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < std::chrono::milliseconds(time).count()) {
        for (const QString &page : console.pages()) {
            console.openPage(page);
            ConsoleUnderTest::wait(kLookAtAPage);
        }
        console.openPage(kTasks);
        for (int step = 0; step < 40; ++step) {
            auto *bar = table->verticalScrollBar();
            bar->setValue(bar->value() + (step < 20 ? 20 : -20) * table->rowHeight());
            ConsoleUnderTest::wait(25ms);
        }
    }
}

} // namespace

Result<Figures> measureEvents(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    for (const QString &page : console.pages()) { // each has been seen once
        console.openPage(page);
        ConsoleUnderTest::wait(kLookAtAPage);
    }
    const SteadyLoad load(tools.endpoint);
    ConsoleUnderTest::wait(500ms);
    const qint64 before = load.completed();
    QElapsedTimer clock;
    clock.start();
    TimedApp::watch();
    lookAround(console, tools.time);
    Figures figures = eventFigures(u"P1"_s, u"all pages under load"_s);
    const double rate = double(load.completed() - before) * 1000 / double(clock.elapsed());
    figures.append(told(u"P1"_s, u"the load beside it"_s, rate, u"tasks/s"_s));
    return figures;
}

Result<Figures> measureDetails(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    page.details()->tabs()->setCurrentIndex(kPayloadTab);
    auto *view = page.details()->tabs()->currentWidget()->findChild<ui::JsonView *>();
    view = view ? view : qobject_cast<ui::JsonView *>(page.details()->tabs()->currentWidget());
    if (!view)
        return u"the second tab of the details is not the payload"_s;
    Figures figures;
    for (const auto &[type, what] :
         {std::pair(BigDatabase::kSmallPayloadType, u"64 KB"_s), std::pair(BigDatabase::kLargePayloadType, u"7 MB"_s)}) {
        const auto id = idOfType(tools.endpoint, type);
        if (!id)
            return id.error();
        TimedApp::watch();
        const double took = ConsoleUnderTest::msUntilPainted(
            *view->editor()->viewport(), [&] { page.showTask(QString::fromStdString(*id)); },
            [&] {
                return page.details()->task() && page.details()->task()->taskType == QLatin1StringView(type)
                    && view->shownText().size() > 1000;
            });
        if (took < 0)
            return u"the payload of %1 was not painted"_s.arg(what);
        figures.append(atMost(u"P13"_s, u"details with a payload of %1: its beginning painted"_s.arg(what), took, 50));
        figures += eventFigures(u"P13"_s, u"details with %1"_s.arg(what));
    }
    TimedApp::watch();
    const double all = ConsoleUnderTest::msUntilPainted(
        *view->editor()->viewport(), [&] { view->loadAllButton()->click(); },
        [&] { return view->shownText().size() > 6'000'000; });
    if (all < 0)
        return u"the whole payload was not painted"_s;
    figures.append(atMost(u"P13"_s, u"all of the 7 MB painted"_s, all, 1000));
    return figures + eventFigures(u"P13"_s, u"all of the 7 MB"_s);
}

Result<Figures> measureLog(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, u"workers"_s);
    console.workers().setProcesses({{1, u"local-1"_s, 4121, ui::LocalWorkerProcess::State::Running, 0, timeNow(), {}}});
    ConsoleUnderTest::wait(500ms);
    qint64 number = 0;
    const auto writeFor = [&](std::chrono::milliseconds time) {
        QTimer beat;
        QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
            QStringList lines;
            for (int i = 0; i < kLogLinesPerSecond / (1000 / int(kLogBeat.count())); ++i)
                lines.append(u"2026-11-25T14:02:48.502 echo 8c12f0aa started, attempt 1, line %1"_s.arg(++number));
            Q_EMIT console.workers().logAppended(1, lines);
        });
        beat.start(kLogBeat);
        ConsoleUnderTest::wait(time);
    };
    writeFor(2s); // the log is full by then
    const double before = ownMiB();
    TimedApp::watch();
    writeFor(tools.time);
    Figures figures = eventFigures(u"P14"_s, u"the log of a worker, 10,000 lines/s"_s);
    figures.append(atMostOfOwn(u"P14"_s, u"what the console grew by in %1 s of it"_s.arg(tools.time.count()), ownMiB() - before,
                               4, u"MiB"_s));
    return figures;
}

} // namespace conduit::bench
