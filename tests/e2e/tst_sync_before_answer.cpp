// SPDX-License-Identifier: GPL-3.0-only
// Durable before answered: between the arrival of a request that changes something and its answer lies a write of the change to
// the database's log and a sync of that log. A kill of the broker alone would not show this, since the kernel keeps what was
// written; a recorder preloaded into the broker does.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// A line of the recorder; see sync_recorder.cpp.
struct Note
{
    QByteArray word;
    int descriptor = 0;
    QList<QByteArray> details;
};

QList<Note> notesIn(const QString &path)
{
    QFile file(path);
    QList<Note> notes;
    if (!file.open(QIODevice::ReadOnly))
        return notes;
    qint64 lastTime = 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        QList<QByteArray> words = line.split(' ');
        if (words.size() < 3)
            continue;
        // Lines are written under one lock, so their times rise with their order.
        const qint64 time = words.takeFirst().toLongLong();
        Q_ASSERT(time >= lastTime);
        lastTime = time;
        notes.append({words.at(0), words.at(1).toInt(), words.mid(2)});
    }
    return notes;
}

qsizetype find(const QList<Note> &notes, qsizetype from, const std::function<bool(const Note &)> &fits)
{
    for (qsizetype i = from; i < notes.size(); ++i) {
        if (fits(notes.at(i)))
            return i;
    }
    return -1;
}

/// What the record says against a marked request that was answered with `status`; empty when all is well.
QByteArray faultOf(const QList<Note> &notes, const QByteArray &marker, const QByteArray &status)
{
    const qsizetype read =
        find(notes, 0, [&](const Note &note) { return note.word == "read" && note.details.contains(marker); });
    if (read < 0)
        return "never read";
    const int socket = notes.at(read).descriptor;
    const qsizetype answer =
        find(notes, read + 1, [&](const Note &note) { return note.word == "write" && note.descriptor == socket; });
    if (answer < 0)
        return "never answered";
    if (!notes.at(answer).details.contains(status))
        return "answered with " + notes.at(answer).details.value(0);
    const qsizetype logged =
        find(notes, read + 1, [&](const Note &note) { return note.word == "log" && note.details.contains(marker); });
    if (logged < 0 || logged > answer)
        return "not in the log when it was answered";
    const qsizetype sync = find(notes, logged + 1, [](const Note &note) { return note.word == "sync"; });
    const qsizetype synced = sync < 0
        ? -1
        : find(
              notes, sync + 1,
              [&](const Note &note) { return note.word == "synced" && note.descriptor == notes.at(sync).descriptor; });
    if (synced < 0 || synced > answer)
        return "answered before the sync of the log was done";
    return {};
}

QByteArray marker(int i) { return "mark-" + QByteArray::number(i).rightJustified(4, '0'); }

QByteArray markedTask(int i) { return R"({"task_type":"echo","payload":{"m":)" + quoted(marker(i)) + "}}"; }

} // namespace

class TstSyncBeforeAnswer : public QObject
{
    Q_OBJECT

    [[nodiscard]] QList<Note> notes() const { return notesIn(m_record); }

    QTemporaryDir m_folder;
    QString m_record;
    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_record = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(SYNC_RECORDER));
        m_broker->setEnvironment(u"SYNC_RECORD"_s, m_record);
        // A broker built with the address sanitizer wants that library to be the first one.
        m_broker->setEnvironment(u"ASAN_OPTIONS"_s,
                                 withSanitizerOption(m_broker->environment(u"ASAN_OPTIONS"_s), u"verify_asan_link_order=0"_s));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup() { m_broker.reset(); }

    void insert_isSyncedBeforeItsAnswer()
    {
        auto client = m_broker->connect();
        for (int i = 0; i < 50; ++i)
            QVERIFY(!enqueue(client, markedTask(i)).isEmpty());
        m_broker->kill();
        const QList<Note> record = notes();
        for (int i = 0; i < 50; ++i) {
            const QByteArray fault = faultOf(record, marker(i), "201");
            QVERIFY2(fault.isEmpty(), (marker(i) + ": " + fault).constData());
        }
    }

    void insertsInFlightTogether_areSyncedBeforeTheirAnswers()
    {
        constexpr int kConnections = 16;
        constexpr int kTasks = 25;
        std::atomic<int> refused = 0;
        std::vector<std::thread> callers;
        for (int caller = 0; caller < kConnections; ++caller) {
            callers.emplace_back([&, caller] {
                auto client = m_broker->connect();
                for (int i = 0; i < kTasks; ++i)
                    refused += enqueue(client, markedTask(caller * kTasks + i)).isEmpty() ? 1 : 0;
            });
        }
        for (std::thread &caller : callers)
            caller.join();
        QCOMPARE(refused.load(), 0);
        m_broker->kill();
        const QList<Note> record = notes();
        for (int i = 0; i < kConnections * kTasks; ++i) {
            const QByteArray fault = faultOf(record, marker(i), "201");
            QVERIFY2(fault.isEmpty(), (marker(i) + ": " + fault).constData());
        }
        // They share syncs, or this would be no test of a turn with many answers.
        const auto syncs = std::count_if(record.begin(), record.end(), [](const Note &note) { return note.word == "synced"; });
        QVERIFY2(syncs < kConnections * kTasks, qPrintable(QString::number(syncs)));
    }

    void result_isSyncedBeforeItsAnswer()
    {
        auto client = m_broker->connect();
        for (int i = 0; i < 20; ++i) {
            QVERIFY(!enqueue(client, R"({"task_type":"echo"})").isEmpty());
            const QJsonObject held = claim(client, "worker=w");
            QCOMPARE(report(client, held, R"("output":)" + quoted(marker(i))).status, 200);
        }
        m_broker->kill();
        const QList<Note> record = notes();
        for (int i = 0; i < 20; ++i) {
            const QByteArray fault = faultOf(record, marker(i), "200");
            QVERIFY2(fault.isEmpty(), (marker(i) + ": " + fault).constData());
        }
    }

    void claim_isSyncedBeforeItsAnswer()
    {
        auto client = m_broker->connect();
        for (int i = 0; i < 20; ++i)
            QVERIFY(!enqueue(client, R"({"task_type":"echo"})").isEmpty());
        for (int i = 0; i < 20; ++i)
            QVERIFY(!claim(client, "worker=" + marker(i)).isEmpty());
        m_broker->kill();
        const QList<Note> record = notes();
        for (int i = 0; i < 20; ++i) {
            const QByteArray fault = faultOf(record, marker(i), "200");
            QVERIFY2(fault.isEmpty(), (marker(i) + ": " + fault).constData());
        }
    }

    void parkedClaim_isSyncedBeforeItsAnswer()
    {
        auto worker = m_broker->connect();
        QVERIFY(worker.send(worker.requestBytes("GET", "/task/next?wait=20&worker=parked")));
        QVERIFY(!worker.hasAnswerWithin(std::chrono::milliseconds(50)));
        auto client = m_broker->connect();
        QVERIFY(!enqueue(client, markedTask(7)).isEmpty());
        QCOMPARE(worker.readAnswer().status, 200);
        m_broker->kill();
        const QList<Note> record = notes();
        QCOMPARE(faultOf(record, marker(7), "201"), QByteArray());
        // Both answers belong to one turn, so the claim's 200 follows the same sync.
        const qsizetype logged =
            find(record, 0, [](const Note &note) { return note.word == "log" && note.details.contains(marker(7)); });
        const qsizetype synced = find(record, logged, [](const Note &note) { return note.word == "synced"; });
        const qsizetype answer =
            find(record, 0, [](const Note &note) { return note.word == "write" && note.details.contains("200"); });
        QVERIFY(logged >= 0 && synced > logged && answer > synced);
    }

    void schema_isSyncedBeforeItsAnswer()
    {
        auto client = m_broker->connect();
        const QByteArray schema = R"({"task_type":"t","description":)" + quoted(marker(1)) + R"(,"fields":{}})";
        QCOMPARE(client.post("/task/set_schema", schema).status, 200);
        m_broker->kill();
        QCOMPARE(faultOf(notes(), marker(1), "200"), QByteArray());
    }

    void faultOf_findsWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("good") << QByteArray("1 read 5 mark-0001\n2 log 9 mark-0001\n3 sync 9\n4 synced 9\n5 write 5 201\n")
                              << QByteArray();
        QTest::newRow("no sync") << QByteArray("1 read 5 mark-0001\n2 log 9 mark-0001\n5 write 5 201\n")
                                 << QByteArray("answered before the sync of the log was done");
        QTest::newRow("a sync too early") << QByteArray(
            "1 read 5 mark-0001\n2 sync 9\n3 log 9 mark-0001\n4 synced 9\n5 write 5 201\n")
                                          << QByteArray("answered before the sync of the log was done");
        QTest::newRow("a sync too late") << QByteArray(
            "1 read 5 mark-0001\n2 log 9 mark-0001\n3 sync 9\n4 write 5 201\n5 synced 9\n")
                                         << QByteArray("answered before the sync of the log was done");
        QTest::newRow("no insert") << QByteArray("1 read 5 mark-0001\n3 sync 9\n4 synced 9\n5 write 5 201\n")
                                   << QByteArray("not in the log when it was answered");
        QTest::newRow("an insert too late")
            << QByteArray("1 read 5 mark-0001\n2 write 5 201\n3 log 9 mark-0001\n4 sync 9\n5 synced 9\n")
            << QByteArray("not in the log when it was answered");
    }
    void faultOf_findsWhatIsWrong()
    {
        QFETCH(const QByteArray, record);
        QFETCH(const QByteArray, fault);
        QFile file(m_folder.filePath(u"made up"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(record);
        file.close();
        QCOMPARE(faultOf(notesIn(file.fileName()), marker(1), "201"), fault);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstSyncBeforeAnswer)
#include "tst_sync_before_answer.moc"
