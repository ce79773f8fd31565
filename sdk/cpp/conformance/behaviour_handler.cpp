// SPDX-License-Identifier: MIT
#include "behaviour_handler.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace conduit::driver {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A handler that waits for its gate has to look whether it is cancelled: nobody wakes it for that.
constexpr auto kLook = 200ms;
constexpr int kDepthMax = json::kPayloadDepthMax + json::kEnvelopeDepthMax;

QString textOf(const json::Value &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->toString().value_or(QString()) : QString();
}

double numberOf(const json::Value &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->toNumber().value_or(0) : 0;
}

json::Writer eventOf(const char *what, const worker::TaskContext &context)
{
    json::Writer json;
    json.beginObject();
    json.name("event").string(QString::fromLatin1(what));
    json.name("task").string(context.taskId());
    return json;
}

void sayStarted(const worker::TaskContext &context)
{
    json::Writer json = eventOf("started", context);
    json.name("type").string(context.taskType());
    json.name("attempt").integer(context.attempt());
    json.name("checkpoint").raw(context.checkpoint().isEmpty() ? QByteArray("null") : context.checkpoint());
    say(json.endObject().take());
}

void tell(const json::Value &what, const worker::TaskContext &context)
{
    if (const auto progress = what.member(u"progress"))
        context.reportProgress(numberOf(*progress, u"percent"), textOf(*progress, u"message"));
    if (const auto log = what.member(u"log")) {
        for (const json::Value &line : log->elements())
            context.log(worker::LogLevel::Info, line.toString().value_or(QString()));
    }
    if (const auto checkpoint = what.member(u"checkpoint"))
        context.saveCheckpoint(checkpoint->text());
}

/// Says that the handler has come back, however it does.
class EndedEvent
{
public:
    explicit EndedEvent(const worker::TaskContext &context) : m_context(context) { }
    ~EndedEvent() { say(eventOf("ended", m_context).endObject().take()); }
    EndedEvent(const EndedEvent &) = delete;
    EndedEvent &operator=(const EndedEvent &) = delete;

private:
    const worker::TaskContext &m_context;
};

} // namespace

void say(const QByteArray &line)
{
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void Gates::open(const QString &task)
{
    const std::scoped_lock lock(m_mutex);
    m_open.insert(task);
    m_changed.notify_all();
}

bool Gates::pass(const QString &task, const std::function<bool()> &isGivenUp)
{
    std::unique_lock lock(m_mutex);
    while (!m_open.contains(task)) {
        if (isGivenUp())
            return false;
        m_changed.wait_for(lock, kLook);
    }
    return true;
}

BehaviourHandler::BehaviourHandler(QString taskType, std::optional<wire::Schema> schema, QByteArray behaviour, Gates &gates)
    : m_taskType(std::move(taskType)), m_schema(std::move(schema)), m_behaviour(std::move(behaviour)), m_gates(gates)
{
}

worker::Outcome BehaviourHandler::run(const worker::TaskContext &context) const
{
    sayStarted(context);
    const EndedEvent ended(context);
    return behave(context);
}

worker::Outcome BehaviourHandler::behave(const worker::TaskContext &context) const
{
    const auto document = json::Document::parse(m_behaviour, kDepthMax);
    const json::Value behaviour = document->root();
    if (const auto what = behaviour.member(u"tell"))
        tell(*what, context);

    const QString deed = textOf(behaviour, u"do");
    const QString message = textOf(behaviour, u"message");
    const wire::Seconds seconds(numberOf(behaviour, u"seconds"));
    if (deed == u"fail")
        throw std::runtime_error(message.toStdString());
    if (deed == u"no_retry")
        return worker::Failure {.message = message, .isRetryable = false, .errorClass = u"NoRetry"_s};
    if (deed == u"retry_in")
        return worker::Failure {.message = message, .errorClass = u"RetryIn"_s, .retryIn = seconds};
    if (deed == u"snooze")
        return worker::Snooze {seconds};
    if (deed == u"hold")
        return hold(context);
    if (deed == u"stubborn")
        m_gates.pass(context.taskId(), [] { return false; });
    const auto value = behaviour.member(u"value");
    return worker::Output {value ? value->text() : context.payload()};
}

worker::Outcome BehaviourHandler::hold(const worker::TaskContext &context) const
{
    if (m_gates.pass(context.taskId(), [&context] { return context.isCancelled(); }))
        return worker::Output {context.payload()};
    say(eventOf("cancelled", context).endObject().take());
    return worker::Failure {.message = u"cancelled"_s, .errorClass = u"Cancelled"_s};
}

} // namespace conduit::driver
