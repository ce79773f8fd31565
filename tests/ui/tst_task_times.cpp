// SPDX-License-Identifier: GPL-3.0-only
// The list of tasks by time: the rail beside it, and going to a moment.
#include "tests/ui/tasks_ground.h"
#include "ui/format/moment_entry.h"
#include "ui/format/times.h"
#include "ui/widgets/go_to_time_bar.h"
#include "ui/widgets/time_rail.h"

#include <QAccessible>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestTaskTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_ground = std::make_unique<test::TasksGround>(); }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_ground.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void rail_showsWhenTasksWereMade_andWhatTheListShows()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        const auto *rail = m_ground->page.list()->rail();
        QTRY_VERIFY(!rail->histogram().isEmpty());
        const auto total = [rail] {
            qint64 tasks = 0;
            for (int place = 0; place < rail->histogram().size(); ++place)
                tasks += rail->histogram().count(place);
            return tasks;
        };
        QTRY_COMPARE(total(), 3'000);
        QVERIFY(rail->histogram().isCounted(0));
        QVERIFY(rail->shownText().contains(ui::momentText(test::numberedTask(2'999).createdAt)));
    }

    void clickOnTheRail_leadsToATime_andKeepsTheSelection()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        m_ground->page.table()->setCurrentIndex(m_ground->page.model().index(3, 0));
        auto *rail = m_ground->page.list()->rail();
        QTRY_VERIFY(!rail->histogram().isEmpty());
        const int place = rail->histogram().placeOf(test::numberedTask(1'000).createdAt);
        const auto newest = [&] { return m_ground->page.model().taskAt(m_ground->page.table()->rowAt(1)).createdAt; };
        QTest::mouseClick(rail, Qt::LeftButton, {}, rail->rectOf(place).center().toPoint());
        QTRY_VERIFY(rail->histogram().placeOf(newest()) == place);
        QCOMPARE(m_ground->page.selection().chosen().states.keys(), QStringList {test::taskId(2'996)});
        QVERIFY(!m_ground->page.table()->isAtTop());

        // And up again, past where it has landed.
        QTRY_VERIFY(m_ground->page.model().rowCount() > ui::TaskWindowModel::kPageRows);
        m_ground->page.table()->verticalScrollBar()->setValue(0);
        QTRY_VERIFY(m_ground->page.model().taskAt(0).createdAt > rail->histogram().end(place));
    }

    void rail_isReadAndUsedWithTheKeyboard()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *rail = m_ground->page.list()->rail();
        QTRY_VERIFY(!rail->histogram().isEmpty() && rail->histogram().isCounted(0));
        auto *read = QAccessible::queryAccessibleInterface(rail);
        QCOMPARE(read->role(), QAccessible::Slider);
        QVERIFY(read->text(QAccessible::Value).startsWith(u"The list shows "));
        QTest::keyClick(rail, Qt::Key_End);
        QCOMPARE(rail->cursor(), 0);
        QCOMPARE(read->valueInterface()->currentValue().toInt(), 0);
        QCOMPARE(read->text(QAccessible::Value), rail->cursorText());
        QVERIFY(rail->cursorText().endsWith(u"tasks: %1"_s.arg(rail->histogram().count(0))));
        QTest::keyClick(rail, Qt::Key_Up);
        QCOMPARE(rail->cursor(), 1);
        QTest::keyClick(rail, Qt::Key_PageUp);
        QCOMPARE(rail->cursor(), 11);
        QTest::keyClick(rail, Qt::Key_Return);
        QTRY_VERIFY(rail->histogram().placeOf(m_ground->page.model().taskAt(m_ground->page.table()->rowAt(1)).createdAt) == 11);
        QTest::keyClick(rail, Qt::Key_Escape);
        QCOMPARE(rail->cursor(), -1);
    }

    void rail_saysWhyNot_inAnotherOrder()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        auto *rail = m_ground->page.list()->rail();
        QVERIFY(rail->isEnabled());
        m_ground->page.setFilter({.sort = u"-priority"_s});
        QVERIFY(!rail->isEnabled());
        QCOMPARE(rail->accessibleDescription(), m_ground->page.list()->whyNoTime());
        QVERIFY(!m_ground->action(u"list.go_to_time"_s)->isEnabled());
        m_ground->page.setFilter({.sort = u"created"_s});
        QVERIFY(rail->isEnabled());
        QVERIFY(m_ground->action(u"list.go_to_time"_s)->isEnabled());
    }

    void goToTime_takesWhatSomebodyTypes()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *bar = m_ground->page.list()->goToTimeBar();
        QVERIFY(!bar->isVisible());
        m_ground->action(u"list.go_to_time"_s)->trigger();
        QVERIFY(bar->isVisible());
        bar->edit()->setText(u"tomorrow, perhaps"_s);
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QVERIFY(bar->isVisible());
        QVERIFY(!bar->problem().isEmpty());
        bar->edit()->setText(test::numberedTask(1'000).createdAt.toUTC().toString(Qt::ISODate));
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QTRY_COMPARE(m_ground->page.model().taskAt(m_ground->page.table()->rowAt(1)).id, test::taskId(1'000));
        QVERIFY(!bar->isVisible());
        // Before everything is at the end; from there Home leads back.
        m_ground->action(u"list.go_to_time"_s)->trigger();
        bar->edit()->setText(u"1999-12-31"_s);
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QTRY_COMPARE(m_ground->page.model().taskAt(m_ground->page.model().rowCount() - 1).id, test::taskId(0));
        const auto *scroll = m_ground->page.table()->verticalScrollBar();
        QTRY_COMPARE(scroll->value(), scroll->maximum());
        m_ground->action(u"list.newest"_s)->trigger();
        QTRY_COMPARE(m_ground->page.model().taskAt(0).id, test::taskId(2'999));
        QTRY_VERIFY(m_ground->page.table()->isAtTop());
    }

    void goToTime_inTheOrderOfCreation_beginsWithTheFirstTaskOfThatTime()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        m_ground->page.setFilter({.sort = u"created"_s});
        QTRY_COMPARE(m_ground->page.model().taskAt(0).id, test::taskId(0));
        const auto minute =
            *ui::momentFromEntry(test::numberedTask(2'000).createdAt.toString(u"yyyy-MM-dd'T'HH:mm'Z'"_s), test::pretendNow());
        m_ground->page.list()->goTo(minute);
        QTRY_VERIFY(m_ground->page.model().taskAt(m_ground->page.table()->rowAt(1)).createdAt == minute.from);
    }

    void drags_askForTheLastTimeOnly()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        const auto asked = [this] {
            return std::count_if(m_ground->broker.calls().begin(), m_ground->broker.calls().end(),
                                 [](const client::Call &call) { return call.path.contains("&at="); });
        };
        for (int number = 2'000; number > 1'000; number -= 10)
            m_ground->page.feed().jumpTo(test::numberedTask(number).createdAt);
        QTRY_COMPARE(m_ground->page.model().taskAt(m_ground->page.table()->rowAt(1)).id, test::taskId(1'010));
        QCOMPARE(asked(), 2);
    }

private:
    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTaskTimes)
#include "tst_task_times.moc"
