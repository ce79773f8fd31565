// SPDX-License-Identifier: GPL-3.0-only
// Case 1: the reply is lost between commit and answer. The recorder that is preloaded into the broker kills it at a chosen step of
// the first marked insert (tests/e2e/sync_recorder.cpp).
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QTemporaryDir>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// What makes the repetition of a post recognisable.
enum class Mark { Id, UniqueKey, Nothing };

QByteArray postOf(int number, Mark mark)
{
    const QByteArray digits = QByteArray::number(number).rightJustified(4, '0');
    const QByteArray member = mark == Mark::Id ? R"("id":)" + quoted("01890a5d-ac96-774b-bcce-00000000" + digits) + ','
        : mark == Mark::UniqueKey              ? R"("unique_key":)" + quoted("order-" + digits) + ','
                                               : QByteArray();
    return '{' + member + R"("task_type":"echo","payload":{"echo":)" + quoted("mark-" + digits) + "}}";
}

QJsonArray listed(RawHttpClient &client) { return client.get("/task?limit=100&sort=created").json()["tasks"_L1].toArray(); }

} // namespace

class TstCase01 : public QObject
{
    Q_OBJECT

    void setKillAt(const char *step) const { m_broker->setEnvironment(u"SYNC_KILL_AT"_s, QString::fromLatin1(step)); }

    /// One post that the broker does not survive.
    [[nodiscard]] bool postAndDie(const QByteArray &post, const char *step) const
    {
        setKillAt(step);
        if (!m_broker->start())
            return false;
        auto client = m_broker->connect();
        const bool wasAnswered = client.post("/task", post).status != 0;
        const bool wasKilled = !m_broker->waitForEnd().has_value() && !m_broker->isRunning();
        setKillAt("");
        return !wasAnswered && wasKilled;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(SYNC_RECORDER));
        m_broker->setEnvironment(u"SYNC_RECORD"_s, m_folder->filePath(u"record"_s));
        // A broker built with the address sanitizer wants that library to be the first one.
        m_broker->setEnvironment(u"ASAN_OPTIONS"_s,
                                 withSanitizerOption(m_broker->environment(u"ASAN_OPTIONS"_s), u"verify_asan_link_order=0"_s));
    }
    void cleanup() { m_broker.reset(); }

    void lostReply_repeatedPostFindsItsTask_data()
    {
        QTest::addColumn<Mark>("mark");
        QTest::newRow("the client's ids") << Mark::Id;
        QTest::newRow("unique keys") << Mark::UniqueKey;
    }
    void lostReply_repeatedPostFindsItsTask()
    {
        QFETCH(const Mark, mark);
        constexpr int kOrders = 20;
        QStringList ids;
        for (int order = 1; order <= kOrders; ++order) {
            QVERIFY2(postAndDie(postOf(order, mark), "answer"), m_broker->log().constData());
            QVERIFY2(m_broker->start(), m_broker->log().constData());
            auto client = m_broker->connect();
            const QJsonArray stored = listed(client);
            QCOMPARE(stored.size(), order);
            QCOMPARE(stored.last()["status"_L1].toString(), u"Pending"_s);

            const HttpAnswer again = client.post("/task", postOf(order, mark));
            QCOMPARE(again.status, 200);
            QCOMPARE(again.json()["id"_L1].toString(), stored.last()["id"_L1].toString());
            QCOMPARE(listed(client).size(), order);
            ids.append(again.json()["id"_L1].toString());
            m_broker->kill();
        }

        QVERIFY2(m_broker->start(), m_broker->log().constData());
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), m_broker->address(), u"w"_s);
        QVERIFY(worker.start());
        auto client = m_broker->connect();
        for (int order = 1; order <= kOrders; ++order) {
            const QJsonObject done = awaitTask(client, ids.at(order - 1));
            QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
            QCOMPARE(done["attempt"_L1].toInt(), 1);
            QCOMPARE(done["result"_L1]["output"_L1]["echoed"_L1], done["payload"_L1]);
        }
        QCOMPARE(listed(client).size(), kOrders);
    }

    void death_atAnyStepLeavesOneTaskOrNone_data()
    {
        QTest::addColumn<Mark>("mark");
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<bool>("isStored");
        for (const Mark mark : {Mark::Id, Mark::UniqueKey}) {
            const char *name = mark == Mark::Id ? "id" : "unique key";
            QTest::addRow("%s, before the write to the log", name) << mark << QByteArray("log") << false;
            QTest::addRow("%s, before the sync", name) << mark << QByteArray("sync") << true;
            QTest::addRow("%s, right after the commit", name) << mark << QByteArray("synced") << true;
            QTest::addRow("%s, before the answer", name) << mark << QByteArray("answer") << true;
        }
    }
    void death_atAnyStepLeavesOneTaskOrNone()
    {
        QFETCH(const Mark, mark);
        QFETCH(const QByteArray, step);
        QFETCH(const bool, isStored);
        QVERIFY2(postAndDie(postOf(1, mark), step.constData()), m_broker->log().constData());
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        QCOMPARE(listed(client).size(), isStored ? 1 : 0);
        // 201 only when it was really not stored.
        QCOMPARE(client.post("/task", postOf(1, mark)).status, isStored ? 200 : 201);
        QCOMPARE(listed(client).size(), 1);
        QCOMPARE(client.post("/task", postOf(1, mark)).status, 200);
    }

    void postWithoutAMark_makesASecondTask()
    {
        // docs/api.md says so: whoever wants repetitions to be harmless chooses the id.
        QVERIFY2(postAndDie(postOf(1, Mark::Nothing), "answer"), m_broker->log().constData());
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        QCOMPARE(client.post("/task", postOf(1, Mark::Nothing)).status, 201);
        const QJsonArray stored = listed(client);
        QCOMPARE(stored.size(), 2);
        QVERIFY(stored.at(0)["id"_L1] != stored.at(1)["id"_L1]);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase01)
#include "tst_case_01.moc"
