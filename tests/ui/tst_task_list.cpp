// SPDX-License-Identifier: GPL-3.0-only
// The list of tasks: its order, its place, its keys, its columns.
#include "broker/core/task_reader.h"
#include "tests/ui/tasks_ground.h"
#include "ui/format/time_format.h"
#include "ui/pages/cell_actions.h"
#include "ui/pages/task_columns.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/task_header.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHash>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestTaskList : public QObject
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

    void list_showsTheNewestFirst()
    {
        for (int number = 1; number <= 5; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(5);
        QCOMPARE(m_ground->page.model().taskAt(0).id, test::taskId(5));
        QVERIFY(!m_ground->page.emptyState()->isVisible());
    }

    void emptyList_saysWhatToDo()
    {
        m_ground->page.show();
        QTRY_COMPARE(m_ground->page.emptyState()->title(), u"No tasks yet"_s);
        QSignalSpy wanted(&m_ground->page, &ui::TasksPage::enqueueRequested);
        QTest::mouseClick(m_ground->page.emptyState()->button(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

    void header_sortsByWhatTheBrokerCan()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        auto *header = m_ground->page.table()->horizontalHeader();
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Priority);
        QCOMPARE(m_ground->page.filter().sort, u"-priority"_s);
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Priority);
        QCOMPARE(m_ground->page.filter().sort, u"priority"_s);
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Worker);
        QCOMPARE(m_ground->page.filter().sort, u"priority"_s);
        QCOMPARE(header->sortIndicatorSection(), int(ui::TaskWindowModel::Priority));
    }

    void slowOrder_isToldBeforeAndWhileItIsSo()
    {
        using Model = ui::TaskWindowModel;
        // The same as the broker says, whose plans are tested.
        const QHash<QString, broker::TaskSort> sorts {
            {u"created"_s, broker::TaskSort::Created},     {u"run_at"_s, broker::TaskSort::RunAt},
            {u"priority"_s, broker::TaskSort::Priority},   {u"started"_s, broker::TaskSort::Started},
            {u"completed"_s, broker::TaskSort::Completed}, {u"duration"_s, broker::TaskSort::Duration}};
        int sortable = 0;
        for (int column = 0; column < Model::kColumnCount; ++column) {
            const auto word = Model::sortWord(column);
            sortable += word.isEmpty() ? 0 : 1;
            QVERIFY(word.isEmpty() || sorts.contains(word));
            QCOMPARE(Model::isSlowSort(column), !word.isEmpty() && !broker::hasIndex(sorts.value(word)));
        }
        QCOMPARE(sortable, int(sorts.size()));

        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        auto *header = m_ground->page.table()->horizontalHeader();
        const auto isTold = [&] { return m_ground->page.list()->totalsText().contains(u"slow, as there is no index"); };
        QVERIFY(!isTold());
        QVERIFY(
            m_ground->page.model().headerData(Model::Priority, Qt::Horizontal, Qt::ToolTipRole).toString().contains(u"slow"));
        QVERIFY(m_ground->page.model().headerData(Model::Created, Qt::Horizontal, Qt::ToolTipRole).isNull());
        const auto spoken = [&](int column) {
            return m_ground->page.model().headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(spoken(Model::Priority), u"Priority, slow to sort by"_s);
        QCOMPARE(spoken(Model::Worker), u"Worker"_s);
        Q_EMIT header->sectionClicked(Model::Priority);
        QTRY_VERIFY(isTold());
        Q_EMIT header->sectionClicked(Model::Created);
        QTRY_VERIFY(!isTold());
    }

    void slowOrder_isMarkedInTheHead()
    {
        using Model = ui::TaskWindowModel;
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        auto *table = m_ground->table();
        auto *header = qobject_cast<ui::TaskHeader *>(table->horizontalHeader());
        table->setColumnWidth(Model::Duration, 120);
        table->setColumnWidth(Model::Attempts, 120);
        // Both names stand at the end; what is drawn at the beginning is the mark.
        const auto beginningOf = [&](int column) {
            const QRect beginning(header->sectionViewportPosition(column) + 4, 2, 16, header->height() - 4);
            return header->grab(beginning).toImage();
        };
        const auto isEmpty = [](const QImage &image) {
            for (int y = 0; y < image.height(); ++y)
                for (int x = 1; x < image.width(); ++x)
                    if (image.pixel(x, y) != image.pixel(0, y))
                        return false;
            return true;
        };
        QVERIFY(isEmpty(beginningOf(Model::Attempts)));
        QVERIFY(!isEmpty(beginningOf(Model::Duration)));
        QVERIFY(header->widthOfTitle(Model::Duration) > ui::widthOfName(*header, Model::Duration));
        QCOMPARE(header->widthOfTitle(Model::Attempts), ui::widthOfName(*header, Model::Attempts));
        for (int column = 0; column < Model::kColumnCount; ++column)
            if (!table->isColumnHidden(column))
                QVERIFY(table->columnWidth(column) >= header->widthOfTitle(column));
    }

    void focus_choosesNoTask()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(m_ground->page.table(), &focus);
        QVERIFY(m_ground->page.table()->currentId().isEmpty());
        QTest::keyClick(m_ground->page.table(), Qt::Key_Down);
        QCOMPARE(m_ground->page.table()->currentId(), test::taskId(1));
    }

    void currentTask_staysCurrentByItsId()
    {
        m_ground->broker.addMany(20'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *table = m_ground->page.table();
        table->setCurrentIndex(m_ground->page.model().index(3, 0));
        const auto id = table->currentId();
        QSignalSpy changed(table, &ui::TaskTableView::currentIdChanged);
        auto *bar = table->verticalScrollBar();
        while (m_ground->page.model().rowOf(id) >= 0) {
            bar->setValue(bar->maximum());
            QTRY_VERIFY(bar->value() < bar->maximum() || m_ground->page.model().cursorBelow().isEmpty());
        }
        QVERIFY(!table->currentIndex().isValid());
        QCOMPARE(table->currentId(), id);
        QTest::keyClick(table, Qt::Key_Home);
        QTRY_COMPARE(m_ground->page.model().rowOf(id), 3);
        QCOMPARE(table->currentIndex().row(), 3);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_ground->page.details()->task()->id, id);
    }

    void visibleRows_stayWhereTheyAre()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *table = m_ground->page.table();
        auto *bar = table->verticalScrollBar();
        bar->setValue(bar->maximum() / 2 + 7);
        const auto top = table->rowAt(1);
        const auto id = m_ground->page.model().taskAt(top).id;
        const auto offset = table->rowViewportPosition(top);
        for (int number = 0; number < 10; ++number)
            m_ground->broker.add(test::numberedTask(1'000'000 + number));
        m_ground->page.feed().poll();
        QTRY_COMPARE(m_ground->page.feed().newRows(), 10);
        QVERIFY(m_ground->page.newRowsButton()->isVisible());
        QCOMPARE(m_ground->page.model().taskAt(table->rowAt(1)).id, id);
        QTRY_COMPARE(table->rowViewportPosition(m_ground->page.model().rowOf(id)), offset);
        QTest::mouseClick(m_ground->page.newRowsButton(), Qt::LeftButton);
        QTRY_COMPARE(m_ground->page.model().taskAt(0).id, test::taskId(1'000'009));
        QTRY_VERIFY(!m_ground->page.newRowsButton()->isVisible());
    }

    void rowsAbove_comeWithoutMovingTheView()
    {
        m_ground->broker.addMany(10'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *table = m_ground->page.table();
        QTest::keyClick(table, Qt::Key_End);
        QTRY_COMPARE(m_ground->page.model().taskAt(m_ground->page.model().rowCount() - 1).id, test::taskId(0));
        QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
        const auto last = table->rowAt(table->viewport()->height() - 2);
        QCOMPARE(m_ground->page.model().taskAt(last).id, test::taskId(0));
        table->verticalScrollBar()->setValue(40);
        const auto id = m_ground->page.model().taskAt(table->rowAt(1)).id;
        const auto rows = m_ground->page.model().rowCount();
        QTRY_VERIFY(m_ground->page.model().rowCount() > rows);
        QCOMPARE(m_ground->page.model().taskAt(table->rowAt(1)).id, id);
    }

    void lettersInTheList_moveAndPeek()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(3);
        m_ground->action(u"list.down"_s)->trigger();
        QCOMPARE(m_ground->page.table()->currentId(), test::taskId(3));
        m_ground->action(u"list.down"_s)->trigger();
        QCOMPARE(m_ground->page.table()->currentId(), test::taskId(2));
        QCOMPARE(m_ground->page.selection().chosen().states.keys(), QStringList {test::taskId(2)});
        m_ground->action(u"list.up"_s)->trigger();
        QCOMPARE(m_ground->page.table()->currentId(), test::taskId(3));
        QVERIFY(m_ground->page.details()->isVisible());
        m_ground->action(u"list.peek"_s)->trigger();
        QVERIFY(!m_ground->page.details()->isVisible());
        m_ground->action(u"list.peek"_s)->trigger();
        QVERIFY(m_ground->page.details()->isVisible());
    }

    void idsOfWhatIsSelected_areCopied()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(3);
        auto *copy = m_ground->action(u"list.copy_ids"_s);
        QVERIFY(!copy->isEnabled());
        m_ground->page.selection().add({test::numberedTask(1), test::numberedTask(3)});
        QVERIFY(copy->isEnabled());
        QSignalSpy said(&m_ground->page, &ui::TasksPage::said);
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), test::taskId(1) + u'\n' + test::taskId(3));
        QCOMPARE(said.last().first().toString(), u"2 IDs copied"_s);
        m_ground->action(u"list.clear_selection"_s)->trigger();
        QVERIFY(m_ground->page.selection().isEmpty());
        QVERIFY(!m_ground->action(u"list.clear_selection"_s)->isEnabled());
    }

    void greyKey_saysWhy()
    {
        m_ground->broker.add(test::numberedTask(1, u"running"_s));
        m_ground->show(1);
        m_ground->page.table()->setCurrentIndex(m_ground->page.model().index(0, 0));
        QSignalSpy said(&m_ground->page, &ui::TasksPage::refused);
        QTest::keyClick(m_ground->page.table(), Qt::Key_Delete);
        QCOMPARE(said.count(), 1);
        QVERIFY(said.first().first().toString().contains(u"Ctrl+Shift+X"));
        QTest::keyClick(m_ground->page.table(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(said.count(), 2);
        QVERIFY(said.last().first().toString().startsWith(u"Retry: "));
    }

    void top_growsByItself()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        m_ground->broker.add(test::numberedTask(2));
        QTRY_COMPARE(m_ground->page.model().rowCount(), 2);
        QCOMPARE(m_ground->page.model().taskAt(0).id, test::taskId(2));
        QVERIFY(!m_ground->page.newRowsButton()->isVisible());
    }

    void typing_readsFewCells()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        const auto before = m_ground->page.table()->currentIndex();
        QTest::keyClicks(m_ground->page.table(), u"completed"_s);
        QCOMPARE(m_ground->page.table()->currentIndex(), before);
    }

    void awayBroker_keepsTheList()
    {
        m_ground->broker.add(test::numberedTask(1));
        m_ground->show(1);
        m_ground->broker.setAway(true);
        m_ground->page.setOnline(false);
        m_ground->page.reload();
        QTRY_VERIFY(!m_ground->client.isReachable());
        QCOMPARE(m_ground->page.model().rowCount(), 1);
        m_ground->broker.setAway(false);
        m_ground->broker.add(test::numberedTask(2));
        m_ground->page.setOnline(true);
        QTRY_COMPARE(m_ground->page.model().rowCount(), 2);
    }

    void columns_areRemembered()
    {
        m_ground->page.table()->setColumnHidden(ui::TaskWindowModel::Priority, false);
        m_ground->page.table()->setColumnWidth(ui::TaskWindowModel::Type, 222);
        m_ground->page.saveSettings();
        ui::TasksPage again(m_ground->client, u"http://h"_s, &test::pretendNow, *m_ground->settings);
        QVERIFY(!again.table()->isColumnHidden(ui::TaskWindowModel::Priority));
        QCOMPARE(again.table()->columnWidth(ui::TaskWindowModel::Type), 222);
        (*m_ground->settings).setValue(u"tasks/header"_s, QByteArray("nonsense"));
        const ui::TasksPage spoilt(m_ground->client, u"http://h"_s, &test::pretendNow, *m_ground->settings);
        QVERIFY(spoilt.table()->isColumnHidden(ui::TaskWindowModel::Priority));
    }

    void columnsOfAnEarlierVersion_bringNoneThatItDidNotHave()
    {
        auto *columns = m_ground->page.list()->columns();
        m_ground->table()->setColumnHidden(ui::TaskWindowModel::EnqueuedBy, false);
        const auto state = columns->state();
        columns->reset();
        columns->setState(state);
        QVERIFY(!m_ground->table()->isColumnHidden(ui::TaskWindowModel::EnqueuedBy));
        // Behind a sum of four digits and one for choices, two digits say how many columns there were; once there were none.
        auto earlier = state.sliced(4);
        earlier.remove(1, 2);
        columns->setState(QByteArray::number(qChecksum(earlier), 16).rightJustified(4, '0') + earlier);
        QVERIFY(m_ground->table()->isColumnHidden(ui::TaskWindowModel::EnqueuedBy));
    }

    void errors_standWhereThereIsRoom()
    {
        using Model = ui::TaskWindowModel;
        Model model(&test::pretendNow);
        ui::TaskSelection selection;
        ui::TaskTableView table(model, selection);
        auto columns = std::make_unique<ui::TaskColumns>(table, *m_ground->settings);
        const auto hasErrors = [&table] { return !table.isColumnHidden(Model::Error); };
        const auto scrolls = [&table] { return table.horizontalScrollBar()->maximum() > 0; };
        table.resize(1'200, 300);
        table.show();
        QTRY_VERIFY(hasErrors());
        QTRY_VERIFY(table.columnWidth(Model::Error) > 300 && !scrolls());
        const int worker = table.columnWidth(Model::Worker);
        table.resize(700, 300);
        QTRY_VERIFY(!hasErrors() && !scrolls());
        table.resize(1'200, 300);
        QTRY_VERIFY(hasErrors());
        QTRY_COMPARE(table.columnWidth(Model::Worker), worker);
        // What somebody has said holds, here and later.
        const auto toggle = [&table] {
            Q_EMIT table.horizontalHeader()->customContextMenuRequested({5, 5});
            auto *menu = table.findChild<QMenu *>();
            for (auto *action : menu->actions())
                if (action->text() == u"Error")
                    action->trigger();
            delete menu;
        };
        toggle();
        QVERIFY(!hasErrors());
        columns->saveSettings();
        table.resize(1'300, 300);
        QCoreApplication::processEvents();
        QVERIFY(!hasErrors());
        ui::TaskTableView another(model, selection);
        const ui::TaskColumns again(another, *m_ground->settings);
        another.resize(1'300, 300);
        another.show();
        QVERIFY(another.isColumnHidden(Model::Error));
        columns->reset();
        QTRY_VERIFY(hasErrors());
    }

    void columns_haveRoomAlsoWithWrittenOutTimes()
    {
        using Model = ui::TaskWindowModel;
        Model model(&test::pretendNow);
        ui::TaskSelection selection;
        ui::TaskTableView table(model, selection);
        auto columns = std::make_unique<ui::TaskColumns>(table, *m_ground->settings);
        const auto scrolls = [&table] { return table.horizontalScrollBar()->maximum() > 0; };
        int width = 800;
        table.resize(width, 300);
        table.show();
        QTRY_VERIFY(!scrolls());
        // As narrow as all of them can stand.
        while (!table.isColumnHidden(Model::Worker) && width > 500)
            table.resize(--width, 300);
        table.resize(++width, 300);
        QTRY_VERIFY(!table.isColumnHidden(Model::Worker) && !scrolls());
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        QTRY_VERIFY(!scrolls());
        QVERIFY(table.isColumnHidden(Model::Worker));
        QVERIFY(!table.isColumnHidden(Model::Queue));
        table.resize(500, 300);
        QTRY_VERIFY(!scrolls());
        QVERIFY(!table.isColumnHidden(Model::Created));
        table.resize(width, 300);
        QTRY_VERIFY(!table.isColumnHidden(Model::Queue));
        ui::TimeFormat::ours().choose({});
        QTRY_VERIFY(!table.isColumnHidden(Model::Worker) && !scrolls());
        // Whoever chooses has what was chosen, and scrolls.
        Q_EMIT table.horizontalHeader()->customContextMenuRequested({5, 5});
        for (auto *action : table.findChild<QMenu *>()->actions())
            if (action->text() == u"Priority")
                action->trigger();
        table.resize(500, 300);
        QTRY_VERIFY(scrolls());
        QVERIFY(!table.isColumnHidden(Model::Worker));
        columns->saveSettings();
        ui::TaskTableView another(model, selection);
        const ui::TaskColumns again(another, *m_ground->settings);
        another.resize(500, 300);
        another.show();
        QVERIFY(!another.isColumnHidden(Model::Worker));
    }

    /// The release of the right button goes to the menu that it opens: a table that makes room afterwards does so by itself, and a filter
    /// that is saved then keeps no widths.
    void columns_areChosenByDraggingAndNotByAPressForTheirMenu()
    {
        using Model = ui::TaskWindowModel;
        Model model(&test::pretendNow);
        ui::TaskSelection selection;
        ui::TaskTableView table(model, selection);
        const ui::TaskColumns columns(table, *m_ground->settings);
        table.resize(1'200, 300);
        table.show();
        QTRY_VERIFY(!table.isColumnHidden(Model::Error));
        auto *header = table.horizontalHeader();
        QTest::mousePress(header->viewport(), Qt::RightButton, {}, QPoint(20, 5));
        header->resizeSection(Model::Type, 201);
        QVERIFY(columns.places().isEmpty());
        QTest::mousePress(header->viewport(), Qt::LeftButton, {}, QPoint(20, 5));
        header->resizeSection(Model::Type, 202);
        QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, QPoint(20, 5));
        const auto places = columns.places();
        const auto type = std::ranges::find(places, u"type"_s, &ui::ColumnPlace::column);
        QVERIFY(type != places.end());
        QCOMPARE(type->width, 202);
    }

    void progress_isABarAndANumber()
    {
        using Model = ui::TaskWindowModel;
        auto running = test::numberedTask(1, u"running"_s);
        running.progress = wire::Progress {.percent = 50};
        m_ground->broker.add(running);
        m_ground->broker.add(test::numberedTask(2, u"running"_s));
        m_ground->show(2);
        auto *table = m_ground->page.table();
        table->setColumnHidden(Model::Progress, false);
        const auto told = m_ground->page.model().index(1, Model::Progress);
        const auto untold = m_ground->page.model().index(0, Model::Progress);
        QCOMPARE(told.data().toString(), u"50 %"_s);
        QVERIFY(untold.data().toString().isEmpty());
        table->scrollTo(told);
        const auto picture = table->viewport()->grab().toImage();
        const auto barOf = [&](const QModelIndex &index) {
            const auto cell = table->visualRect(index);
            const auto tone = ui::toneColor(ui::Tone::Running, table->palette());
            int length = 0;
            for (int x = cell.left(); x < cell.right(); ++x)
                length += picture.pixelColor(x, cell.center().y()) == tone ? 1 : 0;
            return length;
        };
        const int whole = table->columnWidth(Model::Progress) - table->fontMetrics().horizontalAdvance(u"100 %"_s) - 18;
        QVERIFY2(std::abs(barOf(told) - whole / 2) <= 4, qPrintable(u"%1 of %2"_s.arg(barOf(told)).arg(whole)));
        QCOMPARE(barOf(untold), 0);
    }

    void chosenTask_staysInSightInAnotherOrder_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("row");
        QTest::newRow("on the first page") << 200 << 120;
        QTest::newRow("far behind it") << 2'000 << 5;
    }
    void chosenTask_staysInSightInAnotherOrder()
    {
        QFETCH(const int, tasks);
        QFETCH(const int, row);
        m_ground->broker.addMany(tasks, [](int place) { return test::numberedTask(place); });
        m_ground->show(std::min(tasks, ui::TaskWindowModel::kPageRows));
        auto *table = m_ground->page.table();
        m_ground->clickCell(row, ui::TaskWindowModel::Type);
        const auto id = table->currentId();
        const auto isSeen = [&] {
            const int now = m_ground->page.model().rowOf(id);
            return now >= 0
                && table->viewport()->rect().contains(table->visualRect(m_ground->page.model().index(now, 1)).center());
        };
        QVERIFY(isSeen());
        for (const auto &sort : {u"created"_s, u"-created"_s}) {
            Q_EMIT table->horizontalHeader()->sectionClicked(ui::TaskWindowModel::Created);
            QCOMPARE(m_ground->page.filter().sort, sort);
            QTRY_VERIFY(m_ground->broker.isIdle());
            QTRY_VERIFY(isSeen());
            QCOMPARE(table->currentId(), id);
        }
        // Who has scrolled away from it begins at the top.
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
        QVERIFY(!isSeen());
        Q_EMIT table->horizontalHeader()->sectionClicked(ui::TaskWindowModel::Created);
        QTRY_VERIFY(m_ground->broker.isIdle());
        QTRY_COMPARE(table->verticalScrollBar()->value(), 0);
    }

    void rows_areCopiedAsATable()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number));
        m_ground->show(3);
        m_ground->clickCell(0, ui::TaskWindowModel::Id);
        const auto copies = m_ground->page.cells()->copyActions();
        copies.first()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), test::taskId(3));
        QCOMPARE(copies.last()->text(), u"Copy row as a table"_s);
        QTest::keyClick(m_ground->page.table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(copies.last()->text(), u"Copy 3 rows as a table"_s);
        copies.last()->trigger();
        const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.first().startsWith(u"completed\techo\t"_s));
        m_ground->page.hide();
        QVERIFY(!copies.last()->isEnabled());
    }

    void rowThatLeft_staysUntilTheRefresh()
    {
        for (int number = 1; number <= 3; ++number)
            m_ground->broker.add(test::numberedTask(number, u"running"_s));
        m_ground->page.setFilter({.states = {u"running"_s}, .types = {}, .queues = {}});
        m_ground->show(3);
        m_ground->broker.change(test::taskId(2), [](wire::Task &changed) { changed.state = u"completed"_s; });
        m_ground->page.feed().poll();
        const auto state = m_ground->page.model().index(1, ui::TaskWindowModel::State);
        QTRY_COMPARE(state.data().toString(), u"Completed (left)"_s);
        QCOMPARE(m_ground->page.model().rowCount(), 3);
        m_ground->page.reload();
        QTRY_COMPARE(m_ground->page.model().rowCount(), 2);
    }

private:
    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTaskList)
#include "tst_task_list.moc"
