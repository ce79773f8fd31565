// SPDX-License-Identifier: GPL-3.0-only
// Case 5: a payload that kills every worker that touches it. The workers are the real ones; what is preloaded into them
// (worker_saboteur.cpp) makes a text deadly.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QElapsedTimer>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEchoes = 50;

QByteArray echoTask(const QByteArray &text, const QByteArray &more = {})
{
    return R"({"task_type":"echo",)" + more + R"("payload":{"echo":)" + quoted(text) + "}}";
}

} // namespace

class TstCase05 : public QObject
{
    Q_OBJECT

    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setWorkers(2);
        // A worker that dies takes only what it holds along, and here that is the one task.
        m_broker->setArguments({u"--concurrency"_s, u"1"_s});
        m_broker->setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(WORKER_SABOTEUR));
        m_broker->setEnvironment(u"ASAN_OPTIONS"_s,
                                 withSanitizerOption(m_broker->environment(u"ASAN_OPTIONS"_s), u"verify_asan_link_order=0"_s));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_broker.reset();
    }

    void poison_isDeadAfterThreeWorkersAndNobodyElseSuffers_data()
    {
        QTest::addColumn<QByteArray>("poison");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("cause");
        const QByteArray three = R"("max_attempts":3,)";
        QTest::newRow("SIGSEGV, 3 attempts") << QByteArray("end-by-signal-11") << three << u"worker ended with signal 11"_s;
        QTest::newRow("SIGSEGV, 20 attempts")
            << QByteArray("end-by-signal-11") << QByteArray() << u"worker ended with signal 11"_s;
        QTest::newRow("SIGABRT") << QByteArray("end-by-signal-06") << three << u"worker ended with signal 6"_s;
        QTest::newRow("SIGKILL") << QByteArray("end-by-signal-09") << three << u"worker ended with signal 9"_s;
        QTest::newRow("a mere exit") << QByteArray("end-by-code-03") << three << u"worker exited with code 3"_s;
    }
    void poison_isDeadAfterThreeWorkersAndNobodyElseSuffers()
    {
        QFETCH(const QByteArray, poison);
        QFETCH(const QByteArray, more);
        QFETCH(const QString, cause);
        auto client = m_broker->connect();
        QElapsedTimer time;
        time.start();
        const QString crash = enqueue(client, echoTask(poison, more));
        QVERIFY(!crash.isEmpty());
        QStringList echoes;
        for (int i = 0; i < kEchoes; ++i)
            echoes.append(enqueue(client, echoTask(QByteArray::number(i))));
        for (const QString &id : echoes) {
            const QJsonObject echo = awaitTask(client, id);
            QCOMPARE(echo["status"_L1].toString(), u"Completed"_s);
            QCOMPARE(echo["attempt"_L1].toInt(), 1);
        }
        QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));

        const QJsonObject dead = awaitTask(client, crash);
        // At once, not when a lease of half a minute has run out.
        QVERIFY2(time.elapsed() < 25'000, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(dead["status"_L1].toString(), u"Failed"_s);
        QCOMPARE(dead["state"_L1].toString(), u"dead"_s);
        QCOMPARE(dead["attempt"_L1].toInt(), 3);
        QCOMPARE(dead["uncharged"_L1].toInt(), 0);
        QCOMPARE(outcomes(client, crash), QStringList(3, u"worker_died"_s));
        const QString error = dead["result"_L1]["error"_L1].toString();
        QVERIFY2(error.contains(cause), qPrintable(error));
        QVERIFY2(!error.contains(u"timeout"_s), qPrintable(error));

        // The slots of the dead are filled again: work goes on.
        QCOMPARE(awaitTask(client, enqueue(client, echoTask("afterwards")))["status"_L1].toString(), u"Completed"_s);
        const auto deaths = m_broker->log().count(cause.toLatin1());
        QCOMPARE(deaths, 3);

        QVERIFY2(m_broker->restart(), m_broker->log().constData());
        auto again = m_broker->connect();
        QCOMPARE(awaitTask(again, enqueue(again, echoTask("after the restart")))["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(loadTask(again, crash)["attempt"_L1].toInt(), 3);
        QCOMPARE(again.get("/task?status=Pending,Running").json()["tasks"_L1].toArray().size(), 0);
        QCOMPARE(m_broker->log().count(cause.toLatin1()), deaths);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase05)
#include "tst_case_05.moc"
