// SPDX-License-Identifier: GPL-3.0-only
// The pages for types, workers and queues.
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/models/local_worker_model.h"
#include "ui/models/worker_model.h"
#include "ui/pages/late_worker_bar.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/worker_acts.h"
#include "ui/pages/worker_log_panel.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/question_box.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kWorkers = R"({"workers":[
    {"name":"local-1","host":"desk","pid":11,"types":["echo"],"concurrency":2,"running":1,"last_seen_at":"2026-11-25T14:03:05.000Z"},
    {"name":"gpu-04","host":"10.0.0.8","pid":12,"types":["resize"],"concurrency":4,"running":0,"last_seen_at":"2026-11-25T14:02:26.000Z"}]})";

constexpr auto kEmptyQueue = R"({"queues":[{"name":"R&D","paused":true,"states":{"ready":0}}]})";
constexpr auto kQueues = R"({"queues":[
    {"name":"mails","paused":true,"reason":"<b>quota</b>","by":"bob","until":"2026-11-25T14:13:07.000Z","states":{"ready":12}},
    {"name":"default","paused":false,"reason":null,"by":null,"until":null,"states":{"ready":3,"running":1}}]})";

ui::LocalWorkerProcess process(int number, ui::LocalWorkerProcess::State state)
{
    ui::LocalWorkerProcess made;
    made.number = number;
    made.name = u"local-%1"_s.arg(number);
    made.state = state;
    return made;
}

} // namespace

class TestPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault()));
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
    }

    void types_showFieldsAndTheStoredSchema()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://127.0.0.1:8080"_s, types, **m_settings);
        page.show();
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        QCOMPARE(page.fields().rowCount(), 0);
        types.setSchema({.taskType = u"echo"_s,
                         .description = u"a < b and c > d"_s,
                         .fields = {{.name = u"echo"_s, .required = true, .description = {}, .example = "1.10"}},
                         .text = R"({"task_type":"echo","n":1.10})"});
        QCOMPARE(page.fields().rowCount(), 1);
        QCOMPARE(page.json()->json(), R"({"task_type":"echo","n":1.10})");
        QVERIFY(std::ranges::any_of(page.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text() == u"a < b and c > d" && label->textFormat() == Qt::PlainText;
        }));
        QSignalSpy wanted(&page, &ui::TypesPage::enqueueRequested);
        page.enqueueAction()->trigger();
        QCOMPARE(wanted.value(0).value(0).toString(), u"echo"_s);
        page.copyCurlAction()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"/task/types/echo/schema"));
    }

    void types_sayWhyThereAreNone()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        const auto *empty = page.findChild<ui::EmptyState *>();
        QCOMPARE(empty->title(), u"Loading…"_s);
        page.setTypesLoaded();
        QCOMPARE(empty->title(), u"No types yet"_s);
        page.setOnline(false);
        QCOMPARE(empty->title(), u"The broker is not available"_s);
    }

    void workers_leaveTheLogTheMostRoom()
    {
        test::PretendWorkers local;
        QList<ui::LocalWorkerProcess> processes;
        for (int number = 1; number <= 4; ++number)
            processes.append(process(number, ui::LocalWorkerProcess::State::Running));
        local.setProcesses(processes);
        // As in the window: nobody sees it at first.
        QStackedWidget book;
        auto &page = *new ui::WorkersPage(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        book.addWidget(new QWidget);
        book.addWidget(&page);
        book.resize(1100, 640);
        book.show();
        QCoreApplication::processEvents();
        book.setCurrentWidget(&page);
        QCoreApplication::processEvents();
        const auto *log = page.findChild<ui::LogView *>();
        QVERIFY2(log->height() > 8 * log->fontMetrics().lineSpacing(), qPrintable(QString::number(log->height())));
        const auto last = page.localTable()->visualRect(page.localTable()->model()->index(3, 0));
        QVERIFY(page.localTable()->viewport()->rect().contains(last.bottomLeft()));
    }

    void workers_areScaledAndDriven()
    {
        test::PretendWorkers local;
        local.setProcesses(
            {process(1, ui::LocalWorkerProcess::State::Running), process(2, ui::LocalWorkerProcess::State::Stopped)});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        QCOMPARE(page.countBox()->value(), 2);
        page.countBox()->setValue(4);
        QCOMPARE(local.orders(), QStringList {u"count 4"_s});
        QCOMPARE(page.localTable()->model()->rowCount(), 4);
        const auto actions = page.workerActions();
        QVERIFY(!actions[0]->isEnabled());
        actions[1]->trigger();
        actions[2]->trigger();
        page.localTable()->setCurrentIndex(page.localTable()->model()->index(1, 0));
        QVERIFY(!actions[1]->isEnabled());
        actions[0]->trigger();
        QCOMPARE(local.orders().sliced(1), (QStringList {u"stop 1"_s, u"restart 1"_s, u"start 2"_s}));
    }

    void queues_showWhatLiesInThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        const QAbstractItemModelTester tester(&page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(page.emptyState()->title(), u"Loading…"_s);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        QCOMPARE(page.model().rowCount(), 2);
        const auto textAt = [&](int row, int column) { return page.model().index(row, column).data().toString(); };
        QCOMPARE(textAt(0, ui::QueueModel::Name), u"default"_s);
        QCOMPARE(textAt(0, ui::QueueModel::State), u"Open"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Ready), u"3"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Dead), u"0"_s);
        QCOMPARE(textAt(1, ui::QueueModel::State), u"Paused by bob, resumes in 10 min: <b>quota</b>"_s);
        QSignalSpy wanted(&page, &ui::QueuesPage::tasksRequested);
        Q_EMIT page.table()->activated(page.model().index(0, 0));
        QCOMPARE(wanted.value(0).value(0).toString(), u"default"_s);
    }

    void queues_showWhatGoesThroughThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        const QAbstractItemModelTester tester(page.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        const auto textAt = [&](int row, int column) { return page.model().index(row, column).data().toString(); };
        QCOMPARE(textAt(0, ui::QueueModel::In), u"–"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Workers), u"–"_s);
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(kWorkers).replace("\"types\":[\"resize\"]", "\"types\":[],\"queues\":[\"mails\"]"));
        m_broker->expect("GET", "/stats/series");
        QVERIFY(m_broker->call().path.contains("queue") && m_broker->call().path.contains("by=second"));
        m_broker->answer(200, R"({"step":1,"from":"2026-11-25T14:02:07.000Z","now":"2026-11-25T14:03:07.000Z","series":[
            {"of":"queue:default","enqueued":[4,null,3],"completed":[0,1,1],"oldest_wait":[2,75.2,null]},
            {"of":"queue:mails","enqueued":[null,null],"completed":[null,null],"oldest_wait":[null,null]}]})");
        QCOMPARE(textAt(0, ui::QueueModel::In), u"7"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Out), u"2"_s);
        QCOMPARE(textAt(0, ui::QueueModel::OldestWait), u"1 min 15 s"_s);
        QCOMPARE(textAt(0, ui::QueueModel::Workers), u"1"_s); // gpu-04 takes from mails only.
        QCOMPARE(textAt(1, ui::QueueModel::In), u"–"_s);
    }

    void queues_areSortedByTheirHeader()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.resize(1100, 600);
        page.show();
        auto *table = page.table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        table->selectRow(1); // The paused one.
        QVERIFY(!page.queueActions()[0]->isEnabled());
        auto *header = table->horizontalHeader();
        const auto click = [&] {
            const QPoint place(header->sectionViewportPosition(ui::QueueModel::Ready) + 10, header->height() / 2);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        };
        const auto nameAt = [&](int row) { return table->model()->index(row, ui::QueueModel::Name).data().toString(); };
        click();
        QCOMPARE(nameAt(0), u"default"_s); // 3 before 12: they are numbers.
        click();
        QCOMPARE(nameAt(0), u"mails"_s);
        // What was chosen stays chosen, and what is done is done to it.
        QCOMPARE(table->currentIndex().row(), 0);
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, R"({"name":"mails","paused":false,"states":{"ready":12}})");
        click();
        QCOMPARE(nameAt(0), u"default"_s); // By name again.
        QCOMPARE(table->currentIndex().row(), 1);
    }

    void queues_arePausedWithAReasonAndUndone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        const auto actions = page.queueActions();
        QVERIFY(actions[0]->isEnabled() && !actions[1]->isEnabled());
        QString told;
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &text, const std::function<void()> &back) {
            told = text;
            undo = back;
        });

        actions[0]->trigger();
        auto *dialog = page.findChild<ui::PauseDialog *>();
        dialog->reasonField()->setText(u" moving "_s);
        dialog->untilBox()->setCurrentIndex(1);
        // What the table shows by now is not what was meant.
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        dialog->accept();
        m_broker->expect("PATCH", "/queue/default");
        QCOMPARE(m_broker->call().body,
                 "{\"paused\":true,\"reason\":\"moving\",\"by\":\"ada\",\"until\":\"2026-11-25T14:18:07.000Z\"}");
        m_broker->answer(200, "{\"name\":\"default\",\"paused\":true,\"reason\":\"moving\",\"by\":\"ada\"}");
        QCOMPARE(told, u"Paused default"_s);
        QCOMPARE(page.model().index(0, ui::QueueModel::State).data().toString(), u"Paused by ada: moving"_s);

        undo();
        m_broker->expect("PATCH", "/queue/default");
        QCOMPARE(m_broker->call().body, "{\"paused\":false}");
        m_broker->answer(200, "{\"name\":\"default\",\"paused\":false}");
        QCOMPARE(told, u"Resumed default"_s);
    }

    void queues_resumedByMistakeArePausedAsTheyWere()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &, const std::function<void()> &back) { undo = back; });
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, "{\"name\":\"mails\",\"paused\":false}");
        undo();
        m_broker->expect("PATCH", "/queue/mails");
        QCOMPARE(m_broker->call().body,
                 "{\"paused\":true,\"reason\":\"<b>quota</b>\",\"by\":\"bob\",\"until\":\"2026-11-25T14:13:07.000Z\"}");
    }

    void everything_isPausedWithAReasonAndUndone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        auto *action = page.pauseAllAction();
        QCOMPARE(action->text(), u"Pause everything…"_s);
        QString told;
        std::function<void()> undo;
        connect(&page, &ui::QueuesPage::done, &page, [&](const QString &text, const std::function<void()> &back) {
            told = text;
            undo = back;
        });
        action->trigger();
        auto *dialog = page.findChild<ui::PauseDialog *>();
        QCOMPARE(dialog->acceptButton()->text(), u"Pause everything"_s);
        dialog->reasonField()->setText(u"moving house"_s);
        dialog->accept();
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":true,"reason":"moving house","by":"ada"})");
        m_broker->answer(200, R"({"paused":true})");
        QCOMPARE(told, u"Everything is paused"_s);
        m_broker->expect("GET", "/info");
        m_broker->answer(200, R"({"version":"1","paused":true,"reason":"moving house","by":"ada"})");
        QCOMPARE(action->text(), u"Let everything go on"_s);
        undo();
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":false})");
        m_broker->answer(200, R"({"paused":false})");
        QCOMPARE(told, u"Everything goes on"_s);
        undo(); // It is paused again as it was.
        m_broker->expect("PATCH", "/broker");
        QCOMPARE(m_broker->call().body, R"({"paused":true,"reason":"moving house","by":"ada"})");
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        m_broker->answer(507, R"({"error":{"code":"storage_full","message":"The disk is full."}})");
        QCOMPARE(failed.value(0).value(0).toString(), u"The disk is full."_s);
        page.setOnline(false);
        QVERIFY(!action->isEnabled());
    }

    void queues_tellWhyNothingWasDone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kQueues);
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        page.queueActions()[1]->trigger();
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(507, "{\"error\":{\"code\":\"storage_full\",\"message\":\"The disk is full.\",\"details\":[]}}");
        QCOMPARE(failed.value(0).value(0).toString(), u"The disk is full."_s);
        page.setOnline(false);
        QVERIFY(!page.queueActions()[1]->isEnabled());
    }

    void queues_areDeletedWhenTheyAreEmpty()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.setConfirmations(ui::Confirmations(**m_settings));
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kEmptyQueue);
        auto *remove = page.deleteAction();
        QVERIFY2(remove->isEnabled(), qPrintable(remove->statusTip()));
        remove->trigger();
        auto *question = page.question();
        QVERIFY(question && question->isVisible());
        QCOMPARE(question->text(), u"Delete queue R&D?"_s);
        QCOMPARE(question->yesButton()->text(), u"Delete queue R&&D"_s);
        QVERIFY(question->noButton()->isDefault());
        QVERIFY(!question->typed());
        question->noButton()->click();
        QVERIFY(!m_broker->isAsked("DELETE", "/queue/R%26D"));

        remove->trigger();
        QSignalSpy done(&page, &ui::QueuesPage::done);
        page.question()->yesButton()->click();
        m_broker->expect("DELETE", "/queue/R%26D");
        m_broker->answer(204, {});
        QCOMPARE(done.value(0).value(0).toString(), u"Deleted queue R&D"_s);
        QVERIFY(!done.value(0).value(1).value<std::function<void()>>());
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[]}");
        QCOMPARE(page.model().rowCount(), 0);
        QVERIFY(!remove->isEnabled());
    }

    void queuesWithTasks_sayWhyTheyAreKept()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, R"({"queues":[{"name":"mails","paused":false,"states":{"ready":2,"trashed":1}},
                                            {"name":"old","paused":false,"states":{"trashed":1}}]})");
        QCOMPARE(page.deleteAction()->statusTip(), u"3 tasks lie in it. Delete them first, then also from the trash."_s);
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        QCOMPARE(page.deleteAction()->statusTip(), u"1 task lies in it, in the trash. Delete it there for good first."_s);
        page.setOnline(false);
        QCOMPARE(page.deleteAction()->statusTip(), ui::brokerCannot());
    }

    /// A task that comes while the question stands.
    void queues_tellWhyTheBrokerKeepsThem()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.setConfirmations(ui::Confirmations(**m_settings, u"live"_s));
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, kEmptyQueue);
        page.deleteAction()->trigger();
        auto *question = page.question();
        QVERIFY(question->typed());
        QVERIFY(!question->yesButton()->isEnabled());
        question->typed()->setText(u"live"_s);
        QVERIFY(!question->yesButton()->isEnabled());
        question->typed()->setText(u"R&D"_s);
        QSignalSpy failed(&page, &ui::QueuesPage::failed);
        question->yesButton()->click();
        m_broker->expect("DELETE", "/queue/R%26D");
        m_broker->answer(409, R"({"error":{"code":"wrong_state","message":"A task lies in this queue."}})");
        QCOMPARE(failed.value(0).value(0).toString(), u"A task lies in this queue."_s);
        m_broker->expect("GET", "/queue");
    }

    void types_areDeletedAfterTheirTasksWereCounted()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        page.setConfirmations(ui::Confirmations(**m_settings));
        page.show();
        QVERIFY(!page.deleteAction()->isEnabled());
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        page.deleteAction()->trigger();
        m_broker->expect("GET", "/task/facets?type=echo&facets=state&top=20");
        m_broker->answer(200, R"({"facets":{},"n":1204,"exact":true,"next":null})");
        auto *question = page.question();
        QCOMPARE(question->text(), u"Delete type echo?"_s);
        QVERIFY2(question->details().startsWith(u"Its 1,204 tasks stay. "), qPrintable(question->details()));
        QVERIFY(question->noButton()->isDefault());
        question->typed()->setText(u"echo"_s);
        QCOMPARE(question->yesButton()->text(), u"Delete type echo"_s);
        QSignalSpy said(&page, &ui::TypesPage::said);
        QSignalSpy deleted(&page, &ui::TypesPage::changed);
        question->yesButton()->click();
        m_broker->expect("DELETE", "/task/types/echo");
        m_broker->answer(204, {});
        QCOMPARE(said.value(0).value(0).toString(), u"Deleted type echo"_s);
        QCOMPARE(deleted.count(), 1);
        page.setOnline(false);
        QVERIFY(!page.deleteAction()->isEnabled());
    }

    void queues_sayWhyThereAreNone()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, "{\"queues\":[]}");
        QCOMPARE(page.emptyState()->title(), u"No queues yet"_s);
        page.setOnline(false);
        QCOMPARE(page.emptyState()->title(), u"The broker is not available"_s);
    }

    void workers_withoutAnyOfferToStartOne()
    {
        test::PretendWorkers local;
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        const auto *empty = page.findChild<ui::EmptyState *>(u"local"_s);
        QCOMPARE(empty->title(), u"No worker runs here"_s);
        QTest::mouseClick(empty->button(), Qt::LeftButton);
        QCOMPARE(page.localTable()->model()->rowCount(), 1);
    }

    void remoteWorkers_showTheAgeOfTheirHeartbeat()
    {
        test::PretendWorkers local;
        local.setProcesses({process(1, ui::LocalWorkerProcess::State::Running)});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, kWorkers);
        const auto *remote = page.remoteTable()->model();
        QCOMPARE(remote->rowCount(), 1); // Our own process stands above.
        QCOMPARE(remote->index(0, ui::WorkerModel::Name).data().toString(), u"gpu-04"_s);
        QCOMPARE(remote->index(0, ui::WorkerModel::Heartbeat).data().toString(), u"41 s ago"_s);
        QCOMPARE(page.localTable()->model()->index(0, ui::LocalWorkerModel::Running).data().toString(), u"1 of 2"_s);
    }

    void remoteWorkers_areDrainedAndAskedToStop()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, kWorkers);
        const auto acts = page.remoteActs()->actions();
        QCOMPARE(acts.size(), 4);
        for (const auto *act : acts)
            QVERIFY2(act->isEnabled(), "the first one is chosen");
        QCOMPARE(page.remoteTable()->actions(), acts); // In the context menu.
        QSignalSpy said(&page, &ui::WorkersPage::said);
        QSignalSpy refused(&page, &ui::WorkersPage::refused);
        QSignalSpy tasks(&page, &ui::WorkersPage::tasksRequested);
        acts[0]->trigger();
        QCOMPARE(tasks.value(0).value(0).toString(), u"gpu-04"_s);
        acts[1]->trigger();
        m_broker->expect("POST", "/worker/gpu-04/drain");
        m_broker->answer(200, R"({"name":"gpu-04","draining":true})");
        QCOMPARE(said.value(0).value(0).toString(), u"gpu-04 takes no more tasks, and finishes what it has."_s);
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(kWorkers).replace("\"running\":0", "\"draining\":true"));
        QVERIFY(!acts[1]->isEnabled());
        acts[2]->trigger();
        auto *question = page.remoteActs()->question();
        QVERIFY(question && question->noButton()->isDefault());
        // Whom the table shows by now is not who was meant.
        page.remoteTable()->setCurrentIndex(page.remoteTable()->model()->index(1, 0));
        QTest::mouseClick(question->yesButton(), Qt::LeftButton);
        m_broker->expect("POST", "/worker/gpu-04/stop");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"No such worker was heard of."}})");
        QCOMPARE(refused.value(0).value(0).toString(), u"No such worker was heard of."_s);
        page.setOnline(false);
        QVERIFY(acts[0]->isEnabled());
        QCOMPARE(ui::whyNot(*acts[2]), ui::brokerCannot());
    }

    void aRemoteWorker_isForgottenOnlyOnceItIsGone()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(kWorkers).replace("\"running\":0", "\"alive\":true"));
        auto *forget = page.remoteActs()->actions().last();
        QVERIFY2(ui::whyNot(*forget).startsWith(u"It is alive."_s), qPrintable(ui::whyNot(*forget)));
        QSignalSpy said(&page, &ui::WorkersPage::said);
        page.remoteActs()->actions().at(1)->trigger();
        m_broker->expect("POST", "/worker/gpu-04/drain");
        m_broker->answer(200, R"({"name":"gpu-04","draining":true})");
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, kWorkers);
        QVERIFY(forget->isEnabled());
        forget->trigger();
        m_broker->expect("DELETE", "/worker/gpu-04");
        m_broker->answer(204, {});
        QCOMPARE(said.value(1).value(0).toString(), u"gpu-04 is forgotten, until it is heard of again."_s);
        m_broker->expect("GET", "/worker");
    }

    void howAttemptsEnded_goesFirstFromANarrowTable()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.resize(1600, 600);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, kWorkers);
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::Done));
        page.resize(700, 600);
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::Done));
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::FailedShare));
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::Slots));
        page.resize(1600, 600);
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::FailedShare));
    }

    void lateWorker_saysWhenItsTaskComesBack()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(kWorkers).replace("\"running\":0", "\"running\":2"));
        const auto *bar = page.findChild<ui::LateWorkerBar *>()->bar();
        QVERIFY(bar->isHidden()); // Which task it is, is not known yet.
        m_broker->expect("GET", "/task?limit=50&q=state%3Arunning%20worker%3Agpu-04&sort=-created");
        const auto task = [](const QByteArray &id, const QByteArray &expires) {
            return QByteArray(R"({"id":"ID","task_type":"mail","status":"Running","state":"running","queue":"default",
                "created_at":"2026-11-25T10:00:00.000Z","version":1,"lease_expires_at":"EXPIRES"})")
                .replace("ID", id)
                .replace("EXPIRES", expires);
        };
        m_broker->answer(200,
                         "{\"tasks\":[" + task("t-1", "2026-11-25T14:03:30.000Z") + ','
                             + task("t-2", "2026-11-25T14:03:21.000Z") + "],\"next\":null,\"prev\":null,\"revision\":1}");
        QVERIFY(!bar->isHidden());
        QCOMPARE(bar->text(), u"gpu-04 is late. Its lease of task t-2 expires in 14 s; then the task returns to the queue."_s);
        QSignalSpy tasks(&page, &ui::WorkersPage::tasksRequested);
        bar->button()->click();
        QCOMPARE(tasks.value(0).value(0).toString(), u"gpu-04"_s);
    }

    void worker_isFoundInTheTableInWhichItStands()
    {
        test::PretendWorkers local;
        local.setProcesses({process(1, ui::LocalWorkerProcess::State::Running)});
        const ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        QCOMPARE(page.tableOf(u"local-1"_s), page.localTable());
        QCOMPARE(page.tableOf(u"gpu-04"_s), page.remoteTable());
    }

    void remoteConsole_hasNoProcesses()
    {
        ui::WorkersPage page(*m_client, u"http://it's:8080"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, kWorkers);
        QVERIFY(!page.localTable());
        QCOMPARE(page.remoteTable()->model()->rowCount(), 2);
        QCOMPARE(page.workerActions().size(), 5);
        page.workerActions().last()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString::fromUtf8(R"(conduit-worker --broker-url 'http://it'\''s:8080')"));
    }

    void wayToStartAWorker_isOneThatWorks()
    {
        ui::WorkersPage page(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, R"({"workers":[]})");
        const auto *empty = page.findChild<ui::EmptyState *>();
        QVERIFY(empty->accessibleDescription().startsWith(u"Run this in a terminal of this computer"));
        page.setAddress(u"http://queue.example.org:8080"_s);
        QVERIFY(empty->accessibleDescription().startsWith(u"Run this on another computer"));
        QVERIFY(empty->accessibleDescription().contains(u"queue.example.org"));
    }

    void log_followsTheSelectedProcess()
    {
        test::PretendWorkers local;
        local.setProcesses(
            {process(1, ui::LocalWorkerProcess::State::Running), process(2, ui::LocalWorkerProcess::State::Running)});
        local.write(1, {u"one <b>line</b>"_s});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        QCOMPARE(page.log()->text(), u"one <b>line</b>"_s);
        local.write(1, {u"a & b"_s});
        local.write(2, {u"other"_s});
        QCOMPARE(page.log()->text(), u"one <b>line</b>\na & b"_s);
        page.localTable()->setCurrentIndex(page.localTable()->model()->index(1, 0));
        QCOMPARE(page.log()->text(), u"other"_s);
    }

    void log_standsStillOnceSomebodyReads()
    {
        ui::LogView log;
        log.resize(400, 200);
        log.show();
        QStringList lines;
        for (int i = 0; i < 500; ++i)
            lines.append(u"line %1"_s.arg(i));
        log.setLines(lines, {});
        auto *bar = log.findChild<QPlainTextEdit *>()->verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
        log.append({u"at the end"_s});
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        log.append({u"one"_s, u"two"_s});
        log.flush();
        QCOMPARE(bar->value(), 10);
        auto *newer = log.findChild<QPushButton *>();
        QCOMPARE(newer->text(), u"New lines: 2"_s);
        QTest::mouseClick(newer, Qt::LeftButton);
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(!newer->isVisible());
    }

    void log_isCapped()
    {
        ui::LogView log;
        QStringList lines;
        for (int i = 0; i < ui::LogView::kLinesMax + 500; ++i)
            lines.append(QString::number(i));
        log.setLines(lines, {});
        QCOMPARE(log.text().count(u'\n') + 1, ui::LogView::kLinesMax);
        QVERIFY(log.text().endsWith(lines.last()));
    }

    void log_takesAFloodWithoutAStall()
    {
        ui::LogView log;
        log.resize(900, 300);
        log.show();
        QStringList lines;
        for (int i = 0; i < 1000; ++i)
            lines.append(u"2026-11-25T14:02:55.017 line %1 with what a worker usually says in it"_s.arg(i));
        log.append({u"first"_s});
        for (int piece = 0; piece < 20; ++piece)
            log.append(lines);
        QCOMPARE(log.text(), u"first"_s); // the next turn has not come
        log.flush();
        const auto shown = log.text().split(u'\n');
        QCOMPARE(shown.size(), ui::LogView::kLinesAtOnce + 2);
        QCOMPARE(shown[1], u"… 19,500 lines came too fast to be shown here"_s);
        QCOMPARE(shown.last(), lines.last());
    }

    void log_showsWhatMatchesAPattern()
    {
        test::PretendWorkers local;
        local.setProcesses({process(1, ui::LocalWorkerProcess::State::Running)});
        local.write(1, {u"begin"_s, u"an error"_s, u"end"_s, u"more"_s});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        auto *panel = page.logPanel();
        panel->patternInput()->setText(u"error"_s);
        QCOMPARE(page.log()->text(), u"an error"_s);
        QCOMPARE(panel->note(), u"Matches: 1"_s);
        panel->contextBox()->setValue(1);
        QCOMPARE(page.log()->text(), u"begin\nan error\nend"_s);
        local.write(1, {u"Error 2"_s});
        page.log()->flush();
        QCOMPARE(page.log()->text(), u"begin\nan error\nend\nmore\nError 2"_s);
        panel->patternInput()->setText(u"("_s);
        QVERIFY(panel->note().startsWith(u"The pattern cannot be read"));
        panel->patternInput()->clear();
        QCOMPARE(page.log()->text().count(u'\n'), 4);
    }

    void log_isSavedAsItIsShownAndAsAWhole()
    {
        const QTemporaryDir folder;
        QFile whole(folder.filePath(u"worker.log"_s));
        QVERIFY(whole.open(QIODevice::WriteOnly));
        whole.write("everything\n");
        whole.close();
        ui::WorkerLogPanel panel;
        panel.showLog(u"Log"_s, {u"one"_s, u"two"_s}, {}, {.all = whole.fileName()});
        panel.patternInput()->setText(u"two"_s);
        panel.saveViewTo(folder.filePath(u"view.log"_s));
        QTRY_VERIFY(panel.note().startsWith(u"Saved to"));
        panel.saveAllTo(folder.filePath(u"all.log"_s));
        QTRY_VERIFY(panel.note().endsWith(u"all.log"));
        const auto contentOf = [&](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(contentOf(u"view.log"_s), "two\n");
        QCOMPARE(contentOf(u"all.log"_s), "everything\n");
    }

    void crashLoop_isToldWithItsLastWords_andStartedAgain()
    {
        test::PretendWorkers local;
        auto crashing = process(2, ui::LocalWorkerProcess::State::CrashLooping);
        crashing.lastExit = u"worker exited with code 1\nTraceback\nNo module named <b>smtp2</b>"_s;
        local.setProcesses({process(1, ui::LocalWorkerProcess::State::Running), crashing});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        QVERIFY(local.isWatched());
        QVERIFY(page.crashBar()->text().contains(u"No module named <b>smtp2</b>"));
        QTest::mouseClick(page.crashBar()->button(), Qt::LeftButton);
        QVERIFY(local.orders().contains(u"start 2"_s));
        local.setProcesses({process(1, ui::LocalWorkerProcess::State::Running)});
        QVERIFY(!page.crashBar()->isVisible());
        page.hide();
        QVERIFY(!local.isWatched());
    }

private:
    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
};

CONDUIT_TIMED_MAIN(TestPages)
#include "tst_pages.moc"
