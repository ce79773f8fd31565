// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/big_database.h"
#include "tests/bench/console/budgets.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/time_rail.h"

#include <conduit/json_text.h>

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using test::TimedApp;

namespace {

constexpr qint64 kScrolledRows = 60'000;
constexpr int kRowsAStep = 20;
constexpr int kChosenRows = 3'000;

const QString kTasks = u"tasks"_s;

/// The longest wait for rows at the end of what is here, and the rows that came.
struct Scrolling
{
    qint64 rows = 0;
    double longestWaitMs = 0;
};

Result<Scrolling> scrollDown(ConsoleUnderTest &console, qint64 rows)
{
    auto &page = console.tasks();
    auto *bar = page.table()->verticalScrollBar();
    Scrolling scrolling;
    const auto counting =
        QObject::connect(&page.model(), &QAbstractItemModel::rowsInserted, bar,
                         [&](const QModelIndex &, int first, int last) { scrolling.rows += last - first + 1; });
    while (scrolling.rows < rows) {
        bar->setValue(bar->value() + kRowsAStep * page.table()->rowHeight());
        QCoreApplication::processEvents();
        if (bar->value() < bar->maximum())
            continue;
        QElapsedTimer clock;
        clock.start();
        const auto isOver = [&] { return bar->value() < bar->maximum() || page.model().cursorBelow().isEmpty(); };
        if (!ConsoleUnderTest::waitUntil(isOver))
            return u"no more rows came"_s;
        scrolling.longestWaitMs = std::max(scrolling.longestWaitMs, double(clock.nsecsElapsed()) / 1e6);
        if (page.model().cursorBelow().isEmpty())
            break;
    }
    QObject::disconnect(counting);
    return scrolling;
}

/// Every other of the newest tasks: the rows that are hardest to show as selected.
Result<QList<wire::Task>> everyOther(const Endpoint &endpoint, int count)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    QList<wire::Task> tasks;
    bool isWanted = false;
    std::string after;
    while (tasks.size() < count) {
        const auto answer = connection->call(endpoint.get("/task?limit=256" + after));
        if (!answer)
            return answer.error();
        const auto page = json::Document::parse(QByteArray(answer->body.data(), static_cast<qsizetype>(answer->body.size())),
                                                json::kOutputDepthMax + json::kEnvelopeDepthMax);
        if (answer->status != 200 || !page)
            return describe(*answer);
        const auto textOf = [](const json::Value &value, QStringView name) {
            const auto member = value.member(name);
            return member ? member->toString().value_or(QString()) : QString();
        };
        for (const json::Value &each : page->root().member(u"tasks")->elements()) {
            isWanted = !isWanted;
            if (!isWanted)
                continue;
            wire::Task task;
            task.id = textOf(each, u"id");
            task.state = textOf(each, u"state");
            tasks.append(task);
        }
        const QString next = textOf(page->root(), u"next");
        if (next.isEmpty())
            break;
        after = "&after=" + next.toStdString();
    }
    return tasks;
}

void type(ui::TasksPage &page, const QString &line) { QTest::keyClicks(page.filterBar()->edit(), line); }

} // namespace

Result<Unit> awaitRows(ConsoleUnderTest &console)
{
    auto &page = console.tasks();
    return ConsoleUnderTest::waitUntil([&] { return page.feed().isLoaded() && page.model().rowCount() > 0; })
        ? Result<Unit>(Unit {})
        : Result<Unit>(u"the list of tasks stays empty"_s);
}

Figures eventFigures(const QString &budget, const QString &what)
{
    const auto events = TimedApp::figures();
    return {atMostOfOwn(budget, what + u": slowest event of the window"_s, events.worstMs, TimedApp::kBudgetMs, u"ms"_s,
                        events.worst.section(u" in "_s, 1)),
            told(budget, what + u": all but one in a thousand of %1 events"_s.arg(events.events), events.usualMs, u"ms"_s)};
}

Result<Figures> measureOpening(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, u"overview"_s);
    ConsoleUnderTest::wait(std::chrono::seconds(1));
    auto &page = console.tasks();
    const double took = ConsoleUnderTest::msUntilPainted(
        *page.table()->viewport(), [&] { console.openPage(kTasks); }, [&] { return page.model().rowCount() > 0; });
    if (took < 0)
        return u"no row was painted"_s;
    return Figures {atMost(u"P3"_s, u"the page of tasks opens: first rows painted"_s, took, 100)};
}

namespace {

/// Halfway between the newest task and the oldest.
QDateTime middleOf(ui::TasksPage &page)
{
    const auto *rail = page.list()->rail();
    ConsoleUnderTest::waitUntil([&] { return !rail->histogram().isEmpty(); });
    const auto &times = rail->histogram();
    return times.end(times.size() / 2);
}

} // namespace

Result<Figures> measureJumps(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    auto &viewport = *page.table()->viewport();
    page.table()->setFocus();
    const auto press = [&](Qt::Key key) { return [&page, key] { QTest::keyClick(page.table(), key); }; };
    const double end = ConsoleUnderTest::msUntilPainted(
        viewport, press(Qt::Key_End), [&] { return page.model().cursorBelow().isEmpty() && !page.table()->isAtTop(); });
    const double home = ConsoleUnderTest::msUntilPainted(
        viewport, press(Qt::Key_Home), [&] { return page.model().cursorAbove().isEmpty() && page.table()->isAtTop(); });
    if (end < 0 || home < 0)
        return u"an end of the list was not painted"_s;
    const auto moment = middleOf(page);
    const auto isThere = [&] {
        return !page.model().cursorAbove().isEmpty() && page.model().taskAt(0).createdAt <= moment
            && !page.model().cursorBelow().isEmpty();
    };
    const double jump = ConsoleUnderTest::msUntilPainted(viewport, [&] { page.feed().jumpTo(moment); }, isThere);
    if (jump < 0)
        return u"the rows of a moment were not painted"_s;
    return Figures {atMost(u"P5"_s, u"End: the oldest rows painted"_s, end, 50),
                    atMost(u"P5"_s, u"Home: the newest rows painted"_s, home, 50),
                    atMost(u"P5"_s, u"a moment in the middle: its rows painted, while the rail counts"_s, jump, 50)};
}

Result<Figures> measureScrolling(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    const qint64 rows = std::min<qint64>(kScrolledRows, tools.tasks / 2);
    Figures figures;
    for (const bool isChosen : {false, true}) {
        const QString what =
            isChosen ? u"%1 rows, %2 selected, every other"_s.arg(rows).arg(kChosenRows) : u"%1 rows"_s.arg(rows);
        if (isChosen) {
            QTest::keyClick(page.table(), Qt::Key_Home);
            const auto chosen = everyOther(tools.endpoint, kChosenRows);
            if (!chosen)
                return chosen.error();
            if (!ConsoleUnderTest::waitUntil([&] { return page.model().cursorAbove().isEmpty(); }))
                return u"the beginning of the list did not come"_s;
            page.selection().change(*chosen, {});
        }
        TimedApp::watch();
        const auto scrolling = scrollDown(console, rows);
        if (!scrolling)
            return scrolling.error();
        figures += eventFigures(u"P6"_s, what);
        figures.append(atMost(u"P6"_s, what + u": longest wait for rows at the end"_s, scrolling->longestWaitMs, 100));
    }
    return figures;
}

Result<Figures> measureFiltering(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    page.filterBar()->edit()->setFocus();
    type(page, u"state:dea"_s);
    const double took = ConsoleUnderTest::msUntilPainted(
        *page.table()->viewport(), [&] { type(page, u"d"_s); },
        [&] { return page.model().rowCount() > 0 && page.model().taskAt(0).state == u"dead"_s; });
    if (took < 0)
        return u"no dead task was painted"_s;
    return Figures {atMost(u"P7"_s, u"state:dead, last key to rows painted (250 ms of it wait)"_s, took, 400)};
}

Result<Figures> measureSearching(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    page.filterBar()->edit()->setFocus();
    const auto search = [&](const QString &line) {
        return [&page, line] {
            page.filterBar()->edit()->selectAll();
            type(page, line);
            QTest::keyClick(page.filterBar()->edit(), Qt::Key_Return);
        };
    };
    TimedApp::watch();
    const double hit =
        ConsoleUnderTest::msUntilPainted(*page.table()->viewport(), search(QLatin1StringView(BigDatabase::kNeedle)),
                                         [&] { return page.model().rowCount() == 1; });
    if (hit < 0)
        return u"the task that was looked for was not painted"_s;
    search(u"payload.needle:4712"_s)();
    if (!ConsoleUnderTest::waitUntil([&] { return page.feed().isSearching(); }))
        return u"nothing was looked through"_s;
    ConsoleUnderTest::wait(std::chrono::milliseconds(300));
    const double stop = ConsoleUnderTest::msUntilPainted(
        *page.emptyState(), [&] { page.feed().stopSearching(); }, [&] { return !page.feed().isSearching(); });
    if (stop < 0)
        return u"that the search has stopped was not painted"_s;
    Figures figures {atMost(u"P8"_s, u"payload scan: the hit below a twentieth of all is painted"_s, hit, 500),
                     atMost(u"P8"_s, u"payload scan: Stop is painted"_s, stop, 50)};
    return figures + eventFigures(u"P8"_s, u"payload scan"_s);
}

Result<Figures> measureChoosing(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, kTasks);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    page.filterBar()->setLine(u"state:completed"_s);
    if (!ConsoleUnderTest::waitUntil(
            [&] { return page.model().rowCount() > 0 && page.model().taskAt(0).state == u"completed"_s; }))
        return u"no completed task is there"_s;
    if (const auto scrolled = scrollDown(console, ui::TaskWindowModel::kRowsMax); !scrolled)
        return scrolled.error();
    const auto choose = [&] {
        TimedApp::watch();
        QTest::keyClick(page.table(), Qt::Key_A, Qt::ControlModifier);
        return TimedApp::figures().worstMs;
    };
    const int rows = page.model().rowCount();
    const double here = choose();
    const double everything = choose();
    if (!page.selection().chosen().isEverything)
        return u"not everything was selected"_s;
    return Figures {told(u"P10"_s, u"Ctrl+A: the %1 rows that are here"_s.arg(rows), here, u"ms"_s),
                    atMostOfOwn(u"P10"_s, u"Ctrl+A again: everything that matches"_s, everything, 5)};
}

} // namespace conduit::bench
