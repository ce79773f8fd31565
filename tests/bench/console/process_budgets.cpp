// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/budgets.h"
#include "tests/bench/measurement.h"
#include "tests/support/child_process.h"
#include "tests/support/process_usage.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/task_table_view.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <ctime>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kStarts = 5;
constexpr double kBytesPerMiB = 1024.0 * 1024.0;

double ownProcessorMs()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// What this process takes of a core meanwhile, in per cent.
double busyShare(std::chrono::milliseconds time)
{
    QElapsedTimer clock;
    clock.start();
    const double before = ownProcessorMs();
    ConsoleUnderTest::wait(time);
    return (ownProcessorMs() - before) * 100 / double(clock.elapsed());
}

} // namespace

Result<Figures> measureStart(const BudgetTools &tools)
{
    const QTemporaryDir folder;
    QList<double> times;
    for (int i = 0; i < kStarts; ++i) {
        test::ChildProcess program(QCoreApplication::applicationFilePath(), folder.filePath(u"log"_s));
        QElapsedTimer clock;
        clock.start();
        if (!program.start({u"--window"_s, tools.address}) || program.readLine() != "exposed")
            return u"no window came: "_s + QString::fromUtf8(program.log());
        times.append(double(clock.nsecsElapsed()) / 1e6);
    }
    return Figures {
        atMost(u"P2"_s, u"from the start of the process to its window, median of %1"_s.arg(kStarts), medianOf(times), 400)};
}

Result<Figures> measureMemoryUsed(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, u"tasks"_s);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    auto &page = console.tasks();
    auto *bar = page.table()->verticalScrollBar();
    const auto isFull = [&] {
        return page.model().rowCount() >= ui::TaskWindowModel::kRowsMax || page.model().cursorBelow().isEmpty();
    };
    while (!isFull()) {
        bar->setValue(bar->maximum());
        ConsoleUnderTest::wait(10ms);
    }
    for (const QString &id : console.pages()) {
        console.openPage(id);
        ConsoleUnderTest::wait(500ms);
    }
    const double resident = double(test::residentBytes(QCoreApplication::applicationPid())) / kBytesPerMiB;
    return Figures {atMostOfOwn(u"P16"_s, u"resident with %1 rows in the list, all pages seen"_s.arg(page.model().rowCount()),
                                resident, 150, u"MiB"_s)};
}

Result<Figures> measureIdling(const BudgetTools &tools)
{
    ConsoleUnderTest console(tools.address, u"overview"_s);
    ConsoleUnderTest::wait(2s);
    const double shown = busyShare(tools.time);
    console.window().showMinimized();
    ConsoleUnderTest::wait(1s);
    const double minimized = busyShare(tools.time);
    return Figures {atMostOfOwn(u"P17"_s, u"idle, the overview is visible: share of a core"_s, shown, 2, u"%"_s),
                    atMostOfOwn(u"P17"_s, u"idle, the window is minimised: share of a core"_s, minimized, 0.2, u"%"_s)};
}

} // namespace conduit::bench
