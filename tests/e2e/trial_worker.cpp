// SPDX-License-Identifier: GPL-3.0-only
// A conduit-worker whose handlers behave as tests need them: slow, deaf, talkative, deadly.
#include "worker/worker_program.h"

#include <conduit/handler_registry.h>

#include <QProcess>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;

namespace {

/// The payload is a number of milliseconds. Ends early when nobody wants it any more.
Outcome nap(const TaskContext &context)
{
    if (!context.waitFor(std::chrono::milliseconds(context.payload().toInt())))
        return Failure {u"woken up"_s};
    return Output {"\"rested\""};
}

/// Comes to an end only when it is begun anew.
Outcome linger(const TaskContext &context)
{
    while (context.attempt() == 1 && context.waitFor(std::chrono::hours(1))) { }
    return Output {"null"};
}

/// Starts a process of its own, tells its pid, and listens to nobody.
Outcome deafen(const TaskContext &context)
{
    QProcess child;
    child.start(u"sleep"_s, {u"600"_s});
    child.waitForStarted();
    context.reportProgress(1, QString::number(child.processId()));
    child.waitForFinished(600'000);
    return Output {"null"};
}

/// Fails the first time, having said a lot, and then gives back what it had saved.
Outcome tell(const TaskContext &context)
{
    context.log(LogLevel::Info, u"attempt %1"_s.arg(context.attempt()));
    if (context.attempt() > 1)
        return Output {context.checkpoint()};
    context.reportProgress(62.5, u"half way"_s);
    context.saveCheckpoint("{\"page\":7}");
    return Failure {
        .message = u"no such page"_s, .errorClass = u"Paper"_s, .retryIn = wire::Seconds(0), .stack = u"at page 8"_s};
}

Outcome snooze(const TaskContext &context)
{
    if (context.attempt() > 1)
        return Output {"\"awake\""};
    return Snooze {wire::Seconds(0.1)};
}

Outcome crash(const TaskContext &)
{
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::signal(SIGSEGV, SIG_DFL); // A sanitizer would turn it into a mere exit.
    ::raise(SIGSEGV);
    return Output {"null"};
}

} // namespace

int main(int argc, char **argv)
{
    HandlerRegistry handlers;
    handlers.add(u"nap"_s, &nap);
    handlers.add(u"linger"_s, &linger);
    handlers.add(u"deafen"_s, &deafen);
    handlers.add(u"tell"_s, &tell);
    handlers.add(u"snooze"_s, &snooze);
    handlers.add(u"crash"_s, &crash);
    return runWorkerProgram(argc, argv, handlers);
}
