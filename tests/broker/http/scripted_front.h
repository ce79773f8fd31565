// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/http/http_front.h"
#include "tests/support/raw_http_client.h"

#include <QThread>

#include <vector>

namespace conduit::test {

/// A front on a thread of its own, with a receiver that does what the path says: below `/later` a request waits until the
/// test answers it, `/echo` answers with the body, `/empty` with 204, `/large` with a megabyte; all others with their path as
/// a JSON string. Clients of the test may so be plain blocking ones.
class ScriptedFront final : private broker::RequestReceiver
{
public:
    explicit ScriptedFront(const broker::HttpLimits &limits = {}, const broker::AccessPolicy &policy = {});
    ~ScriptedFront() override;

    /// What the receiver was told, in order.
    struct Record
    {
        std::vector<broker::Request> requests;
        std::vector<broker::Ticket> waiting;
        std::vector<broker::Ticket> gone;
        std::vector<broker::Answer> undelivered;
    };
    [[nodiscard]] Record record();
    [[nodiscard]] int waitingCount() { return static_cast<int>(record().waiting.size()); }
    [[nodiscard]] int goneCount() { return static_cast<int>(record().gone.size()); }
    [[nodiscard]] int requestCount() { return static_cast<int>(record().requests.size()); }
    [[nodiscard]] int connectionCount();

    /// Runs `act(HttpFront &)` on the front's thread, which serves nobody meanwhile.
    template<typename Act>
    void run(Act act)
    {
        QMetaObject::invokeMethod(&m_context, [&] { act(*m_front); }, Qt::BlockingQueuedConnection);
    }
    /// Answers a waiting request.
    void answer(broker::Ticket ticket, const broker::Answer &answer);
    /// Gives the front the time to read what was sent.
    void settle();
    /// Destroys the front, with whatever is open.
    void stop();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] RawHttpClient connect() const { return RawHttpClient(m_port); }

private:
    void receive(broker::Ticket ticket, broker::Request request) override;
    void clientGone(broker::Ticket ticket) override;
    void undelivered(const broker::Answer &answer) override;

    /// The moment that the standard uses as its example.
    class FixedClock final : public broker::Clock
    {
    public:
        [[nodiscard]] broker::Moment now() const override { return broker::Moment(std::chrono::seconds(784'111'777)); }
        [[nodiscard]] broker::Moment steadyNow() const override { return now(); }
    };

    FixedClock m_clock;
    QThread m_thread;
    QObject m_context; ///< Lives on m_thread.
    std::unique_ptr<broker::HttpFront> m_front;
    quint16 m_port = 0;
    Record m_record; ///< Of m_thread.
};

/// Requests as bytes. Each of `headers` ends with CR LF.
[[nodiscard]] QByteArray get(const QByteArray &path, const QByteArray &headers = {});
[[nodiscard]] QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {});

/// Of the requests that were handed over, in order.
[[nodiscard]] QByteArrayList pathsOf(const ScriptedFront::Record &record);

} // namespace conduit::test
