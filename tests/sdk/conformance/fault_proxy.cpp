// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/fault_proxy.h"

#include "tests/support/raw_http_client.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Longer than a broker holds any answer back.
constexpr auto kBrokerPatience = 90s;
constexpr auto kForever = -1ms;

int listeningSocket()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listens = ::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(listener, SOMAXCONN) == 0;
    if (!listens)
        qFatal("no free port for a proxy");
    return listener;
}

quint16 portOf(int listener)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

bool isReadable(const pollfd &watched) { return watched.revents != 0; }

QJsonValue jsonOf(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return body.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QString::fromUtf8(body));
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QByteArray textOf(const QJsonValue &body)
{
    if (body.isString())
        return body.toString().toUtf8();
    return body.isArray() ? QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact)
                          : QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
}

/// Each time of the broker, moved.
QByteArray shifted(const QByteArray &body, qint64 seconds)
{
    static const QRegularExpression time(uR"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"_s);
    const QString text = QString::fromUtf8(body);
    QString moved;
    qsizetype from = 0;
    for (auto times = time.globalMatch(text); times.hasNext();) {
        const auto found = times.next();
        moved += QStringView(text).sliced(from, found.capturedStart() - from);
        moved += QDateTime::fromString(found.captured(), Qt::ISODateWithMs).addSecs(seconds).toString(Qt::ISODateWithMs);
        from = found.capturedEnd();
    }
    moved += QStringView(text).sliced(from);
    return moved.toUtf8();
}

/// With these members in the object that it is, and in each task of its list.
QByteArray merged(const QByteArray &body, const QJsonObject &members)
{
    const auto add = [&members](QJsonObject object) {
        for (auto member = members.begin(); member != members.end(); ++member)
            object.insert(member.key(), member.value());
        return object;
    };
    QJsonObject whole = add(QJsonDocument::fromJson(body).object());
    if (whole.contains("tasks"_L1)) {
        QJsonArray tasks;
        for (const QJsonValue task : whole["tasks"_L1].toArray())
            tasks.append(add(task.toObject()));
        whole.insert("tasks"_L1, tasks);
    }
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

/// An answer's head without what says how long the body is, and the body behind a new one.
QByteArray framed(const QByteArray &head, int status, const QByteArray &body)
{
    QByteArray bytes;
    for (const QByteArray &line : head.split('\n')) {
        const QByteArray name = line.left(line.indexOf(':')).toLower();
        if (name != "content-length" && name != "transfer-encoding")
            bytes += line.trimmed() + "\r\n";
    }
    if (status != 204)
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

QByteArray cannedAnswer(const QJsonObject &answer)
{
    const int status = answer["status"_L1].toInt();
    const QJsonObject headers = answer["headers"_L1].toObject();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " As the scenario says\r\n";
    for (auto header = headers.begin(); header != headers.end(); ++header)
        head += header.key().toUtf8() + ": " + header.value().toVariant().toString().toUtf8() + "\r\n";
    if (!headers.contains("Content-Type"_L1))
        head += "Content-Type: application/json\r\n";
    const QJsonValue body = answer["body"_L1];
    return framed(head.chopped(2), status, body.isUndefined() ? QByteArray() : textOf(body));
}

} // namespace

QJsonObject FaultProxy::Request::record() const
{
    QJsonArray taskIds;
    for (const QString &id : tasks())
        taskIds.append(id);
    return {{u"method"_s, QString::fromLatin1(method)},
            {u"path"_s, QString::fromLatin1(path)},
            {u"query"_s, query},
            {u"headers"_s, headers},
            {u"body"_s, jsonOf(body)},
            {u"body_text"_s, QString::fromUtf8(body)},
            {u"status"_s, status},
            {u"tasks"_s, taskIds}};
}

bool FaultProxy::Request::is(const QString &kind) const
{
    const auto isAt = [this](const QString &pattern) {
        static const QRegularExpression onePiece(u"\\\\\\*"_s);
        const QString expression = QRegularExpression::escape(pattern).replace(onePiece, u"[^/]+"_s);
        return QRegularExpression(QRegularExpression::anchoredPattern(expression))
            .match(QString::fromLatin1(method + ' ' + path))
            .hasMatch();
    };
    const QJsonObject members = jsonOf(body).toObject();
    const auto lists = [&members](QLatin1StringView name) { return !members[name].toArray().isEmpty(); };
    if (kind == u"*")
        return true;
    if (kind == u"claim")
        return isAt(u"POST /task/claim"_s);
    if (kind == u"result")
        return isAt(u"POST /task/*/result"_s) || isAt(u"POST /task/results"_s)
            || (isAt(u"POST /task/claim"_s) && lists("results"_L1));
    if (kind == u"heartbeat")
        return isAt(u"POST /worker/*/heartbeat"_s);
    if (kind == u"renewal")
        return isAt(u"POST /task/*/heartbeat"_s) || (isAt(u"POST /worker/*/heartbeat"_s) && lists("leases"_L1));
    if (kind == u"release")
        return isAt(u"POST /task/*/release"_s);
    return isAt(kind);
}

QStringList FaultProxy::Request::tasks() const
{
    static const QRegularExpression ofOne(u"^/task/([0-9a-f-]{36})(/|$)"_s);
    QStringList ids;
    if (const auto one = ofOne.match(QString::fromLatin1(path)); one.hasMatch())
        ids += one.captured(1);
    const QJsonObject members = jsonOf(body).toObject();
    for (const auto name : {"results"_L1, "leases"_L1}) {
        for (const QJsonValue each : members[name].toArray())
            ids += each["id"_L1].toString();
    }
    return ids;
}

class FaultProxy::Visit
{
public:
    Visit(FaultProxy &proxy, int socket) : m_proxy(proxy), m_socket(socket), m_thread([this] { serve(); }) { }
    ~Visit()
    {
        end();
        m_thread.join();
        ::close(m_socket);
    }
    /// Hangs up. From any thread.
    void end() const { ::shutdown(m_socket, SHUT_RDWR); }

private:
    struct Heard
    {
        Request request;
        QByteArray bytes; ///< To pass on.
    };

    void serve()
    {
        while (const std::optional<Heard> heard = hear()) {
            const auto [number, rule] = m_proxy.note(heard->request);
            if (!handle(*heard, number, rule))
                break;
        }
        m_broker.reset();
        end();
    }

    /// False when the connection is over.
    bool handle(const Heard &heard, std::size_t number, const QJsonObject &rule)
    {
        const QString drop = rule["drop"_L1].toString();
        if (rule.contains("answer"_L1))
            return say(cannedAnswer(rule["answer"_L1].toObject()), number, rule["answer"_L1]["status"_L1].toInt());
        if (rule["silence"_L1].toBool())
            waitForHangUp();
        if (drop == u"request" || rule.contains("silence"_L1))
            return false;
        const bool isLate = rule["late"_L1].toBool();
        HttpAnswer answer = askBroker(heard.bytes, isLate);
        if (answer.status == 0 || drop == u"answer")
            return false;
        if (rule.contains("shift_times"_L1))
            answer.body = shifted(answer.body, rule["shift_times"_L1].toInteger());
        if (rule.contains("merge"_L1) && !answer.body.isEmpty())
            answer.body = merged(answer.body, rule["merge"_L1].toObject());
        if (isLate)
            waitForGoodbye();
        const QByteArray bytes = framed(answer.head, answer.status, answer.body);
        if (drop == u"half") {
            write(bytes.first(bytes.size() / 2));
            return false;
        }
        const bool isLast = answer.header("Connection").toLower() == "close";
        return say(bytes, number, answer.status) && !isLast;
    }

    bool say(const QByteArray &bytes, std::size_t number, int status)
    {
        const bool isSaid = write(bytes);
        if (isSaid)
            m_proxy.noteStatus(number, status);
        return isSaid;
    }

    bool write(QByteArrayView bytes) const
    {
        while (!bytes.isEmpty()) {
            const auto sent = ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes = bytes.sliced(sent);
        }
        return true;
    }

    /// A status of 0 when the broker has hung up, or the driver, unless its good-bye `mayWait`.
    HttpAnswer askBroker(const QByteArray &bytes, bool mayWait)
    {
        if (!m_broker)
            m_broker.emplace(m_proxy.m_brokerPort, kBrokerPatience);
        // A broker that refuses early may stop reading before it answers.
        m_broker->send(bytes);
        std::array watched {pollfd {m_broker->descriptor(), POLLIN, 0}, pollfd {mayWait ? -1 : m_socket, POLLRDHUP, 0}};
        if (!m_broker->isConnected() || !waitFor(watched) || !isReadable(watched[0]))
            return {};
        return m_broker->readAnswer();
    }

    /// Also when it only says that it will send nothing more.
    void waitForHangUp() const
    {
        std::array watched {pollfd {m_socket, POLLRDHUP, 0}};
        static_cast<void>(waitFor(watched));
    }

    /// Of either kind.
    void waitForGoodbye() const
    {
        std::array watched {pollfd {m_socket, POLLRDHUP, 0}, pollfd {m_proxy.m_stopping, POLLIN, 0}};
        static_cast<void>(waitFor(watched));
    }

    template<std::size_t size>
    static bool waitFor(std::array<pollfd, size> &watched)
    {
        int ready = 0;
        do {
            ready = ::poll(watched.data(), size, static_cast<int>(kForever.count()));
        } while (ready < 0 && errno == EINTR);
        return ready > 0;
    }

    /// The next request; nothing when the driver or, meanwhile, the broker has hung up.
    std::optional<Heard> hear()
    {
        qsizetype headSize = 0;
        while ((headSize = m_pending.indexOf("\r\n\r\n")) < 0) {
            if (!read())
                return std::nullopt;
        }
        Heard heard;
        heard.bytes = readHead(m_pending.left(headSize), heard.request);
        m_pending.remove(0, headSize + 4);
        const bool isChunked = heard.request.headers.value("transfer-encoding"_L1).toString().toLower() == u"chunked";
        const auto size = heard.request.headers.value("content-length"_L1).toString().toLongLong();
        const auto body = isChunked ? readChunks() : readBytes(size);
        if (!body)
            return std::nullopt;
        heard.request.body = *body;
        heard.bytes += "Content-Length: " + QByteArray::number(body->size()) + "\r\n\r\n" + *body;
        return heard;
    }

    /// Returns the head to pass on, without what says how long the body is.
    QByteArray readHead(const QByteArray &head, Request &request) const
    {
        QList<QByteArray> lines = head.split('\n');
        const QByteArray start = lines.takeFirst().trimmed();
        const QList<QByteArray> words = start.split(' ');
        const QByteArray target = words.value(1);
        request.method = words.value(0);
        request.path = target.left(target.contains('?') ? target.indexOf('?') : target.size());
        for (const auto &[name, value] : QUrlQuery(QString::fromLatin1(target.mid(request.path.size() + 1))).queryItems())
            request.query.insert(name, value);
        QByteArray passedOn = start + "\r\n";
        for (const QByteArray &line : lines) {
            const QByteArray name = line.left(line.indexOf(':')).toLower();
            request.headers.insert(QString::fromLatin1(name), QString::fromLatin1(line.mid(name.size() + 1).trimmed()));
            if (name != "content-length" && name != "transfer-encoding" && name != "expect")
                passedOn += line.trimmed() + "\r\n";
        }
        if (request.headers.contains("expect"_L1))
            write("HTTP/1.1 100 Continue\r\n\r\n");
        return passedOn;
    }

    std::optional<QByteArray> readBytes(qsizetype size)
    {
        while (m_pending.size() < size) {
            if (!read())
                return std::nullopt;
        }
        const QByteArray bytes = m_pending.left(size);
        m_pending.remove(0, size);
        return bytes;
    }

    std::optional<QByteArray> readChunks()
    {
        QByteArray body;
        for (;;) {
            while (!m_pending.contains("\r\n")) {
                if (!read())
                    return std::nullopt;
            }
            const qsizetype size = m_pending.left(m_pending.indexOf("\r\n")).toLongLong(nullptr, 16);
            m_pending.remove(0, m_pending.indexOf("\r\n") + 2);
            const auto chunk = readBytes(size + 2);
            if (!chunk)
                return std::nullopt;
            body += chunk->chopped(2);
            if (size == 0)
                return body;
        }
    }

    /// More of the driver's bytes. An idle broker has nothing to say but good-bye, which is passed on, too.
    bool read()
    {
        std::array watched {pollfd {m_socket, POLLIN, 0}, pollfd {m_broker ? m_broker->descriptor() : -1, POLLIN, 0}};
        if (!waitFor(watched) || !isReadable(watched[0]))
            return false;
        std::array<char, 65536> part;
        const auto size = ::recv(m_socket, part.data(), part.size(), 0);
        if (size <= 0)
            return false;
        m_pending.append(part.data(), size);
        return true;
    }

    FaultProxy &m_proxy;
    const int m_socket;
    QByteArray m_pending;
    std::optional<RawHttpClient> m_broker;
    std::thread m_thread; ///< The last member, since it uses the others.
};

FaultProxy::FaultProxy(quint16 brokerPort)
    : m_brokerPort(brokerPort), m_listener(listeningSocket()), m_stopping(::eventfd(0, EFD_CLOEXEC))
{
    m_port = portOf(m_listener);
    m_door = std::thread([this] { takeVisits(); });
}

FaultProxy::~FaultProxy()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_door.join();
    ::close(m_listener);
    m_visits.clear();
    ::close(m_stopping);
}

void FaultProxy::takeVisits()
{
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_visits.push_back(std::make_unique<Visit>(*this, socket));
    }
}

void FaultProxy::setRules(const QJsonArray &rules)
{
    const std::scoped_lock lock(m_mutex);
    m_rules.clear();
    for (const QJsonValue rule : rules)
        m_rules.push_back({rule.toObject(), rule["times"_L1].toInt(-1)});
}

/// With the mutex held.
QJsonObject FaultProxy::takeRuleFor(const Request &request)
{
    for (Rule &rule : m_rules) {
        if (rule.timesLeft == 0 || !request.is(rule.text["on"_L1].toString()))
            continue;
        --rule.timesLeft;
        return rule.text;
    }
    return {};
}

std::pair<std::size_t, QJsonObject> FaultProxy::note(const Request &request)
{
    const std::scoped_lock lock(m_mutex);
    m_requests.push_back(request);
    m_requests.back().at = std::chrono::steady_clock::now();
    if (request.is(u"heartbeat"_s) && jsonOf(request.body)["stopping"_L1].toBool())
        ::eventfd_write(m_stopping, 1);
    m_news.notify_all();
    return {m_requests.size() - 1, takeRuleFor(request)};
}

void FaultProxy::noteStatus(std::size_t number, int status)
{
    const std::scoped_lock lock(m_mutex);
    m_requests.at(number).status = status;
    m_news.notify_all();
}

std::vector<FaultProxy::Request> FaultProxy::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void FaultProxy::waitFor(const std::function<bool(const std::vector<Request> &)> &isEnough,
                         std::chrono::milliseconds patience) const
{
    std::unique_lock lock(m_mutex);
    m_news.wait_for(lock, patience, [&] { return isEnough(m_requests); });
}

} // namespace conduit::test
