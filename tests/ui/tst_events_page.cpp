// SPDX-License-Identifier: GPL-3.0-only
// The record of what people did: its model, its feed and its page.
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/format/audit_words.h"
#include "ui/format/time_format.h"
#include "ui/pages/event_exports.h"
#include "ui/pages/event_times.h"
#include "ui/pages/events_page.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/operation_failures.h"
#include "ui/widgets/empty_state.h"

#include <conduit/event_stream.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

wire::AuditEntry entry(qint64 id, const QString &verb, const QString &kind, const QString &target)
{
    return {.id = id,
            .time = test::pretendNow().addSecs(-60),
            .via = u"loopback"_s,
            .actor = u"ada"_s,
            .verb = verb,
            .kind = kind,
            .target = target,
            .outcome = u"done"_s};
}

QByteArray json(qint64 id, const QByteArray &verb = "cancel", const QByteArray &kind = "task", const QByteArray &target = "t",
                const QByteArray &outcome = "done", const QByteArray &counts = "null")
{
    return R"({"id":)" + QByteArray::number(id)
        + R"(,"time":"2026-11-25T14:02:07.000Z","actor":{"via":"loopback","name":"ada","address":"127.0.0.1"},"verb":")" + verb
        + R"(","kind":")" + kind + R"(","target":")" + target + R"(","detail":null,"reason":null,"outcome":")" + outcome
        + R"(","counts":)" + counts + '}';
}

QByteArray page(const QByteArrayList &entries, const QByteArray &next = "null")
{
    return R"({"entries":[)" + entries.join(',') + R"(],"next":)" + next + '}';
}

wire::AuditPage pageOf(const QList<qint64> &ids, std::optional<qint64> next = {})
{
    wire::AuditPage made;
    for (const qint64 id : ids)
        made.entries.append(entry(id, u"cancel"_s, u"task"_s, u"t"_s));
    made.next = next;
    return made;
}

} // namespace

class TestEventsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_page = std::make_unique<ui::EventsPage>(*m_client, &test::pretendNow);
        m_page->resize(1100, 600);
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void model_growsBothWaysAndPatches()
    {
        ui::AuditModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy more(&model, &ui::AuditModel::moreWanted);
        QVERIFY(!model.canFetchMore({}));
        model.restart(pageOf({9, 8}, 8));
        QVERIFY(model.canFetchMore({}));
        more.clear(); // The tester may have asked, too.
        model.fetchMore({});
        QCOMPARE(more.size(), 1);
        model.addOlder(pageOf({7, 6}));
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.rowCount(), 4);
        auto fresh = pageOf({11, 10, 9, 8}, 8);
        fresh.entries[2].outcome = u"undone"_s;
        QVERIFY(model.merge(fresh));
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.entryAt(0).id, 11);
        QCOMPARE(model.entryAt(2).outcome, u"undone"_s);
        QCOMPARE(model.entryAt(5).id, 6);
    }

    void model_saysWhenSomeWouldBeMissing()
    {
        ui::AuditModel model(&test::pretendNow);
        model.restart(pageOf({3, 2, 1}));
        QVERIFY(!model.merge(pageOf({9, 8}, 8)));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.merge(pageOf({5, 4, 3})));
        QCOMPARE(model.rowCount(), 5);
    }

    void model_fillsFromNothing()
    {
        ui::AuditModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.restart({});
        QVERIFY(model.merge(pageOf({2, 1})));
        QCOMPARE(model.rowCount(), 2);
    }

    void words_sayWhatWasDone_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("text");
        QTest::newRow("task") << u"promote"_s << u"task"_s << u"Made a task due now"_s;
        QTest::newRow("operation") << u"move"_s << u"operation"_s << u"Moved tasks to another queue"_s;
        QTest::newRow("work on many") << u"undo"_s << u"operation"_s << u"Took back work on tasks"_s;
        QTest::newRow("queue") << u"pause"_s << u"queue"_s << u"Paused a queue"_s;
        QTest::newRow("broker") << u"end_quiet"_s << u"broker"_s << u"Ended the broker's quiet"_s;
        QTest::newRow("of a newer broker") << u"polish"_s << u"queue"_s << u"polish queue"_s;
    }
    void words_sayWhatWasDone()
    {
        QFETCH(QString, verb);
        QFETCH(QString, kind);
        QFETCH(QString, text);
        QCOMPARE(ui::auditActText(entry(1, verb, kind, u"x"_s)), text);
    }

    void words_nameATaskByTheEndOfItsId()
    {
        wire::AuditEntry entry;
        entry.kind = u"task"_s;
        entry.target = u"c05d98eb-ac51-5c88-9a28-2c7837bf47c7"_s;
        QCOMPARE(ui::auditTargetText(entry), u"…37bf47c7"_s);
        entry.kind = u"queue"_s;
        entry.target = u"a queue with a name of some length"_s;
        QCOMPARE(ui::auditTargetText(entry), entry.target);
        entry.kind = u"operation"_s;
        entry.verb = u"finish"_s;
        entry.detail = u"delete"_s;
        QCOMPARE(ui::auditWhyText(entry), u"Delete"_s);
        entry.verb = u"delete"_s;
        entry.detail = u"3 ids"_s;
        QCOMPARE(ui::auditWhyText(entry), QString());
        entry.outcome = u"undone"_s;
        entry.counts = wire::AuditEntry::Counts {};
        QCOMPARE(ui::auditOutcomeText(entry), u"Undone"_s);
    }

    void words_sayWhoItWas()
    {
        auto act = entry(1, u"cancel"_s, u"task"_s, u"t"_s);
        QCOMPARE(ui::auditActorText(act), u"ada"_s);
        act.actor.clear();
        QCOMPARE(ui::auditActorText(act), u"A local program"_s);
        act.via = u"anonymous"_s;
        act.address = u"10.0.0.7"_s;
        QCOMPARE(ui::auditActorText(act), u"Somebody at 10.0.0.7"_s);
        act.via = u"broker"_s;
        QCOMPARE(ui::auditActorText(act), u"Conduit"_s);
    }

    void rows_areReadWhenSomebodyLooks_andGrowAsSomebodyScrolls()
    {
        m_broker->expectNothing();
        QCOMPARE(m_page->emptyState()->title(), u"Loading…"_s);
        QByteArrayList many;
        for (qint64 id = 200; id > 100; --id)
            many.append(json(id));
        m_page->show();
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(200, page(many, "101"));
        QCOMPARE(m_page->model().rowCount(), 100);
        m_page->table()->scrollToBottom();
        QTRY_VERIFY(m_broker->isAsked("GET", "/audit?limit=100&older_than=101"));
        m_broker->expect("GET", "/audit?limit=100&older_than=101");
        m_broker->answer(200, page({json(100), json(99)}));
        QCOMPARE(m_page->model().rowCount(), 102);
    }

    void news_comeOnTop_whenAnEventSaysSo()
    {
        show({json(5, "retry", "operation", "op", "running", R"({"matched":4,"done":1,"skipped":0,"failed":0})")});
        Q_EMIT m_client->events().operationsChanged({u"op"_s});
        Q_EMIT m_client->events().entriesAdded({}); // while it asks
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(
            200,
            page({json(6), json(5, "retry", "operation", "op", "done", R"({"matched":4,"done":4,"skipped":0,"failed":0})")}));
        QCOMPARE(m_page->model().rowCount(), 2);
        QCOMPARE(cell(1, ui::AuditModel::Outcome), u"Done, 4 changed"_s);
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(200, page({json(6)}));
        m_broker->expectNothing();
    }

    void aListThatIsNotLive_staysAsItIs()
    {
        show({json(5)});
        m_page->setLive(false);
        Q_EMIT m_client->events().entriesAdded({});
        m_broker->expectNothing();
        m_page->setLive(true);
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(200, page({json(6), json(5)}));
        QCOMPARE(m_page->model().rowCount(), 2);
    }

    void aPageThatNobodySees_asksNothing()
    {
        show({json(5)});
        m_page->hide();
        Q_EMIT m_client->events().entriesAdded({});
        m_broker->expectNothing();
    }

    void theFilter_isAskedOfTheBroker()
    {
        show({json(5)});
        m_page->whoEdit()->setText(u"ada b"_s);
        QTest::keyClick(m_page->whoEdit(), Qt::Key_Return);
        m_broker->expect("GET", "/audit?limit=100&actor=ada%20b");
        m_page->verbBox()->setCurrentIndex(m_page->verbBox()->findData(u"pause"_s));
        m_page->targetEdit()->setText(u"mails"_s);
        QTest::keyClick(m_page->targetEdit(), Qt::Key_Return);
        m_broker->expect("GET", "/audit?limit=100&actor=ada%20b&verb=pause&target=mails");
        m_broker->answer(200, page({}));
        QCOMPARE(m_page->emptyState()->title(), u"Nothing matches"_s);
        m_page->emptyState()->button()->click();
        QVERIFY(m_page->whoEdit()->text().isEmpty());
        QCOMPARE(m_page->verbBox()->currentIndex(), 0);
    }

    void aTime_isAskedForInTheShownZone()
    {
        show({json(5)});
        m_page->times()->choose(ui::EventTimes::Span::LastHour);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-25T13:03:07.000Z");
        QVERIFY(m_page->times()->fields()->isHidden());
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        m_page->times()->choose(ui::EventTimes::Span::Today);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-25T00:00:00.000Z");
        m_page->times()->choose(ui::EventTimes::Span::LastWeek);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-18T14:03:07.000Z");
        m_page->times()->choose(ui::EventTimes::Span::Chosen);
        QVERIFY(m_page->times()->fields()->isVisible());
        m_broker->expect("GET", "/audit?limit=100");
        m_page->times()->fromEdit()->setText(u"2026-11-20"_s);
        QTest::keyClick(m_page->times()->fromEdit(), Qt::Key_Return);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-20T00:00:00.000Z");
        m_page->times()->toEdit()->setText(u"some day"_s);
        QTest::keyClick(m_page->times()->toEdit(), Qt::Key_Return);
        QVERIFY(m_page->times()->problem().startsWith(u"Write a time"_s));
        m_page->times()->toEdit()->setText(u"2026-11-19"_s);
        QTest::keyClick(m_page->times()->toEdit(), Qt::Key_Return);
        QCOMPARE(m_page->times()->problem(), u"It ends before it begins."_s);
        QVERIFY(!m_broker->isAsked("GET", "/audit?limit=100&since=2026-11-20T00:00:00.000Z&until=2026-11-19T23:59:59.999Z"));
        m_page->times()->toEdit()->setText(u"2026-11-21"_s);
        QTest::keyClick(m_page->times()->toEdit(), Qt::Key_Return);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-20T00:00:00.000Z&until=2026-11-21T23:59:59.999Z");
        m_broker->answer(200, page({}));
        QCOMPARE(m_page->emptyState()->title(), u"Nothing matches"_s);
        m_page->emptyState()->button()->click();
        m_broker->expect("GET", "/audit?limit=100");
    }

    void aSpanThatEndsNow_movesWithTheClockWhenThePageIsReadAnew()
    {
        QDateTime now = test::pretendNow();
        ui::EventsPage page(*m_client, [&now] { return now; });
        page.times()->choose(ui::EventTimes::Span::LastHour);
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-25T13:03:07.000Z");
        now = now.addSecs(3'600);
        page.reload();
        m_broker->expect("GET", "/audit?limit=100&since=2026-11-25T14:03:07.000Z");
    }

    void events_areExportedWholeAndByPages()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"events.csv"_s);
        QSignalSpy exported(m_page.get(), &ui::EventsPage::exported);
        m_page->exports()->begin(path, {.actor = u"ada"_s, .limit = 100});
        QVERIFY(!m_page->exports()->action()->isEnabled());
        m_broker->expect("GET", "/audit?limit=500&actor=ada");
        m_broker->answer(200, page({json(9, "cancel", "task", "=1+1"), json(8)}, "8"));
        QTRY_VERIFY(m_broker->isAsked("GET", "/audit?limit=500&actor=ada&older_than=8"));
        QVERIFY(!QFile::exists(path));
        m_broker->expect("GET", "/audit");
        m_broker->breakOff();
        QVERIFY(m_page->exports()->bar()->text().contains(u"It waits for the broker"_s));
        QTRY_VERIFY(m_broker->isAsked("GET", "/audit?limit=500&actor=ada&older_than=8"));
        m_broker->expect("GET", "/audit");
        m_broker->answer(
            200, page({json(7, "retry", "operation", "op", "done", R"({"matched":3,"done":2,"skipped":1,"failed":0})")}));
        QTRY_COMPARE(exported.size(), 1);
        QVERIFY(m_page->exports()->action()->isEnabled());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].startsWith("id,time,via,actor,address,verb,kind,target"));
        QVERIFY(lines[1].startsWith("9,2026-11-25T14:02:07.000Z,loopback,ada,127.0.0.1,cancel,task,'=1+1,"));
        QVERIFY(lines[3].endsWith(",done,3,2,1,0\r"));
    }

    void anExportInJsonLines_hasTheContractsNames_andLeavesNothingWhenStopped()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"events.jsonl"_s);
        m_page->exports()->begin(path, {});
        m_broker->expect("GET", "/audit?limit=500");
        m_broker->answer(200, page({json(9)}));
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), json(9) + '\n');
        const QString other = folder.filePath(u"other.jsonl"_s);
        QSignalSpy refused(m_page.get(), &ui::EventsPage::refused);
        QTRY_VERIFY(m_page->exports()->action()->isEnabled());
        m_page->exports()->begin(other, {});
        m_broker->expect("GET", "/audit?limit=500");
        m_page->exports()->bar()->stopButton()->click();
        QCOMPARE(refused.size(), 1);
        m_broker->answer(200, page({json(9)}));
        QVERIFY(!QFile::exists(other));
    }

    void anOperation_leadsToItsTasks()
    {
        const QByteArray counts = R"({"matched":2,"done":2,"skipped":0,"failed":0})";
        QByteArray byFilter = json(6, "delete", "operation", "op", "done", counts);
        byFilter.replace(R"("detail":null)", R"("detail":"state:dead type:echo")");
        QByteArray byIds = json(5, "delete", "operation", "op", "done", counts);
        byIds.replace(R"("detail":null)", R"("detail":"41 ids")");
        show({byFilter, byIds});
        QSignalSpy tasks(m_page.get(), &ui::EventsPage::tasksRequested);
        choose(1);
        QVERIFY(!action(u"event.show"_s)->isEnabled());
        choose(0);
        action(u"event.show"_s)->trigger();
        QCOMPARE(tasks.value(0).value(0).toString(), u"state:dead type:echo"_s);
    }

    void anOperation_isUndone()
    {
        const QByteArray counts = R"({"matched":2,"done":2,"skipped":0,"failed":0})";
        show({json(7, "finish", "operation", "op", "done", counts), json(6, "delete", "operation", "op", "done", counts),
              json(5)});
        QVERIFY(!action(u"event.undo"_s)->isEnabled()); // the end of one
        choose(2);
        QVERIFY(!action(u"event.undo"_s)->isEnabled());
        choose(1);
        QVERIFY(action(u"event.undo"_s)->isEnabled());
        QSignalSpy said(m_page.get(), &ui::EventsPage::said);
        action(u"event.undo"_s)->trigger();
        m_broker->expect("POST", "/operation/op/undo");
        m_broker->answer(200, R"({"id":"op","verb":"delete","state":"undoing"})");
        QCOMPARE(said.value(0).value(0).toString(), u"It is being undone."_s);
        m_page->setOnline(false);
        QVERIFY(!action(u"event.undo"_s)->isEnabled());
    }

    void whatFailed_isShownAndTriedAgain()
    {
        const QByteArray counts = R"({"matched":33,"done":2,"skipped":0,"failed":31})";
        show({json(6, "delete", "operation", "op", "done", counts), json(5)});
        m_broker->expect("GET", "/operation/op");
        m_broker->answer(200,
                         R"({"id":"op","verb":"delete","state":"done","failed":31,"errors":[)"
                         R"({"id":"t-1","message":"It runs. Cancel it first."},{"id":"t-2","message":"<b>It</b> runs."}]})");
        auto *failures = m_page->failures();
        QVERIFY(failures->isVisible());
        QCOMPARE(failures->heading(), u"Not changed: 31. The first 2:"_s);
        QCOMPARE(failures->list()->item(0)->text(), u"t-1  ·  It runs. Cancel it first."_s);
        QSignalSpy task(m_page.get(), &ui::EventsPage::taskRequested);
        Q_EMIT failures->list()->itemActivated(failures->list()->item(1));
        QCOMPARE(task.value(0).value(0).toString(), u"t-2"_s);
        QSignalSpy said(m_page.get(), &ui::EventsPage::said);
        failures->againAction()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"delete","ids":["t-1","t-2"]})");
        m_broker->answer(202, R"({"id":"op2","verb":"delete","state":"running"})");
        QCOMPARE(said.value(0).value(0).toString(), u"They are tried again."_s);
        m_page->setOnline(false);
        QVERIFY(!failures->againAction()->isEnabled());
        choose(1);
        QVERIFY(failures->isHidden());
    }

    void whatFailedLongAgo_isNotKnownAnyMore()
    {
        const QByteArray counts = R"({"matched":2,"done":0,"skipped":0,"failed":2})";
        show({json(6, "move", "operation", "op", "done", counts)});
        m_broker->expect("GET", "/operation/op");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"There is no such operation."}})");
        QVERIFY(m_page->failures()->list()->item(0)->text().startsWith(u"It ended more than a day ago"));
        QVERIFY(!m_page->failures()->againAction()->isEnabled());
    }

    void rows_leadToWhatTheyTellOf()
    {
        show({json(5, "cancel", "task", "id-1"), json(4, "edit", "type", "echo"), json(3, "pause", "queue", "mails"),
              json(2, "drain", "worker", "w"), json(1, "pause", "broker", "")});
        QSignalSpy task(m_page.get(), &ui::EventsPage::taskRequested);
        QSignalSpy type(m_page.get(), &ui::EventsPage::typeRequested);
        QSignalSpy queue(m_page.get(), &ui::EventsPage::queueRequested);
        QSignalSpy worker(m_page.get(), &ui::EventsPage::workerRequested);
        for (int row = 0; row < 4; ++row) {
            choose(row);
            action(u"event.show"_s)->trigger();
        }
        QCOMPARE(task.value(0).value(0).toString(), u"id-1"_s);
        QCOMPARE(type.value(0).value(0).toString(), u"echo"_s);
        QCOMPARE(queue.value(0).value(0).toString(), u"mails"_s);
        QCOMPARE(worker.value(0).value(0).toString(), u"w"_s);
        choose(4);
        QVERIFY(!action(u"event.show"_s)->isEnabled());
    }

    void aRefusal_isQuotedInPlaceOfTheList_andToldOnce()
    {
        const QByteArray refusal = R"({"error":{"code":"forbidden","message":"This token may not read the record."}})";
        const QSignalSpy told(m_page.get(), &ui::EventsPage::refused);
        m_page->show();
        for (int round = 0; round < 2; ++round) {
            m_broker->expect("GET", "/audit?limit=100");
            m_broker->answer(403, refusal);
            QCOMPARE(m_page->emptyState()->title(), u"The broker does not give this list"_s);
            QCOMPARE(m_page->emptyState()->accessibleDescription(), u"This token may not read the record."_s);
            m_page->reload();
        }
        QCOMPARE(told.count(), 1);
        QCOMPARE(told.first().first().toString(), u"This token may not read the record."_s);
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(200, page({}));
        QCOMPARE(m_page->emptyState()->title(), u"Nothing has been done yet"_s);
    }

    void anEmptyRecord_saysSo()
    {
        show({});
        QCOMPARE(m_page->emptyState()->title(), u"Nothing has been done yet"_s);
        m_page->setOnline(false);
        QCOMPARE(m_page->emptyState()->title(), u"The broker is not available"_s);
    }

private:
    void show(const QByteArrayList &entries)
    {
        m_page->show();
        m_broker->expect("GET", "/audit?limit=100");
        m_broker->answer(200, page(entries));
    }
    void choose(int row) { m_page->table()->setCurrentIndex(m_page->model().index(row, 0)); }
    [[nodiscard]] QString cell(int row, int column) { return m_page->model().index(row, column).data().toString(); }
    [[nodiscard]] QAction *action(const QString &id) const
    {
        for (auto *action : m_page->eventActions())
            if (action->objectName() == id)
                return action;
        return nullptr;
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::EventsPage> m_page;
};

CONDUIT_TIMED_MAIN(TestEventsPage)
#include "tst_events_page.moc"
