// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace conduit::client {

/// One HTTP request, relative to the broker's address.
struct Call
{
    QByteArray method;       ///< "GET", "POST", …
    QByteArray path;         ///< Percent-encoded, with its query: `/task/types/img%2Fresize/schema`.
    QByteArray body = {};    ///< JSON text; empty for none.
    QByteArray ifMatch = {}; ///< The header's text; empty for none.
    std::chrono::milliseconds timeout {15'000};
};

/// What came back.
struct Reply
{
    int status = 0; ///< 0: no answer; `failure` says why.
    QByteArray body = {};
    QByteArray retryAfter = {}; ///< The header's text; empty when absent.
    QString failure = {};
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
};

/// HTTP through QNetworkAccessManager. Lives on the thread that made it; follows no redirects, so that a token stays home.
class HttpTransport final : public Transport
{
public:
    /// `broker` is an address such as `http://127.0.0.1:8080`; `token` may be empty.
    explicit HttpTransport(QUrl broker, QByteArray token = {});
    ~HttpTransport() override;

    CallId send(const Call &call, Done done) override;
    void abort(CallId id) override;
    [[nodiscard]] const QUrl &broker() const;

private:
    struct Connections;
    std::unique_ptr<Connections> m_connections;
};

} // namespace conduit::client
