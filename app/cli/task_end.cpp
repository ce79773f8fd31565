// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/task_end.h"

#include "app/cli/each_task.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// As long as a broker lets a request wait.
constexpr wire::Seconds kWaitMax {60};

QString outOfTime(const wire::Task &task)
{
    return u"Task %1 has not ended in time, it is %2. It goes on: wait again, or see what it waits for with conduit get %1."_s
        .arg(task.id, task.cancelRequested ? u"being stopped"_s : task.state);
}

Outcome<wire::Task> endedTask(BrokerLine &broker, const QString &id)
{
    std::optional<wire::Task> last;
    broker.bearAbsence();
    while (true) {
        QElapsedTimer sinceQuestion;
        sinceQuestion.start();
        // Less than is left, so that the broker's answer comes in time.
        const wire::Seconds left = broker.timeLeft().value_or(kWaitMax + BrokerLine::kRest) - BrokerLine::kRest;
        const wire::Seconds wait = std::clamp(left, wire::Seconds(0), kWaitMax);
        auto task = broker.ask<wire::Task>(&client::Client::awaitTask, id, wait);
        if (task && !task->hasEnded())
            last = *task;
        else if (task || !last || task.error().code != ExitCode::TimedOut)
            return task;
        if (broker.timeLeft().value_or(kWaitMax).count() <= 0)
            return Trouble {.code = ExitCode::TimedOut, .message = outOfTime(*last)};
        // A broker that is about to stop answers at once.
        if (!sinceQuestion.hasExpired(BrokerLine::kRest.count()))
            broker.rest(BrokerLine::kRest);
    }
}

} // namespace

ExitCode awaitEnd(Errand &errand, const QString &id)
{
    const auto task = endedTask(errand.broker, id);
    if (!task)
        return errand.out.complain(withSubject(task.error(), id));
    if (errand.wantsJson())
        errand.out.printJson(errand.broker.text());
    const wire::TaskResult result = task->result.value_or(wire::TaskResult {.output = "null"});
    if (task->status != u"Completed") {
        const QString why = result.error.value_or(u"it gave no reason"_s);
        return errand.out.complain({.code = ExitCode::TaskFailed, .message = u"Task %1 is %2: %3"_s.arg(id, task->state, why)});
    }
    if (!errand.wantsJson())
        errand.out.printJson(result.output);
    return ExitCode::Fine;
}

} // namespace conduit::cli
