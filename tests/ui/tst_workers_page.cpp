// SPDX-License-Identifier: GPL-3.0-only
// The page for workers: those of this computer and those of others. Pools are tst_local_pools'.
#include "tests/ui/page_ground.h"
#include "tests/ui/pretend_workers.h"
#include "ui/models/local_worker_model.h"
#include "ui/models/worker_model.h"
#include "ui/pages/late_worker_bar.h"
#include "ui/pages/worker_acts.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/question_box.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestWorkersPage : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void workers_leaveTheLogTheMostRoom()
    {
        test::PretendWorkers local;
        QList<ui::LocalWorkerProcess> processes;
        for (int number = 1; number <= 4; ++number)
            processes.append(test::localProcess(number, ui::LocalWorkerProcess::State::Running));
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
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running),
                            test::localProcess(2, ui::LocalWorkerProcess::State::Stopped)});
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
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running)});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, test::kTwoWorkers);
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
        m_broker->answer(200, test::kTwoWorkers);
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
        m_broker->answer(200, QByteArray(test::kTwoWorkers).replace("\"running\":0", "\"draining\":true"));
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
        m_broker->answer(200, QByteArray(test::kTwoWorkers).replace("\"running\":0", "\"alive\":true"));
        auto *forget = page.remoteActs()->actions().last();
        QVERIFY2(ui::whyNot(*forget).startsWith(u"It is alive."_s), qPrintable(ui::whyNot(*forget)));
        QSignalSpy said(&page, &ui::WorkersPage::said);
        page.remoteActs()->actions().at(1)->trigger();
        m_broker->expect("POST", "/worker/gpu-04/drain");
        m_broker->answer(200, R"({"name":"gpu-04","draining":true})");
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, test::kTwoWorkers);
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
        m_broker->answer(200, test::kTwoWorkers);
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::Done));
        page.resize(700, 600);
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::Done));
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::FailedShare));
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::Slots));
        page.resize(1600, 600);
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::FailedShare));
    }

    void aColumnOfClocks_isThereWhileOneIsWrong()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.resize(1600, 600);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, test::kTwoWorkers);
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::Clock));
        page.reload();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(test::kTwoWorkers).replace("\"running\":0", "\"running\":0,\"clock_ahead\":-12"));
        QVERIFY(!page.remoteTable()->isColumnHidden(ui::WorkerModel::Clock));
        page.reload();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, test::kTwoWorkers);
        QVERIFY(page.remoteTable()->isColumnHidden(ui::WorkerModel::Clock));
    }

    void lateWorker_saysWhenItsTaskComesBack()
    {
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, QByteArray(test::kTwoWorkers).replace("\"running\":0", "\"running\":2"));
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
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running)});
        const ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        QCOMPARE(page.tableOf(u"local-1"_s), page.localTable());
        QCOMPARE(page.tableOf(u"gpu-04"_s), page.remoteTable());
    }

    void remoteConsole_hasNoProcesses()
    {
        ui::WorkersPage page(*m_client, u"http://it's:8080"_s, &test::pretendNow, nullptr, **m_settings);
        page.show();
        m_broker->expect("GET", "/worker");
        m_broker->answer(200, test::kTwoWorkers);
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

    void crashLoop_isToldWithItsLastWords_andStartedAgain()
    {
        test::PretendWorkers local;
        auto crashing = test::localProcess(2, ui::LocalWorkerProcess::State::CrashLooping);
        crashing.lastExit = u"worker exited with code 1\nTraceback\nNo module named <b>smtp2</b>"_s;
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running), crashing});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        QVERIFY(local.isWatched());
        QVERIFY(page.crashBar()->text().contains(u"No module named <b>smtp2</b>"));
        QTest::mouseClick(page.crashBar()->button(), Qt::LeftButton);
        QVERIFY(local.orders().contains(u"start 2"_s));
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running)});
        QVERIFY(!page.crashBar()->isVisible());
        page.hide();
        QVERIFY(!local.isWatched());
    }
};

CONDUIT_TIMED_MAIN(TestWorkersPage)
#include "tst_workers_page.moc"
