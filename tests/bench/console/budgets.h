// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/console/console_under_test.h"
#include "tests/bench/console/figure.h"
#include "tests/bench/http_connection.h"

/// What the design promises about the console's speed (its section 12), measured. Each is told an open console and returns what it
/// found, or why it could not.
namespace conduit::bench {

struct BudgetTools
{
    Endpoint endpoint;
    QString address;
    qint64 brokerPid = 0;
    qint64 tasks = 0;          ///< In the database.
    QString folder;            ///< Where databases and large files may stand.
    std::chrono::seconds time; ///< How long to watch what has no end.
};

/// P1: no event of the window takes long while others work and somebody goes through all pages.
Result<Figures> measureEvents(const BudgetTools &tools);
/// P2: from the start of the process to its window. `program` is started with `--window ADDRESS`, and says when it is there.
Result<Figures> measureStart(const BudgetTools &tools);
/// P3: the page of tasks is opened.
Result<Figures> measureOpening(const BudgetTools &tools);
/// P4: a page of the list, in each order that the console offers.
Result<Figures> measurePages(const BudgetTools &tools);
/// P5: to the beginning and the end of the list.
Result<Figures> measureJumps(const BudgetTools &tools);
/// P6: scrolling through 60,000 rows.
Result<Figures> measureScrolling(const BudgetTools &tools);
/// P7: from the last key of a filter to its rows.
Result<Figures> measureFiltering(const BudgetTools &tools);
/// P8: looking into payloads.
Result<Figures> measureSearching(const BudgetTools &tools);
/// P9: how many tasks there are.
Result<Figures> measureCounts(const BudgetTools &tools);
/// P10: choosing everything that matches.
Result<Figures> measureChoosing(const BudgetTools &tools);
/// P11 and P12: cancelling and deleting many, and what a write beside it waits. Changes the database.
Result<Figures> measureOperations(const BudgetTools &tools);
/// P13: details of a task with a large payload.
Result<Figures> measureDetails(const BudgetTools &tools);
/// P14: the log of a local worker that writes 10,000 lines a second.
Result<Figures> measureLog(const BudgetTools &tools);
/// P16: what the console has resident once all pages were seen.
Result<Figures> measureMemoryUsed(const BudgetTools &tools);
/// P17: what it costs when nothing happens.
Result<Figures> measureIdling(const BudgetTools &tools);
/// P18: a task for each row of a file. Changes the database.
Result<Figures> measureManyRows(const BudgetTools &tools);
/// P18 with a file of 1 GB, or a smaller one where there is no room. Changes the database.
Result<Figures> measureLargeFile(const BudgetTools &tools);
/// P19: a broker that is far away. Changes the database.
Result<Figures> measureFarAway(const BudgetTools &tools);

/// The slowest event since TimedApp::watch(), and how slow all but one in a thousand were.
[[nodiscard]] Figures eventFigures(const QString &budget, const QString &what);
/// Waits until the list of tasks has its first rows.
[[nodiscard]] Result<Unit> awaitRows(ConsoleUnderTest &console);

} // namespace conduit::bench
