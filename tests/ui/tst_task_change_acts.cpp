// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/choice_count.h"
#include "ui/format/time_format.h"
#include "ui/pages/start_option.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_change_acts.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

/// So many tasks in each of these states.
ui::TaskChoice choice(const QList<std::pair<QString, int>> &states)
{
    ui::TaskChoice choice;
    int number = 0;
    for (const auto &[state, count] : states)
        for (int i = 0; i < count; ++i)
            choice.states.insert(idOf(++number), state);
    return choice;
}

ui::TaskChoice everything()
{
    ui::TaskChoice choice;
    choice.isEverything = true;
    choice.filter.states = {u"ready"_s};
    choice.asOf = 7;
    choice.except = {idOf(3)};
    return choice;
}

} // namespace

/// Changes of tasks that take a word: a priority, a queue, tags.
class TestTaskChangeActs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_page = std::make_unique<QWidget>();
        auto *acts = new ui::TaskActs(*m_client, m_page.get());
        m_acts = acts;
        m_changes = new ui::TaskChangeActs(m_page.get(), &test::pretendNow);
        m_changes->setQueues({u"default"_s, u"gpu"_s});
        connect(m_changes, &ui::TaskChangeActs::chosen, acts, &ui::TaskActs::start);
        m_said.clear();
        connect(acts, &ui::TaskActs::said, this, [this](const QString &text, const QString &button, const auto &act) {
            m_said += text;
            m_button = button;
            m_undo = act;
        });
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

    void change_isOfferedForTasksThatWait()
    {
        m_changes->setChoice({});
        QCOMPARE(ui::whyNot(*move()), u"Choose a task first."_s);
        m_changes->setChoice(choice({{u"running"_s, 2}, {u"completed"_s, 1}}));
        QCOMPARE(ui::whyNot(*move()), u"It cannot be done to tasks that are: completed 1, running 2."_s);
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        QCOMPARE(move()->text(), u"Move to queue…"_s);
        QVERIFY(move()->isEnabled());
        m_changes->setChoice(choice({{u"ready"_s, 8}, {u"running"_s, 4}}));
        QCOMPARE(move()->text(), u"Move to queue (8 of 12)…"_s);
        QVERIFY(move()->toolTip().contains(u"the others are running 4"));
        m_changes->setOnline(false);
        QCOMPARE(ui::whyNot(*move()), ui::brokerCannot());
    }

    void tooManyIds_areRefusedBeforehand()
    {
        m_changes->setChoice(choice({{u"ready"_s, 10'001}}));
        QVERIFY(!move()->isEnabled());
        QVERIFY(ui::whyNot(*move()).contains(u"More than 10,000"));
    }

    void everythingOfAFilter_isCountedOnce()
    {
        ui::ChoiceCount count(*m_client);
        QSignalSpy changed(&count, &ui::ChoiceCount::changed);
        QVERIFY(count.counted(everything()).counts.isEmpty());
        QVERIFY(count.counted(everything()).counts.isEmpty());
        QTRY_COMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 withIds("{\"verb\":\"retry\",\"filter\":{\"q\":\"state:ready\",\"as_of\":7,\"except\":[\"ID3\"]},"
                         "\"dry_run\":true}"));
        m_broker->answer(200, "{\"matched\":52,\"more\":false,\"states\":{\"ready\":40,\"running\":12},\"sample\":[]}");
        QCOMPARE(changed.size(), 1);
        m_changes->setChoice(count.counted(everything()));
        QCOMPARE(move()->text(), u"Move to queue (40 of 52)…"_s);
        QVERIFY(move()->toolTip().contains(u"the others are running 12"));
        m_broker->expectNothing();
        // What was not counted to its end has no number.
        auto other = everything();
        other.except.clear();
        m_changes->setChoice(count.counted(other));
        QCOMPARE(move()->text(), u"Move to queue…"_s);
        QTRY_COMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, "{\"matched\":40,\"more\":true,\"states\":{\"ready\":40},\"sample\":[]}");
        QCOMPARE(changed.size(), 1);
        m_changes->setChoice(count.counted(other));
        QCOMPARE(move()->text(), u"Move to queue…"_s);
        QVERIFY(move()->isEnabled());
        // None of them can be moved.
        other.counts = {{u"running"_s, 12}};
        m_changes->setChoice(other);
        QCOMPARE(ui::whyNot(*move()), u"It cannot be done to tasks that are: running 12."_s);
    }

    void priority_isSetAndUndone()
    {
        wire::Task current;
        current.priority = 2;
        m_changes->setTask(current);
        m_changes->setChoice(choice({{u"ready"_s, 2}, {u"dead"_s, 1}}));
        auto *dialog = open<ui::PriorityDialog>(setPriority());
        QCOMPARE(dialog->priorityBox()->value(), 2);
        QCOMPARE(dialog->priorityBox()->maximum(), 9);
        dialog->priorityBox()->setValue(8);
        dialog->acceptButton()->click();
        m_broker->expect("POST", "/operation");
        const QByteArray body = "{\"verb\":\"set_priority\",\"ids\":[\"ID1\",\"ID2\"],\"args\":{\"priority\":8}}";
        QCOMPARE(m_broker->call().body, withIds(body));
        m_broker->answer(202, ended("set_priority", 2));
        QCOMPARE(m_said.last(), u"Changed the priority of 2 tasks"_s);
        QCOMPARE(m_button, u"Undo"_s);
        m_undo();
        m_broker->expect("POST", "/operation/op-1/undo");
    }

    void time_isSetAndUndone()
    {
        wire::Task current;
        current.runAt = test::pretendNow().addSecs(3600);
        m_changes->setTask(current);
        m_changes->setChoice(choice({{u"scheduled"_s, 2}, {u"running"_s, 1}}));
        QCOMPARE(reschedule()->text(), u"Reschedule (2 of 3)…"_s);
        auto *dialog = open<ui::RescheduleDialog>(reschedule());
        QCOMPARE(dialog->startOption()->moment()->text(), u"2026-11-25 15:03:07"_s);
        dialog->startOption()->moment()->setText(u"25:30"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->startOption()->moment()->setText(u"18:30"_s);
        QVERIFY2(dialog->note().contains(u"2026-11-25 18:30:00"), qPrintable(dialog->note()));
        QTest::keyClick(dialog->startOption()->moment(), Qt::Key_Return);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 withIds("{\"verb\":\"reschedule\",\"ids\":[\"ID1\",\"ID2\"],"
                         "\"args\":{\"run_at\":\"2026-11-25T18:30:00.000Z\"}}"));
        m_broker->answer(202, ended("reschedule", 2));
        QCOMPARE(m_said.last(), u"Rescheduled 2 tasks"_s);
        m_undo();
        m_broker->expect("POST", "/operation/op-1/undo");
    }

    void delay_countsFromTheAnswer()
    {
        wire::Task held;
        held.runAt = QDateTime(QDate(9999, 12, 31), QTime(23, 59), QTimeZone::utc());
        m_changes->setTask(held);
        m_changes->setChoice(choice({{u"scheduled"_s, 1}}));
        auto *dialog = open<ui::RescheduleDialog>(reschedule());
        QVERIFY2(dialog->note().contains(u"What is held is held no longer"), qPrintable(dialog->note()));
        QVERIFY2(dialog->note().startsWith(u"It runs at 14:13:07 UTC."), qPrintable(dialog->note()));
        dialog->acceptButton()->click();
        m_broker->expect("POST", "/operation");
        QVERIFY2(m_broker->call().body.contains("\"run_at\":\"2026-11-25T14:13:07.000Z\""), m_broker->call().body);
    }

    void rescheduleDialog_goesOnWithTheClock()
    {
        auto now = test::pretendNow();
        ui::RescheduleDialog dialog({}, {}, [&now] { return now; }, nullptr);
        QVERIFY2(dialog.note().startsWith(u"It runs at 14:13:07 UTC."), qPrintable(dialog.note()));
        now = now.addSecs(2);
        Q_EMIT ui::TimeFormat::ours().ticked();
        QVERIFY2(dialog.note().startsWith(u"It runs at 14:13:09 UTC."), qPrintable(dialog.note()));
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc, .clock = ui::TimeFormat::Clock::Hours12});
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        QVERIFY2(dialog.note().startsWith(u"It runs at 2:13:09 PM UTC."), qPrintable(dialog.note()));
    }

    void cancelledDialog_changesNothing()
    {
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        auto *dialog = open<ui::PriorityDialog>(setPriority());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!m_changes->dialog());
        m_broker->expectNothing();
    }

    void openDialog_keepsItsTasks()
    {
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        auto *dialog = open<ui::PriorityDialog>(setPriority());
        m_changes->setChoice(choice({{u"ready"_s, 7}}));
        dialog->acceptButton()->click();
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(withIds("\"ids\":[\"ID1\"]")));
    }

    void queueName_isJudged_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << u"  "_s << false << u"Choose a queue"_s;
        QTest::newRow("known") << u"gpu"_s << true << u"keep their priority"_s;
        QTest::newRow("new") << u"cpu"_s << true << u"no queue of this name yet"_s;
        QTest::newRow("colon") << u"a:b"_s << false << u"no colon"_s;
        QTest::newRow("comma") << u"a,b"_s << false << u"no comma"_s;
        QTest::newRow("control") << u"a\u0001b"_s << false << u"control characters"_s;
        QTest::newRow("longest") << QString(100, u'q') << true << u"no queue of this name yet"_s;
        QTest::newRow("too long") << QString(101, u'q') << false << u"at most 100"_s;
    }
    void queueName_isJudged()
    {
        QFETCH(const QString, typed);
        QFETCH(const bool, isGood);
        QFETCH(const QString, words);
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        auto *dialog = open<ui::MoveDialog>(move());
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->queueBox()->setEditText(typed);
        QCOMPARE(dialog->acceptButton()->isEnabled(), isGood);
        QVERIFY2(dialog->note().contains(words), qPrintable(dialog->note()));
    }

    void tasks_areMoved()
    {
        m_changes->setChoice(choice({{u"scheduled"_s, 1}, {u"retrying"_s, 1}}));
        auto *dialog = open<ui::MoveDialog>(move());
        dialog->queueBox()->setEditText(u" \"gpu\" "_s);
        QTest::keyClick(dialog->queueBox(), Qt::Key_Return);
        m_broker->expect("POST", "/operation");
        QCOMPARE(m_broker->call().body,
                 withIds("{\"verb\":\"move\",\"ids\":[\"ID1\",\"ID2\"],\"args\":{\"queue\":\"\\\"gpu\\\"\"}}"));
        m_broker->answer(202, ended("move", 2));
        QCOMPARE(m_said.last(), u"Moved 2 tasks"_s);
    }

    void tags_areJudged_data()
    {
        QTest::addColumn<QString>("added");
        QTest::addColumn<QString>("removed");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << u" , "_s << QString() << u"Type a tag to add, or one to remove."_s;
        QTest::newRow("both") << u"a, b"_s << u"b"_s << u"b is to be added and removed: take it out of one of the two."_s;
        QTest::newRow("too long") << QString(65, u't') << QString() << u"A tag has at most 64 characters."_s;
        QTest::newRow("too many") << u"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"_s << QString()
                                  << u"At most 16 tags can be added, and 16 removed, at once."_s;
        QTest::newRow("control") << u"a\u0001"_s << QString() << u"A tag has no control characters."_s;
    }
    void tags_areJudged()
    {
        QFETCH(const QString, added);
        QFETCH(const QString, removed);
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        auto *dialog = open<ui::TagsDialog>(tag());
        dialog->addedField()->setText(added);
        dialog->removedField()->setText(removed);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        QTEST(dialog->note(), "words");
    }

    void tags_areAddedAndRemoved()
    {
        m_changes->setChoice(choice({{u"ready"_s, 1}}));
        auto *dialog = open<ui::TagsDialog>(tag());
        dialog->addedField()->setText(u"urgent, <b>bold</b>, urgent"_s);
        dialog->removedField()->setText(u"nightly"_s);
        dialog->acceptButton()->click();
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.endsWith("\"args\":{\"add\":[\"urgent\",\"<b>bold</b>\"],\"remove\":[\"nightly\"]}}"));
        m_broker->answer(202, ended("tag", 1));
        QCOMPARE(m_said.last(), u"Changed the tags of 1 task"_s);
    }

    void everythingThatMatches_isCountedAndAskedAbout()
    {
        m_changes->setChoice(everything());
        auto *dialog = open<ui::MoveDialog>(move());
        dialog->queueBox()->setEditText(u"gpu"_s);
        dialog->acceptButton()->click();
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains("\"dry_run\":true"));
        m_broker->answer(200, "{\"matched\":700,\"sample\":[]}");
        auto *question = m_acts->question();
        QVERIFY(question);
        QCOMPARE(question->text(), u"Move 700 tasks?"_s);
        QVERIFY(question->details().contains(u"Their new queue: gpu"));
        QVERIFY(question->details().contains(u"state:ready"));
        question->yesButton()->click();
        m_broker->expect("POST", "/operation"); // Once more: there may be others by now.
        m_broker->answer(200, "{\"matched\":700,\"sample\":[]}");
        m_broker->expect("POST", "/operation");
        const QByteArray body = "{\"verb\":\"move\",\"filter\":{\"q\":\"(state:ready) "
                                "state:scheduled,blocked,ready,retrying\",\"as_of\":7,\"except\":[\"ID3\"]},"
                                "\"args\":{\"queue\":\"gpu\"}}";
        QCOMPARE(m_broker->call().body, withIds(body));
    }

    void page_offersThemInItsMenus()
    {
        test::PretendBroker broker(test::pretendNow());
        client::Client client(broker);
        test::PretendSettings settings;
        wire::Task task;
        task.taskType = u"echo"_s;
        task.priority = 7;
        broker.add(task);
        ui::TasksPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, *settings);
        page.show();
        QTRY_COMPARE(page.model().rowCount(), 1);
        QTest::keyClick(page.table(), Qt::Key_A, Qt::ControlModifier);
        for (auto *action : page.changes()->actions()) {
            QVERIFY(page.contextMenu()->actions().contains(action));
            QVERIFY(page.taskActions().contains(action));
            QVERIFY(action->isEnabled());
        }
        page.changes()->actions().first()->trigger();
        page.changes()->dialog()->acceptButton()->click();
        QTRY_VERIFY(broker.calls().last().path == "/operation");
        page.hide();
        QVERIFY(!page.changes()->actions().first()->isEnabled());
    }

private:
    [[nodiscard]] QAction *reschedule() const { return m_changes->actions().at(0); }
    [[nodiscard]] QAction *setPriority() const { return m_changes->actions().at(1); }
    [[nodiscard]] QAction *move() const { return m_changes->actions().at(2); }
    [[nodiscard]] QAction *tag() const { return m_changes->actions().at(3); }
    template<typename Dialog>
    Dialog *open(QAction *action)
    {
        action->trigger();
        return qobject_cast<Dialog *>(m_changes->dialog());
    }
    static QByteArray withIds(QByteArray text)
    {
        for (int number = 1; number <= 3; ++number)
            text.replace("ID" + QByteArray::number(number), idOf(number).toUtf8());
        return text;
    }
    static QByteArray ended(const QByteArray &verb, int done)
    {
        const auto count = QByteArray::number(done);
        return "{\"id\":\"op-1\",\"verb\":\"" + verb + "\",\"state\":\"done\",\"undoable\":true,\"matched\":" + count
            + ",\"done\":" + count + ",\"skipped\":0,\"failed\":0,\"errors\":[]}";
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<QWidget> m_page;
    ui::TaskActs *m_acts = nullptr;
    ui::TaskChangeActs *m_changes = nullptr;
    QStringList m_said;
    QString m_button;
    std::function<void()> m_undo;
};

CONDUIT_TIMED_MAIN(TestTaskChangeActs)
#include "tst_task_change_acts.moc"
