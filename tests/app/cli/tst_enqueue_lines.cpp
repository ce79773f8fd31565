// SPDX-License-Identifier: GPL-3.0-only
// `conduit enqueue TYPE --lines` and a real broker.
#include "tests/app/cli/verb_run.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstEnqueueLines : public QObject
{
    Q_OBJECT

    std::unique_ptr<BrokerProcess> m_broker;
    std::optional<VerbRun> m_conduit;

    void startBroker(const QStringList &arguments)
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setArguments(arguments);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_conduit.emplace(m_broker->address());
    }
    [[nodiscard]] VerbOutcome enqueueLines(const QByteArray &lines, const QStringList &more = {}) const
    {
        return m_conduit->run(QStringList {u"enqueue"_s, u"t"_s, u"--lines"_s} + more, lines);
    }
    [[nodiscard]] int ready() const
    {
        return m_broker->connect().get("/stats").json().value(u"states"_s).toObject().value(u"ready"_s).toInt();
    }
    static QByteArray numbers(int count)
    {
        QByteArray lines;
        for (int i = 1; i <= count; ++i)
            lines += QByteArray::number(i) + '\n';
        return lines;
    }

private Q_SLOTS:
    void init() { startBroker({}); }

    void lines_becomeTasksInTheirOrder()
    {
        const VerbOutcome done = enqueueLines("{\"n\":1.50}\n\n  [2]\r\n\"three\"", {u"--queue"_s, u"q"_s});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.err, "conduit: 3 enqueued, 0 there already, 0 refused.\n");
        const QList<QByteArray> ids = done.out.trimmed().split('\n');
        QCOMPARE(ids.size(), 3);
        auto client = m_broker->connect();
        QVERIFY(client.get("/task/" + ids[0]).body.contains("\"payload\":{\"n\":1.50}"));
        QVERIFY(client.get("/task/" + ids[1]).body.contains("\"payload\":[2]"));
        QVERIFY(client.get("/task/" + ids[2]).body.contains("\"payload\":\"three\""));
        QVERIFY(client.get("/task/" + ids[2]).body.contains("\"queue\":\"q\""));
        QVERIFY(ids[0] < ids[1] && ids[1] < ids[2]);
    }

    void manyLines_goInBatches()
    {
        const VerbOutcome done = enqueueLines(numbers(2'500));
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out.count('\n'), 2'500);
        QCOMPARE(ready(), 2'500);
    }

    void json_isTheBrokersTextALineEach()
    {
        const VerbOutcome done = enqueueLines("12345678901234567890\n1.50\n", {u"--json"_s});
        QCOMPARE(done.code, 0);
        const QList<QByteArray> tasks = done.out.trimmed().split('\n');
        QCOMPARE(tasks.size(), 2);
        QVERIFY(tasks[0].contains("\"payload\":12345678901234567890,"));
        QVERIFY(tasks[1].contains("\"payload\":1.50,"));
    }

    void badLine_isToldByItsNumberAndPassedOver()
    {
        auto client = m_broker->connect();
        const QByteArray schema = "{\"task_type\":\"t\",\"fields\":{\"n\":{\"field_type\":\"number\",\"required\":true}}}";
        QCOMPARE(client.post("/task/set_schema", schema).status, 200);
        const VerbOutcome done = enqueueLines("{\"n\":1}\n\nhello\n{\"n\":\"x\"}\n{\"n\":2}\n");
        QCOMPARE(done.code, 5);
        QCOMPARE(done.out.count('\n'), 2);
        QVERIFY2(done.err.contains("conduit: line 3: This is not JSON: "), done.err.constData());
        QVERIFY2(done.err.contains("conduit: line 4: The payload does not fit"), done.err.constData());
        QVERIFY2(done.err.contains("/n: "), done.err.constData());
        QVERIFY2(done.err.contains("2 enqueued, 0 there already, 2 refused.\n"), done.err.constData());
        QCOMPARE(ready(), 2);
    }

    void sameLinesAgain_enqueueOnlyWhatWasMended()
    {
        const VerbOutcome first = enqueueLines("1\noops\n3\n");
        const QString hint = QString::fromUtf8(first.err);
        const QString id = hint.section(u"--id "_s, 1).section(u' ', 0, 0);
        const VerbOutcome again = enqueueLines("1\n2\n3\n", {u"--id"_s, id});
        QCOMPARE(again.code, 0);
        QCOMPARE(again.err, "conduit: 1 enqueued, 2 there already, 0 refused.\n");
        QCOMPARE(ready(), 3);
        const QList<QByteArray> ids = again.out.trimmed().split('\n');
        QCOMPARE(first.out.trimmed().split('\n'), QList<QByteArray>({ids[0], ids[2]}));
    }

    void options_holdForEachLine()
    {
        const VerbOutcome done = enqueueLines(
            "1\n2\n",
            {u"--json"_s, u"--expires-at"_s, u"2099-01-01T00:00:00Z"_s, u"--retry-for"_s, u"60"_s, u"--backoff"_s, u"fixed"_s});
        for (const char *const member :
             {"\"expires_at\":\"2099-01-01T00:00:00.000Z\"", "\"retry_for\":60", "\"kind\":\"fixed\""})
            QVERIFY2(done.out.count(member) == 2, (QByteArray(member) + " in " + done.out).constData());
        const VerbOutcome keyed = enqueueLines("1\n2\n", {u"--unique-key"_s, u"k"_s, u"--on-conflict"_s, u"reject"_s});
        QCOMPARE(keyed.code, 5);
        QVERIFY2(keyed.err.contains("1 enqueued, 0 there already, 1 refused."), keyed.err.constData());
    }

    void wrongOption_endsItAtOnce()
    {
        const VerbOutcome done = enqueueLines(numbers(1'500), {u"--priority"_s, u"12"_s});
        QCOMPARE(done.code, 5);
        QVERIFY2(done.err.startsWith("conduit: line 1: "), done.err.constData());
        QCOMPARE(done.err.count("priority"), 1);
        QCOMPARE(ready(), 0);
    }

    void files_areReadToo()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"lines"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("1\n2\n");
        file.close();
        QCOMPARE(enqueueLines({}, {u'@' + file.fileName()}).code, 0);
        QCOMPARE(ready(), 2);
    }

    void mistakes_exit1_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("payload") << QStringList {u"{}"_s};
        QTest::newRow("no such file") << QStringList {u"@/nowhere"_s};
        QTest::newRow("no UUID") << QStringList {u"--id"_s, u"7"_s};
        QTest::newRow("wait") << QStringList {u"--wait"_s};
    }
    void mistakes_exit1()
    {
        QFETCH(const QStringList, arguments);
        const VerbOutcome done = enqueueLines("1\n", arguments);
        QCOMPARE(done.code, 1);
        QCOMPARE(done.err.count('\n'), 1);
        QCOMPARE(ready(), 0);
    }

    void linesThatComeSlowly_areSentAsTheyCome()
    {
        const auto process = m_conduit->start({u"enqueue"_s, u"t"_s, u"--lines"_s});
        process->write("1\n2");
        QTRY_COMPARE(ready(), 1);
        process->write("2\n");
        QTRY_COMPARE(ready(), 2);
        QCOMPARE(VerbRun::finish(*process).code, 0);
    }

    void brokerThatTakesSmallBodies_getsSmallBatches()
    {
        startBroker({u"--max-body-bytes"_s, u"2048"_s, u"--max-payload-bytes"_s, u"1024"_s});
        const QByteArray big = '"' + QByteArray(1'500, 'x') + '"';
        const QByteArray huge = '"' + QByteArray(4'000, 'x') + '"';
        const VerbOutcome done = enqueueLines(numbers(50) + big + '\n' + huge + '\n' + numbers(50));
        QCOMPARE(done.code, 5);
        QVERIFY2(done.err.contains("line 51: "), done.err.constData());
        QVERIFY2(done.err.contains("line 52: "), done.err.constData());
        QVERIFY2(done.err.contains("100 enqueued, 0 there already, 2 refused."), done.err.constData());
        QCOMPARE(ready(), 100);
    }

    void restartOfTheBroker_losesAndDoublesNothing_data()
    {
        QTest::addColumn<bool>("isPolite");
        QTest::newRow("polite") << true;
        QTest::newRow("killed") << false;
    }
    void restartOfTheBroker_losesAndDoublesNothing()
    {
        QFETCH(const bool, isPolite);
        const auto process = m_conduit->start({u"enqueue"_s, u"t"_s, u"--lines"_s});
        process->write("1\n");
        QTRY_COMPARE(ready(), 1);
        if (isPolite)
            QCOMPARE(m_broker->terminate(), 0);
        else
            m_broker->kill();
        process->write(numbers(1'500));
        QVERIFY(process->waitForBytesWritten());
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        const VerbOutcome done = VerbRun::finish(*process);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out.count('\n'), 1'501);
        QCOMPARE(ready(), 1'501);
    }

    void nobodyThere_exits4()
    {
        QCOMPARE(m_broker->terminate(), 0);
        const VerbOutcome done = enqueueLines("1\n");
        QCOMPARE(done.code, 4);
        QVERIFY2(done.err.contains("0 enqueued"), done.err.constData());
        QVERIFY2(done.err.contains("--id "), done.err.constData());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstEnqueueLines)
#include "tst_enqueue_lines.moc"
