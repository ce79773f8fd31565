// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/feeds/row_check.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

using State = ui::EnqueueRun::State;

constexpr auto kPath = "/task/batch?partial=true";

/// The ids in the body of a batch.
QStringList idsIn(const QByteArray &body)
{
    QStringList ids;
    const auto document = json::Document::parse(body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    for (const auto &task : document->root().member(u"tasks")->elements())
        ids.append(task.member(u"id")->toString().value_or(QString()));
    return ids;
}

/// An answer to a batch: each task is new, unless it is named.
QByteArray answerTo(const QStringList &ids, const QStringList &known = {}, const QStringList &refused = {})
{
    json::Writer out;
    out.beginObject().name("results").beginArray();
    for (const auto &id : ids) {
        out.beginObject();
        if (refused.contains(id))
            out.name("status").integer(422).name("error").raw(
                R"({"code":"schema_mismatch","message":"No.","details":[{"pointer":"/n","keyword":"type","message":"n is odd"}]})");
        else
            out.name("status")
                .integer(known.contains(id) ? 200 : 201)
                .name("task")
                .beginObject()
                .name("id")
                .string(id)
                .name("task_type")
                .string(u"count")
                .name("status")
                .plain("Pending")
                .name("state")
                .plain("ready")
                .endObject();
        out.endObject();
    }
    return out.endArray().endObject().take();
}

} // namespace

class TestEnqueueRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
    }
    void cleanup()
    {
        m_run.reset();
        m_client.reset();
        m_broker.reset();
    }

    void check_countsRowsAndHashesTheFile()
    {
        ui::RowCheck check;
        QSignalSpy ended(&check, &ui::RowCheck::ended);
        QList<ui::RowProblem> problems;
        connect(&check, &ui::RowCheck::advanced, this, [&](const QList<ui::RowProblem> &more) { problems += more; });
        check.start(sourceOf(3, "x\n"));
        QVERIFY(ended.wait());
        QCOMPARE(check.good(), 3);
        QCOMPARE(check.bad(), 1);
        QCOMPARE(problems.first().line, 5);
        QCOMPARE(check.hash().size(), 32);
        QVERIFY(check.source().changedAt.isValid());
        QCOMPARE(check.bytesRead(), check.source().size);
        check.start({.path = u"/nowhere"_s});
        QVERIFY(ended.wait());
        QVERIFY(check.brokenOff().contains(u"cannot be read"));
    }

    void run_sendsBatchesUntilTheEnd()
    {
        start(600);
        QStringList ids;
        for (const auto size : {250, 250, 100}) {
            QTRY_VERIFY(m_broker->isAsked("POST", kPath));
            m_broker->expect("POST", kPath);
            const auto batch = idsIn(m_broker->call().body);
            QCOMPARE(batch.size(), size);
            ids += batch;
            m_now += 100ms;
            m_broker->answer(200, answerTo(batch));
        }
        QTRY_COMPARE(m_run->state(), State::Done);
        QCOMPARE(m_run->added(), 600);
        QCOMPARE(QSet(ids.begin(), ids.end()).size(), 600);
        QCOMPARE(ids.first(), ui::idOfRow(m_run->plan().seed, 2));
        QCOMPARE(qRound(m_run->rowsPerSecond()), 2000);
        m_broker->expectNothing();
    }

    void run_countsWhatWasThereAndWhatIsRefused()
    {
        start(3, "x\n");
        const auto ids = nextBatch();
        m_broker->answer(200, answerTo(ids, {ids[0]}, {ids[2]}));
        QTRY_COMPARE(m_run->state(), State::Done);
        QCOMPARE(m_run->added(), 1);
        QCOMPARE(m_run->known(), 1);
        QCOMPARE(m_run->rejected(), 1);
        QCOMPARE(m_run->refusals(), (ui::Refusals {{4, u"/n: n is odd"_s}}));
    }

    void run_waitsForABrokerThatIsAway_andSendsTheSameAgain()
    {
        start(2);
        const auto ids = nextBatch();
        m_broker->breakOff();
        QCOMPARE(m_run->state(), State::Waiting);
        QTRY_VERIFY(m_broker->isAsked("POST", kPath));
        QCOMPARE(nextBatch(), ids);
        m_broker->answer(503, R"({"error":{"code":"shutting_down","message":"It stops."}})");
        QCOMPARE(m_run->state(), State::Waiting);
        QCOMPARE(m_run->reason(), u"It stops."_s);
        // Somebody else's question is answered: it is back.
        m_client->loadTask(ids[0], this, [](const client::Result<wire::Task> &) { });
        QCOMPARE(nextBatch(), ids);
        m_broker->answer(200, answerTo(ids, {ids[0]}));
        QTRY_COMPARE(m_run->state(), State::Done);
        QCOMPARE(m_run->added() + m_run->known(), 2);
    }

    void run_pausesAndGoesOn()
    {
        start(300);
        const auto first = nextBatch();
        m_run->pause();
        m_broker->answer(200, answerTo(first));
        QCOMPARE(m_run->answered(), 250);
        m_broker->expectNothing();
        QCOMPARE(m_run->state(), State::Paused);
        m_run->resume();
        const auto second = nextBatch();
        QCOMPARE(second.size(), 50);
        m_broker->answer(200, answerTo(second));
        QTRY_COMPARE(m_run->state(), State::Done);
    }

    void run_stopsAlsoWhileABatchIsUnderWay()
    {
        start(600);
        const auto first = nextBatch();
        m_run->stop();
        QCOMPARE(m_run->state(), State::Stopped);
        m_broker->answer(200, answerTo(first));
        QCOMPARE(m_run->added(), 250);
        QCOMPARE(m_run->state(), State::Stopped);
        m_broker->expectNothing();
    }

    void run_sendsHalvesToABrokerThatTakesLess()
    {
        start(3);
        const auto ids = nextBatch();
        m_broker->answer(413, R"({"error":{"code":"payload_too_large","message":"Too large."}})");
        QCOMPARE(nextBatch(), ids.first(1));
        m_broker->answer(413, R"({"error":{"code":"payload_too_large","message":"Too large."}})");
        QCOMPARE(nextBatch(), ids.sliced(1));
        m_broker->answer(200, answerTo(ids.sliced(1)));
        QTRY_COMPARE(m_run->state(), State::Done);
        QCOMPARE(m_run->refusals(), (ui::Refusals {{2, u"Too large."_s}}));
    }

    void run_pausesWhenOnlyAPersonCanHelp()
    {
        start(2);
        const auto ids = nextBatch();
        m_broker->answer(401, R"({"error":{"code":"unauthorized","message":"The token is wrong."}})");
        QCOMPARE(m_run->state(), State::Paused);
        QCOMPARE(m_run->reason(), u"The token is wrong."_s);
        m_run->resume();
        QCOMPARE(nextBatch(), ids);
        m_broker->answer(200, answerTo(ids));
        QTRY_COMPARE(m_run->state(), State::Done);
    }

    void run_endsAtTheFirstRefusalIfThatIsWanted()
    {
        start(600, {}, true);
        const auto ids = nextBatch();
        m_broker->answer(200, answerTo(ids, {}, {ids[7]}));
        QCOMPARE(m_run->state(), State::Stopped);
        m_broker->expectNothing();
    }

    void run_refusesAFileThatHasChanged()
    {
        auto source = sourceOf(2);
        source.size = 1;
        source.changedAt = QDateTime::fromSecsSinceEpoch(1);
        m_run = std::make_unique<ui::EnqueueRun>(
            *m_client, ui::EnqueueRun::Plan {.source = source, .seed = QByteArray(32, 's')}, [this] { return m_now; });
        m_run->start();
        QTRY_COMPARE(m_run->state(), State::Stopped);
        QVERIFY(m_run->reason().contains(u"has changed"));
    }

private:
    ui::RowSource sourceOf(int rows, const QByteArray &more = {})
    {
        const auto path = m_folder.filePath(u"rows.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no room for a file");
        file.write("n\n");
        for (int i = 0; i < rows; ++i)
            file.write(QByteArray::number(i) + '\n');
        file.write(more);
        return {
            .path = path,
            .mapping = {
                .pattern = {.taskType = u"count"_s},
                .columns = {{.kind = ui::ColumnTarget::Kind::Member, .member = u"n"_s, .as = ui::ColumnTarget::As::Number}}}};
    }
    void start(int rows, const QByteArray &more = {}, bool endsAtRefusal = false)
    {
        m_run = std::make_unique<ui::EnqueueRun>(
            *m_client,
            ui::EnqueueRun::Plan {
                .source = sourceOf(rows, more), .seed = QByteArray(32, 's'), .rows = rows, .endsAtRefusal = endsAtRefusal},
            [this] { return m_now; });
        m_run->start();
    }
    QStringList nextBatch()
    {
        if (!QTest::qWaitFor([this] { return m_broker->isAsked("POST", kPath); }))
            return {};
        m_broker->expect("POST", kPath);
        return idsIn(m_broker->call().body);
    }

    QTemporaryDir m_folder;
    std::chrono::steady_clock::time_point m_now {};
    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::EnqueueRun> m_run;
};

QTEST_GUILESS_MAIN(TestEnqueueRun)
#include "tst_enqueue_run.moc"
