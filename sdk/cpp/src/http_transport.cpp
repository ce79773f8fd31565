// SPDX-License-Identifier: MIT
#include <conduit/transport.h>

#include "no_answer.h"
#include "proxy_need.h"

#include <QHash>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGood = 200;
constexpr std::chrono::milliseconds kTimeoutMax {std::numeric_limits<int>::max()};

// Qt hands a body to its own thread and an answer back in pieces of 16 KB, and each piece waits until that thread has its turn: on a
// busy machine that takes longer than all the rest. A PlainTransport writes the body in one go; a still larger one would keep a
// window busy that way.
constexpr qsizetype kPlainBodyMin = 64 * 1024;
constexpr qsizetype kPlainBodyMax = 2 * 1024 * 1024;

/// The name of a file of the only authorities to trust, which OpenSSL's own programs know and Qt does not look for.
constexpr auto kAuthorities = "SSL_CERT_FILE";

QSslConfiguration configurationFromEnvironment()
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    if (const QString file = qEnvironmentVariable(kAuthorities); !file.isEmpty())
        configuration.setCaCertificates(
            QSslCertificate::fromPath(file)); // One that cannot be read trusts nobody: the safe side.
    return configuration;
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that HTTP still allows to be written.
QDateTime timeFrom(const QByteArray &header)
{
    const QDateTime read = QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    return read.isValid() ? QDateTime(read.date(), read.time(), QTimeZone::utc()) : QDateTime();
}

/// The whole answer arrived, whatever its status says. Qt has no single word for it: it also files statuses under errors.
bool isAnswer(QNetworkReply::NetworkError error)
{
    using E = QNetworkReply;
    return error == E::NoError || (error >= E::ContentAccessDenied && error <= E::UnknownContentError)
        || error == E::ProtocolInvalidOperationError || (error >= E::InternalServerError && error <= E::UnknownServerError);
}

} // namespace

struct HttpTransport::Connections
{
    struct Waiting
    {
        QNetworkReply *reply = nullptr;
        Done done;
    };

    QUrl broker;
    QByteArray token;
    QSslConfiguration tls;
    QNetworkAccessManager network;
    QHash<CallId, Waiting> waiting;
    QHash<CallId, CallId> plainCalls; ///< And their ids there.
    CallId lastId = 0;
    std::unique_ptr<PlainTransport> plain; ///< For large bodies, where it reaches the broker.

    [[nodiscard]] bool isForPlain(const Call &call) const
    {
        return plain && call.body.size() >= kPlainBodyMin && call.body.size() <= kPlainBodyMax;
    }
    void sendPlainly(CallId id, const Call &call, Done done);
    [[nodiscard]] QNetworkRequest requestFor(const Call &call) const;
    [[nodiscard]] Reply replyOf(QNetworkReply &reply, std::chrono::milliseconds timeout) const;
};

void HttpTransport::Connections::sendPlainly(CallId id, const Call &call, Done done)
{
    const CallId sent = plain->send(call, [this, id, done = std::move(done)](const Reply &reply) {
        // Later, since whoever hears of it may let all of this go.
        const auto tell = [this, id, done, reply] {
            if (plainCalls.remove(id))
                done(reply);
        };
        QMetaObject::invokeMethod(&network, tell, Qt::QueuedConnection);
    });
    plainCalls.insert(id, sent);
}

QNetworkRequest HttpTransport::Connections::requestFor(const Call &call) const
{
    QByteArray address = broker.toEncoded(QUrl::StripTrailingSlash | QUrl::RemoveQuery | QUrl::RemoveFragment);
    QNetworkRequest request(QUrl::fromEncoded(address + call.path));
    if (!tls.isNull())
        request.setSslConfiguration(tls);
    if (!call.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!call.ifMatch.isEmpty())
        request.setRawHeader("If-Match", call.ifMatch);
    if (!call.idempotencyKey.isEmpty())
        request.setRawHeader("Idempotency-Key", call.idempotencyKey);
    if (!call.actor.isEmpty())
        request.setRawHeader("Conduit-Actor", call.actor);
    if (!call.lastEventId.isEmpty())
        request.setRawHeader("Last-Event-ID", call.lastEventId);
    if (!call.sentAt.isEmpty())
        request.setRawHeader("Conduit-Sent-At", call.sentAt);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    // Qt counts it as an int, and a negative one would be no timeout at all.
    request.setTransferTimeout(static_cast<int>(std::min(call.timeout, kTimeoutMax).count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

Reply HttpTransport::Connections::replyOf(QNetworkReply &reply, std::chrono::milliseconds timeout) const
{
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (status.isValid() && isAnswer(reply.error())) {
        return {.status = status.toInt(),
                .body = reply.readAll(),
                .retryAfter = reply.rawHeader("Retry-After"),
                .failure = {},
                .sentAt = timeFrom(reply.rawHeader("Date"))};
    }
    const bool isTimeout =
        reply.error() == QNetworkReply::OperationCanceledError || reply.error() == QNetworkReply::TimeoutError;
    return isTimeout ? noAnswerInTime(broker, timeout) : noAnswer(broker, reply.errorString());
}

HttpTransport::HttpTransport(QUrl broker, QByteArray token) : m_connections(std::make_unique<Connections>())
{
    m_connections->broker = std::move(broker);
    m_connections->token = std::move(token);
    if (m_connections->broker.scheme() == "https"_L1)
        m_connections->tls = configurationFromEnvironment();
    if (isLoopback(m_connections->broker))
        m_connections->network.setProxy(QNetworkProxy::NoProxy);
    if (m_connections->broker.scheme() == "http"_L1 && !needsProxy(m_connections->broker))
        m_connections->plain = std::make_unique<PlainTransport>(m_connections->broker, m_connections->token);
}

HttpTransport::~HttpTransport()
{
    for (const CallId id : m_connections->waiting.keys())
        abort(id);
}

Transport::CallId HttpTransport::send(const Call &call, Done done)
{
    auto &connections = *m_connections;
    const CallId id = ++connections.lastId;
    if (connections.isForPlain(call)) {
        connections.sendPlainly(id, call, std::move(done));
        return id;
    }
    const QNetworkRequest request = connections.requestFor(call);
    // get() alone sends no Content-Length with a request that has no body.
    QNetworkReply *const reply = call.method == "GET" ? connections.network.get(request)
                                                      : connections.network.sendCustomRequest(request, call.method, call.body);
    connections.waiting.insert(id, {reply, std::move(done)});
    QObject::connect(reply, &QNetworkReply::finished, reply, [&connections, id, reply, timeout = call.timeout] {
        reply->deleteLater();
        const auto waiting = connections.waiting.take(id);
        if (waiting.done)
            waiting.done(connections.replyOf(*reply, timeout));
    });
    return id;
}

Transport::CallId HttpTransport::stream(const Call &call, Received received, Done done)
{
    const CallId id = send(call, std::move(done));
    QNetworkReply *const reply = m_connections->waiting.value(id).reply;
    // What a refusal says is left for its end.
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply, received = std::move(received)] {
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == kGood)
            received(reply->readAll());
    });
    return id;
}

void HttpTransport::abort(CallId id)
{
    if (const auto sent = m_connections->plainCalls.constFind(id); sent != m_connections->plainCalls.cend()) {
        m_connections->plain->abort(*sent);
        m_connections->plainCalls.erase(sent);
        return;
    }
    // Taken out first: aborting finishes the reply at once.
    const auto waiting = m_connections->waiting.take(id);
    if (waiting.reply)
        waiting.reply->abort();
}

const QUrl &HttpTransport::broker() const { return m_connections->broker; }

} // namespace conduit::client
