// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/lane.h"
#include "broker/http/answer_memory.h"
#include "broker/http/api_call.h"
#include "broker/http/http_front.h"
#include "broker/http/reader_turns.h"
#include "broker/http/router.h"

#include <QHash>
#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace conduit::broker {

/// The API: takes requests on the front's thread, runs each handler on the thread that its endpoint names, and brings the answers back.
/// What the lane answers leaves after the turn's commit, all answers of a turn in one queued call.
class HttpApi final : public RequestReceiver
{
public:
    /// The threads' ends: a queued call to `front` or `reader` runs on that thread. Everything outlives the API.
    struct Threads
    {
        QObject &front;
        QObject &reader;
    };
    HttpApi(Threads threads, Engine &engine, TaskReader &reader, AuditReader &audit, AnswerStore &answers);
    ~HttpApi() override;
    Q_DISABLE_COPY_MOVE(HttpApi)

    /// On the front's thread: before the first request, and with null before the front goes.
    void setFront(HttpFront *front);

    // On the front's thread.
    void receive(Ticket ticket, Request request) override;
    void clientGone(Ticket ticket) override;
    void undelivered(const Answer &answer) override;

    // On the lane.
    /// Ends waits whose time is up; one of the maintenance passes.
    Result<int> endExpiredWaits();
    /// Forgets answers to requests that were remembered long enough; one of the maintenance passes.
    Result<int> forgetAnswers() { return m_answers.runOnce(); }
    /// From now on nothing new is taken, and whoever waits is sent home.
    void drain();

    [[nodiscard]] static const Router &router();

private:
    struct Events;
    /// What only asks, and is asked again when nothing of its turn came to be.
    struct Question
    {
        LaneHandler handler;
        ApiCall call;
    };

    /// Hands the call to the thread of its handler.
    void run(const Endpoint &endpoint, ApiCall call);
    void runOnLane(const Endpoint &endpoint, const ApiCall &call);
    void runOnReader(ReaderHandler handler, const ApiCall &call);
    void subscribe(EventsHandler handler, const ApiCall &call);
    void tellNews(News news);
    /// On the reader's thread, soon.
    void beginOnReader(std::shared_ptr<ReaderWork> work, Ticket ticket);
    // On the reader's thread.
    void begin(std::shared_ptr<ReaderWork> work, Ticket ticket);
    void step();
    /// Has the next step behind the questions that have come by now; one is under way at a time.
    void postStep();
    void answer(ReaderTurns::Done done);
    void beforeCommit();
    void endExpiredClaims();
    void afterCommit(const Status &committed);
    /// Puts answers that are true in the place of those of a turn that failed.
    void askAgain(const std::vector<Question> &questions, std::vector<HttpFront::Reply> &replies);
    void reply(Ticket ticket, Answer answer) { m_replies.push_back({ticket, std::move(answer)}); }
    void replyToWait(const TaskWaits::Wait &wait);
    /// A failure of storage fails the whole turn.
    Answer answerFrom(const Error &error);
    void send(std::vector<HttpFront::Reply> replies);

    Threads m_threads;
    Engine &m_engine;
    const ReaderServices m_readerServices;
    ReaderTurns m_turns {m_readerServices};
    bool m_isStepPosted = false; ///< On the reader's thread.
    AnswerMemory m_answers;
    HttpFront *m_front = nullptr;
    std::atomic<bool> m_hasFront {false};    ///< The same, for other threads.
    std::vector<HttpFront::Reply> m_replies; ///< Of the running turn.
    std::vector<Question> m_questions;       ///< The same.
    std::unique_ptr<Events> m_events;        ///< On the front's thread, as long as there is a front.
    QHash<Ticket, bool> m_parkedClaims;      ///< Whether the claim wants a list.
};

} // namespace conduit::broker
