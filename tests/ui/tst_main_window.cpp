// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/embedded_broker.h"
#include "ui/frame/action_hub.h"
#include "ui/main_window.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/first_steps.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toast.h"

#include <conduit/event_stream.h>

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

class PretendEmbeddedBroker final : public ui::EmbeddedBroker
{
    Q_OBJECT
public:
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QString address() const override { return m_state == State::Serving ? m_address : QString(); }
    void move(const QString &address)
    {
        m_address = address;
        set(State::Serving, {});
    }
    [[nodiscard]] QString errorText() const override { return m_error; }
    void retry() override { set(State::Serving, {}); }
    void set(State state, const QString &error)
    {
        m_state = state;
        m_error = error;
        Q_EMIT stateChanged();
    }

private:
    State m_state = State::Serving;
    QString m_address = u"http://127.0.0.1:8080"_s;
    QString m_error;
};

void collect(const QList<QAction *> &actions, QList<QAction *> &all)
{
    for (auto *action : actions) {
        if (action->menu())
            collect(action->menu()->actions(), all);
        else if (!action->isSeparator())
            all.append(action);
    }
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_broker->addSchema(
            R"({"task_type":"echo","description":"","fields":{"echo":{"field_type":"string","required":true}}})");
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_workers = std::make_unique<test::PretendWorkers>();
        m_embedded = std::make_unique<PretendEmbeddedBroker>();
        open();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault()));
        m_window.reset();
        m_embedded.reset();
        m_workers.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        ui::applyTheme(ui::ThemeChoice::System);
    }

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

    void awayBroker_hasABannerAndComesBackByItself()
    {
        auto *banner = this->banner();
        auto *lamp = m_window->statusBar()->findChild<ui::StateLabel *>();
        m_broker->add({.taskType = u"echo"_s});
        QTRY_COMPARE(lamp->text(), u"Connected"_s);
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        QTRY_COMPARE(tasks->model().rowCount(), 1);
        QVERIFY(banner->isHidden());

        m_broker->setAway(true);
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains(u"Connection refused") && banner->text().contains(u"http://127.0.0.1:8080"),
                 qPrintable(banner->text()));
        QCOMPARE(lamp->text(), u"Broker away"_s);
        QCOMPARE(tasks->model().rowCount(), 1);
        QVERIFY(!QApplication::activeModalWidget());

        m_broker->setAway(false);
        m_broker->add({.taskType = u"echo"_s});
        QTRY_VERIFY(banner->isHidden());
        QTRY_COMPARE(tasks->model().rowCount(), 2);
    }

    void troubledBroker_speaksInTheBannerAndOffersNoChange()
    {
        auto *lamp = m_window->statusBar()->findChild<ui::StateLabel *>();
        m_broker->add({.taskType = u"echo"_s});
        QTRY_COMPARE(lamp->text(), u"Connected"_s);
        m_broker->setTrouble(
            {.status = 500,
             .body = "{\"error\":{\"code\":\"storage_failed\",\"message\":\"The database cannot be read: disk I/O error\"}}",
             .retryAfter = {},
             .failure = {}});
        for (int probe = 0; probe < 2; ++probe) { // One may be that of a moment.
            m_window->actions().action(u"view.refresh"_s)->trigger();
            QTRY_VERIFY(m_broker->isIdle());
        }
        QTRY_COMPARE(lamp->text(), u"Not working"_s);
        const auto *needs = m_window->findChild<ui::OverviewPage *>()->attention();
        QVERIFY(needs->findChild<QPushButton *>());
        QCOMPARE(needs->findChild<QPushButton *>()->text(), u"Try now"_s);
        QVERIFY2(banner()->text().startsWith(u"The broker does not work: The database cannot be read: disk I/O error. "),
                 qPrintable(banner()->text()));
        for (const auto *action : m_window->findChild<ui::TasksPage *>()->taskActions()) {
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
            QVERIFY(!ui::whyNot(*action).isEmpty());
        }
        m_broker->setTrouble({});
        QTRY_VERIFY(banner()->isHidden());
        QCOMPARE(lamp->text(), u"Connected"_s);
    }

    void fullDisk_isSaidUntilThereIsRoom()
    {
        auto *lamp = m_window->statusBar()->findChild<ui::StateLabel *>();
        QTRY_COMPARE(lamp->text(), u"Connected"_s);
        const auto say = [this](const QByteArray &storage) {
            m_broker->setAnswer(u"/stats"_s, [storage](const QMap<QString, QString> &) {
                return QByteArray("{\"states\":{},\"queues\":{},\"types\":{},\"revision\":1,\"storage\":") + storage + '}';
            });
            m_window->actions().action(u"view.refresh"_s)->trigger();
        };
        say("{\"code\":\"storage_full\",\"message\":\"The disk is nearly full (12 MiB are free)\"}");
        QTRY_COMPARE(lamp->text(), u"Disk full"_s);
        QVERIFY2(banner()->text().contains(u"Make room there") && banner()->text().endsWith(u"(12 MiB are free)."),
                 qPrintable(banner()->text()));
        say("{\"code\":\"storage_failed\",\"message\":\"disk I/O error\"}");
        QTRY_COMPARE(lamp->text(), u"Cannot write"_s);
        QVERIFY2(banner()->text().contains(u"disk I/O error."), qPrintable(banner()->text()));
        say("null");
        QTRY_VERIFY(banner()->isHidden());
        QCOMPARE(lamp->text(), u"Connected"_s);
    }

    void clockThatDiffers_isSaidAndGivesTheAges()
    {
        m_broker->add({.taskType = u"echo"_s, .createdAt = test::pretendNow().addSecs(90)});
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        QTRY_COMPARE(tasks->model().rowCount(), 1);
        const auto age = [&] { return tasks->model().index(0, ui::TaskWindowModel::Created).data().toString(); };
        QCOMPARE(age(), u"in 1 min"_s);
        const auto isSaid = [&] {
            const auto labels = m_window->statusBar()->findChildren<ui::StateLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const ui::StateLabel *label) {
                return label->isVisible() && label->text() == u"Clocks differ by 1 min 40 s";
            });
        };
        m_broker->setSkew(100s);
        QTRY_VERIFY(isSaid());
        QCOMPARE(age(), u"10 s ago"_s);
    }

    void failedBroker_saysWhyAndIsTriedAgain()
    {
        m_embedded->set(ui::EmbeddedBroker::State::Failed,
                        u"Port 8080 is taken. Use --port 0 <b>or</b> stop the other program."_s);
        QVERIFY(banner()->isVisible());
        QVERIFY(banner()->text().contains(u"--port 0 <b>or</b> stop"));
        QTest::mouseClick(banner()->button(), Qt::LeftButton);
        QCOMPARE(m_embedded->state(), ui::EmbeddedBroker::State::Serving);
        QTRY_VERIFY(banner()->isHidden());
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

    static QAbstractButton *buttonOf(const QMessageBox &question, const QString &text)
    {
        for (auto *button : question.buttons())
            if (button->text() == text)
                return button;
        return nullptr;
    }

    void close_asksWhileTasksRun_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("stopsNow");
        QTest::newRow("stay") << u"Keep the broker running"_s << true << false;
        QTest::newRow("finish") << u"Finish tasks, then quit"_s << true << false;
        QTest::newRow("stop now") << u"Stop now and give tasks back"_s << true << true;
        QTest::newRow("cancel") << u"Cancel"_s << false << false;
        QTest::newRow("escape") << QString() << false << false;
    }
    void close_asksWhileTasksRun()
    {
        QFETCH(const QString, choice);
        QFETCH(const bool, closes);
        QFETCH(const bool, stopsNow);
        runTasks(2);
        QSignalSpy stopNow(m_window.get(), &ui::MainWindow::stopNowRequested);
        QVERIFY(!m_window->close());
        QVERIFY(!m_window->close()); // Impatience opens no second question.
        const auto questions = m_window->findChildren<QMessageBox *>();
        QCOMPARE(questions.size(), 1);
        auto *question = questions.first();
        QVERIFY(question->isVisible() && m_window->isVisible());
        QCOMPARE(question->text(), u"2 tasks are running."_s);
        QCOMPARE(question->textFormat(), Qt::PlainText);
        QCOMPARE(question->defaultButton()->text(), u"Finish tasks, then quit"_s);
        if (choice.isEmpty())
            QTest::keyClick(question, Qt::Key_Escape);
        for (auto *button : question->buttons())
            if (button->text() == choice)
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_window->isHidden(), closes);
        QCOMPARE(stopNow.size(), stopsNow ? 1 : 0);
        // Whoever kept it running is asked again.
        if (!closes)
            QVERIFY(!m_window->close());
    }

    void close_asksOnceWhatBecomesOfTheBroker()
    {
        QSignalSpy closed(m_window.get(), &ui::MainWindow::closed);
        QVERIFY(!m_window->close());
        const auto *question = m_window->findChild<QMessageBox *>();
        QCOMPARE(question->text(), u"Should the broker go on without a window?"_s);
        QTest::keyClick(buttonOf(*question, u"Keep the broker running"_s), Qt::Key_Space);
        QCOMPARE(closed.size(), 1);
        QVERIFY(closed.first().first().toBool());
        open();
        QSignalSpy closedAgain(m_window.get(), &ui::MainWindow::closed);
        QVERIFY(m_window->close());
        QVERIFY(closedAgain.first().first().toBool());
        // Whoever quits does not want it to run on, and was not asked about tasks before.
        open();
        runTasks(1);
        m_window->quit();
        question = m_window->findChild<QMessageBox *>();
        QVERIFY(question && !buttonOf(*question, u"Keep the broker running"_s));
    }

    void close_thatIsNotRememberedAsksAgain()
    {
        QVERIFY(!m_window->close());
        auto *question = m_window->findChild<QMessageBox *>();
        QTest::mouseClick(question->checkBox(), Qt::LeftButton, {}, {8, question->checkBox()->height() / 2});
        QVERIFY(!question->checkBox()->isChecked());
        QTest::mouseClick(buttonOf(*question, u"Stop the broker and quit"_s), Qt::LeftButton);
        QVERIFY(m_window->isHidden());
        open();
        QVERIFY(!m_window->close());
    }

    void close_asksNothingForAnotherBroker()
    {
        m_embedded.reset();
        open();
        runTasks(1);
        QVERIFY(m_window->close());
    }

    void theme_isChosenAtOnceAndRemembered()
    {
        QList<QAction *> all;
        collect(m_window->menuBar()->actions(), all);
        const auto dark = std::ranges::find_if(all, [](const QAction *action) { return action->text() == u"Dark"; });
        QVERIFY(dark != all.end());
        (*dark)->trigger();
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

private:
    void open()
    {
        m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = *m_client,
                                                                      .address = u"http://127.0.0.1:8080"_s,
                                                                      .settings = **m_settings,
                                                                      .now = &test::pretendNow,
                                                                      .localWorkers = m_workers.get(),
                                                                      .broker = m_embedded.get()});
        m_window->show();
    }

    /// The window knows of them.
    void runTasks(int count)
    {
        for (int i = 0; i < count; ++i)
            m_broker->add({.taskType = u"echo"_s, .state = u"running"_s});
        const QString total = u"Running %1"_s.arg(count);
        QTRY_VERIFY(std::ranges::any_of(m_window->statusBar()->findChildren<QLabel *>(),
                                        [&](const QLabel *label) { return label->accessibleName() == total; }));
    }

    void trigger(const QString &keys)
    {
        QList<QAction *> all;
        collect(m_window->menuBar()->actions(), all);
        for (auto *action : all)
            if (action->shortcut() == QKeySequence(keys))
                return action->trigger();
        QFAIL(qPrintable(keys));
    }

    [[nodiscard]] ui::MessageBar *banner() const
    {
        for (auto *bar : m_window->findChildren<ui::MessageBar *>())
            if (bar->parentWidget() == m_window->centralWidget())
                return bar;
        return nullptr;
    }

    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<test::PretendWorkers> m_workers;
    std::unique_ptr<PretendEmbeddedBroker> m_embedded;
    std::unique_ptr<ui::MainWindow> m_window;
};

CONDUIT_TIMED_MAIN(TestMainWindow)
#include "tst_main_window.moc"
