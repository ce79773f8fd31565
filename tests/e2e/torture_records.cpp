// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/torture_records.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFaultsMax = 20;

/// How the attempts of a task ended that did not complete it, in the order of their numbers, which start at 1 without a gap.
struct Attempts
{
    QStringList outcomes;
    bool isGapless = true;
};

class Reading
{
public:
    Reading(QSqlDatabase &database, const TortureLedger &ledger) : m_database(database), m_ledger(ledger) { }

    TortureRecords run()
    {
        checkIntegrity();
        readAttempts();
        readTasks();
        for (auto post = m_ledger.acknowledged().begin(); post != m_ledger.acknowledged().end(); ++post) {
            if (!m_seen.contains(post.key()))
                fault(post.key(), u"was acknowledged and is not stored"_s);
        }
        return std::move(m_records);
    }

private:
    void fault(const QString &id, const QString &what)
    {
        if (m_records.faults.size() < kFaultsMax)
            m_records.faults.append(u"task %1: %2"_s.arg(id, what));
    }

    QSqlQuery select(const QString &text)
    {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.exec(text))
            m_records.faults.append(query.lastError().text());
        return query;
    }

    void checkIntegrity()
    {
        QSqlQuery query = select(u"PRAGMA integrity_check"_s);
        if (!query.next() || query.value(0).toString() != u"ok")
            m_records.faults.append(u"the database is damaged: "_s + query.value(0).toString());
    }

    void readAttempts()
    {
        QSqlQuery query = select(u"SELECT seq, number, outcome FROM attempts ORDER BY seq, number"_s);
        while (query.next()) {
            Attempts &attempts = m_attempts[query.value(0).toLongLong()];
            attempts.outcomes.append(query.value(2).toString());
            attempts.isGapless = attempts.isGapless && query.value(1).toLongLong() == attempts.outcomes.size();
            m_records.lostAttempts += attempts.outcomes.last() == u"lease_lost" ? 1 : 0;
        }
    }

    void readTasks()
    {
        QSqlQuery query = select(u"SELECT t.seq, t.id, t.state, t.attempt, t.error, t.output, coalesce(p.payload, t.payload)"
                                 " FROM tasks t LEFT JOIN payloads p ON p.seq = t.seq"_s);
        while (query.next()) {
            const QString id = QUuid::fromRfc4122(query.value(1).toByteArray()).toString(QUuid::WithoutBraces);
            m_seen.insert(id);
            const auto posted = m_ledger.acknowledged().constFind(id);
            if (posted == m_ledger.acknowledged().constEnd())
                fault(id, u"is stored, but everybody repeated what was not acknowledged"_s);
            else if (*posted != query.value(6).toByteArray())
                fault(id, u"has another payload than was posted"_s);
            const Attempts attempts = m_attempts.value(query.value(0).toLongLong());
            const QString state = query.value(2).toString();
            if (state == u"completed")
                checkCompleted(id, query.value(3).toLongLong(), attempts, query.value(5).toByteArray(), posted.value());
            else if (state == u"dead")
                checkDead(id, query.value(3).toLongLong(), attempts, query.value(4).toString());
            else
                fault(id, u"has not ended but is "_s + state);
        }
    }

    void checkCompleted(const QString &id, qint64 attempt, const Attempts &attempts, const QByteArray &output,
                        const QByteArray &payload)
    {
        ++m_records.completed;
        // The attempt that completed has no row of its own, so the rows are all the others.
        if (!attempts.isGapless || attempts.outcomes.size() != attempt - 1 || attempts.outcomes.contains(u"completed"_s))
            fault(id, u"completed in attempt %1, after: %2"_s.arg(attempt).arg(attempts.outcomes.join(u", "_s)));
        const QJsonObject result = QJsonDocument::fromJson(output).object();
        if (result["echoed"_L1].toObject() != QJsonDocument::fromJson(payload).object())
            fault(id, u"has a result that does not match its payload"_s);
        // A hostile worker was told that it completed the task: then its result is the one that stands, and it was told so once.
        const QSet<QString> accepted = m_ledger.acceptedTokens(id);
        const QString token = result["by"_L1].toString();
        m_records.completedByHostile += token.isEmpty() ? 0 : 1;
        if (accepted.size() > 1)
            fault(id, u"was completed under %1 tokens"_s.arg(accepted.size()));
        else if (!accepted.isEmpty() && !accepted.contains(token))
            fault(id, u"completed twice: one result was accepted, another is stored"_s);
    }

    void checkDead(const QString &id, qint64 attempt, const Attempts &attempts, const QString &error)
    {
        ++m_records.poisoned;
        const QStringList last = attempts.outcomes.last(std::min<qsizetype>(attempts.outcomes.size(), 3));
        if (last != QStringList(3, u"lease_lost"_s) || !attempts.isGapless || attempts.outcomes.size() != attempt)
            fault(id, u"is dead (%1) after: %2"_s.arg(error, attempts.outcomes.join(u", "_s)));
        if (!m_ledger.acceptedTokens(id).isEmpty())
            fault(id, u"is dead although a result was accepted"_s);
    }

    QSqlDatabase &m_database;
    const TortureLedger &m_ledger;
    TortureRecords m_records;
    QHash<qint64, Attempts> m_attempts;
    QSet<QString> m_seen;
};

} // namespace

TortureRecords TortureRecords::read(const QString &databasePath, const TortureLedger &ledger)
{
    const QString name = u"torture"_s;
    TortureRecords records;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(databasePath);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (database.open())
            records = Reading(database, ledger).run();
        else
            records.faults.append(database.lastError().text());
    }
    QSqlDatabase::removeDatabase(name);
    return records;
}

} // namespace conduit::test
