// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/budgets.h"
#include "tests/bench/console/distant_way.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QTest>

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::TimedApp;

namespace {

constexpr Distance kFarAway {.roundTrip = 100ms, .packetsPerLoss = 100};
constexpr Distance kLan {.roundTrip = 1ms};
constexpr double kAcknowledgedMs = 100;
constexpr double kThereMs = 600;

const QString kTasks = u"tasks"_s;

/// What a click is answered with: at once by the window, and then by the broker.
struct Reaction
{
    PaintWatch acknowledged;
    PaintWatch there;

    [[nodiscard]] Result<Figures> figures(const QString &click) const
    {
        if (!ConsoleUnderTest::waitUntil([this] { return acknowledged.hasSeen() && there.hasSeen(); }))
            return u"nothing came of this: "_s + click;
        return Figures {atMost(u"P19"_s, click + u": acknowledged"_s, acknowledged.seenAfterMs(), kAcknowledgedMs),
                        atMost(u"P19"_s, click + u": the broker's answer painted"_s, there.seenAfterMs(), kThereMs)};
    }
};

Result<Figures> openTasks(ConsoleUnderTest &console)
{
    auto &page = console.tasks();
    const Reaction reaction {.acknowledged = {page, [] { return true; }},
                             .there = {*page.table()->viewport(), [&] { return page.model().rowCount() > 0; }}};
    console.openPage(kTasks);
    return reaction.figures(u"Tasks is opened"_s);
}

Result<Figures> chooseTask(ConsoleUnderTest &console)
{
    auto &page = console.tasks();
    auto &table = *page.table();
    const auto row = table.model()->index(2, 0);
    const QString id = page.model().taskAt(row.row()).id;
    const Reaction reaction {
        .acknowledged = {*table.viewport(), [&] { return table.currentIndex().row() == row.row(); }},
        .there = {*page.details(), [&] { return page.details()->task() && page.details()->task()->id == id; }}};
    QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::NoModifier, table.visualRect(row).center());
    return reaction.figures(u"a task is clicked"_s);
}

Result<Figures> goToTheEnd(ConsoleUnderTest &console)
{
    auto &page = console.tasks();
    page.table()->setFocus();
    const double took = ConsoleUnderTest::msUntilPainted(
        *page.table()->viewport(), [&] { QTest::keyClick(page.table(), Qt::Key_End); },
        [&] { return page.model().cursorBelow().isEmpty() && !page.table()->isAtTop(); });
    return took < 0 ? Result<Figures>(u"the end of the list was not painted"_s)
                    : Figures {atMost(u"P19"_s, u"End: the oldest rows painted"_s, took, kThereMs)};
}

Result<Figures> filter(ConsoleUnderTest &console)
{
    auto &page = console.tasks();
    auto &edit = *page.filterBar()->edit();
    edit.setFocus();
    QTest::keyClicks(&edit, u"state:dea"_s);
    const Reaction reaction {.acknowledged = {edit, [] { return true; }},
                             .there = {*page.table()->viewport(), [&] {
                                           return page.model().rowCount() > 0 && page.model().taskAt(0).state == u"dead"_s;
                                       }}};
    QTest::keyClicks(&edit, u"d"_s);
    return reaction.figures(u"the last key of a filter (250 ms of it wait)"_s);
}

Result<Figures> enqueue(ConsoleUnderTest &console)
{
    console.openPage(u"enqueue"_s);
    auto &page = console.the<ui::EnqueuePage>();
    page.chooseType(u"far_away"_s);
    auto *button = page.findChild<ui::PrimaryButton *>();
    if (!ConsoleUnderTest::waitUntil([&] { return page.enqueueAction()->isEnabled(); }))
        return u"the form cannot be sent: "_s + page.attention();
    const QString atRest = button->text();
    bool isEnqueued = false;
    QObject::connect(&page, &ui::EnqueuePage::enqueued, button, [&isEnqueued] { isEnqueued = true; });
    const Reaction reaction {.acknowledged = {*button, [&] { return button->text() != atRest; }},
                             .there = {*button, [&] { return isEnqueued && button->text() == atRest; }}};
    QTest::mouseClick(button, Qt::LeftButton);
    return reaction.figures(u"Enqueue"_s);
}

/// P3 has a budget of its own for a broker in the same building.
Result<Figures> openOverLan(const BudgetTools &tools)
{
    const DistantWay way(tools.endpoint.port, kLan);
    ConsoleUnderTest console(way.address(), u"overview"_s);
    ConsoleUnderTest::wait(1s);
    auto &page = console.tasks();
    const double took = ConsoleUnderTest::msUntilPainted(
        *page.table()->viewport(), [&] { console.openPage(kTasks); }, [&] { return page.model().rowCount() > 0; });
    return took < 0 ? Result<Figures>(u"no row was painted"_s)
                    : Figures {atMost(u"P3"_s, u"the page of tasks opens over a round trip of 1 ms"_s, took, 300)};
}

} // namespace

Result<Figures> measureFarAway(const BudgetTools &tools)
{
    auto all = openOverLan(tools);
    if (!all)
        return all.error();
    const DistantWay way(tools.endpoint.port, kFarAway);
    ConsoleUnderTest console(way.address(), u"overview"_s);
    ConsoleUnderTest::wait(3s);
    TimedApp::watch();
    for (const auto &measure : {openTasks, chooseTask, goToTheEnd, filter, enqueue}) {
        const auto figures = measure(console);
        if (!figures)
            return figures.error();
        *all += *figures;
        ConsoleUnderTest::wait(1s);
    }
    return *all + eventFigures(u"P19"_s, u"round trip of 100 ms, every hundredth packet lost"_s);
}

} // namespace conduit::bench
