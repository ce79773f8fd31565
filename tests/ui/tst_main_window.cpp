// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/window_ground.h"
#include "ui/frame/action_hub.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/first_steps.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <conduit/event_stream.h>

#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestMainWindow : public test::WindowGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void firstTask_goesFromTheFormToTheList()
    {
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        auto *toast = m_window->findChild<ui::Toast *>();
        trigger(u"Ctrl+E"_s);
        QVERIFY(enqueue->isVisible());
        QTRY_COMPARE(enqueue->type(), u"echo"_s);
        enqueue->draft().setText(R"({"echo":"hello"})");
        enqueue->enqueueAction()->trigger();
        QTRY_VERIFY(toast->isVisible());
        QTest::mouseClick(toast->button(), Qt::LeftButton);
        QVERIFY(tasks->isVisible());
        QTRY_VERIFY(tasks->details()->task());
        QCOMPARE(tasks->details()->task()->payload, R"({"echo":"hello"})");
        QTRY_COMPARE(tasks->model().rowCount(), 1);
    }

    void enqueuedTask_isTakenBackByTheToastOrTheKey()
    {
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        auto *toast = m_window->findChild<ui::Toast *>();
        trigger(u"Ctrl+E"_s);
        QTRY_COMPARE(enqueue->type(), u"echo"_s);
        enqueue->draft().setText(R"({"echo":"hello"})");
        const auto cancelled = [this] {
            const auto &calls = m_broker->calls();
            return std::count_if(calls.begin(), calls.end(), [](const client::Call &call) {
                return call.path == "/operation" && call.body.contains("\"verb\":\"cancel\"");
            });
        };
        enqueue->enqueueAction()->trigger();
        QTRY_VERIFY(toast->undoButton()->isVisible());
        QTest::mouseClick(toast->undoButton(), Qt::LeftButton);
        QTRY_COMPARE(cancelled(), 1);
        QTRY_VERIFY(toast->text().startsWith(u"Not taken back"));
        QVERIFY(!toast->undoButton()->isVisible());
        enqueue->enqueueAction()->trigger();
        QTRY_VERIFY(toast->undoButton()->isVisible());
        trigger(u"Ctrl+Z"_s);
        QTRY_COMPARE(cancelled(), 2);
    }

    void thePageThatTheWindowBeginsWith_hasTheKeyboard_alsoBeforeItsListIsRead()
    {
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(tasks->emptyState()));
        m_broker->add({.taskType = u"echo"_s});
        trigger(u"F5"_s);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(tasks->table()));
    }

    void copyOfATask_opensTheForm()
    {
        wire::Task task;
        task.id = u"5"_s;
        task.taskType = u"echo"_s;
        task.payload = R"({"echo":1.10})";
        m_broker->add(task);
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        tasks->showTask(u"5"_s);
        QTRY_VERIFY(tasks->details()->task());
        tasks->details()->enqueueCopyAction()->trigger();
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        QVERIFY(enqueue->isVisible());
        QVERIFY(enqueue->draft().text().contains("1.10"));
    }

    void totals_standInTheStatusBar()
    {
        for (const auto &state : {u"ready"_s, u"dead"_s, u"dead"_s})
            m_broker->add({.taskType = u"echo"_s, .state = state});
        QTRY_VERIFY(std::ranges::any_of(m_window->statusBar()->findChildren<QLabel *>(),
                                        [](const QLabel *label) { return label->accessibleName() == u"Ready 1  ·  Dead 2"; }));
    }

    void everyInput_hasANameForScreenReaders()
    {
        for (const auto *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->isHidden() || widget->objectName().startsWith(u"qt_"))
                continue;
            // Parts of Qt's own widgets take the name of the widget that they serve.
            const auto *owner = widget->parentWidget();
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const auto isOwned = qobject_cast<const QComboBox *>(owner) || qobject_cast<const QAbstractSpinBox *>(owner)
                || widget->inherits("QComboBoxListView") || widget->inherits("QTabBar") || widget->inherits("QScrollArea")
                || widget->inherits("QTabWidget");
            // A button that has nothing to offer just now has no text and is not shown.
            const auto isUnused = button && button->text().isEmpty() && button->icon().isNull();
            const auto isNamed = isUnused || !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(isNamed || isOwned,
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

    void pages_areReachedByKeyAndRemembered()
    {
        trigger(u"Ctrl+4"_s);
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 3);
        m_window->resize(1111, 700);
        m_window->quit();
        open();
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 3);
    }

    void theFirstStart_beginsWithTheFirstSteps()
    {
        m_window.reset();
        (**m_settings).remove(u"window/page"_s);
        open();
        const auto *overview = m_window->findChild<ui::OverviewPage *>();
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 0);
        QTRY_VERIFY(overview->showsFirstSteps());
        overview->firstSteps()->startButton()->click();
        QCOMPARE(m_workers->orders(), QStringList {u"count 1"_s});
        overview->firstSteps()->enqueueButton()->click();
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        QTRY_VERIFY(enqueue->isVisible());
        QCOMPARE(enqueue->type(), u"echo"_s);
        enqueue->enqueueAction()->trigger();
        QTRY_COMPARE(m_broker->tasks(), 1);
        QTRY_VERIFY(!overview->showsFirstSteps());
    }

    void queue_leadsToItsTasksAndToTheForm()
    {
        m_broker->add({.taskType = u"echo"_s, .state = u"ready"_s, .queue = u"mails"_s});
        trigger(u"Ctrl+6"_s);
        const auto *page = m_window->findChild<ui::QueuesPage *>();
        QTRY_COMPARE(page->table()->model()->rowCount(), 1);
        trigger(u"Ctrl+Alt+T"_s);
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 1);
        QCOMPARE(m_window->findChild<ui::TasksPage *>()->filter().queues, QStringList {u"mails"_s});
        trigger(u"Ctrl+6"_s);
        trigger(u"Ctrl+Alt+E"_s);
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 2);
    }

    void pauseOfEverything_isSaidAboveThePages()
    {
        m_broker->setAnswer(u"/info"_s, [](const auto &) {
            return R"({"version":"0.1.0","paused":true,"by":"ada","reason":"Moving house."})";
        });
        Q_EMIT m_client->events().queuesChanged({}, true);
        const auto bars = m_window->findChildren<ui::MessageBar *>();
        const auto isSaid = [&](const auto *bar) {
            return bar->isVisible() && bar->text() == u"ada has paused everything: no worker gets a task. Moving house.";
        };
        QTRY_VERIFY(std::ranges::any_of(bars, isSaid));
        auto *bar = *std::ranges::find_if(bars, isSaid);
        m_broker->setAnswer(u"/info"_s, [](const auto &) { return R"({"version":"0.1.0","paused":false})"; });
        QTest::mouseClick(bar->button(), Qt::LeftButton);
        QTRY_VERIFY(!bar->isVisible());
        QVERIFY(std::ranges::any_of(m_broker->calls(), [](const client::Call &call) {
            return call.path == "/broker" && call.body == R"({"paused":false})";
        }));
    }

    void worker_leadsToItsTasks()
    {
        m_broker->setWorkers({{.name = u"gpu 4"_s, .lastSeenAt = test::pretendNow()}});
        trigger(u"Ctrl+5"_s);
        auto *page = m_window->findChild<ui::WorkersPage *>();
        QTRY_COMPARE(page->remoteTable()->model()->rowCount(), 1);
        page->remoteTable()->setCurrentIndex(page->remoteTable()->model()->index(0, 0));
        m_window->actions().action(u"worker.tasks"_s)->trigger();
        QCOMPARE(m_window->findChild<QListWidget *>()->currentRow(), 1);
        QCOMPARE(m_window->findChild<ui::TasksPage *>()->filter().text, u"worker:\"gpu 4\""_s);
    }

    void queueThatCannotBePaused_isToldAsAFailure()
    {
        m_broker->add({.taskType = u"echo"_s, .state = u"ready"_s, .queue = u"mails"_s});
        trigger(u"Ctrl+6"_s);
        auto *page = m_window->findChild<ui::QueuesPage *>();
        QTRY_COMPARE(page->table()->model()->rowCount(), 1);
        trigger(u"Ctrl+Alt+P"_s);
        m_broker->setTrouble({.status = 507, .body = R"({"error":{"code":"storage_full","message":"The disk is full."}})"});
        auto *question = page->findChild<ui::PauseDialog *>();
        QVERIFY(question);
        question->accept();
        const auto *toast = m_window->findChild<ui::Toast *>();
        QTRY_COMPARE(toast->text(), u"The disk is full."_s);
        QCOMPARE(toast->tone(), ui::Tone::Bad);
    }

    void theme_isChosenAtOnceAndRemembered()
    {
        m_window->actions().action(u"theme.dark"_s)->trigger();
        QTRY_VERIFY(ui::isDark(m_window->palette()));
        QVERIFY(ui::isDark(banner()->palette()));
        m_window.reset();
        ui::applyTheme(ui::ThemeChoice::System);
        open();
        QTRY_VERIFY(ui::isDark(m_window->palette()));
    }

    void narrowWindow_keepsOnlyPictogramsInTheRail()
    {
        m_window->resize(1200, 700);
        QTRY_VERIFY(m_window->findChild<QListWidget *>()->width() > 100);
        m_window->resize(800, 700);
        QTRY_VERIFY(m_window->findChild<QListWidget *>()->width() < 100);
    }

    void badges_sayWhatIsWrong()
    {
        auto *rail = m_window->findChild<ui::NavRail *>();
        const auto says = [rail](int page) { return rail->item(page)->data(Qt::AccessibleDescriptionRole).toString(); };
        QCOMPARE(says(4), QString());
        ui::LocalWorkerProcess process;
        process.number = 1;
        process.state = ui::LocalWorkerProcess::State::CrashLooping;
        m_workers->setProcesses({process});
        QCOMPARE(says(4), u"1 local worker keeps dying."_s);
        QVERIFY(rail->item(4)->toolTip().contains(u"1 local worker keeps dying."));
        m_workers->setProcesses({});
        QCOMPARE(says(4), QString());
        m_broker->add({.taskType = u"echo"_s, .state = u"dead"_s});
        m_window->actions().action(u"view.refresh"_s)->trigger();
        QTRY_COMPARE(says(6), u"1 task is dead."_s);
    }

    void badges_areSeenInTheNarrowRailToo()
    {
        auto *rail = m_window->findChild<ui::NavRail *>();
        const auto isMarked = [rail](int page) {
            const auto place = rail->visualItemRect(rail->item(page));
            const auto picture = rail->viewport()->grab(place).toImage();
            const auto tone = ui::toneColor(ui::Tone::Dead, rail->palette());
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    if (picture.pixelColor(x, y) == tone)
                        return true;
            return false;
        };
        m_window->resize(800, 700);
        QTRY_VERIFY(rail->width() < 100);
        QVERIFY(!isMarked(4));
        ui::LocalWorkerProcess process;
        process.number = 1;
        process.state = ui::LocalWorkerProcess::State::CrashLooping;
        m_workers->setProcesses({process});
        QVERIFY(isMarked(4));
        QVERIFY(!isMarked(5));
    }

    void aBrokerThatMoves_isNamedInWhatIsCopied()
    {
        open();
        m_embedded->move(u"http://127.0.0.1:9090"_s);
        m_window->actions().action(u"worker.copy_attach"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u":9090"));
        m_window->actions().action(u"broker.copy_address"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:9090"_s);
        m_window->findChild<ui::EnqueuePage *>()->chooseType(u"echo"_s);
        m_window->actions().action(u"task.copy_form"_s)->trigger();
        QVERIFY2(QGuiApplication::clipboard()->text().contains(u":9090"), qPrintable(QGuiApplication::clipboard()->text()));
        // A window that is opened from now on, too.
        open();
        m_window->actions().action(u"worker.copy_attach"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u":9090"));
    }
};

CONDUIT_TIMED_MAIN(TestMainWindow)
#include "tst_main_window.moc"
