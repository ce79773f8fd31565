// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/format/time_format.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/selection_bar.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::TaskWindowModel;

namespace {

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

wire::Task task(int number, const QString &state = u"dead"_s)
{
    wire::Task made;
    made.id = idOf(number);
    made.taskType = u"echo"_s;
    made.state = state;
    made.createdAt = test::pretendNow().addSecs(number - 1'000'000);
    return made;
}

} // namespace

/// Which tasks are selected, whatever the rows do.
class TestTaskSelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_page = std::make_unique<ui::TasksPage>(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow, **m_settings);
        m_page->resize(1100, 640);
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void clicks_selectAsInEveryList()
    {
        showTasks(10);
        click(2);
        QCOMPARE(selected(), numbersOf({2}));
        click(4, Qt::ControlModifier);
        click(5, Qt::ControlModifier);
        QCOMPARE(selected(), numbersOf({2, 4, 5}));
        click(4, Qt::ControlModifier);
        QCOMPARE(selected(), numbersOf({2, 5}));
        click(1);
        click(3, Qt::ShiftModifier);
        QCOMPARE(selected(), numbersOf({1, 2, 3}));
        QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(selected(), numbersOf({1, 2, 3, 4}));
        QTest::keyClick(table(), Qt::Key_Escape);
        QVERIFY(selected().isEmpty());
    }

    void strayClick_canBeTakenBack()
    {
        showTasks(10);
        click(1);
        click(4, Qt::ShiftModifier);
        QVERIFY(m_page->selectionBar()->isVisible());
        QCOMPARE(m_page->selectionBar()->text(), u"4 selected"_s);
        click(7);
        QCOMPARE(selected(), numbersOf({7}));
        auto *restore = m_page->selectionBar()->restoreButton();
        QCOMPARE(restore->text(), u"Restore 4 selected"_s);
        // A walk with the arrows does not lose it for good.
        QTest::keyClick(table(), Qt::Key_Down);
        QTest::keyClick(table(), Qt::Key_Down);
        QTest::mouseClick(restore, Qt::LeftButton);
        QCOMPARE(selected(), numbersOf({1, 2, 3, 4}));
        QCOMPARE(shown(), selected());
        QVERIFY(!restore->isVisible());
        click(0);
        Q_EMIT m_page->selectionBar()->restoreExpired();
        QVERIFY(!m_page->selectionBar()->isVisible());
    }

    void refresh_changesNoSelection()
    {
        showTasks(50);
        click(3);
        click(9, Qt::ShiftModifier);
        QSignalSpy changed(&m_page->selection(), &ui::TaskSelection::changed);
        int ofRows = 0; // Qt also tells of changes that are none.
        connect(table()->selectionModel(), &QItemSelectionModel::selectionChanged, m_page.get(),
                [&ofRows](const QItemSelection &more, const QItemSelection &less) {
                    ofRows += more.isEmpty() && less.isEmpty() ? 0 : 1;
                });
        for (int round = 0; round < 5; ++round) {
            m_broker->change(idAt(4), [](wire::Task &task) { task.attempt += 1; });
            m_broker->change(idAt(20), [](wire::Task &task) { task.attempt += 1; });
            poll();
        }
        QCOMPARE(changed.count(), 0);
        QCOMPARE(ofRows, 0);
        m_broker->add(task(1'000));
        poll();
        QTRY_COMPARE(idAt(0), idOf(1'000));
        QCOMPARE(changed.count(), 0);
        QCOMPARE(ofRows, 0);
        QCOMPARE(shown(), selected());
    }

    void scrolledAway_comesBackSelected()
    {
        m_broker->addMany(20'000, [](int place) { return task(place); });
        show(TaskWindowModel::kPageRows);
        click(2);
        click(5, Qt::ControlModifier);
        const auto before = selected();
        QSignalSpy changed(&m_page->selection(), &ui::TaskSelection::changed);
        auto *bar = table()->verticalScrollBar();
        while (m_page->model().rowOf(*before.begin()) >= 0) {
            bar->setValue(bar->maximum());
            QTRY_VERIFY(bar->value() < bar->maximum() || m_page->model().cursorBelow().isEmpty());
        }
        QVERIFY(shown().isEmpty());
        QTest::keyClick(table(), Qt::Key_Home);
        QTRY_COMPARE(idAt(0), idOf(19'999));
        QCOMPARE(shown(), before);
        QCOMPARE(changed.count(), 0);
        // A click far away replaces also what is beyond the window.
        QTest::keyClick(table(), Qt::Key_End);
        QTRY_COMPARE(idAt(m_page->model().rowCount() - 1), idOf(0));
        click(table()->rowAt(50));
        QCOMPARE(selected().size(), 1);
    }

    void manyPieces_areShownWhereTheyCanBeSeen()
    {
        m_broker->addMany(2'000, [](int place) { return task(place); });
        show(TaskWindowModel::kPageRows);
        QList<wire::Task> everyOther;
        for (int number = 0; number < 2'000; number += 2)
            everyOther.append(task(number));
        m_page->selection().change(everyOther, {});
        QSignalSpy changed(&m_page->selection(), &ui::TaskSelection::changed);
        auto *bar = table()->verticalScrollBar();
        const auto isRight = [this] {
            const int last = table()->rowAt(table()->viewport()->height() - 1);
            for (int row = table()->rowAt(0); row <= (last < 0 ? m_page->model().rowCount() - 1 : last); ++row)
                if (table()->selectionModel()->isRowSelected(row) != m_page->selection().contains(m_page->model().taskAt(row)))
                    return false;
            return true;
        };
        for (int step = 0; step < 200 && !m_page->model().cursorBelow().isEmpty(); ++step) {
            bar->setValue(bar->value() + 25 * table()->rowHeight());
            QTRY_VERIFY(m_broker->isIdle());
            QCoreApplication::processEvents();
            QVERIFY(isRight());
        }
        QCOMPARE(m_page->model().rowCount(), 2'000);
        bar->setValue(bar->maximum() / 2);
        QVERIFY(isRight());
        QVERIFY(table()->selectionModel()->selection().size() < 300);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(selected().size(), 1'000);
        // A click adds to all of them, or replaces all of them.
        int row = table()->rowAt(50);
        row += m_page->selection().contains(m_page->model().taskAt(row)) ? 1 : 0;
        click(row, Qt::ControlModifier);
        QCOMPARE(selected().size(), 1'001);
        click(row + 3);
        QCOMPARE(selected(), numbersOf({row + 3}));
        QCOMPARE(shown(), selected());
    }

    void filterSortAndPageSwitch_keepIt()
    {
        for (int number = 1; number <= 20; ++number)
            m_broker->add(task(number, number % 2 == 0 ? u"dead"_s : u"completed"_s));
        show(20);
        click(2);
        click(7, Qt::ShiftModifier);
        const auto before = selected();
        QSignalSpy changed(&m_page->selection(), &ui::TaskSelection::changed);
        ui::TaskFilter filter;
        filter.states = {u"dead"_s};
        m_page->setFilter(filter);
        QTRY_COMPARE(m_page->model().rowCount(), 10);
        QCOMPARE(shown().size(), 3);
        filter = {};
        filter.sort = u"created"_s;
        m_page->setFilter(filter);
        QTRY_COMPARE(idAt(0), idOf(1));
        QCOMPARE(shown(), before);
        m_page->hide();
        m_page->show();
        m_page->reload();
        QTRY_VERIFY(m_broker->isIdle());
        QCOMPARE(selected(), before);
        QCOMPARE(shown(), before);
        QCOMPARE(changed.count(), 0);
    }

    void acts_areForThoseThatFit()
    {
        for (int number = 0; number < 12; ++number)
            m_broker->add(task(number, number < 4 ? u"running"_s : u"dead"_s));
        show(12);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(selected().size(), 12);
        auto *retry = m_page->acts()->actsOnChosen().first();
        QCOMPARE(retry->text(), u"Retry (8 of 12)"_s);
        QVERIFY(retry->toolTip().contains(u"the others are running 4"));
        // Its state is kept fresh.
        m_broker->change(idOf(2), [](wire::Task &changed) { changed.state = u"dead"_s; });
        poll();
        QTRY_COMPARE(retry->text(), u"Retry (9 of 12)"_s);
        retry->trigger();
        QTRY_VERIFY(!lastOperation().isEmpty());
        QVERIFY(lastOperation().startsWith("{\"verb\":\"retry\",\"ids\":["));
        QCOMPARE(lastOperation().count("00000000-"), 9);
        QVERIFY(!lastOperation().contains(idOf(1).toUtf8()));
        // A deleted task is selected no longer.
        m_broker->remove(idOf(5));
        poll();
        QTRY_COMPARE(selected().size(), 11);
    }

    void deletedTasks_areSelectedAgainWhenTheyAreRestored()
    {
        showTasks(10);
        click(3);
        click(4, Qt::ShiftModifier);
        const auto before = selected();
        const auto restore = [this](const QString &id) { m_broker->change(id, [](wire::Task &task) { task.trashedAt = {}; }); };
        const QStringList ids {idAt(3), idAt(4)};
        for (const auto &id : ids)
            m_broker->remove(id);
        poll();
        QTRY_VERIFY(selected().isEmpty());
        for (const auto &id : ids)
            restore(id);
        poll();
        QTRY_COMPARE(selected(), before);
        QCOMPARE(shown(), before);
        // Whoever has selected something else meanwhile keeps that.
        m_broker->remove(ids.first());
        poll();
        QTRY_COMPARE(selected().size(), 1);
        click(7);
        restore(ids.first());
        poll();
        QTRY_VERIFY(!m_page->model().taskAt(3).trashedAt.isValid());
        QCOMPARE(selected(), (QSet<QString> {idAt(7)}));
    }

    void everythingThatMatches_isChosenAsOfNow()
    {
        m_broker->addMany(5'000, [](int place) { return task(place); });
        ui::TaskFilter filter;
        filter.states = {u"dead"_s};
        m_page->setFilter(filter);
        show(TaskWindowModel::kPageRows);
        auto *bar = m_page->selectionBar();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bar->text(), u"256 selected"_s);
        QCOMPARE(bar->allButton()->text(), u"Select all that match"_s);
        m_page->setStats({.states = {{u"dead"_s, 5'000}}});
        QTest::keyClick(table(), Qt::Key_Escape);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bar->allButton()->text(), u"Select all 5,000 that match"_s);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bar->text(), u"All 5,000 tasks that match state:dead"_s);
        QCOMPARE(shown().size(), TaskWindowModel::kPageRows);
        click(3, Qt::ControlModifier);
        QCOMPARE(bar->text(), u"All 5,000 tasks that match state:dead, except 1"_s);
        m_page->setStats({.states = {{u"dead"_s, 7'000}}});
        QCOMPARE(bar->text(), u"All 5,000 tasks that match state:dead, except 1"_s);
        // Rows that are read later are selected, and tasks that come later are not.
        m_page->feed().readBelow();
        QTRY_COMPARE(m_page->model().rowCount(), 2 * TaskWindowModel::kPageRows);
        QCOMPARE(shown().size(), 2 * TaskWindowModel::kPageRows - 1);
        const auto excepted = idAt(3);
        m_broker->add(task(9'000));
        poll();
        QTRY_COMPARE(idAt(0), idOf(9'000));
        QCOMPARE(shown().size(), 2 * TaskWindowModel::kPageRows - 1);
        m_page->acts()->actsOnChosen().first()->trigger();
        QTRY_VERIFY(!lastOperation().isEmpty());
        const auto everything =
            QByteArray("{'verb':'retry','filter':{'q':'state:dead','as_of':1,'except':['ID']},'dry_run':true}")
                .replace('\'', '"')
                .replace("ID", excepted.toUtf8());
        QCOMPARE(lastOperation(), everything);
    }

    void everythingThatMatches_isCountedForItsActsOnce()
    {
        m_broker->addMany(300, [](int place) { return task(place, place % 3 == 0 ? u"running"_s : u"dead"_s); });
        m_page->setFilter({.text = u"created:<30d"_s});
        show(TaskWindowModel::kPageRows);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        const auto *retry = m_page->acts()->actsOnChosen().first();
        QCOMPARE(retry->text(), u"Retry"_s);
        QTRY_COMPARE(retry->text(), u"Retry (200 of 300)"_s);
        QVERIFY(retry->toolTip().contains(u"the others are running 100"_s));
        const auto first = lastOperation();
        const auto asked = operations();
        m_page->setStats({.states = {{u"dead"_s, 5'000}}});
        poll();
        QCOMPARE(operations(), asked);
        QCOMPARE(asked, 1);
        click(4, Qt::ControlModifier); // Another selection, so these numbers are not its own.
        QCOMPARE(retry->text(), u"Retry"_s);
        QTRY_COMPARE(operations(), 2);
        QVERIFY(lastOperation() != first);
    }

    void everythingThatMatches_isOfTheShownZone()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Asia/Tokyo"});
        m_broker->addMany(300, [](int place) { return task(place); });
        m_page->setFilter({.text = u"created:2026-11-24"_s});
        show(TaskWindowModel::kPageRows);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_page->selectionBar()->text(), u"All tasks that match created:2026-11-24"_s);
        m_page->acts()->actsOnChosen().first()->trigger();
        QTRY_VERIFY(lastOperation().contains("\"q\":\"created:2026-11-24 zone:Asia/Tokyo\""));
    }

    void everythingWithoutCounts_isChosenWithoutANumber()
    {
        m_broker->addMany(1'000, [](int place) { return task(place); });
        m_page->setStats({.states = {{u"dead"_s, 1'000}}});
        ui::TaskFilter filter;
        filter.text = u"created:<30d"_s;
        m_page->setFilter(filter);
        show(TaskWindowModel::kPageRows);
        auto *bar = m_page->selectionBar();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(bar->allButton()->text(), u"Select all that match"_s);
        bar->allButton()->click();
        QCOMPARE(bar->text(), u"All tasks that match created:<30d"_s);
    }

    void everythingWithoutAFilter_saysWhatToDoInstead()
    {
        m_broker->addMany(1'000, [](int place) { return task(place); });
        show(TaskWindowModel::kPageRows);
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_page->filterBar()->hint(), QString());
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(m_page->filterBar()->hint().startsWith(u"All tasks of the broker cannot be selected at once."));
        QCOMPARE(selected().size(), TaskWindowModel::kPageRows);
    }

    void contextMenu_keepsItsTarget()
    {
        showTasks(10);
        click(2);
        click(4, Qt::ShiftModifier);
        QTest::mouseClick(table()->viewport(), Qt::RightButton, {}, placeOf(3));
        QContextMenuEvent asked(QContextMenuEvent::Mouse, placeOf(3), table()->viewport()->mapToGlobal(placeOf(3)));
        QCoreApplication::sendEvent(table()->viewport(), &asked);
        auto *menu = m_page->contextMenu();
        QVERIFY(menu->isVisible());
        const auto meant = selected();
        QCOMPARE(meant.size(), 3);
        // Meanwhile the list goes on, and somebody else selects something.
        for (int number = 0; number < 100; ++number)
            m_broker->add(task(1'000 + number));
        poll();
        m_page->selection().replace({task(1'050)});
        auto *retry = m_page->acts()->actsOnChosen().first();
        QCOMPARE(retry->text(), u"Retry (3)"_s);
        menu->setActiveAction(retry);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(!lastOperation().isEmpty());
        QCOMPARE(lastOperation().count("00000000-"), 3);
        for (const auto &id : meant)
            QVERIFY(lastOperation().contains(id.toUtf8()));
        QTRY_COMPARE(retry->text(), u"Retry"_s);
    }

    /// Clicks, keys, scrolling and a lively broker by chance, against a plain set of ids.
    void randomWalk_keepsWhatWasPicked()
    {
        m_broker->addMany(6'000, [](int place) { return task(place); });
        for (int number = 6'000; number < 6'040; ++number)
            m_broker->add(task(number));
        show(TaskWindowModel::kPageRows);
        std::mt19937 random(7);
        const auto below = [&](int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random); };
        QSet<QString> picked;
        int next = 6'040;
        for (int step = 0; step < 400; ++step) {
            auto *bar = table()->verticalScrollBar();
            const int rows = table()->viewport()->height() / table()->rowHeight();
            const int row = table()->rowAt(1) + below(std::max(1, rows - 1));
            const auto id = idAt(std::min(row, m_page->model().rowCount() - 1));
            switch (below(8)) {
            case 0:
                click(m_page->model().rowOf(id));
                picked = {id};
                break;
            case 1:
            case 2:
            case 3:
                click(m_page->model().rowOf(id), Qt::ControlModifier);
                if (!picked.remove(id))
                    picked.insert(id);
                break;
            case 4:
                bar->setValue(below(bar->maximum() + 1));
                break;
            case 5:
                m_broker->add(task(next++));
                m_broker->change(idOf(6'000 + below(next - 6'000)), [](wire::Task &task) { ++task.attempt; });
                m_page->feed().poll();
                break;
            case 6:
                QTest::keyClick(table(), below(2) == 0 ? Qt::Key_Home : Qt::Key_End);
                break;
            default:
                if (below(10) == 0)
                    m_page->reload();
            }
            QTRY_VERIFY(m_broker->isIdle());
            QCoreApplication::processEvents();
            QTRY_VERIFY(m_broker->isIdle());
            QCOMPARE(selected(), picked);
            QSet<QString> here;
            for (const auto &each : std::as_const(picked))
                if (m_page->model().rowOf(each) >= 0)
                    here.insert(each);
            if (shown() != here)
                QFAIL(qPrintable(u"step %1"_s.arg(step)));
        }
        QVERIFY(!picked.isEmpty());
    }

private:
    [[nodiscard]] ui::TaskTableView *table() const { return m_page->table(); }
    [[nodiscard]] QString idAt(int row) const { return m_page->model().taskAt(row).id; }
    [[nodiscard]] QPoint placeOf(int row) const { return {120, table()->rowViewportPosition(row) + table()->rowHeight() / 2}; }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, keys, placeOf(row));
    }
    [[nodiscard]] QSet<QString> selected() const
    {
        const auto ids = m_page->selection().chosen().states.keys();
        return {ids.begin(), ids.end()};
    }
    /// What Qt's selection of rows shows.
    [[nodiscard]] QSet<QString> shown() const
    {
        QSet<QString> ids;
        for (const auto &index : table()->selectionModel()->selectedRows())
            ids.insert(idAt(index.row()));
        return ids;
    }
    [[nodiscard]] QSet<QString> numbersOf(const QList<int> &rows) const
    {
        QSet<QString> ids;
        for (const int row : rows)
            ids.insert(idAt(row));
        return ids;
    }
    [[nodiscard]] qsizetype operations() const
    {
        return std::ranges::count_if(m_broker->calls(), [](const auto &call) { return call.path == "/operation"; });
    }
    [[nodiscard]] QByteArray lastOperation() const
    {
        for (auto call = m_broker->calls().crbegin(); call != m_broker->calls().crend(); ++call)
            if (call->method == "POST" && call->path == "/operation")
                return call->body;
        return {};
    }
    void poll()
    {
        m_page->feed().poll();
        QTRY_VERIFY(m_broker->isIdle());
    }
    void showTasks(int count)
    {
        for (int number = 0; number < count; ++number)
            m_broker->add(task(number));
        show(count);
    }
    void show(int rows)
    {
        m_page->show();
        QTRY_COMPARE(m_page->model().rowCount(), rows);
        QTRY_VERIFY(table()->isVisible());
    }

    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TasksPage> m_page;
};

CONDUIT_TIMED_MAIN(TestTaskSelection)
#include "tst_task_selection.moc"
