// SPDX-License-Identifier: GPL-3.0-only
// Several filters of one list of tasks, by keyboard and mouse, in a whole window.
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/frame/action_hub.h"
#include "ui/main_window.h"
#include "ui/pages/filter_tabs.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/closable_tab_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kTasks = 3'000;

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

/// Every third one is dead.
wire::Task taskAt(int number)
{
    wire::Task task;
    task.id = idOf(number);
    task.taskType = u"echo"_s;
    task.queue = u"default"_s;
    task.state = number % 3 == 0 ? u"dead"_s : u"completed"_s;
    task.payload = "null";
    task.createdAt = pretendNow().addSecs(number - 1'000'000);
    return task;
}

} // namespace

class TestFilterTabs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<PretendBroker>(pretendNow());
        m_broker->addMany(kTasks, &taskAt);
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<PretendSettings>();
        m_workers = std::make_unique<PretendWorkers>();
        open(1);
        TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = TimedApp::fault();
        m_window.reset();
        m_workers.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void singleTab_needsNoBar()
    {
        QVERIFY(!tabs()->isVisible());
        QCOMPARE(bar()->count(), 1);
        QCOMPARE(ui::whyNot(*action("filter.next_tab")), u"There is one filter tab only."_s);
        QVERIFY(!action("filter.close_tab")->isEnabled());
        // The tabs of the details keep their keys.
        page()->showTask(idOf(kTasks - 1));
        QTRY_VERIFY(page()->details()->task());
        page()->details()->tabs()->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(page()->details()->tabs()->currentIndex(), 1);
    }

    void newTab_listsAllTasks_andItsLineIsToBeWritten()
    {
        line()->setFocus();
        page()->filterBar()->setLine(u"state:dead"_s);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
        press(Qt::Key_T);
        QVERIFY(tabs()->isVisible());
        QCOMPARE(texts(), (QStringList {u"Dead"_s, u"All tasks"_s}));
        QCOMPARE(bar()->currentIndex(), 1);
        QVERIFY(line()->hasFocus());
        QVERIFY(line()->line().isEmpty());
        QTRY_COMPARE(idOfFirst(), idOf(kTasks - 1));
        QTest::keyClicks(line(), u"state:completed type:echo"_s);
        QTest::keyClick(line(), Qt::Key_Return);
        QCOMPARE(texts(), (QStringList {u"Dead"_s, u"state:completed type:echo"_s}));
    }

    void keys_leadFromTabToTabAndRound()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s, {}});
        QCOMPARE(bar()->currentIndex(), 2);
        press(Qt::Key_Tab);
        QCOMPARE(bar()->currentIndex(), 0);
        QCOMPARE(page()->filterBar()->line(), u"state:dead"_s);
        QCOMPARE(page()->filter().states, QStringList {u"dead"_s});
        press(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(bar()->currentIndex(), 2);
        press(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(page()->filterBar()->line(), u"type:echo"_s);
    }

    void clickOnATab_bringsItBack()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s});
        QTest::mouseClick(bar(), Qt::LeftButton, {}, bar()->tabRect(0).center() - QPoint(20, 0));
        QCOMPARE(page()->filterBar()->line(), u"state:dead"_s);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
    }

    void eachTab_comesBackAsItWasLeft()
    {
        auto *header = page()->table()->horizontalHeader();
        Q_EMIT header->sectionClicked(ui::TaskWindowModel::Created);
        QTRY_COMPARE(idOfFirst(), idOf(0));
        page()->table()->setColumnHidden(ui::TaskWindowModel::Tags, false);
        page()->selection().add({taskAt(2), taskAt(3)});

        press(Qt::Key_T);
        QTRY_COMPARE(idOfFirst(), idOf(kTasks - 1));
        QVERIFY(page()->selection().isEmpty());
        QVERIFY(!page()->table()->isColumnHidden(ui::TaskWindowModel::Tags));
        page()->table()->setColumnHidden(ui::TaskWindowModel::Tags, true);
        page()->table()->setCurrentIndex(page()->model().index(4, 0));
        QTRY_VERIFY(page()->details()->task());

        press(Qt::Key_Tab);
        QTRY_COMPARE(idOfFirst(), idOf(0));
        QCOMPARE(page()->filter().sort, u"created"_s);
        QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
        QVERIFY(!page()->table()->isColumnHidden(ui::TaskWindowModel::Tags));
        QCOMPARE(page()->selection().chosen().states.keys(), (QStringList {idOf(2), idOf(3)}));
        QVERIFY(page()->table()->currentId().isEmpty());
        QVERIFY(!page()->details()->task());

        press(Qt::Key_Tab);
        QTRY_COMPARE(idOfFirst(), idOf(kTasks - 1));
        QVERIFY(page()->table()->isColumnHidden(ui::TaskWindowModel::Tags));
        QCOMPARE(page()->table()->currentId(), idOf(kTasks - 5));
        QCOMPARE(page()->selection().chosen().states.keys(), QStringList {idOf(kTasks - 5)});
        QTRY_VERIFY(page()->details()->task() && page()->details()->task()->id == idOf(kTasks - 5));
    }

    void eachTab_comesBackToItsPlace_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addRow("in the first page") << 100;
        QTest::addRow("far down") << 1'500;
    }
    void eachTab_comesBackToItsPlace()
    {
        QFETCH(int, rows);
        auto *table = page()->table();
        while (page()->model().rowCount() < rows + 100) {
            table->goToBottom(); // Only after that the bar knows of the rows that came last.
            const int before = page()->model().rowCount();
            QTRY_VERIFY(page()->model().rowCount() > before);
        }
        table->goToRow(rows);
        const auto top = topId();
        press(Qt::Key_T);
        page()->filterBar()->setLine(u"state:dead"_s);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
        QTRY_VERIFY(table->isAtTop());
        press(Qt::Key_Tab);
        QTRY_COMPARE(topId(), top);
        QVERIFY(!table->isAtTop());
        // Nobody has waited for the answer: the place is not lost.
        press(Qt::Key_Tab);
        press(Qt::Key_Tab);
        QTRY_VERIFY(m_broker->isIdle());
        QTRY_COMPARE(topId(), top);
    }

    void statesOfTheSelection_areThoseOfNow()
    {
        m_broker->add({.id = idOf(kTasks), .taskType = u"mail"_s, .state = u"running"_s});
        page()->reload();
        QTRY_COMPARE(idOfFirst(), idOf(kTasks));
        page()->table()->setCurrentIndex(page()->model().index(0, 0));
        press(Qt::Key_T);
        page()->filterBar()->setLine(u"type:echo"_s);
        QTRY_VERIFY(m_broker->isIdle());
        m_broker->change(idOf(kTasks), [](wire::Task &task) { task.state = u"completed"_s; });
        press(Qt::Key_Tab);
        QTRY_COMPARE(page()->selection().chosen().states.value(idOf(kTasks)), u"completed"_s);
    }

    void eachTab_hasItsOwnWayBack()
    {
        page()->filterBar()->setLine(u"state:dead"_s);
        press(Qt::Key_T);
        QVERIFY(!action("filter.back")->isEnabled());
        page()->filterBar()->setLine(u"type:echo"_s);
        press(Qt::Key_Tab);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page()->filterBar()->line(), QString());
        QVERIFY(action("filter.forward")->isEnabled());
        press(Qt::Key_Tab);
        QCOMPARE(page()->filterBar()->line(), u"type:echo"_s);
        QVERIFY(!action("filter.forward")->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(texts(), (QStringList {u"All tasks"_s, u"All tasks"_s}));
    }

    void whatWaitsForReturn_waitsInItsTab()
    {
        line()->setFocus();
        QTest::keyClicks(line(), u"payload.user:7"_s);
        press(Qt::Key_T);
        QVERIFY(page()->filterBar()->hint().isEmpty());
        press(Qt::Key_Tab);
        QCOMPARE(line()->line(), u"payload.user:7"_s);
        QVERIFY(page()->filter().isEmpty());
        QVERIFY(page()->filterBar()->hint().startsWith(u"Press Return"));
        QCOMPARE(texts(), (QStringList {u"All tasks"_s, u"All tasks"_s}));
        // What would have been shown without a Return is shown.
        line()->setLine({});
        QTest::keyClicks(line(), u"state:dead"_s);
        press(Qt::Key_Tab);
        press(Qt::Key_Tab);
        QCOMPARE(page()->filter().states, QStringList {u"dead"_s});
    }

    void tab_isClosedByItsButton_theMiddleButtonAndAKey()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s, u"queue:default"_s, {}});
        QTest::mouseClick(bar()->closeButton(0), Qt::LeftButton);
        QCOMPARE(texts(), (QStringList {u"type:echo"_s, u"queue:default"_s, u"All tasks"_s}));
        QCOMPARE(bar()->currentIndex(), 2);
        QVERIFY(page()->filter().isEmpty());
        QTest::mouseClick(bar(), Qt::MiddleButton, {}, bar()->tabRect(2).center());
        QCOMPARE(bar()->currentIndex(), 1);
        QCOMPARE(page()->filterBar()->line(), u"queue:default"_s);
        press(Qt::Key_F4);
        QCOMPARE(page()->filterBar()->line(), u"type:echo"_s);
        QCOMPARE(bar()->count(), 1);
        QVERIFY(!tabs()->isVisible());
        QVERIFY(m_window->isVisible());
    }

    void closedTab_canBeBroughtBack()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s});
        press(Qt::Key_Tab);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
        page()->selection().add({taskAt(3), taskAt(6)});
        press(Qt::Key_F4);
        QVERIFY(page()->selection().isEmpty());
        auto *toast = m_window->findChild<ui::Toast *>();
        QCOMPARE(toast->text(), u"Closed the filter tab Dead"_s);
        QTest::mouseClick(toast->button(), Qt::LeftButton);
        QCOMPARE(texts(), (QStringList {u"Dead"_s, u"type:echo"_s}));
        QCOMPARE(bar()->currentIndex(), 0);
        QCOMPARE(page()->selection().count(), 2);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
    }

    void tooManyTabs_isSaid()
    {
        for (int count = 1; count < ui::FilterTabs::kTabsMax; ++count)
            press(Qt::Key_T);
        QCOMPARE(bar()->count(), ui::FilterTabs::kTabsMax);
        press(Qt::Key_T);
        QCOMPARE(bar()->count(), ui::FilterTabs::kTabsMax);
        QCOMPARE(m_window->findChild<ui::Toast *>()->text(),
                 u"New filter tab: There are 20 filter tabs, which is as many as there can be. Close one first."_s);
        press(Qt::Key_F4);
        QVERIFY(action("filter.new_tab")->isEnabled());
    }

    void tabs_areRememberedForConnectionAndWindow()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s, {}});
        press(Qt::Key_Tab);
        Q_EMIT page()->table()->horizontalHeader()->sectionClicked(ui::TaskWindowModel::Priority);
        m_window->close();

        open(1);
        QCOMPARE(texts(), (QStringList {u"Dead"_s, u"type:echo"_s, u"All tasks"_s}));
        QCOMPARE(bar()->currentIndex(), 0);
        QCOMPARE(page()->filterBar()->line(), u"state:dead"_s);
        QCOMPARE(page()->filter().sort, u"-priority"_s);
        QTRY_COMPARE(stateOfTop(), u"dead"_s);
        m_window->close();

        open(2);
        QCOMPARE(bar()->count(), 1);
        open(1, u"http://other:8080"_s);
        QCOMPARE(bar()->count(), 1);
    }

    void filterOfASingleTab_isNotRemembered()
    {
        makeTabs({u"state:dead"_s, u"type:echo"_s});
        m_window->close();
        open(1);
        QCOMPARE(bar()->count(), 2);
        press(Qt::Key_F4);
        QCOMPARE(page()->filterBar()->line(), u"state:dead"_s);
        m_window->close();
        open(1);
        QCOMPARE(bar()->count(), 1);
        QVERIFY(page()->filter().isEmpty());
    }

    void nonsenseInTheSettings_isReadAsFarAsItCan()
    {
        auto &settings = **m_settings;
        settings.setValue(u"tabs/http%3A%2F%2F127.0.0.1%3A8080/1/current"_s, 7);
        settings.beginWriteArray(u"tabs/http%3A%2F%2F127.0.0.1%3A8080/1/tabs"_s, 2);
        settings.setArrayIndex(0);
        settings.setValue(u"line"_s, u"payload.user:7"_s);
        settings.setValue(u"sort"_s, u"-priority"_s);
        settings.setArrayIndex(1);
        settings.setValue(u"line"_s, u"state:dead"_s);
        settings.setValue(u"sort"_s, u"-colour"_s);
        settings.setValue(u"columns"_s, QByteArray("nonsense"));
        settings.endArray();
        open(1);
        QCOMPARE(bar()->currentIndex(), 1);
        QCOMPARE(page()->filter().sort, ui::TaskFilter::kNewestFirst);
        press(Qt::Key_Tab);
        QCOMPARE(page()->filter().sort, ui::TaskFilter::kNewestFirst);
        QCOMPARE(page()->filter().text, u"payload.user:7"_s);
    }

    void rowsOfAnotherTab_goWhenItsOwnCannotCome()
    {
        makeTabs({u"state:dead"_s, {}});
        QTRY_COMPARE(page()->model().rowCount(), ui::TaskWindowModel::kPageRows);
        m_broker->setTrouble(
            {.status = 400, .body = R"({"error":{"code":"invalid_filter","message":"What is this?","details":[]}})"});
        press(Qt::Key_Tab);
        QTRY_COMPARE(page()->emptyState()->title(), u"This filter cannot be read"_s);
        QCOMPARE(page()->model().rowCount(), 0);
        m_broker->setTrouble({});
        press(Qt::Key_Tab);
        QTRY_COMPARE(page()->model().rowCount(), ui::TaskWindowModel::kPageRows);
    }

    void otherPages_haveNoFilterTabs()
    {
        makeTabs({u"state:dead"_s, {}});
        m_window->findChild<ui::NavRail *>()->setCurrentRow(0);
        QTRY_VERIFY(!page()->isVisible());
        for (const auto *id : {"filter.new_tab", "filter.close_tab", "filter.next_tab", "filter.previous_tab"})
            QCOMPARE(ui::whyNot(*action(id)), u"It is about the list of tasks: open Tasks first."_s);
        press(Qt::Key_Tab);
        m_window->findChild<ui::NavRail *>()->setCurrentRow(1);
        QTRY_VERIFY(page()->isVisible());
        QCOMPARE(bar()->currentIndex(), 1);
    }

    void tab_isNamedByItsFilter()
    {
        makeTabs({u"type:a&b"_s, u"is:stuck"_s});
        QCOMPARE(bar()->tabText(0), u"type:a&&b"_s);
        QCOMPARE(bar()->accessibleTabName(0), u"type:a&b"_s);
        QCOMPARE(bar()->closeButton(0)->accessibleName(), u"Close the tab type:a&b"_s);
        QCOMPARE(bar()->tabText(1), u"Stuck"_s);
        QVERIFY(bar()->tabToolTip(1).contains(u"is:stuck"));
        QVERIFY(!bar()->accessibleName().isEmpty());
        page()->filterBar()->setLine(u"error:\""_s + QString(400, u'x') + u'"');
        QVERIFY(bar()->tabRect(1).width() <= 220);
    }

private:
    [[nodiscard]] ui::TasksPage *page() const { return m_window->findChild<ui::TasksPage *>(); }
    [[nodiscard]] ui::FilterTabs *tabs() const { return page()->filterTabs(); }
    [[nodiscard]] ui::ClosableTabBar *bar() const { return tabs()->bar(); }
    [[nodiscard]] ui::FilterEdit *line() const { return page()->filterBar()->edit(); }
    [[nodiscard]] QAction *action(const char *id) const { return m_window->actions().action(QString::fromLatin1(id)); }
    [[nodiscard]] QStringList texts() const
    {
        QStringList texts;
        for (int tab = 0; tab < bar()->count(); ++tab)
            texts.append(bar()->accessibleTabName(tab));
        return texts;
    }
    /// Of the first row; empty while there is none, as between two lists when the broker is slow.
    [[nodiscard]] QString idOfFirst() const
    {
        return page()->model().rowCount() == 0 ? QString() : page()->model().taskAt(0).id;
    }
    [[nodiscard]] QString stateOfTop() const
    {
        return page()->model().rowCount() == 0 ? QString() : page()->model().taskAt(0).state;
    }
    [[nodiscard]] QString topId() const
    {
        const int row = page()->table()->rowAt(0);
        return row < 0 ? QString() : page()->model().taskAt(row).id;
    }
    /// With Ctrl, wherever the keyboard is.
    void press(Qt::Key key, Qt::KeyboardModifiers more = {})
    {
        auto *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, Qt::ControlModifier | more);
    }
    /// The last one is in front.
    void makeTabs(const QStringList &lines)
    {
        page()->filterBar()->setLine(lines.first());
        for (const auto &line : lines.sliced(1)) {
            press(Qt::Key_T);
            page()->filterBar()->setLine(line);
        }
        QTRY_VERIFY(m_broker->isIdle());
    }
    void open(int windowNumber, const QString &address = u"http://127.0.0.1:8080"_s)
    {
        (**m_settings).setValue(u"window/2/page"_s, u"tasks"_s);
        m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = *m_client,
                                                                      .address = address,
                                                                      .settings = **m_settings,
                                                                      .now = &pretendNow,
                                                                      .localWorkers = m_workers.get(),
                                                                      .windowNumber = windowNumber});
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(page()->model().rowCount() > 0);
    }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<PretendWorkers> m_workers;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestFilterTabs)
#include "tst_filter_tabs.moc"
