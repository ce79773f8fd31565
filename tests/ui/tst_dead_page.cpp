// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/death_group_feed.h"
#include "ui/models/filter_text.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/export_dialog.h"
#include "ui/pages/gradual_retry_dialog.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_exports.h"
#include "ui/pages/trash_page.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/offered_action.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QByteArray taskJson(int number, const QByteArray &type, const QByteArray &error, const QByteArray &state = "dead")
{
    return QByteArray("{'id':'ID','task_type':'TYPE','status':'Failed','state':'STATE','queue':'default','error':'ERROR',"
                      "'created_at':'2026-11-25T10:00:00.000Z','completed_at':'2026-11-25T12:00:NNZ','version':1}")
        .replace("ID", QByteArray::number(number))
        .replace("TYPE", type)
        .replace("ERROR", error)
        .replace("STATE", state)
        .replace("NN", QByteArray::number(number).rightJustified(2, '0'))
        .replace('\'', '"');
}

QByteArray pageJson(const QByteArrayList &tasks, int revision)
{
    return QByteArray("{\"tasks\":[") + tasks.join(',')
        + "],\"next\":null,\"prev\":null,\"revision\":" + QByteArray::number(revision) + '}';
}

QByteArray groupJson(const QByteArray &type, const QByteArray &signature, int count)
{
    return QByteArray("{'type':'TYPE','signature':'SIGN','n':COUNT,'first_seen':'2026-11-25T12:00:00.000Z',"
                      "'last_seen':'2026-11-25T12:00:50.000Z','example':'example-TYPE',"
                      "'q':'state:dead type:~TYPE~ signature:~SIGN~'}")
        .replace("TYPE", type)
        .replace("SIGN", signature)
        .replace("COUNT", QByteArray::number(count))
        .replace('\'', '"')
        .replace("~", "\\\"");
}

QByteArray groupsJson(const QByteArrayList &groups, int lookedAt, const QByteArray &next = {})
{
    return "{\"groups\":[" + groups.join(',') + "],\"omitted\":0,\"looked_at\":" + QByteArray::number(lookedAt) + ",\"exact\":"
        + (next.isEmpty() ? "true" : "false") + ",\"next\":" + (next.isEmpty() ? "null" : '"' + next + '"') + '}';
}

QByteArray wholeTaskJson(const QByteArray &id, const QByteArray &error)
{
    return QByteArray("{'id':'ID','task_type':'mail','status':'Failed','state':'dead','queue':'default',"
                      "'result':{'output':null,'error':'ERROR'},'created_at':'2026-11-25T10:00:00.000Z','version':1}")
        .replace("ID", id)
        .replace("ERROR", error)
        .replace('\'', '"');
}

QByteArray operationJson(const QByteArray &verb, int done)
{
    return QByteArray("{'id':'op-1','verb':'VERB','state':'done','undoable':true,'matched':1,'done':DONE,'skipped':0,'failed':"
                      "0,'errors':[]}")
        .replace("VERB", verb)
        .replace("DONE", QByteArray::number(done))
        .replace('\'', '"');
}

const QByteArray kTrashList("/task?limit=500&trash=true&sort=-created");

} // namespace

/// What has died and what was thrown away.
class TestDeadPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_page = std::make_unique<ui::DeadAndTrashPage>(*m_client, &test::pretendNow);
        m_page->resize(1000, 600);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_page->dead()->table()->model(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        connect(m_page.get(), &ui::DeadAndTrashPage::said, this,
                [this](const QString &text, const QString &button, const std::function<void()> &act) {
                    m_said += text;
                    m_button = button;
                    m_act = act;
                });
        m_said.clear();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_tester.reset();
        m_page.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void groups_areThoseOfTheBroker()
    {
        show();
        const auto *model = m_page->dead()->table()->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Error).data().toString(), u"disk full: errno #"_s);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Type).data().toString(), u"resize"_s);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Tasks).data().toString(), u"1,204"_s);
        QCOMPARE(model->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 u"Error: disk full: errno #, Type: resize, Tasks: 1,204, First died: 2 h ago, Last died: 2 h ago"_s);
        QCOMPARE(m_page->dead()->summary(), u"Dead tasks: 1,206"_s);
    }

    void manyDeaths_areReadPageByPageAndAddedUp()
    {
        m_page->show();
        m_broker->expect("GET", "/task/groups");
        m_broker->answer(200, groupsJson({groupJson("resize", "disk full", 3), groupJson("mail", "timeout", 2)}, 5, "older"));
        m_broker->expect("GET", "/task/groups?after=older");
        m_broker->answer(200, groupsJson({groupJson("mail", "timeout", 4)}, 4));
        const auto *model = m_page->dead()->table()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Type).data().toString(), u"mail"_s);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Tasks).data().toString(), u"6"_s);
    }

    void deathsThatNobodyLooksAt_areSaid()
    {
        m_page->show();
        for (int page = 0; page < ui::DeathGroupFeed::kPagesMax; ++page) {
            m_broker->expect("GET", page == 0 ? "/task/groups" : "/task/groups?after=older");
            m_broker->answer(200, groupsJson({groupJson("mail", "timeout", 10)}, 10, "older"));
        }
        setDead(1'204);
        QVERIFY(!m_broker->isAsked("GET", "/task/groups"));
        QCOMPARE(m_page->dead()->table()->model()->index(0, ui::DeadGroupModel::Tasks).data().toString(), u"50+"_s);
        QCOMPARE(m_page->dead()->summary(),
                 u"Grouped by the latest 50 of 1,204 dead tasks. An act is about all tasks of a group."_s);
    }

    void act_isAboutAllTasksOfTheGroup()
    {
        show();
        auto *retry = m_page->dead()->acts()->actsOnChosen().first();
        QVERIFY(!retry->isEnabled()); // Until it is known what "now" is to the broker.
        setDead(1'206);
        QTest::mouseClick(buttonOf(retry), Qt::LeftButton);
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains("\"dry_run\":true"));
        m_broker->answer(200, "{\"matched\":1204,\"sample\":[]}");
        QCOMPARE(m_page->dead()->acts()->question()->text(), u"Retry 1,204 tasks?"_s);
        QTest::keyClick(m_page->dead()->acts()->question(), Qt::Key_Return);
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, "{\"matched\":1204,\"sample\":[]}");
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 "{\"verb\":\"retry\",\"filter\":{\"q\":\"state:dead type:resize signature:\\\"disk full: errno "
                 "<n>\\\"\",\"as_of\":7}}");
        m_broker->answer(202, operationJson("retry", 1204));
        QCOMPARE(m_said.last(), u"Retried 1,204 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_broker->expect("GET", "/task/groups"); // At once, and not after five seconds.
        m_broker->answer(200, groups());
        m_act();
        m_broker->expect("POST", "/operation/op-1/undo");
    }

    void groupIsDeleted_byTheKeyboard()
    {
        show();
        setDead(1'206);
        m_page->dead()->table()->setFocus();
        QTest::keyClick(m_page->dead()->table(), Qt::Key_Down);
        QTest::keyClick(buttonOf(m_page->dead()->acts()->deleteChosen()), Qt::Key_Space);
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, "{\"matched\":1,\"sample\":[]}");
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.startsWith("{\"verb\":\"delete\",\"filter\":{\"q\":\"state:dead type:mail"));
    }

    void group_opensAsAListOfItsTasks()
    {
        show();
        QSignalSpy wanted(m_page.get(), &ui::DeadAndTrashPage::tasksRequested);
        QTest::keyClick(m_page->dead()->table(), Qt::Key_Return);
        QCOMPARE(ui::queryText(wanted.first().first().value<ui::TaskFilter>()),
                 u"state:dead type:resize signature:\"disk full: errno <n>\""_s);
    }

    void example_isTheLatestErrorInFull()
    {
        m_page->show();
        m_broker->expect("GET", "/task/groups");
        m_broker->answer(200, groups());
        m_broker->expect("GET", "/task/example-resize");
        m_page->dead()->table()->setCurrentIndex(m_page->dead()->table()->model()->index(1, 0));
        m_broker->answer(200, wholeTaskJson("example-resize", "of a group that was left meanwhile"));
        QVERIFY(m_page->dead()->exampleText().isEmpty());
        m_broker->expect("GET", "/task/example-mail");
        m_broker->answer(200, wholeTaskJson("example-mail", "timeout after 30 s\\nat mail.py:7"));
        QCOMPARE(m_page->dead()->exampleText(), u"timeout after 30 s\nat mail.py:7"_s);
        QSignalSpy wanted(m_page.get(), &ui::DeadAndTrashPage::taskRequested);
        m_page->dead()->showExampleAction()->trigger();
        QCOMPARE(wanted.first().first().toString(), u"example-mail"_s);
    }

    void refresh_keepsTheChosenGroup()
    {
        show();
        m_page->dead()->table()->setCurrentIndex(m_page->dead()->table()->model()->index(2, 0));
        const auto before = m_page->dead()->table()->currentIndex().data().toString();
        m_page->dead()->reload();
        m_broker->expect("GET", "/task/groups");
        m_broker->answer(200, groupsJson({groupJson("crop", "no file", 1)}, 1));
        QCOMPARE(m_page->dead()->table()->currentIndex().data().toString(), before);
        QCOMPARE(m_page->dead()->table()->currentIndex().row(), 0);
    }

    void gradualRetry_isAskedForWithThreeClicksAndWalksThroughTheWholeGroup()
    {
        m_page->show();
        m_broker->expect("GET", "/task/groups");
        m_broker->answer(200, groupsJson({groupJson("resize", "disk full", 12'000)}, 12'000));
        setDead(12'000);
        test::TimedApp::watch();
        auto *table = m_page->dead()->table();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
        QTest::mouseClick(buttonOf(m_page->dead()->gradualAction()), Qt::LeftButton);
        QTest::keyClick(m_page->dead()->dialog(), Qt::Key_Return);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({}, 8));
        found({1}, "behind 1");
        answerRetry("1");
        QCOMPARE(m_page->dead()->progressText(),
                 u"Retrying gradually: 1 of 12,000 tasks of type resize retried, 0 failed again"_s);
        step(m_page->dead()->gradualRetry(), 8, {}, 9);
        m_broker->expect("GET", "/task");
        QVERIFY(m_broker->call().path.contains("after=behind%201"));
        QVERIFY(m_broker->call().path.contains("sort=created"));
        QCOMPARE(test::TimedApp::fault(), QString());
    }

    void gradualRetry_stopsWhenTasksFailAgain()
    {
        show();
        auto &retry = startGradually(2);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({}, 8));
        found({1}, "1");
        answerRetry("1");
        QVERIFY(!m_page->dead()->gradualAction()->isEnabled());
        step(retry, 8, {taskJson(1, "resize", "disk full", "retrying")}, 9);
        QCOMPARE(retry.failures(), 1);
        found({2}, "2");
        answerRetry("2");
        step(retry, 9, {taskJson(2, "resize", "disk full"), taskJson(77, "resize", "disk full")}, 10);
        QCOMPARE(m_said.last(), u"Stopped: 2 of 2 retried tasks failed again."_s);
        QVERIFY(m_page->dead()->gradualAction()->isEnabled());
        QVERIFY(!m_broker->isAsked("GET", "/task"));
    }

    void gradualRetry_leavesWhatDiedLater()
    {
        show();
        startGradually(2);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({}, 8));
        found({59}, "59"); // Behind the latest one that the page knew.
        found({2}, "");
        answerRetry("2");
        QCOMPARE(m_said.last(), u"Retried them all. Tasks: 1, failed again so far: 0."_s);
    }

    void gradualRetry_pausesAndGoesOn()
    {
        show();
        auto &retry = startGradually(2);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        retry.pause();
        m_broker->answer(200, pageJson({}, 8));
        QVERIFY(!m_broker->isAsked("POST", "/operation"));
        QVERIFY(m_page->dead()->progressText().startsWith(u"Paused"));
        retry.step();
        QVERIFY(!m_broker->isAsked("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=8"));
        retry.resume();
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=8");
        m_broker->answer(200, pageJson({}, 8));
        found({1}, "1");
        answerRetry("1");
        step(retry, 8, {}, 8);
        found({2}, "");
        answerRetry("2");
        QCOMPARE(m_said.last(), u"Retried them all. Tasks: 2, failed again so far: 0."_s);
        QCOMPARE(retry.state(), ui::GradualRetry::State::Idle);
    }

    void gradualRetry_survivesABrokerThatIsAway()
    {
        show();
        auto &retry = startGradually(2);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        m_broker->breakOff();
        QCOMPARE(retry.state(), ui::GradualRetry::State::Running);
        step(retry, 7, {}, 8);
        m_broker->expect("GET", "/task");
        m_broker->breakOff();
        step(retry, 8, {}, 8);
        found({1}, "1");
        m_broker->expect("POST", "/operation");
        m_broker->breakOff();
        QCOMPARE(retry.retried(), 0);
        step(retry, 8, {}, 8);
        answerRetry("1"); // The same one: it may have been retried, and is looked after all the same.
        QCOMPARE(retry.retried(), 1);
        retry.stop();
        QCOMPARE(m_said.last(), u"Stopped: 1 of 1,204 tasks were retried."_s);
    }

    void pace_isNeverFasterThanOneStepASecond()
    {
        QCOMPARE(ui::GradualRetry::tasksPerStep(10), 1);
        QCOMPARE(ui::GradualRetry::restAfterStep(10), std::chrono::milliseconds(6'000));
        QCOMPARE(ui::GradualRetry::tasksPerStep(600), 10);
        QCOMPARE(ui::GradualRetry::restAfterStep(600), std::chrono::milliseconds(1'000));
    }

    void group_isExportedByItself()
    {
        auto *exports = m_page->dead()->exports();
        QVERIFY(!exports->action()->isEnabled());
        show();
        QVERIFY(exports->action()->isEnabled());
        exports->action()->trigger();
        QVERIFY(exports->dialog());
        const auto labels = exports->dialog()->findChildren<QAbstractButton *>();
        QVERIFY(std::ranges::any_of(labels, [](const QAbstractButton *button) {
            return button->text().startsWith(u"All that match state:dead type:resize");
        }));
    }

    void hiddenPage_hasNoActs()
    {
        show();
        setDead(1'206);
        QVERIFY(m_page->dead()->acts()->actsOnChosen().first()->isEnabled());
        m_page->hide();
        QVERIFY(!m_page->dead()->acts()->actsOnChosen().first()->isEnabled());
    }

    void trash_isRestored()
    {
        showTrash(3);
        auto *table = m_page->trash()->table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(table->model()->index(0, ui::TrashModel::Left).data().toString(), u"–"_s); // Nobody has said how long.
        QCOMPARE(m_page->trash()->summary(), u"Deleted tasks: 3."_s);
        m_page->trash()->setKeep(std::chrono::days(2));
        QCOMPARE(table->model()->index(0, ui::TrashModel::Left).data().toString(), u"1 d"_s);
        QCOMPARE(m_page->trash()->summary(), u"Deleted tasks: 3. After 2 d they go for good."_s);
        QVERIFY(!m_page->trash()->restoreAction()->isEnabled());
        table->selectRow(0);
        table->selectionModel()->select(table->model()->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(m_page->trash()->restoreAction()->text(), u"Restore (2)"_s);
        m_page->trash()->restoreAction()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"restore\",\"ids\":[\"3\",\"1\"]}");
        m_broker->answer(202, operationJson("restore", 2));
        QCOMPARE(m_said.last(), u"Restored 2 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_broker->expect("GET", kTrashList);
        m_broker->answer(200, pageJson({deletedJson(2)}, 10));
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(!m_page->trash()->restoreAction()->isEnabled());
    }

    void trash_isReadOnAsSomebodyScrolls()
    {
        show();
        m_page->tabs()->setCurrentIndex(1);
        auto *table = m_page->trash()->table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        wire::Stats stats;
        stats.states = {{u"trashed"_s, 3}};
        m_page->setStats(stats);
        m_broker->expect("GET", kTrashList);
        m_broker->answer(200, pageJson({deletedJson(3), deletedJson(2)}, 9).replace("\"next\":null", "\"next\":\"c2\""));
        QCOMPARE(m_page->trash()->summary(), u"The 2 newest made of 3 deleted tasks. Scroll down for more."_s);
        table->selectRow(0);
        if (!m_broker->isAsked("GET", "/task?limit=500&trash=true&after=c2&sort=-created"))
            table->model()->fetchMore({});
        // Made first, and deleted last: on top.
        m_broker->expect("GET", "/task?limit=500&trash=true&after=c2&sort=-created");
        m_broker->answer(200, pageJson({deletedJson(1).replace("T14:03:07", "T15:00:00")}, 9));
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(table->model()->index(0, ui::TrashModel::Id).data().toString(), u"1"_s);
        QCOMPARE(table->selectionModel()->selectedRows().first().row(), 1); // The same task as before.
        QVERIFY(!table->model()->canFetchMore({}));
        QCOMPARE(m_page->trash()->summary(), u"Deleted tasks: 3."_s);
    }

    void trash_isFiltered()
    {
        showTrash(3);
        auto *filter = m_page->trash()->filter();
        QTest::keyClicks(filter, u"type:"_s);
        QTest::keyClick(filter, Qt::Key_Return);
        m_broker->expect("GET", "/task?limit=500&q=type%3A&trash=true&sort=-created");
        m_broker->answer(400,
                         R"({"error":{"code":"invalid_filter","message":"The filter is wrong.","details":[)"
                         R"({"message":"A value is missing behind type:.","position":0,"length":5}]}})");
        QCOMPARE(m_page->trash()->summary(), u"A value is missing behind type:."_s);
        QCOMPARE(m_page->trash()->table()->model()->rowCount(), 3); // What was there stays.
        QTest::keyClicks(filter, u"echo"_s);
        QTest::keyClick(filter, Qt::Key_Return);
        m_broker->expect("GET", "/task?limit=500&q=type%3Aecho&trash=true&sort=-created");
        m_broker->answer(200, pageJson({deletedJson(2)}, 11));
        QCOMPARE(m_page->trash()->summary(), u"Found: 1."_s);
        QCOMPARE(m_page->trash()->emptyAction()->text(), u"Delete all found for good…"_s);
        m_page->trash()->emptyAction()->trigger();
        count(1);
        QVERIFY(m_page->trash()->question());
        QTest::mouseClick(m_page->trash()->question()->yesButton(), Qt::LeftButton);
        count(1);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"purge\",\"filter\":{\"q\":\"type:echo\",\"as_of\":11}}");
    }

    void whoDeleted_standsInTheRecord()
    {
        showTrash(2);
        auto *table = m_page->trash()->table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(table->model()->index(0, ui::TrashModel::By).data().toString(), u"–"_s);
        m_broker->expect("GET", "/audit");
        m_broker->answer(200, recordJson({entryJson("delete", "task", "2", "anna@desk", "14:03:07")}));
        QCOMPARE(table->model()->index(0, ui::TrashModel::By).data().toString(), u"anna@desk"_s);
        QCOMPARE(table->model()->index(1, ui::TrashModel::By).data().toString(), u"–"_s);
    }

    void whoDeletedMany_isKnownByTheTime()
    {
        showTrash(1);
        m_broker->expect("GET", "/audit");
        m_broker->answer(200,
                         recordJson({entryJson("delete", "operation", "op-3", "carl@desk", "14:05:00"),
                                     entryJson("finish", "operation", "op-2", "", "14:04:00"),
                                     entryJson("delete", "operation", "op-2", "ben@desk", "14:03:00"),
                                     entryJson("finish", "operation", "op-1", "", "14:02:00"),
                                     entryJson("delete", "operation", "op-1", "anna@desk", "14:01:00")}));
        QCOMPARE(m_page->trash()->table()->model()->index(0, ui::TrashModel::By).data().toString(), u"ben@desk"_s);
    }

    void deletingForGood_asksWithLeavingAsTheDefault()
    {
        showTrash(3);
        m_page->trash()->table()->selectRow(1);
        QTest::mouseClick(buttonOf(m_page->trash()->purgeAction()), Qt::LeftButton);
        count(1);
        auto *box = m_page->trash()->question();
        QCOMPARE(box->text(), u"Delete 1 task for good?"_s);
        QVERIFY(box->details().contains(u"cannot be undone"));
        QVERIFY(box->noButton()->isDefault());
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(!m_broker->isAsked("POST", "/operation"));
        QTest::keyClick(buttonOf(m_page->trash()->purgeAction()), Qt::Key_Space);
        count(1);
        QCOMPARE(m_page->trash()->question()->yesButton()->text(), u"Delete 1 task for good"_s);
        QTest::mouseClick(m_page->trash()->question()->yesButton(), Qt::LeftButton);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"purge\",\"ids\":[\"2\"]}");
        m_broker->answer(202, operationJson("purge", 1).replace("\"undoable\":true", "\"undoable\":false"));
        QCOMPARE(m_said.last(), u"Deleted 1 task for good"_s);
        QVERIFY(m_button.isEmpty());
    }

    void emptyingTheTrash_wantsTheNumberTypedWhenItIsLarge()
    {
        test::PretendSettings settings;
        m_page->setConfirmations(ui::Confirmations(*settings));
        showTrash(3);
        QTest::keyClick(buttonOf(m_page->trash()->emptyAction()), Qt::Key_Space);
        count(1'204);
        auto *box = m_page->trash()->question();
        QCOMPARE(box->text(), u"Delete 1,204 tasks for good?"_s);
        QVERIFY(!box->yesButton()->isEnabled());
        QTest::keyClicks(box->typed(), u"1204"_s);
        QTest::mouseClick(box->yesButton(), Qt::LeftButton);
        count(1'204);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 "{\"verb\":\"purge\",\"filter\":{\"q\":\"\",\"as_of\":9}}"); // What was listed, and nothing later.
    }

    void emptyTrash_isNotEmptiedAgain()
    {
        showTrash(0);
        QVERIFY(!m_page->trash()->emptyAction()->isEnabled());
        QCOMPARE(ui::whyNot(*m_page->trash()->emptyAction()), u"The trash is empty."_s);
        m_page->setOnline(false);
        QCOMPARE(ui::whyNot(*m_page->trash()->emptyAction()), ui::brokerCannot());
    }

private:
    static QByteArray groups()
    {
        return groupsJson({groupJson("resize", "disk full: errno <n>", 1'204), groupJson("mail", "timeout", 1),
                           groupJson("crop", "no file", 1)},
                          1'206);
    }
    /// Of the day on which deletedJson()'s tasks were deleted.
    static QByteArray entryJson(const QByteArray &verb, const QByteArray &kind, const QByteArray &target,
                                const QByteArray &name, const QByteArray &time)
    {
        return QByteArray("{'id':1,'time':'2026-11-24TTIME.000Z','actor':{'via':'loopback','name':'NAME','address':null},"
                          "'verb':'VERB','kind':'KIND','target':'TARGET','outcome':'done'}")
            .replace("NAME", name)
            .replace("VERB", verb)
            .replace("KIND", kind)
            .replace("TARGET", target)
            .replace("TIME", time)
            .replace('\'', '"');
    }
    static QByteArray recordJson(const QByteArrayList &entries)
    {
        return "{\"entries\":[" + entries.join(',') + "],\"next\":null}";
    }
    static QByteArray deletedJson(int number)
    {
        return taskJson(number, "echo", "")
            .replace("T10:00:00", "T10:00:0" + QByteArray::number(number))
            .replace("\"version\"", "\"trashed_at\":\"2026-11-24T14:03:07.000Z\",\"version\"");
    }
    void show()
    {
        m_page->show();
        m_broker->expect("GET", "/task/groups");
        m_broker->answer(200, groups());
        m_broker->expect("GET", "/task/example-resize");
        m_broker->answer(200, wholeTaskJson("example-resize", "disk full: errno 28"));
    }
    void showTrash(int count)
    {
        show();
        m_page->tabs()->setCurrentIndex(1);
        QByteArrayList tasks;
        for (int number = count; number > 0; --number)
            tasks += deletedJson(number);
        m_broker->expect("GET", kTrashList);
        m_broker->answer(200, pageJson(tasks, 9));
    }
    void setDead(int count)
    {
        wire::Stats stats;
        stats.states = {{u"dead"_s, count}};
        stats.revision = 7;
        m_page->setStats(stats);
    }
    [[nodiscard]] QToolButton *buttonOf(const QAction *action) const
    {
        for (auto *button : m_page->findChildren<QToolButton *>())
            if (button->defaultAction() == action)
                return button;
        return nullptr;
    }
    ui::GradualRetry &startGradually(int failuresMax)
    {
        setDead(1'206);
        m_page->dead()->gradualAction()->trigger();
        auto *dialog = m_page->dead()->dialog();
        for (auto *spin : dialog->findChildren<QSpinBox *>())
            if (spin->accessibleName().startsWith(u"Stop"))
                spin->setValue(failuresMax);
        dialog->accept();
        auto &retry = m_page->dead()->gradualRetry();
        return retry;
    }
    /// What the clock would do, and what has changed meanwhile.
    void step(ui::GradualRetry &retry, int since, const QByteArrayList &changed, int revision)
    {
        retry.step();
        m_broker->expect("GET",
                         QByteArray("/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=")
                             + QByteArray::number(since));
        m_broker->answer(200, pageJson(changed, revision));
    }
    /// The next tasks of the group, and where it goes on.
    void found(const QList<int> &numbers, const QByteArray &next)
    {
        QByteArrayList tasks;
        for (const int number : numbers)
            tasks += taskJson(number, "resize", "disk full");
        m_broker->expect("GET", "/task");
        QVERIFY(m_broker->call().path.contains("sort=created"));
        m_broker->answer(
            200, pageJson(tasks, 8).replace("\"next\":null", next.isEmpty() ? "\"next\":null" : "\"next\":\"" + next + '"'));
    }
    void answerRetry(const QByteArray &id)
    {
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"retry\",\"ids\":[\"" + id + "\"]}");
        m_broker->answer(202, operationJson("retry", 1));
    }
    /// Answers a question of how many.
    void count(int matched)
    {
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains("\"dry_run\":true"));
        m_broker->answer(200, QByteArray("{\"matched\":N,\"sample\":[]}").replace("N", QByteArray::number(matched)));
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::DeadAndTrashPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QStringList m_said;
    QString m_button;
    std::function<void()> m_act;
};

CONDUIT_TIMED_MAIN(TestDeadPage)
#include "tst_dead_page.moc"
