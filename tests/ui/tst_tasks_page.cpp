// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_reader.h"
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/format/curl.h"
#include "ui/format/moment_entry.h"
#include "ui/format/times.h"
#include "ui/pages/cell_actions.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/task_list_pane.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/go_to_time_bar.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/time_rail.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

wire::Task task(int number, const QString &state = u"completed"_s)
{
    wire::Task made;
    made.id = idOf(number);
    made.taskType = u"echo"_s;
    made.state = state;
    made.createdAt = test::pretendNow().addSecs(number - 1'000'000);
    made.payload = R"({"n":)" + QByteArray::number(number) + '}';
    return made;
}

} // namespace

class TestTasksPage : public QObject
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
        QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault()));
        m_page.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
    }

    void list_showsTheNewestFirst()
    {
        for (int number = 1; number <= 5; ++number)
            m_broker->add(task(number));
        show(5);
        QCOMPARE(m_page->model().taskAt(0).id, idOf(5));
        QVERIFY(!m_page->emptyState()->isVisible());
    }

    void emptyList_saysWhatToDo()
    {
        m_page->show();
        QTRY_COMPARE(m_page->emptyState()->title(), u"No tasks yet"_s);
        QSignalSpy wanted(m_page.get(), &ui::TasksPage::enqueueRequested);
        QTest::mouseClick(m_page->emptyState()->button(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

    void hiddenList_saysThatTheFilterHidesIt()
    {
        m_broker->add(task(1));
        show(1);
        m_page->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}});
        QTRY_COMPARE(m_page->emptyState()->title(), u"No task matches"_s);
        QTest::mouseClick(m_page->emptyState()->button(), Qt::LeftButton);
        QTRY_COMPARE(m_page->model().rowCount(), 1);
        QVERIFY(m_page->filter().isEmpty());
    }

    void controls_buildTheFilter()
    {
        m_broker->add(task(1));
        show(1);
        wire::Stats stats;
        stats.states = {{u"completed"_s, 1}, {u"dead"_s, 3}};
        stats.types = {{u"echo"_s, {{u"dead"_s, 3}}}};
        stats.queues = {{u"gpu"_s, {{u"dead"_s, 3}}}};
        m_page->setStats(stats);
        for (auto *chip : m_page->findChildren<ui::FilterChip *>())
            if (chip->text() == u"Dead" || chip->text() == u"Ready")
                chip->click();
        for (auto *box : m_page->findChildren<QComboBox *>())
            box->setCurrentIndex(box->findText(box->accessibleName() == u"Type" ? u"echo"_s : u"gpu"_s));
        const ui::TaskFilter wanted {.states = {u"ready"_s, u"dead"_s}, .types = {u"echo"_s}, .queues = {u"gpu"_s}};
        QCOMPARE(m_page->filter(), wanted);
        QTRY_VERIFY(m_broker->calls().last().path.contains("state=ready,dead"));
    }

    void blockedTasks_haveAChipAsLongAsThereAreAny()
    {
        m_page->show();
        const auto chips = m_page->findChildren<ui::FilterChip *>();
        const auto found =
            std::find_if(chips.begin(), chips.end(), [](const auto *each) { return each->text() == u"Blocked"; });
        QVERIFY(found != chips.end());
        auto *chip = *found;
        QVERIFY(!chip->isVisible());
        wire::Stats stats;
        stats.states = {{u"blocked"_s, 2}};
        m_page->setStats(stats);
        QVERIFY(chip->isVisible());
        chip->click();
        QCOMPARE(m_page->filter().states, QStringList {u"blocked"_s});
        m_page->setStats({});
        QVERIFY(chip->isVisible());
        chip->click();
        QVERIFY(!chip->isVisible());
    }

    void deletedTasks_areNotCounted()
    {
        wire::Stats stats;
        stats.states = {{u"ready"_s, 2}, {u"dead"_s, 1}, {u"trashed"_s, 40}};
        m_page->setStats(stats);
        for (const auto *chip : m_page->findChildren<ui::FilterChip *>())
            if (chip->text() == u"All")
                QCOMPARE(chip->accessibleDescription(), u"Tasks: 3"_s);
    }

    void header_sortsByWhatTheBrokerCan()
    {
        m_broker->add(task(1));
        show(1);
        auto *header = m_page->table()->horizontalHeader();
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Priority);
        QCOMPARE(m_page->filter().sort, u"-priority"_s);
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Priority);
        QCOMPARE(m_page->filter().sort, u"priority"_s);
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Worker);
        QCOMPARE(m_page->filter().sort, u"priority"_s);
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

        m_broker->add(task(1));
        show(1);
        auto *header = m_page->table()->horizontalHeader();
        const auto isTold = [&] {
            const auto labels = m_page->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [](const QLabel *label) { return label->text().contains(u"slow, as there is no index"); });
        };
        QVERIFY(!isTold());
        QVERIFY(m_page->model().headerData(Model::Priority, Qt::Horizontal, Qt::ToolTipRole).toString().contains(u"slow"));
        QVERIFY(m_page->model().headerData(Model::Created, Qt::Horizontal, Qt::ToolTipRole).isNull());
        Q_EMIT header->sectionClicked(Model::Priority);
        QTRY_VERIFY(isTold());
        Q_EMIT header->sectionClicked(Model::Created);
        QTRY_VERIFY(!isTold());
    }

    void details_showTheExactTexts()
    {
        auto ended = task(1);
        ended.payload = R"({"big":9007199254740993,"ratio":1.10,"m":"<b>a</b>"})";
        ended.result = {.output = R"({"z":1e3,"a":2.50})", .error = {}};
        ended.attempt = 1;
        m_broker->add(ended);
        m_broker->setAttempts(idOf(1), {{.number = 1, .worker = u"w"_s, .outcome = u"completed"_s}});
        show(1);
        m_page->table()->setCurrentIndex(m_page->model().index(0, 0));
        QTRY_VERIFY(m_page->details()->task());
        const auto *payload = m_page->details()->findChild<ui::JsonView *>(u"payload"_s);
        QCOMPARE(payload->json(), ended.payload);
        QVERIFY(payload->shownText().contains(u"\"ratio\": 1.10"));
        QVERIFY(payload->shownText().contains(u"<b>a</b>"));
        QCOMPARE(m_page->details()->findChild<ui::JsonView *>(u"result"_s)->json(), ended.result->output);
    }

    void focus_choosesNoTask()
    {
        m_broker->add(task(1));
        show(1);
        QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(m_page->table(), &focus);
        QVERIFY(m_page->table()->currentId().isEmpty());
        QTest::keyClick(m_page->table(), Qt::Key_Down);
        QCOMPARE(m_page->table()->currentId(), idOf(1));
    }

    void details_sayWhatTheTaskWaitsFor()
    {
        auto waiting = task(1, u"ready"_s);
        waiting.waitingFor = {{u"no_worker"_s, u"No connected worker takes the type nobody."_s, {}},
                              {u"not_due"_s, u"It is to run later."_s, test::pretendNow().addSecs(120)}};
        m_broker->add(waiting);
        m_page->show();
        m_page->showTask(idOf(1));
        QTRY_VERIFY(m_page->details()->task());
        bool isSaid = false;
        for (const auto *label : m_page->details()->findChildren<QLabel *>())
            isSaid = isSaid || label->text() == u"No connected worker takes the type nobody.\nIt is to run later (in 2 min).";
        QVERIFY(isSaid);
    }

    void details_showTheErrorOfADeadTask()
    {
        auto dead = task(1, u"dead"_s);
        dead.result = {.output = "null", .error = u"disk full\nat resize.cpp:88"_s};
        m_broker->add(dead);
        m_page->show();
        m_page->showTask(idOf(1));
        QTRY_VERIFY(m_page->details()->task());
        bool isShown = false;
        for (const auto *text : m_page->details()->findChildren<ui::ExactText *>())
            isShown = isShown || (text->accessibleName() == u"Error" && text->exactText() == *dead.result->error);
        QVERIFY(isShown);
    }

    void details_followTheTask()
    {
        m_broker->add(task(1, u"running"_s));
        show(1);
        m_page->showTask(idOf(1));
        QTRY_VERIFY(m_page->details()->task());
        m_broker->change(idOf(1), [](wire::Task &changed) { changed.state = u"completed"_s; });
        QTRY_COMPARE(m_page->model().taskAt(0).state, u"completed"_s);
        QTRY_COMPARE(m_page->details()->task()->state, u"completed"_s);
    }

    void deletedTask_leavesListAndDetails()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number, u"dead"_s));
        show(3);
        m_page->showTask(idOf(2));
        QTRY_VERIFY(m_page->details()->task());
        m_broker->remove(idOf(2));
        QTRY_VERIFY(m_page->model().index(1, 0).data(ui::TaskWindowModel::IsDeletedRole).toBool());
        QCOMPARE(m_page->model().rowCount(), 3);
        // Its row stays for the eye, and is not counted.
        QVERIFY2(m_page->list()->totalsText().startsWith(u"Tasks: 2  "), qPrintable(m_page->list()->totalsText()));
        QCOMPARE(m_page->model().placeOf(1), 0);
        QCOMPARE(m_page->model().placeOf(2), 2);
        m_page->reload();
        QTRY_COMPARE(m_page->model().rowCount(), 2);
        QCOMPARE(m_page->model().rowOf(idOf(2)), -1);
        QTRY_VERIFY(m_page->details()->task()->trashedAt.isValid());
        const auto *said = m_page->details()->findChild<ui::EmptyState *>();
        QTRY_VERIFY(said->isVisible());
        QCOMPARE(said->title(), u"This task was deleted"_s);
        QVERIFY(!m_page->details()->enqueueCopyAction()->isEnabled());
        // None is left, and that is said.
        m_broker->remove(idOf(1));
        m_broker->remove(idOf(3));
        m_page->reload();
        QTRY_VERIFY(m_page->emptyState()->isVisible());
        m_broker->change(idOf(1), [](wire::Task &restored) { restored.trashedAt = {}; });
        QTRY_COMPARE(m_page->model().rowCount(), 1);
    }

    void copies_areWhatTheBrokerKeeps()
    {
        m_broker->add(task(7));
        m_page->show();
        m_page->showTask(idOf(7));
        QTRY_VERIFY(m_page->details()->task());
        QStringList copied;
        for (auto *action : m_page->details()->copyActions()) {
            action->trigger();
            copied.append(QGuiApplication::clipboard()->text());
        }
        QCOMPARE(copied[0], idOf(7));
        QCOMPARE(copied[1], u"{\"n\":7}"_s);
        QVERIFY(copied[3].contains(u"--data-binary '{\"task_type\":\"echo\",\"payload\":{\"n\":7}"));
        QVERIFY(copied[5].contains(u"JsonText(\"{\\\"n\\\":7}\")"));
        QVERIFY(copied[4].contains(u"http://127.0.0.1:8080/task/"_s + idOf(7)));
    }

    void copy_namesItsOriginal()
    {
        auto original = task(7);
        original.meta = "{\"team\":\"blue\"}";
        const auto copied = ui::copyOf(original);
        QCOMPARE(copied.payload, original.payload);
        wire::Task copy = task(8);
        copy.meta = copied.meta;
        QCOMPARE(ui::originalOf(copy), idOf(7));
        QVERIFY(copy.meta.startsWith("{\"team\":\"blue\""));
        // A copy of a copy names the one that it was made of.
        copy.meta = ui::copyOf(copy).meta;
        QCOMPARE(ui::originalOf(copy), idOf(8));
        original.meta = "{\"a\":\"" + QByteArray(4'080, 'x') + "\"}";
        QCOMPARE(ui::copyOf(original).meta, original.meta);
        QVERIFY(ui::originalOf(original).isEmpty());
    }

    void details_leadToTheOriginal()
    {
        auto copy = task(8);
        copy.meta = "{\"copied_from\":\"" + idOf(7).toUtf8() + "\"}";
        m_broker->add(task(7));
        m_broker->add(copy);
        show(2);
        m_page->showTask(idOf(8));
        QTRY_VERIFY(m_page->details()->task());
        auto *link = m_page->details()->findChild<QAbstractButton *>(u"original"_s);
        QVERIFY(link->isVisible());
        QTest::mouseClick(link, Qt::LeftButton);
        QTRY_VERIFY(m_page->details()->task() && m_page->details()->task()->id == idOf(7));
        QVERIFY(!link->isVisible());
    }

    void currentTask_staysCurrentByItsId()
    {
        m_broker->addMany(20'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        auto *table = m_page->table();
        table->setCurrentIndex(m_page->model().index(3, 0));
        const auto id = table->currentId();
        QSignalSpy changed(table, &ui::TaskTableView::currentIdChanged);
        auto *bar = table->verticalScrollBar();
        while (m_page->model().rowOf(id) >= 0) {
            bar->setValue(bar->maximum());
            QTRY_VERIFY(bar->value() < bar->maximum() || m_page->model().cursorBelow().isEmpty());
        }
        QVERIFY(!table->currentIndex().isValid());
        QCOMPARE(table->currentId(), id);
        QTest::keyClick(table, Qt::Key_Home);
        QTRY_COMPARE(m_page->model().rowOf(id), 3);
        QCOMPARE(table->currentIndex().row(), 3);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_page->details()->task()->id, id);
    }

    void visibleRows_stayWhereTheyAre()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        auto *table = m_page->table();
        auto *bar = table->verticalScrollBar();
        bar->setValue(bar->maximum() / 2 + 7);
        const auto top = table->rowAt(1);
        const auto id = m_page->model().taskAt(top).id;
        const auto offset = table->rowViewportPosition(top);
        for (int number = 0; number < 10; ++number)
            m_broker->add(task(1'000'000 + number));
        m_page->feed().poll();
        QTRY_COMPARE(m_page->feed().newRows(), 10);
        QVERIFY(m_page->newRowsButton()->isVisible());
        QCOMPARE(m_page->model().taskAt(table->rowAt(1)).id, id);
        QTRY_COMPARE(table->rowViewportPosition(m_page->model().rowOf(id)), offset);
        QTest::mouseClick(m_page->newRowsButton(), Qt::LeftButton);
        QTRY_COMPARE(m_page->model().taskAt(0).id, idOf(1'000'009));
        QTRY_VERIFY(!m_page->newRowsButton()->isVisible());
    }

    void rowsAbove_comeWithoutMovingTheView()
    {
        m_broker->addMany(10'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        auto *table = m_page->table();
        QTest::keyClick(table, Qt::Key_End);
        QTRY_COMPARE(m_page->model().taskAt(m_page->model().rowCount() - 1).id, idOf(0));
        QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
        const auto last = table->rowAt(table->viewport()->height() - 2);
        QCOMPARE(m_page->model().taskAt(last).id, idOf(0));
        table->verticalScrollBar()->setValue(40);
        const auto id = m_page->model().taskAt(table->rowAt(1)).id;
        const auto rows = m_page->model().rowCount();
        QTRY_VERIFY(m_page->model().rowCount() > rows);
        QCOMPARE(m_page->model().taskAt(table->rowAt(1)).id, id);
    }

    void rail_showsWhenTasksWereMade_andWhatTheListShows()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        const auto *rail = m_page->list()->rail();
        QTRY_VERIFY(!rail->histogram().isEmpty());
        const auto total = [rail] {
            qint64 tasks = 0;
            for (int place = 0; place < rail->histogram().size(); ++place)
                tasks += rail->histogram().count(place);
            return tasks;
        };
        QTRY_COMPARE(total(), 3'000);
        QVERIFY(rail->histogram().isCounted(0));
        QVERIFY(rail->shownText().contains(ui::momentText(task(2'999).createdAt)));
    }

    void clickOnTheRail_leadsToATime_andKeepsTheSelection()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        m_page->table()->setCurrentIndex(m_page->model().index(3, 0));
        auto *rail = m_page->list()->rail();
        QTRY_VERIFY(!rail->histogram().isEmpty());
        const int place = rail->histogram().placeOf(task(1'000).createdAt);
        const auto newest = [&] { return m_page->model().taskAt(m_page->table()->rowAt(1)).createdAt; };
        QTest::mouseClick(rail, Qt::LeftButton, {}, rail->rectOf(place).center().toPoint());
        QTRY_VERIFY(rail->histogram().placeOf(newest()) == place);
        QCOMPARE(m_page->selection().chosen().states.keys(), QStringList {idOf(2'996)});
        QVERIFY(!m_page->table()->isAtTop());

        // And up again, past where it has landed.
        QTRY_VERIFY(m_page->model().rowCount() > ui::TaskWindowModel::kPageRows);
        m_page->table()->verticalScrollBar()->setValue(0);
        QTRY_VERIFY(m_page->model().taskAt(0).createdAt > rail->histogram().end(place));
    }

    void rail_isReadAndUsedWithTheKeyboard()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        auto *rail = m_page->list()->rail();
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
        QTRY_VERIFY(rail->histogram().placeOf(m_page->model().taskAt(m_page->table()->rowAt(1)).createdAt) == 11);
        QTest::keyClick(rail, Qt::Key_Escape);
        QCOMPARE(rail->cursor(), -1);
    }

    void rail_saysWhyNot_inAnotherOrder()
    {
        m_broker->add(task(1));
        show(1);
        auto *rail = m_page->list()->rail();
        QVERIFY(rail->isEnabled());
        m_page->setFilter({.sort = u"-priority"_s});
        QVERIFY(!rail->isEnabled());
        QCOMPARE(rail->accessibleDescription(), m_page->list()->whyNoTime());
        QVERIFY(!action(u"list.go_to_time"_s)->isEnabled());
        m_page->setFilter({.sort = u"created"_s});
        QVERIFY(rail->isEnabled());
        QVERIFY(action(u"list.go_to_time"_s)->isEnabled());
    }

    void goToTime_takesWhatSomebodyTypes()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        auto *bar = m_page->list()->goToTimeBar();
        QVERIFY(!bar->isVisible());
        action(u"list.go_to_time"_s)->trigger();
        QVERIFY(bar->isVisible());
        bar->edit()->setText(u"tomorrow, perhaps"_s);
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QVERIFY(bar->isVisible());
        QVERIFY(!bar->problem().isEmpty());
        bar->edit()->setText(task(1'000).createdAt.toUTC().toString(Qt::ISODate));
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QTRY_COMPARE(m_page->model().taskAt(m_page->table()->rowAt(1)).id, idOf(1'000));
        QVERIFY(!bar->isVisible());
        // Before everything is at the end; from there Home leads back.
        action(u"list.go_to_time"_s)->trigger();
        bar->edit()->setText(u"1999-12-31"_s);
        QTest::keyClick(bar->edit(), Qt::Key_Return);
        QTRY_COMPARE(m_page->model().taskAt(m_page->model().rowCount() - 1).id, idOf(0));
        const auto *scroll = m_page->table()->verticalScrollBar();
        QTRY_COMPARE(scroll->value(), scroll->maximum());
        action(u"list.newest"_s)->trigger();
        QTRY_COMPARE(m_page->model().taskAt(0).id, idOf(2'999));
        QTRY_VERIFY(m_page->table()->isAtTop());
    }

    void goToTime_inTheOrderOfCreation_beginsWithTheFirstTaskOfThatTime()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        m_page->setFilter({.sort = u"created"_s});
        QTRY_COMPARE(m_page->model().taskAt(0).id, idOf(0));
        const auto minute =
            *ui::momentFromEntry(task(2'000).createdAt.toString(u"yyyy-MM-dd'T'HH:mm'Z'"_s), test::pretendNow());
        m_page->list()->goTo(minute);
        QTRY_VERIFY(m_page->model().taskAt(m_page->table()->rowAt(1)).createdAt == minute.from);
    }

    void lettersInTheList_moveAndPeek()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number));
        show(3);
        action(u"list.down"_s)->trigger();
        QCOMPARE(m_page->table()->currentId(), idOf(3));
        action(u"list.down"_s)->trigger();
        QCOMPARE(m_page->table()->currentId(), idOf(2));
        QCOMPARE(m_page->selection().chosen().states.keys(), QStringList {idOf(2)});
        action(u"list.up"_s)->trigger();
        QCOMPARE(m_page->table()->currentId(), idOf(3));
        QVERIFY(m_page->details()->isVisible());
        action(u"list.peek"_s)->trigger();
        QVERIFY(!m_page->details()->isVisible());
        action(u"list.peek"_s)->trigger();
        QVERIFY(m_page->details()->isVisible());
    }

    void idsOfWhatIsSelected_areCopied()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number));
        show(3);
        auto *copy = action(u"list.copy_ids"_s);
        QVERIFY(!copy->isEnabled());
        m_page->selection().add({task(1), task(3)});
        QVERIFY(copy->isEnabled());
        QSignalSpy said(m_page.get(), &ui::TasksPage::said);
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), idOf(1) + u'\n' + idOf(3));
        QCOMPARE(said.last().first().toString(), u"2 IDs copied"_s);
        action(u"list.clear_selection"_s)->trigger();
        QVERIFY(m_page->selection().isEmpty());
        QVERIFY(!action(u"list.clear_selection"_s)->isEnabled());
    }

    void greyKey_saysWhy()
    {
        m_broker->add(task(1, u"running"_s));
        show(1);
        m_page->table()->setCurrentIndex(m_page->model().index(0, 0));
        QSignalSpy said(m_page.get(), &ui::TasksPage::refused);
        QTest::keyClick(m_page->table(), Qt::Key_Delete);
        QCOMPARE(said.count(), 1);
        QVERIFY(said.first().first().toString().contains(u"Ctrl+Shift+X"));
        QTest::keyClick(m_page->table(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(said.count(), 2);
        QVERIFY(said.last().first().toString().startsWith(u"Retry: "));
    }

    void drags_askForTheLastTimeOnly()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        const auto asked = [this] {
            return std::count_if(m_broker->calls().begin(), m_broker->calls().end(),
                                 [](const client::Call &call) { return call.path.contains("&at="); });
        };
        for (int number = 2'000; number > 1'000; number -= 10)
            m_page->feed().jumpTo(task(number).createdAt);
        QTRY_COMPARE(m_page->model().taskAt(m_page->table()->rowAt(1)).id, idOf(1'010));
        QCOMPARE(asked(), 2);
    }

    void top_growsByItself()
    {
        m_broker->add(task(1));
        show(1);
        m_broker->add(task(2));
        QTRY_COMPARE(m_page->model().rowCount(), 2);
        QCOMPARE(m_page->model().taskAt(0).id, idOf(2));
        QVERIFY(!m_page->newRowsButton()->isVisible());
    }

    void typing_readsFewCells()
    {
        m_broker->addMany(3'000, [](int place) { return task(place); });
        show(ui::TaskWindowModel::kPageRows);
        const auto before = m_page->table()->currentIndex();
        QTest::keyClicks(m_page->table(), u"completed"_s);
        QCOMPARE(m_page->table()->currentIndex(), before);
    }

    void awayBroker_keepsTheList()
    {
        m_broker->add(task(1));
        show(1);
        m_broker->setAway(true);
        m_page->setOnline(false);
        m_page->reload();
        QTRY_VERIFY(!m_client->isReachable());
        QCOMPARE(m_page->model().rowCount(), 1);
        m_broker->setAway(false);
        m_broker->add(task(2));
        m_page->setOnline(true);
        QTRY_COMPARE(m_page->model().rowCount(), 2);
    }

    void columns_areRemembered()
    {
        m_page->table()->setColumnHidden(ui::TaskWindowModel::Priority, false);
        m_page->table()->setColumnWidth(ui::TaskWindowModel::Type, 222);
        m_page->saveSettings();
        ui::TasksPage again(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
        QVERIFY(!again.table()->isColumnHidden(ui::TaskWindowModel::Priority));
        QCOMPARE(again.table()->columnWidth(ui::TaskWindowModel::Type), 222);
        (**m_settings).setValue(u"tasks/header"_s, QByteArray("nonsense"));
        const ui::TasksPage spoilt(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
        QVERIFY(spoilt.table()->isColumnHidden(ui::TaskWindowModel::Priority));
    }

    void cell_narrowsTheFilter()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number));
        show(3);
        const auto filters = m_page->cells()->filterActions();
        QCOMPARE(ui::whyNot(*filters.first()), u"Choose a task first."_s);
        clickCell(1, ui::TaskWindowModel::Type);
        QCOMPARE(filters.first()->text(), u"Filter by type:echo"_s);
        QVERIFY(m_page->contextMenu()->actions().contains(filters.first()));
        QVERIFY(m_page->editActions().contains(filters.first()));
        filters.first()->trigger();
        QCOMPARE(m_page->filterBar()->line(), u"type:echo"_s);
        QTRY_COMPARE(m_page->model().rowCount(), 3);
        clickCell(1, ui::TaskWindowModel::State);
        QCOMPARE(filters.last()->text(), u"Exclude state:completed"_s);
        filters.last()->trigger();
        QCOMPARE(m_page->filterBar()->line(), u"type:echo -state:completed"_s);
        QTRY_VERIFY(m_broker->isIdle());
        clickCell(0, ui::TaskWindowModel::Worker);
        QCOMPARE(ui::whyNot(*filters.first()), u"This cell is empty."_s);
    }

    void menu_keepsTheCellThatItWasOpenedOn()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number));
        show(3);
        clickCell(1, ui::TaskWindowModel::Type);
        const auto place = placeOf(1, ui::TaskWindowModel::Type);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, place, m_page->table()->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(m_page->table()->viewport(), &asked);
        QVERIFY(m_page->contextMenu()->isVisible());
        m_page->table()->setCurrentIndex(m_page->model().index(0, ui::TaskWindowModel::State));
        QCOMPARE(m_page->cells()->filterActions().first()->text(), u"Filter by type:echo"_s);
        m_page->contextMenu()->close();
        QTRY_COMPARE(m_page->cells()->filterActions().first()->text(), u"Filter by state:completed"_s);
    }

    void rows_areCopiedAsATable()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number));
        show(3);
        clickCell(0, ui::TaskWindowModel::Id);
        const auto copies = m_page->cells()->copyActions();
        copies.first()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), idOf(3));
        QCOMPARE(copies.last()->text(), u"Copy row as a table"_s);
        QTest::keyClick(m_page->table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(copies.last()->text(), u"Copy 3 rows as a table"_s);
        copies.last()->trigger();
        const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.first().startsWith(u"completed\techo\t"_s));
        m_page->hide();
        QVERIFY(!copies.last()->isEnabled());
    }

    void rowThatLeft_staysUntilTheRefresh()
    {
        for (int number = 1; number <= 3; ++number)
            m_broker->add(task(number, u"running"_s));
        m_page->setFilter({.states = {u"running"_s}, .types = {}, .queues = {}});
        show(3);
        m_broker->change(idOf(2), [](wire::Task &changed) { changed.state = u"completed"_s; });
        m_page->feed().poll();
        const auto state = m_page->model().index(1, ui::TaskWindowModel::State);
        QTRY_COMPARE(state.data().toString(), u"Completed (left)"_s);
        QCOMPARE(m_page->model().rowCount(), 3);
        m_page->reload();
        QTRY_COMPARE(m_page->model().rowCount(), 2);
    }

private:
    [[nodiscard]] QPoint placeOf(int row, int column) const
    {
        return m_page->table()->visualRect(m_page->model().index(row, column)).center();
    }
    void clickCell(int row, int column)
    {
        m_page->table()->scrollTo(m_page->model().index(row, column));
        QTest::mouseClick(m_page->table()->viewport(), Qt::LeftButton, {}, placeOf(row, column));
    }
    QAction *action(const QString &id)
    {
        for (auto *each : m_page->viewActions() + m_page->editActions() + m_page->taskActions())
            if (each->objectName() == id)
                return each;
        return nullptr;
    }
    void show(int rows)
    {
        m_page->show();
        QTRY_COMPARE(m_page->model().rowCount(), rows);
        QTRY_VERIFY(m_page->table()->isVisible());
    }

    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TasksPage> m_page;
};

CONDUIT_TIMED_MAIN(TestTasksPage)
#include "tst_tasks_page.moc"
