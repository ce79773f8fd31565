// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/connection_check.h"

#include "ui/feeds/broker_clock.h"
#include "ui/format/times.h"

#include <conduit/json_text.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr auto kPatience = 5s;

} // namespace

ConnectionCheck::ConnectionCheck(TransportMaker makeTransport, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent), m_makeTransport(std::move(makeTransport)), m_now(std::move(now))
{
}

void ConnectionCheck::start(const QUrl &broker, const QByteArray &token)
{
    m_transport = m_makeTransport(broker, token);
    m_stopwatch.start();
    m_transport->send({.method = "GET", .path = "/info", .timeout = kPatience},
                      [this](const client::Reply &reply) { Q_EMIT finished(linesFor(reply)); });
}

QList<CheckLine> ConnectionCheck::linesFor(const client::Reply &reply)
{
    using Outcome = CheckLine::Outcome;
    m_finding = Finding::Nobody;
    if (reply.status == 0)
        return {{Outcome::Wrong, tr("The broker cannot be reached: %1").arg(reply.failure)}};
    QList<CheckLine> lines {{Outcome::Fine, tr("The broker can be reached.")}};
    m_finding = Finding::Stranger;
    if (reply.status == 401 || reply.status == 403) {
        m_finding = Finding::RefusesUs;
        lines.append({Outcome::Wrong, tr("It refuses this token. Ask whoever runs it for one.")});
        return lines;
    }
    const auto answer = json::Document::parse(reply.body, json::kPayloadDepthMax);
    const auto version = answer ? answer->root().member(u"version") : std::nullopt;
    if (reply.status != 200 || !version) {
        lines.append({Outcome::Wrong, tr("What answers there is no Conduit broker (HTTP %1).").arg(reply.status)});
        return lines;
    }
    m_finding = Finding::Broker;
    lines.append({Outcome::Fine, tr("It lets this console in.")});
    lines.append({Outcome::Fine, tr("It is version %1.").arg(version->toString().value_or(QString()))});
    const qint64 took = m_stopwatch.elapsed();
    lines.append({took > 500 ? Outcome::Doubtful : Outcome::Fine, tr("It answered in %1 ms.").arg(took)});
    if (reply.sentAt.isValid()) {
        const auto skew = skewOf(reply.sentAt, m_now());
        const bool agrees = std::chrono::abs(skew) <= BrokerClock::kSkewBorne;
        lines.append(agrees ? CheckLine {Outcome::Fine, tr("Its clock agrees with this machine's.")}
                            : CheckLine {Outcome::Doubtful, skewText(skew)});
    }
    return lines;
}

} // namespace conduit::ui
