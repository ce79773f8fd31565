// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"

#include "broker/http/actor_reader.h"
#include "broker/http/http_error.h"
#include "broker/http/routes.h"

#include <QMetaObject>
#include <QTimer>

#include <algorithm>

namespace conduit::broker {

namespace {

bool isGood(const Answer &answer) { return answer.status < 300; }

} // namespace

const Router &HttpApi::router()
{
    // Every endpoint of the broker. sdk/contract/openapi.yaml says the same; a test compares the two.
    static const Router router({
        {Method::Post, "/task", &enqueueTask, true, true},
        {Method::Get, "/task", &listTasks},
        {Method::Get, "/task/facets", &countFacets},
        {Method::Get, "/task/groups", &groupDeaths},
        {Method::Get, "/task/histogram", &showHistogram},
        {Method::Get, "/task/next", &claimNextTask, false},
        {Method::Post, "/task/claim", &claimTasks},
        {Method::Get, "/task/types", &listTypes},
        {Method::Get, "/task/types/{type}/schema", &showSchema},
        {Method::Get, "/task/types/{type}", &showType},
        {Method::Put, "/task/types/{type}", &putType, true, false, true},
        {Method::Delete, "/task/types/{type}", &deleteType, true, false, true},
        {Method::Post, "/task/set_schema", &registerSchema, true, false, true},
        {Method::Get, "/task/{id}", &showTask},
        {Method::Get, "/task/{id}/attempts", &listAttempts},
        {Method::Get, "/task/{id}/log", &showLog},
        {Method::Patch, "/task/{id}", &editTask, true, false, true},
        {Method::Delete, "/task/{id}", &deleteTask, true, false, true},
        {Method::Post, "/task/{id}/cancel", &cancelTask, true, true, true},
        {Method::Post, "/task/{id}/retry", &retryTask, true, true, true},
        {Method::Post, "/task/{id}/promote", &promoteTask, true, true, true},
        {Method::Post, "/task/{id}/hold", &holdTask, true, true, true},
        {Method::Post, "/task/{id}/restore", &restoreTask, true, true, true},
        {Method::Post, "/task/{id}/result", &reportResult},
        {Method::Post, "/task/{id}/heartbeat", &renewLease},
        {Method::Post, "/task/{id}/release", &releaseTask},
        {Method::Post, "/task/batch", &enqueueBatch, true, true},
        {Method::Post, "/task/results", &reportResults},
        {Method::Post, "/operation", &startOperation, true, true, true},
        {Method::Get, "/operation", &listOperations},
        {Method::Get, "/operation/{id}", &showOperation},
        {Method::Post, "/operation/{id}/pause", &pauseOperation, true, false, true},
        {Method::Post, "/operation/{id}/resume", &resumeOperation, true, false, true},
        {Method::Post, "/operation/{id}/stop", &stopOperation, true, false, true},
        {Method::Post, "/operation/{id}/undo", &undoOperation, true, false, true},
        {Method::Get, "/queue", &listQueues},
        {Method::Patch, "/queue/{name}", &changeQueue, true, false, true},
        {Method::Delete, "/queue/{name}", &deleteQueue, true, false, true},
        {Method::Patch, "/broker", &changeBroker, true, false, true},
        {Method::Get, "/worker", &listWorkers},
        {Method::Post, "/worker/{name}/heartbeat", &beatHeart},
        {Method::Post, "/worker/{name}/drain", &drainWorker, true, false, true},
        {Method::Post, "/worker/{name}/stop", &stopWorker, true, false, true},
        {Method::Delete, "/worker/{name}", &forgetWorker, true, false, true},
        {Method::Get, "/audit", &listAudit},
        {Method::Get, "/events", &readEventsAsked, false},
        {Method::Get, "/info", &describeBroker},
        {Method::Get, "/stats", &showStats},
        {Method::Get, "/stats/series", &showSeries},
        {Method::Get, "/openapi.json", &showContract},
        {Method::Get, "/docs", &showDocs},
        {Method::Get, "/healthz", &isAlive},
        {Method::Get, "/readyz", &isReady},
    });
    return router;
}

HttpApi::HttpApi(Threads threads, Engine &engine, TaskReader &reader, AuditReader &audit, AnswerStore &answers)
    : m_threads(threads),
      m_engine(engine),
      m_readerServices {reader, audit, engine.policies, engine.clock},
      m_answers(answers, engine.clock)
{
    m_engine.lane.setTurn({[this] { beforeCommit(); }, [this](const Status &committed) { afterCommit(committed); }});
}

/// Who listens, and the clock of their deliveries, which stands still while nobody does.
struct HttpApi::Events
{
    Events(HttpFront &front, std::function<void(bool)> watch) : hub(front, front.eventStreamsMax(), std::move(watch))
    {
        timer.setInterval(EventHub::kInterval);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] {
            hub.deliver(std::chrono::steady_clock::now());
            if (!hub.isActive())
                timer.stop();
        });
    }

    EventHub hub;
    QTimer timer;
};

HttpApi::~HttpApi() = default;

void HttpApi::setFront(HttpFront *front)
{
    if (!front && m_events)
        m_events->hub.endAll();
    m_events.reset();
    m_front = front;
    m_hasFront = front != nullptr;
    if (!front)
        return;
    m_events = std::make_unique<Events>(*front, [this](bool isWanted) {
        m_engine.lane.post([this, isWanted] {
            if (isWanted)
                m_engine.news.watch();
            else
                m_engine.news.unwatch();
        });
    });
}

void HttpApi::subscribe(EventsHandler handler, const ApiCall &call)
{
    const auto asked = handler(call);
    const Status done = asked ? m_events->hub.subscribe(call.ticket, *asked, std::chrono::steady_clock::now()) : asked.error();
    if (!done)
        m_front->answer(call.ticket, errorAnswer(done.error()));
    else if (!m_events->timer.isActive())
        m_events->timer.start();
}

void HttpApi::tellNews(News news)
{
    QMetaObject::invokeMethod(
        &m_threads.front,
        [this, news = std::move(news)]() mutable {
            if (m_events)
                m_events->hub.take(std::move(news), std::chrono::steady_clock::now());
        },
        Qt::QueuedConnection);
}

void HttpApi::receive(Ticket ticket, Request request)
{
    auto match = router().match(request.method, request.path);
    if (!match) {
        Answer answer = match.error().isOptions ? Answer {204, {}} : errorAnswer(match.error().error);
        if (!match.error().allow.isEmpty())
            answer.headers.append({"Allow", match.error().allow});
        m_front->answer(ticket, std::move(answer));
        return;
    }
    ApiCall call {ticket, std::move(request), std::move(match->parameters)};
    if (match->endpoint->isAudited) {
        auto actor = actorFrom(call.request.actor, m_front->callerOf(ticket));
        if (!actor) {
            m_front->answer(ticket, errorAnswer(actor.error()));
            return;
        }
        call.actor = std::make_shared<const Actor>(*std::move(actor));
    }
    run(*match->endpoint, std::move(call));
}

void HttpApi::run(const Endpoint &endpoint, ApiCall call)
{
    const Ticket ticket = call.ticket;
    const auto &handler = endpoint.handler;
    if (std::holds_alternative<LaneHandler>(handler)) {
        m_engine.lane.post([this, &endpoint, call = std::move(call)] { runOnLane(endpoint, call); });
    } else if (const auto *onReader = std::get_if<ReaderHandler>(&handler)) {
        QMetaObject::invokeMethod(
            &m_threads.reader, [this, run = *onReader, call = std::move(call)] { runOnReader(run, call); },
            Qt::QueuedConnection);
    } else if (const auto *events = std::get_if<EventsHandler>(&handler)) {
        subscribe(*events, call);
    } else {
        Outcome outcome = (*std::get_if<FrontHandler>(&handler))(call);
        const auto *error = std::get_if<Error>(&outcome);
        m_front->answer(ticket, error ? errorAnswer(*error) : std::get<Answer>(std::move(outcome)));
    }
}

void HttpApi::clientGone(Ticket ticket)
{
    if (m_events && m_events->hub.forget(ticket))
        return;
    // Whatever waits, waits on the lane or on the reader. The lane is asked first: what it hands to the reader gets there before this does.
    m_engine.lane.post([this, ticket] {
        if (m_engine.claims.forget(ticket))
            m_parkedClaims.remove(ticket);
        else if (!m_engine.waits.forget(ticket))
            QMetaObject::invokeMethod(&m_threads.reader, [this, ticket] { m_turns.forget(ticket); }, Qt::QueuedConnection);
    });
}

void HttpApi::undelivered(const Answer &answer)
{
    if (answer.handedOut.isEmpty())
        return;
    m_engine.lane.post([this, handedOut = answer.handedOut] {
        for (const HandedOut &task : handedOut) {
            const auto released = m_engine.leases.release(task.task, task.leaseToken, Milliseconds {0});
            if (!released && isStorageTrouble(released.error().code))
                m_engine.lane.fail(released.error());
        }
    });
}

void HttpApi::runOnLane(const Endpoint &endpoint, const ApiCall &call)
{
    const LaneHandler handler = std::get<LaneHandler>(endpoint.handler);
    if (endpoint.method == Method::Get && endpoint.isSafe)
        m_questions.push_back({handler, call});
    if (const auto &failure = m_engine.lane.failure()) {
        reply(call.ticket, errorAnswer(*failure));
        return;
    }
    Outcome outcome = endpoint.isRemembered ? m_answers.answer(handler, call, m_engine) : handler(call, m_engine);
    if (auto *answer = std::get_if<Answer>(&outcome))
        reply(call.ticket, std::move(*answer));
    else if (const auto *error = std::get_if<Error>(&outcome))
        reply(call.ticket, answerFrom(*error));
    else if (const auto *work = std::get_if<std::shared_ptr<ReaderWork>>(&outcome))
        beginOnReader(*work, call.ticket);
    else if (const auto parked = std::get<Parked>(outcome); parked != Parked::TaskWait)
        m_parkedClaims.insert(call.ticket, parked == Parked::ListClaim);
}

Answer HttpApi::answerFrom(const Error &error)
{
    if (isStorageTrouble(error.code))
        m_engine.lane.fail(error);
    return errorAnswer(error);
}

void HttpApi::replyToWait(const TaskWaits::Wait &wait)
{
    Outcome outcome = taskAnswer(wait.task, m_engine);
    if (auto *answer = std::get_if<Answer>(&outcome))
        reply(wait.ticket, std::move(*answer));
    else if (const auto *error = std::get_if<Error>(&outcome))
        reply(wait.ticket, answerFrom(*error));
}

void HttpApi::beforeCommit()
{
    if (m_engine.lane.failure())
        return;
    const auto handouts = m_engine.claims.serve();
    if (!handouts)
        m_engine.lane.fail(handouts.error());
    else
        for (const ClaimDesk::Handout &handout : *handouts)
            reply(handout.ticket, claimAnswer(handout.tasks, m_parkedClaims.take(handout.ticket), m_engine.policies));
    if (m_engine.claims.hasEndedWaits())
        endExpiredClaims();

    if (m_engine.waits.parked() == 0)
        return;
    const auto ended = m_engine.ledger.ended();
    for (const QUuid &task : ended)
        for (const TaskWaits::Wait &wait : m_engine.waits.take(task))
            replyToWait(wait);
}

void HttpApi::afterCommit(const Status &committed)
{
    auto replies = std::exchange(m_replies, {});
    const auto questions = std::exchange(m_questions, {});
    m_engine.follow(committed);
    if (!committed) {
        // Nothing of this turn is true: whoever was told so must hear the reason instead.
        for (HttpFront::Reply &reply : replies)
            if (isGood(reply.answer))
                reply.answer = errorAnswer(committed.error());
        askAgain(questions, replies);
    }
    if (!replies.empty())
        send(std::move(replies));
    if (!m_engine.news.isWatched())
        return;
    if (News news = m_engine.news.take(m_engine.ledger.revision()); !news.isEmpty())
        tellNews(std::move(news));
}

void HttpApi::askAgain(const std::vector<Question> &questions, std::vector<HttpFront::Reply> &replies)
{
    for (const Question &question : questions) {
        const auto reply = std::find_if(replies.begin(), replies.end(), [&](const HttpFront::Reply &candidate) {
            return candidate.ticket == question.call.ticket;
        });
        // One that waits for the end of a task waits on.
        if (reply == replies.end())
            continue;
        const Outcome outcome = question.handler(question.call, m_engine);
        if (const auto *answer = std::get_if<Answer>(&outcome))
            reply->answer = *answer;
        else if (const auto *error = std::get_if<Error>(&outcome))
            reply->answer = errorAnswer(*error);
        else
            replies.erase(reply);
    }
}

void HttpApi::send(std::vector<HttpFront::Reply> replies)
{
    QMetaObject::invokeMethod(
        &m_threads.front,
        [this, replies = std::move(replies)]() mutable {
            if (m_front)
                m_front->answer(std::move(replies));
        },
        Qt::QueuedConnection);
}

void HttpApi::endExpiredClaims()
{
    for (const quint64 ticket : m_engine.claims.takeExpired())
        reply(ticket, claimAnswer({}, m_parkedClaims.take(ticket), m_engine.policies));
}

Result<int> HttpApi::endExpiredWaits()
{
    endExpiredClaims();
    for (const TaskWaits::Wait &wait : m_engine.waits.takeExpired())
        replyToWait(wait);
    return 0;
}

void HttpApi::drain()
{
    m_engine.isDraining = true;
    QMetaObject::invokeMethod(
        &m_threads.front,
        [this] {
            if (m_events)
                m_events->hub.endAll();
        },
        Qt::QueuedConnection);
    for (const quint64 ticket : m_engine.claims.takeAll())
        reply(ticket, claimAnswer({}, m_parkedClaims.take(ticket), m_engine.policies));
    for (const TaskWaits::Wait &wait : m_engine.waits.takeAll())
        replyToWait(wait);
}

} // namespace conduit::broker
