// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/format/operation_words.h"
#include "ui/pages/task_acts.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QByteArray operation(const QByteArray &state, int done, int matched, int skipped = 0)
{
    const QByteArray text =
        R"({"id":"op-1","verb":"retry","state":"STATE","undoable":true,"matched":MATCHED,"done":DONE,"skipped":SKIPPED,"failed":0,"errors":[]})";
    return QByteArray(text)
        .replace("STATE", state)
        .replace("MATCHED", QByteArray::number(matched))
        .replace("DONE", QByteArray::number(done))
        .replace("SKIPPED", QByteArray::number(skipped));
}

wire::Task task(const QString &state)
{
    wire::Task task;
    task.id = u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s;
    task.taskType = u"echo"_s;
    task.state = state;
    return task;
}

} // namespace

/// What people do with one task or with all that are listed.
class TestTaskActs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_page = std::make_unique<QWidget>();
        m_acts = new ui::TaskActs(*m_client, m_page.get());
        m_said.clear();
        m_button.clear();
        connect(m_acts, &ui::TaskActs::said, this,
                [this](const QString &text, const QString &button, const std::function<void()> &act) {
                    m_said += text;
                    m_button = button;
                    m_act = act;
                });
        m_refused.clear();
        connect(m_acts, &ui::TaskActs::refused, this, [this](const QString &text) { m_refused += text; });
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

    void act_isOfferedForTheStatesThatItFits_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("dead") << u"dead"_s << QStringList {u"Retry"_s, u"Delete"_s};
        QTest::newRow("running") << u"running"_s << QStringList {u"Cancel"_s};
        QTest::newRow("ready") << u"ready"_s << QStringList {u"Hold"_s, u"Cancel"_s, u"Delete"_s};
        QTest::newRow("retrying") << u"retrying"_s
                                  << QStringList {u"Retry"_s, u"Run now"_s, u"Hold"_s, u"Cancel"_s, u"Delete"_s};
        QTest::newRow("completed") << u"completed"_s << QStringList {u"Delete"_s};
    }
    void act_isOfferedForTheStatesThatItFits()
    {
        QFETCH(const QString, state);
        m_acts->setTask(task(state));
        QTEST(offered(m_acts->actsOnOne()), "offered");
        m_acts->setOnline(false);
        QVERIFY(offered(m_acts->actsOnOne()).isEmpty());
    }

    void one_isRetriedAndUndone()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"retry","ids":["0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"]})");
        m_broker->answer(202, operation("done", 1, 1));
        QCOMPARE(m_said.last(), u"Retried 1 task"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_act();
        m_broker->expect("POST", "/operation/op-1/undo");
        m_broker->answer(200, operation("undone", 0, 1));
        QCOMPARE(m_said.last(), u"Undone"_s);
        QVERIFY(m_button.isEmpty());
    }

    void whatHasMovedOn_isNotCalledUndone()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operation("done", 1, 1));
        m_act();
        m_broker->expect("POST", "/operation/op-1/undo");
        m_broker->answer(200, operation("undone", 1, 1));
        QCOMPARE(m_said.last(), u"Not undone: 1 task had moved on"_s);
    }

    void whatTheBrokerCannotPutBack_hasNoUndo()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operation("done", 1, 1).replace("\"undoable\":true", "\"undoable\":false"));
        QCOMPARE(m_said.last(), u"Retried 1 task"_s);
        QVERIFY(m_button.isEmpty());
    }

    void unanswered_mayBeDone_andIsNotDoneTwice()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        const QByteArray key = m_broker->call().idempotencyKey;
        m_broker->breakOff(u"Connection reset"_s);
        QCOMPARE(m_refused, QStringList {u"Connection reset. It may have been done all the same."_s});
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().idempotencyKey, key);
        m_broker->answer(202, operation("done", 1, 1));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().idempotencyKey != key); // Answered: this is another one.
    }

    void unanswered_isNotTakenForAnother()
    {
        m_acts->setTask(task(u"retrying"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        const QByteArray key = m_broker->call().idempotencyKey;
        m_broker->breakOff();
        trigger(m_acts->actsOnOne(), u"Hold"_s);
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().idempotencyKey != key);
    }

    void all_needsAFilter()
    {
        m_acts->setFilter({}, 7);
        QVERIFY(offered(m_acts->actsOnAll()).isEmpty());
        m_acts->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}}, 7);
        QCOMPARE(offered(m_acts->actsOnAll()), (QStringList {u"Retry all that are listed"_s, u"Delete all that are listed"_s}));
    }

    void few_areDoneAtOnce()
    {
        m_acts->setFilter({.states = {u"dead"_s}, .types = {u"a \"b\""_s}, .queues = {}}, 7);
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(R"("dry_run":true)"));
        m_broker->answer(200, R"({"matched":12,"sample":[]})");
        QVERIFY(!m_acts->question());
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 "{\"verb\":\"retry\",\"filter\":{\"q\":\"state:dead type:\\\"a \\\\\\\"b\\\\\\\"\\\"\",\"as_of\":7}}");
        m_broker->answer(202, operation("done", 10, 12, 2));
        QCOMPARE(m_said.last(), u"Retried 10 tasks, 2 left as they are"_s);
    }

    void many_areAskedAboutFirst()
    {
        m_acts->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}}, 7);
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, R"({"matched":700,"sample":[]})");
        QVERIFY(m_acts->question());
        QCOMPARE(m_acts->question()->text(), u"Retry 700 tasks?"_s);
        QVERIFY(m_acts->question()->details().contains(u"state:dead"));
        QVERIFY(m_acts->question()->yesButton()->isDefault());
        m_broker->expectNothing();
        // What is listed by now is not what was asked about.
        m_acts->setFilter({.states = {u"ready"_s}, .types = {}, .queues = {}}, 9);
        QTest::keyClick(m_acts->question(), Qt::Key_Return);
        count(700);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"retry","filter":{"q":"state:dead","as_of":7}})");
    }

    void many_areAskedAboutWithTheWorkThatTheyMake()
    {
        m_acts->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}}, 7);
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(
            200,
            R"({"matched":800,"sample":[{"id":"1","task_type":"a","status":"Failed"},{"id":"2","task_type":"b","status":"Failed"}]})");
        const auto before = m_acts->question()->details();
        m_broker->expect("GET", "/stats/series?of=type%3Aa,type%3Ab&by=hour");
        const QByteArray answer =
            R"({"step_s":3600,"from":"2026-11-25T14:00:00.000Z","now":"2026-11-25T14:03:07.000Z","series":[
            {"of":"type:a","total":{"run":{"n":9,"p50":2,"p95":3,"p99":4}}},
            {"of":"type:b","total":{"run":{"n":9,"p50":4,"p95":5,"p99":6}}}]})";
        m_broker->answer(200, answer);
        QCOMPARE(m_acts->question()->details(), before + u"\nThat is about 40 min of work for one worker."_s);
    }

    void manyThatAreLeft_areLeft()
    {
        m_acts->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}}, 7);
        trigger(m_acts->actsOnAll(), u"Delete all that are listed"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, R"({"matched":101,"sample":[]})");
        QTest::mouseClick(m_acts->question()->noButton(), Qt::LeftButton);
        m_broker->expectNothing();
    }

    void moreThanWereAskedAbout_areAskedAboutAgain()
    {
        m_acts->setFilter({.states = {u"dead"_s}}, 7);
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        count(200);
        QTest::keyClick(m_acts->question(), Qt::Key_Return);
        count(221);
        QTRY_VERIFY(m_acts->question() && m_acts->question()->text() == u"Retry 221 tasks?");
        QTest::keyClick(m_acts->question(), Qt::Key_Return);
        count(243); // Not more than a tenth more.
        m_broker->expect("POST", "/operation");
        QVERIFY(!m_broker->call().body.contains("dry_run"));
    }

    void silencedVerb_isNotAskedAboutAgain()
    {
        test::PretendSettings settings;
        m_acts->setConfirmations(ui::Confirmations(*settings));
        m_acts->setFilter({.states = {u"dead"_s}}, 7);
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        count(200);
        QTest::keyClick(m_acts->question()->silence(), Qt::Key_Space);
        QTest::keyClick(m_acts->question(), Qt::Key_Return);
        count(200);
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operation("done", 200, 200));
        QCOMPARE(ui::Confirmations(*settings).silenced(), QStringList {u"retry"_s});
        trigger(m_acts->actsOnAll(), u"Retry all that are listed"_s);
        count(200);
        QVERIFY(!m_acts->question());
        m_broker->expect("POST", "/operation");
        QVERIFY(!m_broker->call().body.contains("dry_run"));
        m_broker->answer(202, operation("done", 200, 200));
        trigger(m_acts->actsOnAll(), u"Delete all that are listed"_s);
        count(200);
        QVERIFY(m_acts->question()); // Each verb on its own.
    }

    void runningTask_isLeftUnlessSomebodyMeansIt()
    {
        m_acts->setTask(task(u"running"_s));
        trigger(m_acts->actsOnOne(), u"Cancel"_s);
        count(1);
        QVERIFY(m_acts->question()->noButton()->isDefault());
        QVERIFY(!m_acts->question()->silence());
        QVERIFY(m_acts->question()->details().contains(u"cannot be undone"));
        QTest::keyClick(m_acts->question(), Qt::Key_Return);
        m_broker->expectNothing();
        trigger(m_acts->actsOnOne(), u"Cancel"_s);
        count(1);
        QCOMPARE(m_acts->question()->yesButton()->text(), u"Cancel 1 task"_s);
        QTest::mouseClick(m_acts->question()->yesButton(), Qt::LeftButton);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"cancel","ids":["0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"]})");
    }

    void cancelOfAFilter_asksWhenSomeOfThemRun()
    {
        m_acts->setFilter({.types = {u"echo"_s}}, 7);
        trigger(m_acts->actsOnAll(), u"Cancel all that are listed"_s);
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(R"("q":"(type:echo) state:running")"));
        m_broker->answer(200, R"({"matched":2,"sample":[]})");
        count(12);
        QVERIFY(m_acts->question()->details().contains(u"2 of them run"));
        QVERIFY(m_acts->question()->noButton()->isDefault());
    }

    void cancelOfAFilter_asksNothingWhenFewWait()
    {
        m_acts->setFilter({.types = {u"echo"_s}}, 7);
        trigger(m_acts->actsOnAll(), u"Cancel all that are listed"_s);
        count(0);
        count(12);
        QVERIFY(!m_acts->question());
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"cancel","filter":{"q":"type:echo","as_of":7}})");
    }

    void productionBroker_wantsItsNameTyped()
    {
        test::PretendSettings settings;
        m_acts->setConfirmations(ui::Confirmations(*settings, u"Shop"_s));
        m_acts->setTask(task(u"running"_s));
        trigger(m_acts->actsOnOne(), u"Cancel"_s);
        count(1);
        auto *box = m_acts->question();
        QVERIFY(!box->yesButton()->isEnabled());
        QTest::keyClicks(box->typed(), u"shop"_s);
        QVERIFY(!box->yesButton()->isEnabled());
        box->typed()->clear();
        QTest::keyClicks(box->typed(), u"Shop"_s);
        QVERIFY(box->yesButton()->isEnabled());
        QTest::keyClick(box->yesButton(), Qt::Key_Space);
        m_broker->expect("POST", "/operation");
        QVERIFY(!m_broker->call().body.contains("dry_run"));
    }

    void longWork_tellsHowFarItIsAndCanBeStopped()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Retry"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operation("running", 20, 700));
        QCOMPARE(m_said.last(), u"Retrying… 20 of 700"_s);
        QCOMPARE(m_button, u"Stop"_s);
        QTRY_VERIFY(m_broker->isAsked("GET", "/operation/op-1"));
        m_broker->expect("GET", "/operation/op-1");
        m_broker->answer(200, operation("running", 300, 700));
        QCOMPARE(m_said.last(), u"Retrying… 300 of 700"_s);
        m_act();
        m_broker->expect("POST", "/operation/op-1/stop");
        m_broker->answer(200, operation("stopped", 310, 700));
        QCOMPARE(m_said.last(), u"Retried 310 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
    }

    void refusal_isTold()
    {
        m_acts->setTask(task(u"dead"_s));
        trigger(m_acts->actsOnOne(), u"Delete"_s);
        m_broker->expect("POST", "/operation");
        m_broker->answer(507, R"({"error":{"code":"storage_full","message":"The disk is full.","details":[]}})");
        QCOMPARE(m_refused, QStringList {u"The disk is full."_s});
    }

    void deleteKey_cancelsWhatWaits_andDeletesWhatHasEnded()
    {
        m_acts->setChoice(choice({{u"1"_s, u"ready"_s}, {u"2"_s, u"scheduled"_s}, {u"3"_s, u"running"_s}}));
        QCOMPARE(m_acts->removeChosen()->text(), u"Cancel (2)"_s);
        m_acts->removeChosen()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"cancel","ids":["1","2"]})");
        m_broker->answer(200, operation("done", 2, 2));

        m_acts->setChoice(choice({{u"1"_s, u"dead"_s}}));
        QCOMPARE(m_acts->removeChosen()->text(), u"Delete (1)"_s);
        m_acts->removeChosen()->trigger();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"delete","ids":["1"]})");
    }

    void deleteKey_asksWhichOfTheTwo_andMeansThoseOfThatTime()
    {
        m_acts->setChoice(choice({{u"1"_s, u"ready"_s}, {u"2"_s, u"completed"_s}, {u"3"_s, u"dead"_s}}));
        m_acts->removeChosen()->trigger();
        m_broker->expectNothing();
        auto *question = m_acts->removalQuestion();
        QVERIFY(question && question->leaveButton()->isDefault());
        QCOMPARE(question->cancelButton()->text(), u"Cancel 1 that wait"_s);
        QCOMPARE(question->deleteButton()->text(), u"Delete 2 that have ended"_s);
        m_acts->setChoice(choice({{u"9"_s, u"dead"_s}}));
        question->deleteButton()->click();
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body, R"({"verb":"delete","ids":["2","3"]})");
    }

    void deleteKey_onEverything_narrowsTheFilter()
    {
        ui::TaskChoice everything;
        everything.isEverything = true;
        everything.filter.types = {u"echo"_s};
        everything.asOf = 7;
        m_acts->setChoice(everything);
        m_acts->removeChosen()->trigger();
        m_acts->removalQuestion()->deleteButton()->click();
        m_broker->expect("POST", "/operation");
        QVERIFY2(m_broker->call().body.contains("(type:echo) state:completed,dead,cancelled"),
                 m_broker->call().body.constData());
    }

    void deleteKey_saysWhyItCannot()
    {
        QVERIFY(!m_acts->removeChosen()->isEnabled());
        m_acts->setChoice(choice({{u"1"_s, u"running"_s}}));
        QVERIFY(!m_acts->removeChosen()->isEnabled());
        QVERIFY(ui::whyNot(*m_acts->removeChosen()).contains(u"Ctrl+Shift+X"));
    }

private:
    static ui::TaskChoice choice(const QMap<QString, QString> &states)
    {
        ui::TaskChoice made;
        made.states = states;
        return made;
    }

    /// Answers a question of how many.
    void count(int matched)
    {
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(R"("dry_run":true)"));
        m_broker->answer(200, QByteArray(R"({"matched":N,"sample":[]})").replace("N", QByteArray::number(matched)));
    }
    static QStringList offered(const QList<QAction *> &actions)
    {
        QStringList texts;
        for (const auto *action : actions)
            if (action->isEnabled())
                texts += action->text();
        return texts;
    }
    static void trigger(const QList<QAction *> &actions, const QString &text)
    {
        for (auto *action : actions)
            if (action->text() == text)
                return action->trigger();
        QFAIL(qPrintable(text));
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<QWidget> m_page;
    ui::TaskActs *m_acts = nullptr;
    QStringList m_said;
    QStringList m_refused;
    QString m_button;
    std::function<void()> m_act;
};

CONDUIT_TIMED_MAIN(TestTaskActs)
#include "tst_task_acts.moc"
