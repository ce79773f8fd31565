// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace conduit::client {

/// One HTTP request, relative to the broker's address.
struct Call
{
    QByteArray method;                          ///< "GET", "POST", …
    QByteArray path;                            ///< Percent-encoded, with its query: `/task/types/img%2Fresize/schema`.
    QByteArray body = {};                       ///< JSON text; empty for none.
    QByteArray ifMatch = {};                    ///< The header's text; empty for none.
    QByteArray idempotencyKey = {};             ///< The same.
    QByteArray actor = {};                      ///< Conduit-Actor; the same.
    QByteArray lastEventId = {};                ///< The same.
    QByteArray sentAt = {};                     ///< Conduit-Sent-At; the same.
    bool needsKeyToRepeat = false;              ///< Done twice it would be refused, unless both carry the same key.
    std::chrono::milliseconds timeout {15'000}; ///< Without a sign of the broker.
};

/// What came back.
struct Reply
{
    int status = 0; ///< 0: no answer; `failure` says why.
    QByteArray body = {};
    QByteArray retryAfter = {}; ///< The header's text; empty when absent.
    QString failure = {};
    bool isTimeout = false; ///< No answer, since time ran out.
    QDateTime sentAt =
        {}; ///< By the clock of who answered, to the second; only HttpTransport tells, most of the time; else it is invalid.
};

/// Carries calls to a broker. Implemented over HTTP, and by a script in tests.
class Transport
{
public:
    using CallId = quint64;
    using Done = std::function<void(const Reply &)>;

    virtual ~Transport() = default;
    /// `done` is called once, later, on the caller's thread; not at all after abort().
    virtual CallId send(const Call &call, Done done) = 0;
    virtual void abort(CallId id) = 0;

    using Received = std::function<void(const QByteArray &bytes)>;
    /// An answer without an end: `received` gets what comes of a good one, bit by bit; `done` is called once, when it is over, with a
    /// body only when it was a refusal. Nothing may come for as long as the call's timeout. 0: there is no way now, and nothing is called.
    virtual CallId stream(const Call &call, Received received, Done done);
};

/// HTTP through QNetworkAccessManager; a large body to `http://` goes by a PlainTransport where no proxy stands between. Lives on
/// the thread that made it; follows no redirects, so that a token stays home.
/// `https://` trusts the system's authorities or, when SSL_CERT_FILE is set, those in that file (PEM) alone.
class HttpTransport final : public Transport
{
public:
    /// `broker` is an address such as `http://127.0.0.1:8080`; `token` may be empty.
    explicit HttpTransport(QUrl broker, QByteArray token = {});
    ~HttpTransport() override;

    CallId send(const Call &call, Done done) override;
    CallId stream(const Call &call, Received received, Done done) override;
    void abort(CallId id) override;
    [[nodiscard]] const QUrl &broker() const;

private:
    struct Connections;
    std::unique_ptr<Connections> m_connections;
};

/// HTTP/1.1 written and read by itself on kept TCP connections, for many small calls a second. Knows neither TLS nor proxies.
/// Sends no request twice, and follows no redirects. Lives on the thread that made it; `done` may do anything but destroy it.
class PlainTransport final : public Transport
{
public:
    /// Calls under way at a time; others wait for one of these to end.
    static constexpr std::size_t kConnectionsMax = 6;

    /// `broker` is an address such as `http://127.0.0.1:8080`; `token` may be empty.
    explicit PlainTransport(const QUrl &broker, const QByteArray &token = {});
    ~PlainTransport() override;

    CallId send(const Call &call, Done done) override;
    void abort(CallId id) override;

private:
    class Dialogue;
    std::unique_ptr<Dialogue> m_dialogue;
    CallId m_lastId = 0;
};

/// The leanest that reaches `broker`: a PlainTransport to `http://` when no proxy stands between, else an HttpTransport.
[[nodiscard]] std::unique_ptr<Transport> transportTo(const QUrl &broker, const QByteArray &token = {});

/// To CONDUIT_URL, else BROKER_URL, else http://127.0.0.1:8080, with the token that CONDUIT_TOKEN holds.
[[nodiscard]] std::unique_ptr<Transport> transportFromEnvironment();

} // namespace conduit::client
