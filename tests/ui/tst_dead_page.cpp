// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "ui/format/error_signature.h"
#include "ui/models/filter_text.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/gradual_retry_dialog.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/trash_page.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTest>

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

QByteArray operationJson(const QByteArray &verb, int done)
{
    return QByteArray("{'id':'op-1','verb':'VERB','state':'done','matched':1,'done':DONE,'skipped':0,'failed':0,'errors':[]}")
        .replace("VERB", verb)
        .replace("DONE", QByteArray::number(done))
        .replace('\'', '"');
}

const QByteArray kDeadList("/task?limit=500&state=dead&sort=-completed");
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
    }
    void cleanup()
    {
        m_tester.reset();
        m_page.reset();
        m_client.reset();
        m_broker.reset();
    }

    void signature_leavesOutWhatDiffers_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("signature");
        QTest::addColumn<QString>("common");
        QTest::newRow("number and path") << u"disk full: errno 28 while writing out/cat-0412.avif"_s
                                         << u"disk full: errno … while writing …"_s << u"disk full: errno"_s;
        QTest::newRow("id") << u"no user 0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s << u"no user …"_s << u"no user"_s;
        QTest::newRow("hexadecimal") << u"segfault at 0xdeadbeef, build 9f86d08"_s << u"segfault at …, build …"_s
                                     << u"segfault at"_s;
        QTest::newRow("address") << u"GET https://h.example:8080/a?b=1 timed out after 2.5 s\nat x.py:7"_s
                                 << u"GET …:… timed out after … s"_s << u"timed out after"_s;
        QTest::newRow("words stay") << u"connection refused"_s << u"connection refused"_s << u"connection refused"_s;
        QTest::newRow("letters are no hexadecimal")
            << u"facade decade failed"_s << u"facade decade failed"_s << u"facade decade failed"_s;
        QTest::newRow("nothing") << u""_s << u""_s << u""_s;
        QTest::newRow("nothing in common") << u"404"_s << u"…"_s << u""_s;
    }
    void signature_leavesOutWhatDiffers()
    {
        QFETCH(const QString, error);
        QTEST(ui::errorSignature(error), "signature");
        QTEST(ui::commonText(ui::errorSignature(error)), "common");
    }

    void dead_areGroupedByErrorAndType()
    {
        show();
        const auto *model = m_page->dead()->table()->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Error).data().toString(), u"disk full: errno …"_s);
        QCOMPARE(model->index(0, ui::DeadGroupModel::Tasks).data().toString(), u"3"_s);
        QCOMPARE(m_page->dead()->acts()->actsOnChosen().first()->text(), u"Retry 3"_s);
        wire::Stats stats;
        stats.states = {{u"dead"_s, 1204}};
        m_page->setStats(stats);
        QCOMPARE(m_page->dead()->summary(), u"Grouped from the newest 5 of 1,204 dead tasks; acts are about these."_s);
    }

    void group_isRetriedDeletedAndShown()
    {
        show();
        m_page->dead()->acts()->actsOnChosen().first()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"retry\",\"ids\":[\"1\",\"2\",\"3\"]}");
        m_broker->answer(202, operationJson("retry", 3));
        QCOMPARE(m_said.last(), u"Retried 3 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_broker->expect("GET", kDeadList); // At once, and not after five seconds.
        m_broker->answer(200, dead());
        m_page->dead()->acts()->deleteChosen()->trigger();
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains("\"delete\""));
        QSignalSpy wanted(m_page.get(), &ui::DeadAndTrashPage::tasksRequested);
        m_page->dead()->showTasksAction()->trigger();
        QCOMPARE(ui::queryText(wanted.first().first().value<ui::TaskFilter>()),
                 u"state:dead type:resize error:\"disk full: errno\""_s);
    }

    void refresh_keepsTheChosenGroup()
    {
        show();
        m_page->dead()->table()->setCurrentIndex(m_page->dead()->table()->model()->index(2, 0));
        const auto before = m_page->dead()->table()->currentIndex().data().toString();
        m_page->dead()->reload();
        m_broker->expect("GET", kDeadList);
        m_broker->answer(200, pageJson({taskJson(5, "mail", "timeout"), taskJson(4, "resize", "timeout")}, 8));
        QCOMPARE(m_page->dead()->table()->currentIndex().data().toString(), before);
    }

    void gradualRetry_goesStepByStepAndStopsWhenTasksFailAgain()
    {
        show();
        auto &retry = startGradually(2);
        m_broker->expect("GET", "/task?limit=500&state=dead,retrying&type=resize&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({}, 8));
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"retry\",\"ids\":[\"1\"]}");
        m_broker->answer(202, operationJson("retry", 1));
        QCOMPARE(m_page->dead()->progressText(), u"Retrying gradually: 1 of 3 tasks of type resize retried, 0 failed again"_s);
        QVERIFY(!m_page->dead()->gradualAction()->isEnabled());
        step(retry, 8, {taskJson(1, "resize", "disk full", "retrying")}, 9);
        QCOMPARE(retry.failures(), 1);
        answerRetry("2");
        step(retry, 9, {taskJson(2, "resize", "disk full"), taskJson(77, "resize", "disk full")}, 10);
        QCOMPARE(m_said.last(), u"Stopped: 2 of 2 retried tasks failed again."_s);
        QVERIFY(m_page->dead()->gradualAction()->isEnabled());
        QVERIFY(!m_broker->isAsked("POST", "/operation"));
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
        answerRetry("1");
        step(retry, 8, {}, 8);
        answerRetry("2");
        step(retry, 8, {}, 8);
        answerRetry("3");
        QCOMPARE(m_said.last(), u"All 3 tasks were retried; 0 failed again so far."_s);
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
        m_broker->expect("POST", "/operation");
        m_broker->breakOff();
        QCOMPARE(retry.retried(), 0);
        step(retry, 8, {}, 8);
        answerRetry("1");
        QCOMPARE(retry.retried(), 1);
        retry.stop();
        QCOMPARE(m_said.last(), u"Stopped: 1 of 3 tasks were retried."_s);
    }

    void pace_isNeverFasterThanOneStepASecond()
    {
        QCOMPARE(ui::GradualRetry::tasksPerStep(10), 1);
        QCOMPARE(ui::GradualRetry::restAfterStep(10), std::chrono::milliseconds(6'000));
        QCOMPARE(ui::GradualRetry::tasksPerStep(600), 10);
        QCOMPARE(ui::GradualRetry::restAfterStep(600), std::chrono::milliseconds(1'000));
    }

    void hiddenPage_hasNoActs()
    {
        show();
        QVERIFY(m_page->dead()->acts()->actsOnChosen().first()->isEnabled());
        m_page->hide();
        QVERIFY(!m_page->dead()->acts()->actsOnChosen().first()->isEnabled());
    }

    void trash_isRestored()
    {
        show();
        m_page->tabs()->setCurrentIndex(1);
        m_broker->expect("GET", kTrashList);
        const auto deleted = [](int number) {
            return taskJson(number, "echo", "")
                .replace("\"version\"", "\"trashed_at\":\"2026-11-24T14:03:07.000Z\",\"version\"");
        };
        m_broker->answer(200, pageJson({deleted(3), deleted(2), deleted(1)}, 9));
        auto *table = m_page->trash()->table();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(table->model()->index(0, ui::TrashModel::Left).data().toString(), u"6 d"_s);
        QVERIFY(!m_page->trash()->restoreAction()->isEnabled());
        table->selectRow(0);
        table->selectionModel()->select(table->model()->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(m_page->trash()->restoreAction()->text(), u"Restore 2"_s);
        m_page->trash()->restoreAction()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"restore\",\"ids\":[\"3\",\"1\"]}");
        m_broker->answer(202, operationJson("restore", 2));
        QCOMPARE(m_said.last(), u"Restored 2 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_broker->expect("GET", kTrashList);
        m_broker->answer(200, pageJson({deleted(2)}, 10));
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(!m_page->trash()->restoreAction()->isEnabled());
    }

private:
    static QByteArray dead()
    {
        return pageJson({taskJson(5, "mail", "timeout"), taskJson(4, "resize", "timeout"),
                         taskJson(3, "resize", "disk full: errno 28"), taskJson(2, "resize", "disk full: errno 5"),
                         taskJson(1, "resize", "disk full: errno 28")},
                        7);
    }
    void show()
    {
        m_page->show();
        m_broker->expect("GET", kDeadList);
        m_broker->answer(200, dead());
    }
    ui::GradualRetry &startGradually(int failuresMax)
    {
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
    void answerRetry(const QByteArray &id)
    {
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, "{\"verb\":\"retry\",\"ids\":[\"" + id + "\"]}");
        m_broker->answer(202, operationJson("retry", 1));
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::DeadAndTrashPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QStringList m_said;
    QString m_button;
    std::function<void()> m_act;
};

QTEST_MAIN(TestDeadPage)
#include "tst_dead_page.moc"
