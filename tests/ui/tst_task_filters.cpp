// SPDX-License-Identifier: GPL-3.0-only
// What filters the list of tasks besides its line: chips, choices and cells.
#include "tests/ui/tasks_ground.h"
#include "ui/pages/cell_actions.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/offered_action.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestTaskFilters : public QObject
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

    void hiddenList_saysThatTheFilterHidesIt()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        m_ground->page.setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}});
        QTRY_COMPARE(m_ground->page.emptyState()->title(), u"No task matches"_s);
        QTest::mouseClick(m_ground->page.emptyState()->button(), Qt::LeftButton);
        QTRY_COMPARE(m_ground->page.model().rowCount(), 1);
        QVERIFY(m_ground->page.filter().isEmpty());
    }

    void controls_buildTheFilter()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        wire::Stats stats;
        stats.states = {{u"completed"_s, 1}, {u"dead"_s, 3}};
        stats.types = {{u"echo"_s, {{u"dead"_s, 3}}}};
        stats.queues = {{u"gpu"_s, {{u"dead"_s, 3}}}};
        m_ground->page.setStats(stats);
        for (auto *chip : m_ground->page.findChildren<ui::FilterChip *>())
            if (chip->text() == u"Dead" || chip->text() == u"Ready")
                chip->click();
        for (auto *box : m_ground->page.findChildren<QComboBox *>())
            box->setCurrentIndex(box->findText(box->accessibleName() == u"Type" ? u"echo"_s : u"gpu"_s));
        const ui::TaskFilter wanted {.states = {u"ready"_s, u"dead"_s}, .types = {u"echo"_s}, .queues = {u"gpu"_s}};
        QCOMPARE(m_ground->page.filter(), wanted);
        QTRY_VERIFY(m_ground->broker.calls().last().path.contains("state=ready,dead"));
    }

    void blockedTasks_haveAChipAsLongAsThereAreAny()
    {
        m_ground->page.show();
        const auto chips = m_ground->page.findChildren<ui::FilterChip *>();
        const auto found =
            std::find_if(chips.begin(), chips.end(), [](const auto *each) { return each->text() == u"Blocked"; });
        QVERIFY(found != chips.end());
        auto *chip = *found;
        QVERIFY(!chip->isVisible());
        wire::Stats stats;
        stats.states = {{u"blocked"_s, 2}};
        m_ground->page.setStats(stats);
        QVERIFY(chip->isVisible());
        chip->click();
        QCOMPARE(m_ground->page.filter().states, QStringList {u"blocked"_s});
        m_ground->page.setStats({});
        QVERIFY(chip->isVisible());
        chip->click();
        QVERIFY(!chip->isVisible());
    }

    void deletedTasks_areNotCounted()
    {
        wire::Stats stats;
        stats.states = {{u"ready"_s, 2}, {u"dead"_s, 1}, {u"trashed"_s, 40}};
        m_ground->page.setStats(stats);
        for (const auto *chip : m_ground->page.findChildren<ui::FilterChip *>())
            if (chip->text() == u"All")
                QCOMPARE(chip->accessibleDescription(), u"Tasks: 3"_s);
    }

    void cell_narrowsTheFilter()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(3);
        const auto filters = m_ground->page.cells()->filterActions();
        QCOMPARE(ui::whyNot(*filters.first()), u"Choose a task first."_s);
        m_ground->clickCell(1, ui::TaskWindowModel::Type);
        QCOMPARE(filters.first()->text(), u"Filter by type:echo"_s);
        QVERIFY(m_ground->page.contextMenu()->actions().contains(filters.first()));
        QVERIFY(m_ground->page.editActions().contains(filters.first()));
        filters.first()->trigger();
        QCOMPARE(m_ground->page.filterBar()->line(), u"type:echo"_s);
        QTRY_COMPARE(m_ground->page.model().rowCount(), 3);
        m_ground->clickCell(1, ui::TaskWindowModel::State);
        QCOMPARE(filters.last()->text(), u"Exclude state:completed"_s);
        filters.last()->trigger();
        QCOMPARE(m_ground->page.filterBar()->line(), u"type:echo -state:completed"_s);
        QTRY_VERIFY(m_ground->broker.isIdle());
        m_ground->clickCell(0, ui::TaskWindowModel::Worker);
        QCOMPARE(ui::whyNot(*filters.first()), u"This cell is empty."_s);
    }

    void menu_keepsTheCellThatItWasOpenedOn()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(3);
        m_ground->clickCell(1, ui::TaskWindowModel::Type);
        const auto place = m_ground->placeOf(1, ui::TaskWindowModel::Type);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, place, m_ground->page.table()->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(m_ground->page.table()->viewport(), &asked);
        QVERIFY(m_ground->page.contextMenu()->isVisible());
        m_ground->page.table()->setCurrentIndex(m_ground->page.model().index(0, ui::TaskWindowModel::State));
        QCOMPARE(m_ground->page.cells()->filterActions().first()->text(), u"Filter by type:echo"_s);
        m_ground->page.contextMenu()->close();
        QTRY_COMPARE(m_ground->page.cells()->filterActions().first()->text(), u"Filter by state:completed"_s);
    }

private:
    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTaskFilters)
#include "tst_task_filters.moc"
