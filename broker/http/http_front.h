// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"
#include "broker/http/access_policy.h"
#include "broker/http/http_limits.h"
#include "broker/http/http_message.h"
#include "broker/http/stream_outlet.h"

#include <QHostAddress>

#include <memory>
#include <vector>

namespace conduit::broker {

/// What the front hands its requests to. Called on the front's thread.
class RequestReceiver
{
public:
    virtual ~RequestReceiver() = default;
    /// A request that passed the guard and the access policy. Answer it with HttpFront::answer(), now or later.
    virtual void receive(Ticket ticket, Request request) = 0;
    /// The client of an unanswered ticket has gone; the ticket needs no answer any more.
    virtual void clientGone(Ticket ticket) = 0;
    /// An answer found its client gone before it could be written.
    virtual void undelivered(const Answer &answer) = 0;
};

/// Sockets, framing, limits, order of answers: the only place that knows Qt's HTTP server and its versions.
/// Lives on the front's thread and is used on it only.
class HttpFront final : public StreamOutlet
{
public:
    /// `receiver` and `clock` outlive the front.
    HttpFront(RequestReceiver &receiver, const HttpLimits &limits, AccessPolicy policy, const Clock &clock);
    ~HttpFront() override;

    /// A line for each request in the log, in the category conduit.requests. Before listen(); unless it is called, there is none.
    void logRequests();
    /// Starts to listen, once; port 0 takes any free one. Fails with a sentence that names address and port. Raises the
    /// process's limit of descriptors, and takes fewer connections than allowed where even that is too low for them.
    Status listen(const QHostAddress &address, quint16 port);
    /// listen() failed because another program has the port.
    [[nodiscard]] bool isPortTaken() const;
    [[nodiscard]] quint16 port() const;

    struct Reply
    {
        Ticket ticket;
        Answer answer;
    };
    /// Sends answers; those of one connection leave in the order of its requests, in one write.
    void answer(std::vector<Reply> replies);
    void answer(Ticket ticket, Answer answer);

    /// Who has sent a request that waits for its answer.
    struct Caller
    {
        QHostAddress address; ///< Null when it has gone.
        bool hasToken = false;
    };
    [[nodiscard]] Caller callerOf(Ticket ticket) const;

    void begin(Ticket ticket, Answer streamed) override { answer(ticket, std::move(streamed)); }
    [[nodiscard]] std::optional<qint64> unsent(Ticket ticket) const override;
    void write(Ticket ticket, QByteArrayView bytes) override;
    void end(Ticket ticket) override;
    void cut(Ticket ticket) override;

    /// Takes no new connections; open ones close after their next answer. The last step of a stop: before it, clients must
    /// still be able to connect and report results.
    void stopAccepting();
    /// How many clients may listen to events.
    [[nodiscard]] int eventStreamsMax() const;
    /// Open connections, for `/info` and tests.
    [[nodiscard]] int connectionCount() const;

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace conduit::broker
