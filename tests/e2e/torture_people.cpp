// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/torture_people.h"

#include "tests/support/task_dialogue.h"

#include <QJsonDocument>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// Every so many tasks one is too long to be kept beside the rest of its row.
constexpr int kLongPayloadEvery = 50;
constexpr int kLongPayloadBytes = 3'000;

/// Version 7 in its form, so that it looks like what SDKs choose.
QByteArray idOf(int client, int number)
{
    return "01890a5d-ac96-774b-bcce-" + QByteArray::number(client).rightJustified(3, '0')
        + QByteArray::number(number).rightJustified(9, '0');
}

QByteArray payloadOf(int client, int number)
{
    QByteArray text = QByteArray::number(client) + '-' + QByteArray::number(number);
    if (number % kLongPayloadEvery == 0)
        text += QByteArray(kLongPayloadBytes, '.');
    return R"({"echo":)" + quoted(text) + '}';
}

} // namespace

MortalLine::MortalLine(TortureLedger &ledger, quint16 port)
    : m_ledger(ledger), m_port(port), m_start(ledger.brokerStarts()), m_client(port)
{
}

std::optional<HttpAnswer> MortalLine::exchange(QByteArrayView method, QByteArrayView target, QByteArrayView json)
{
    HttpAnswer answer = m_client.request(method, target, json);
    if (answer.status != 0)
        return answer;
    if (m_ledger.awaitBrokerAfter(m_start)) {
        m_start = m_ledger.brokerStarts();
        m_client = RawHttpClient(m_port);
    }
    return std::nullopt;
}

std::optional<HttpAnswer> MortalLine::insist(QByteArrayView method, QByteArrayView target, QByteArrayView json)
{
    std::optional<HttpAnswer> answer;
    while (!answer && m_ledger.faults().isEmpty() && !m_ledger.isOver())
        answer = exchange(method, target, json);
    return answer;
}

void TortureClient::run(int count)
{
    for (int number = 0; number < count; ++number) {
        const QByteArray id = idOf(m_number, number);
        const QByteArray payload = payloadOf(m_number, number);
        const auto answer =
            m_line.insist("POST", "/task", R"({"id":)" + quoted(id) + R"(,"task_type":"echo","payload":)" + payload + '}');
        if (!answer)
            return;
        if ((answer->status != 200 && answer->status != 201) || answer->json()["id"_L1].toString().toLatin1() != id) {
            m_ledger.addFault(u"a post was answered with %1 %2"_s.arg(answer->status).arg(QString::fromUtf8(answer->body)));
            return;
        }
        m_ledger.noteAcknowledged(QString::fromLatin1(id), payload, answer->status == 200);
    }
}

HostileWorker::HostileWorker(TortureLedger &ledger, quint16 port, int number, quint64 seed)
    : m_ledger(ledger), m_line(ledger, port), m_name("hostile-" + QByteArray::number(number)), m_chance(seed)
{
}

void HostileWorker::run()
{
    while (!m_ledger.isOver() && m_ledger.faults().isEmpty()) {
        const auto claimed = m_line.exchange("GET", "/task/next?types=echo&lease=1&wait=1&worker=" + m_name);
        if (claimed && claimed->status == 200)
            play(static_cast<Trick>(m_chance() % 6), claimed->json());
        else if (claimed && claimed->status != 204)
            m_ledger.addFault(u"a claim was answered with %1 %2"_s.arg(claimed->status).arg(QString::fromUtf8(claimed->body)));
    }
}

void HostileWorker::play(Trick trick, const QJsonObject &task)
{
    const QString token = task["lease_token"_L1].toString();
    // Whoever comes after the end of the lease of a second is told so; a slow machine may make anybody late.
    const QList<int> inTime {200, 409};
    switch (trick) {
    case Trick::Honest:
        expectStatus(task, answer(task, token), inTime, "an answer");
        return;
    case Trick::Twice: {
        const int first = answer(task, token);
        expectStatus(task, first, inTime, "an answer");
        expectStatus(task, answer(task, token), {first}, "the same answer again");
        return;
    }
    case Trick::Contradiction:
        expectStatus(task, answer(task, token), inTime, "an answer");
        expectStatus(task, answer(task, token, false), {409}, "another answer to the same task");
        return;
    case Trick::MadeUpToken:
        expectStatus(task, answer(task, u"made up"_s), {409}, "an answer with a made up token");
        expectStatus(task, answer(task, token), inTime, "the right answer afterwards");
        return;
    case Trick::Late:
        // This wait is the clock: it ends when another has completed the task, or well after the lease.
        (void)m_line.exchange("GET", taskPath(task, "?wait=3"));
        expectStatus(task, answer(task, token), inTime, "a late answer");
        return;
    case Trick::Silence:
        return;
    }
}

int HostileWorker::answer(const QJsonObject &task, const QString &token, bool isRight)
{
    // It says by which token it was sent, so that what is stored in the end shows whose it is.
    const QJsonObject output {{u"echoed"_s, isRight ? task["payload"_L1] : QJsonValue(u"nonsense"_s)}, {u"by"_s, token}};
    const QJsonObject result {{u"lease_token"_s, token}, {u"output"_s, output}, {u"error"_s, QJsonValue::Null}};
    const auto answer = m_line.insist("POST", taskPath(task, "/result"), QJsonDocument(result).toJson(QJsonDocument::Compact));
    if (!answer)
        return 0;
    if (answer->status == 200)
        m_ledger.noteAccepted(task["id"_L1].toString(), token);
    else if (answer->status == 409)
        m_ledger.noteRefused();
    return answer->status;
}

void HostileWorker::expectStatus(const QJsonObject &task, int status, const QList<int> &allowed, const char *what)
{
    if (status != 0 && !allowed.contains(status))
        m_ledger.addFault(
            u"%1 to task %2 got %3"_s.arg(QLatin1String(what), task["id"_L1].toString(), QString::number(status)));
}

} // namespace conduit::test
