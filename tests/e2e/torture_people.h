// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/e2e/torture_ledger.h"
#include "tests/support/raw_http_client.h"

#include <QJsonObject>

#include <optional>
#include <random>

/// Who speaks with a tortured broker. Each lives on a thread of its own, and connects again whenever the broker is back.
namespace conduit::test {

/// One connection to a broker that dies now and then.
class MortalLine
{
public:
    MortalLine(TortureLedger &ledger, quint16 port);
    /// The answer; nothing when the broker died before it came. It is back then, unless the torture is over.
    std::optional<HttpAnswer> exchange(QByteArrayView method, QByteArrayView target, QByteArrayView json = {});
    /// The same request until it is answered; nothing when the torture is over.
    std::optional<HttpAnswer> insist(QByteArrayView method, QByteArrayView target, QByteArrayView json = {});

private:
    TortureLedger &m_ledger;
    quint16 m_port;
    int m_start;
    RawHttpClient m_client;
};

/// Enqueues `count` tasks as fast as the broker takes them, and each of them until it is acknowledged.
class TortureClient
{
public:
    TortureClient(TortureLedger &ledger, quint16 port, int number)
        : m_ledger(ledger), m_line(ledger, port), m_number(number) { }
    void run(int count);

private:
    TortureLedger &m_ledger;
    MortalLine m_line;
    int m_number;
};

/// A worker that knows no manners: it drops tasks, answers late, twice, with contradictions and with tokens of its own making.
class HostileWorker
{
public:
    HostileWorker(TortureLedger &ledger, quint16 port, int number, quint64 seed);
    void run();

private:
    enum class Trick { Honest, Twice, Contradiction, MadeUpToken, Late, Silence };
    void play(Trick trick, const QJsonObject &task);
    /// Sends the right output under this token; the status of the answer, 0 when the torture ended first.
    int answer(const QJsonObject &task, const QString &token, bool isRight = true);
    void expectStatus(const QJsonObject &task, int status, const QList<int> &allowed, const char *what);

    TortureLedger &m_ledger;
    MortalLine m_line;
    QByteArray m_name;
    std::mt19937_64 m_chance;
};

} // namespace conduit::test
