// SPDX-License-Identifier: GPL-3.0-only
// Kill -9 of the broker in the middle of a thousand posts: each one that was answered is there afterwards, and none twice.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QHash>
#include <QSet>
#include <QTest>

#include <csignal>
#include <mutex>
#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnections = 8;
constexpr int kPosts = 1'000;

/// Version 7 in its form, so that it looks like what SDKs choose.
QByteArray idOf(int number) { return "01890a5d-ac96-774b-bcce-" + QByteArray::number(number).rightJustified(12, '0'); }

QByteArray postOf(int number, bool clientChoosesIds)
{
    const QByteArray id = clientChoosesIds ? R"("id":)" + quoted(idOf(number)) + ',' : QByteArray();
    return '{' + id + R"("task_type":"echo","payload":{"n":)" + QByteArray::number(number) + "}}";
}

/// A thousand posts over some connections, as their callers saw them. The caller who gets the answer number `answersBeforeTheKill`
/// kills the broker, since another thread might come too late.
class Posts
{
public:
    Posts(BrokerProcess &broker, bool clientChoosesIds, int answersBeforeTheKill)
        : m_broker(broker.pid()), m_answersBeforeTheKill(answersBeforeTheKill)
    {
        std::vector<std::thread> callers;
        for (int first = 0; first < kConnections; ++first)
            callers.emplace_back(
                [this, port = broker.port(), first, clientChoosesIds] { post(port, first, clientChoosesIds); });
        for (std::thread &caller : callers)
            caller.join();
        m_wasKilled = !broker.waitForEnd().has_value() && !broker.isRunning();
    }

    [[nodiscard]] bool wasKilled() const { return m_wasKilled; }
    /// The id that was answered with 201, by the number of the post.
    [[nodiscard]] const QHash<int, QString> &answered() const { return m_answered; }
    [[nodiscard]] const QList<QByteArray> &refusals() const { return m_refusals; }

private:
    void post(quint16 port, int first, bool clientChoosesIds)
    {
        RawHttpClient client(port);
        for (int number = first; number < kPosts; number += kConnections) {
            const HttpAnswer answer = client.post("/task", postOf(number, clientChoosesIds));
            // No answer: the broker is dead.
            if (answer.status == 0)
                return;
            const std::lock_guard lock(m_mutex);
            if (answer.status != 201)
                m_refusals.append(answer.body);
            else
                m_answered.insert(number, answer.json()["id"_L1].toString());
            if (m_answered.size() == m_answersBeforeTheKill)
                ::kill(static_cast<pid_t>(m_broker), SIGKILL);
        }
    }

    qint64 m_broker;
    int m_answersBeforeTheKill;
    std::mutex m_mutex;
    QHash<int, QString> m_answered;
    QList<QByteArray> m_refusals;
    bool m_wasKilled = false;
};

/// Every task of the broker, page by page.
QStringList allIds(RawHttpClient &client)
{
    QStringList ids;
    QByteArray cursor;
    do {
        const QJsonObject page = client.get("/task?limit=500" + cursor).json();
        const QJsonArray tasks = page["tasks"_L1].toArray();
        for (const auto &task : tasks)
            ids.append(task["id"_L1].toString());
        const QString next = page["next"_L1].toString();
        cursor = next.isEmpty() ? QByteArray() : "&after=" + next.toUtf8().toPercentEncoding();
    } while (!cursor.isEmpty());
    return ids;
}

} // namespace

class TstKillBroker : public QObject
{
    Q_OBJECT

    static void killRows()
    {
        QTest::addColumn<bool>("clientChoosesIds");
        QTest::addColumn<int>("answersBeforeTheKill");
        for (const int answers : {1, 137, 500, 900}) {
            QTest::addRow("the client's ids, after %d", answers) << true << answers;
            QTest::addRow("the broker's ids, after %d", answers) << false << answers;
        }
    }

private Q_SLOTS:
    void answeredPosts_areThereOnceAfterAKill_data() { killRows(); }
    void answeredPosts_areThereOnceAfterAKill()
    {
        QFETCH(const bool, clientChoosesIds);
        QFETCH(const int, answersBeforeTheKill);
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        const Posts posts(broker, clientChoosesIds, answersBeforeTheKill);
        QVERIFY(posts.wasKilled());
        QVERIFY2(posts.refusals().isEmpty(), posts.refusals().value(0).constData());
        QVERIFY(posts.answered().size() >= answersBeforeTheKill && posts.answered().size() < kPosts);

        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        const QStringList ids = allIds(client);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
        QHash<int, QString> stored;
        for (const QString &id : ids) {
            const QJsonObject task = loadTask(client, id);
            QCOMPARE(task["status"_L1].toString(), u"Pending"_s);
            const int number = task["payload"_L1]["n"_L1].toInt(-1);
            QVERIFY2(!stored.contains(number), "a task is there twice");
            stored.insert(number, id);
        }
        for (auto post = posts.answered().begin(); post != posts.answered().end(); ++post)
            QCOMPARE(stored.value(post.key()), post.value());
        // More than was answered may be there, but no more than was under way.
        QVERIFY2(stored.size() <= posts.answered().size() + kConnections, qPrintable(QString::number(stored.size())));
    }

    void repeatedPosts_completeTheThousand()
    {
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        QVERIFY(Posts(broker, true, 400).wasKilled());
        // A client that chose the ids sends everything again, without knowing what was stored.
        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        int repeated = 0;
        for (int number = 0; number < kPosts; ++number) {
            const HttpAnswer answer = client.post("/task", postOf(number, true));
            QVERIFY2(answer.status == 200 || answer.status == 201, answer.body.constData());
            QCOMPARE(answer.json()["payload"_L1]["n"_L1].toInt(), number);
            repeated += answer.status == 200 ? 1 : 0;
        }
        QVERIFY2(repeated >= 400, qPrintable(QString::number(repeated)));
        QStringList ids = allIds(client);
        QCOMPARE(ids.size(), kPosts);
        ids.sort();
        for (int number = 0; number < kPosts; ++number)
            QCOMPARE(ids.at(number).toUtf8(), idOf(number));
    }

    void claimsAndResults_surviveAKill()
    {
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        QStringList ids;
        for (int number = 0; number < 20; ++number)
            ids.append(enqueue(client, postOf(number, false)));
        QList<QJsonObject> held;
        for (int i = 0; i < 15; ++i)
            held.append(claim(client, "worker=w&lease=3600"));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(report(client, held.at(i), R"("output":{"done":true})").status, 200);
        QVERIFY2(broker.restart(), broker.log().constData());

        auto again = broker.connect();
        for (int i = 0; i < 20; ++i) {
            const QJsonObject task = loadTask(again, ids.at(i));
            QCOMPARE(task["status"_L1].toString(), i < 10 ? u"Completed"_s : i < 15 ? u"Running"_s : u"Pending"_s);
            QCOMPARE(task["attempt"_L1].toInt(), i < 15 ? 1 : 0);
        }
        // Their worker never noticed, and goes on.
        for (int i = 10; i < 15; ++i)
            QCOMPARE(report(again, held.at(i), R"("output":{"done":true})").status, 200);
        QCOMPARE(claim(again, "worker=w")["id"_L1].toString(), ids.at(15));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstKillBroker)
#include "tst_kill_broker.moc"
