// SPDX-License-Identifier: MIT
// Lets the conformance suite use the C++ SDK: a command a line on stdin, answers and events a line on
// stdout, logs on stderr. sdk/contract/conformance/README.md has the protocol.
#include "behaviour_handler.h"
#include "command_reader.h"
#include "task_text.h"

#include <conduit/json_writer.h>
#include <conduit/long_calls.h>
#include <conduit/repeating_transport.h>
#include <conduit/worker.h>

#include <QCoreApplication>
#include <QHash>
#include <QSocketNotifier>
#include <QUrl>

#include <array>
#include <cstdlib>
#include <unistd.h>

namespace conduit::driver {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kDepthMax = json::kOutputDepthMax + json::kEnvelopeDepthMax;

using Milliseconds = std::chrono::milliseconds;

/// A client and what it speaks through.
class Line
{
public:
    explicit Line(const json::Value &command)
        : m_once(client::transportTo(QUrl(text(command, u"url")), text(command, u"token").toUtf8())),
          m_repeating(*m_once),
          m_client(raw(command, u"repeat") == "false" ? *m_once : static_cast<client::Transport &>(m_repeating))
    {
        m_client.setTimeout(std::chrono::duration_cast<Milliseconds>(seconds(command, u"timeout").value_or(30s)));
    }
    [[nodiscard]] client::Client &broker() { return m_client; }

private:
    std::unique_ptr<client::Transport> m_once;
    client::RepeatingTransport m_repeating;
    client::Client m_client;
};

worker::HandlerRegistry handlersFrom(const json::Value &command, Gates &gates)
{
    worker::HandlerRegistry handlers;
    const auto schemas = given(command, u"schemas");
    for (const auto &[type, behaviour] : command.member(u"handlers")->members()) {
        const auto fields = schemas ? given(*schemas, type) : std::nullopt;
        const auto schema = fields ? std::optional(schemaFrom(*fields, type)) : std::nullopt;
        handlers.add(std::make_unique<BehaviourHandler>(type, schema, behaviour.text(), gates));
    }
    return handlers;
}

worker::WorkerOptions optionsFrom(const json::Value &command)
{
    return {.brokerUrl = QUrl(text(command, u"url")),
            .token = text(command, u"token").toUtf8(),
            .name = text(command, u"name"),
            .concurrency = integer(command, u"concurrency").value_or(1),
            .queues = queuesFrom(command),
            .lease = std::chrono::duration_cast<Milliseconds>(seconds(command, u"lease").value_or(30s)),
            .grace = std::chrono::duration_cast<Milliseconds>(seconds(command, u"grace").value_or(25s))};
}

/// A worker and the handlers that it stands on.
struct Work
{
    Work(const json::Value &command, Gates &gates)
        : handlers(handlersFrom(command, gates)), made(worker::Worker::make(handlers, optionsFrom(command)))
    {
    }

    worker::HandlerRegistry handlers;
    Result<std::unique_ptr<worker::Worker>, QString> made;
};

void answer(qint64 call, const char *member, const QByteArray &json)
{
    json::Writer line;
    line.beginObject().name("call").integer(call).name(member).raw(json);
    say(line.endObject().take());
}

void refuse(qint64 call, const QString &why)
{
    client::Failure failure;
    failure.code = u"fault"_s;
    failure.message = why;
    answer(call, "error", textOf(failure));
}

/// Answers a call with what comes of it, in the words of `inWords`.
template<typename T, typename InWords>
client::Then<T> answering(qint64 call, InWords inWords)
{
    return [call, inWords](const client::Result<T> &outcome) {
        if (outcome)
            answer(call, "ok", inWords(*outcome));
        else
            answer(call, "error", textOf(outcome.error()));
    };
}

client::Then<wire::Task> answeringTask(qint64 call)
{
    return answering<wire::Task>(call, [](const wire::Task &task) { return textOf(task); });
}

client::Then<wire::Schema> answeringSchema(qint64 call)
{
    return answering<wire::Schema>(call, [](const wire::Schema &schema) { return schema.text; });
}

QByteArray exactTexts(const wire::Task &task)
{
    json::Writer json;
    json.beginObject().name("payload_text").string(QString::fromUtf8(task.payload));
    json.name("output_text").string(task.result ? QString::fromUtf8(task.result->output) : QString());
    return json.endObject().take();
}

QByteArray pageText(const QList<wire::Task> &tasks, const QString &next)
{
    json::Writer json;
    json.beginObject().name("tasks").raw(textOf(tasks)).name("next");
    if (next.isEmpty())
        json.null();
    else
        json.string(next);
    return json.endObject().take();
}

} // namespace

class Driver : public QObject
{
public:
    void obey(const QByteArray &line)
    {
        const auto document = json::Document::parse(line, kDepthMax);
        const auto call = document ? given(document->root(), u"call") : std::nullopt;
        const auto command = document ? commands().find(text(document->root(), u"do")) : commands().end();
        if (!document || command == commands().end())
            refuse(call ? call->toInteger().value_or(0) : 0, document ? u"no such command"_s : document.error().message);
        else
            (this->**command)(call->toInteger().value_or(0), document->root());
    }

private:
    using Command = void (Driver::*)(qint64 call, const json::Value &members);

    static const QHash<QString, Command> &commands()
    {
        static const QHash<QString, Command> all {
            {u"configure"_s, &Driver::configure},
            {u"enqueue"_s, &Driver::enqueue},
            {u"batch"_s, &Driver::batch},
            {u"get"_s, &Driver::get},
            {u"wait"_s, &Driver::wait},
            {u"list"_s, &Driver::list},
            {u"cancel"_s, &Driver::cancel},
            {u"retry"_s, &Driver::retry},
            {u"types"_s, &Driver::types},
            {u"schema"_s, &Driver::schema},
            {u"set_schema"_s, &Driver::setSchema},
            {u"attempts"_s, &Driver::attempts},
            {u"worker_start"_s, &Driver::startWorker},
            {u"worker_stop"_s, &Driver::stopWorker},
            {u"let_go"_s, &Driver::letGo},
        };
        return all;
    }

    [[nodiscard]] client::Client &broker() { return m_line->broker(); }

    void configure(qint64 call, const json::Value &command)
    {
        m_line = std::make_unique<Line>(command);
        answer(call, "ok", R"({"sdk":"cpp","version":")" CONDUIT_VERSION R"("})");
    }

    void enqueue(qint64 call, const json::Value &command) { broker().enqueue(newTaskFrom(command), this, answeringTask(call)); }

    void batch(qint64 call, const json::Value &command)
    {
        QList<wire::NewTask> tasks;
        for (const json::Value &task : command.member(u"tasks")->elements())
            tasks += newTaskFrom(task);
        broker().enqueueAll(tasks, this,
                            answering<QList<wire::Task>>(call, [](const auto &enqueued) { return textOf(enqueued); }));
    }

    void get(qint64 call, const json::Value &command)
    {
        const auto inWords = raw(command, u"text") == "true" ? answering<wire::Task>(call, exactTexts) : answeringTask(call);
        broker().loadTask(text(command, u"id"), this, inWords);
    }

    void wait(qint64 call, const json::Value &command)
    {
        const auto patience = seconds(command, u"timeout").value_or(30s);
        client::awaitEnd(broker(), text(command, u"id"), patience, this, answeringTask(call));
    }

    void list(qint64 call, const json::Value &command)
    {
        const wire::TaskQuery query = queryFrom(command);
        if (raw(command, u"all") == "true") {
            const auto inWords = [](const QList<wire::Task> &tasks) { return pageText(tasks, {}); };
            client::listAllTasks(broker(), query, this, answering<QList<wire::Task>>(call, inWords));
        } else {
            const auto inWords = [](const wire::TaskPage &page) { return pageText(page.tasks, page.next); };
            broker().listTasks(query, this, answering<wire::TaskPage>(call, inWords));
        }
    }

    void cancel(qint64 call, const json::Value &command)
    {
        broker().cancelTask({.id = text(command, u"id")}, text(command, u"reason"), this, answeringTask(call));
    }

    void retry(qint64 call, const json::Value &command)
    {
        broker().retryTask({.id = text(command, u"id")}, this, answeringTask(call));
    }

    void types(qint64 call, const json::Value &)
    {
        broker().listTypes(this, answering<QStringList>(call, [](const QStringList &names) { return textOf(names); }));
    }

    void schema(qint64 call, const json::Value &command)
    {
        broker().loadSchema(text(command, u"task_type"), this, answeringSchema(call));
    }

    void setSchema(qint64 call, const json::Value &command)
    {
        const json::Value wanted = *command.member(u"schema");
        broker().registerSchema(schemaFrom(wanted, text(wanted, u"task_type")), this, answeringSchema(call));
    }

    void attempts(qint64 call, const json::Value &command)
    {
        broker().listAttempts(text(command, u"id"), this,
                              answering<QList<wire::Attempt>>(call, [](const auto &made) { return textOf(made); }));
    }

    void startWorker(qint64 call, const json::Value &command)
    {
        auto work = std::make_unique<Work>(command, m_gates);
        if (!work->made)
            return refuse(call, work->made.error());
        m_works.push_back(std::move(work));
        worker::Worker &worker = **m_works.back()->made;
        connect(&worker, &worker::Worker::stopped, this, [this] {
            say(R"({"event":"worker_ended"})");
            if (m_stopCall != 0)
                answer(std::exchange(m_stopCall, 0), "ok", "{}");
        });
        worker.start();
        answer(call, "ok", "{}");
    }

    void stopWorker(qint64 call, const json::Value &)
    {
        m_stopCall = call;
        (*m_works.back()->made)->stop();
    }

    void letGo(qint64 call, const json::Value &command)
    {
        m_gates.open(text(command, u"task"));
        answer(call, "ok", "{}");
    }

    Gates m_gates;
    std::unique_ptr<Line> m_line;
    std::vector<std::unique_ptr<Work>> m_works; ///< The last one works. A stubborn handler may live in another.
    qint64 m_stopCall = 0;
};

} // namespace conduit::driver

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    conduit::driver::Driver driver;
    QByteArray pending;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &driver, [&] {
        std::array<char, 65536> part;
        const auto size = ::read(STDIN_FILENO, part.data(), part.size());
        if (size <= 0)
            std::_Exit(0); // at once, whatever still runs
        pending.append(part.data(), size);
        for (qsizetype end = 0; (end = pending.indexOf('\n')) >= 0; pending.remove(0, end + 1))
            driver.obey(pending.first(end));
    });
    return QCoreApplication::exec();
}
