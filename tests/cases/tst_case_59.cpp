// SPDX-License-Identifier: GPL-3.0-only
// Case 59: markup in a name, and a table with everything in it.
// Where it comes from: marconvcm/sony-device-center#3, IJHack/QtPass#1693, TrenchBroom/TrenchBroom#5478, sqlitebrowser#2365.
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "ui/frame/action_hub.h"
#include "ui/main_window.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/trash_page.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/field_editor.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTableView>
#include <QTabWidget>
#include <QTcpServer>
#include <QTest>
#include <QTextDocumentFragment>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

const auto kError = u"<font color=red>fine</font>"_s;
const auto kPayload = QByteArray(R"({"m":"<b>bold</b>, a < b and c > d"})");
constexpr int kManyTasks = 200'000;
constexpr auto kBlockedMax = 200ms;

/// Notices how much the window's thread worked between two turns of a timer, in processor time: what others do to the machine meanwhile
/// is not the console's.
class LoopWatch : public QObject
{
public:
    LoopWatch()
    {
        m_timer.setInterval(50ms);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const auto now = processorTime();
            m_longest = std::max(m_longest, now - std::exchange(m_last, now));
        });
        m_timer.start();
    }
    /// Beyond the timer's own pace, in which the thread may be busy with much that is short.
    [[nodiscard]] std::chrono::nanoseconds longestBlock() const { return m_longest - m_timer.intervalAsDuration(); }
    [[nodiscard]] QByteArray text() const
    {
        return QByteArray::number(qint64(std::chrono::duration_cast<std::chrono::milliseconds>(longestBlock()).count()))
            + " ms";
    }

private:
    static std::chrono::nanoseconds processorTime()
    {
        timespec time {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

    QTimer m_timer;
    std::chrono::nanoseconds m_last = processorTime();
    std::chrono::nanoseconds m_longest {0};
};

/// What somebody reads in a tip, whether it is markup or not.
QString readingOf(const QString &toolTip)
{
    return Qt::mightBeRichText(toolTip) ? QTextDocumentFragment::fromHtml(toolTip).toPlainText() : toolTip;
}

} // namespace

class TestCase59 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_listener = std::make_unique<QTcpServer>();
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
        m_type = u"<img src=\"http://127.0.0.1:%1/x.png\">"_s.arg(m_listener->serverPort());
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_workers = std::make_unique<test::PretendWorkers>();
    }
    void cleanup()
    {
        m_window.reset();
        m_workers.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        m_listener.reset();
    }

    void markup_isShownAsItIsEverywhere()
    {
        auto quoted = m_type;
        quoted.replace(u'"', u"\\\""_s);
        m_broker->addSchema(
            (u"{\"task_type\":\""_s + quoted + u"\",\"description\":\"<h1>a < b and c > d</h1>\",\"fields\":{\""_s + quoted
             + u"\":{\"field_type\":\"string\",\"required\":true,\"description\":\"<i>slanted</i>\",\"example\":\"<u>x</u>\"}}}"_s)
                .toUtf8());
        wire::Task dead;
        dead.id = u"01a210d1-5e52-7c30-8b7d-093c390a2034"_s;
        dead.taskType = m_type;
        dead.payload = kPayload;
        dead.state = u"dead"_s;
        dead.queue = u"<s>q</s>"_s;
        dead.worker = u"<b>w</b>"_s;
        dead.result = {.output = "null", .error = kError};
        m_broker->add(dead);
        wire::Attempt attempt;
        attempt.number = 1;
        attempt.outcome = u"failed"_s;
        attempt.error = kError;
        attempt.worker = u"<b>w</b>"_s;
        m_broker->setAttempts(dead.id, {attempt});
        open();
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        QTRY_COMPARE(tasks->model().rowCount(), 1);

        // The list and its tips.
        const auto cell = tasks->model().index(0, ui::TaskWindowModel::Type);
        QCOMPARE(cell.data().toString(), m_type);
        QCOMPARE(readingOf(cell.data(Qt::ToolTipRole).toString()), m_type);
        const auto boxes = tasks->findChildren<QComboBox *>();
        const auto types = std::ranges::find(boxes, u"Type"_s, [](const QComboBox *box) { return box->accessibleName(); });
        QVERIFY(types != boxes.end());
        QTRY_VERIFY((*types)->findText(m_type) > 0);

        // The details.
        tasks->showTask(dead.id);
        QTRY_VERIFY(tasks->details()->task());
        auto *details = tasks->details();
        QCOMPARE(details->findChild<ui::ElidingLabel *>()->fullText(), m_type);
        QCOMPARE(readingOf(details->findChild<ui::ElidingLabel *>()->toolTip()), m_type);
        QVERIFY(details->findChild<ui::JsonView *>(u"payload"_s)->shownText().contains(u"<b>bold</b>, a < b and c > d"));
        QVERIFY(std::ranges::any_of(details->findChildren<ui::ExactText *>(),
                                    [](const ui::ExactText *text) { return text->exactText() == kError; }));
        auto *attempts = details->findChild<QTableView *>();
        QTRY_COMPARE(attempts->model()->rowCount(), 1);
        const auto error = attempts->model()->index(0, attempts->model()->columnCount() - 1);
        QCOMPARE(error.data().toString(), kError);
        QCOMPARE(readingOf(error.data(Qt::ToolTipRole).toString()), kError);

        // Selected and copied.
        details->copyActions()[1]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), kPayload);
        details->copyActions()[2]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), kError);

        // The form, the types, the notification.
        auto *rail = m_window->findChild<QListWidget *>();
        rail->setCurrentRow(2);
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        enqueue->chooseType(m_type);
        QTRY_VERIFY(enqueue->form()->editor(m_type));
        enqueue->draft().setMember(m_type, R"("<b>x</b>")");
        enqueue->enqueueAction()->trigger();
        auto *toast = m_window->findChild<ui::Toast *>();
        QTRY_VERIFY(toast->isVisible());
        QVERIFY(toast->text().contains(m_type.left(60)));
        rail->setCurrentRow(3);
        QCoreApplication::processEvents();

        // No label guesses, and no tip loses a character of what it was given.
        for (const auto *label : m_window->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
        for (const auto *widget : m_window->findChildren<QWidget *>())
            QVERIFY2(widget->toolTip().isEmpty() || widget->toolTip().startsWith(u"<p style="), qPrintable(widget->toolTip()));
        QVERIFY(!m_window->grab().isNull());
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QVERIFY(!m_listener->hasPendingConnections());
    }

    /// Every text that comes from the broker is somebody else's: also those that end up in titles, tips, menus and messages.
    void hostileTexts_areShownAsTheyAreOnEveryPage()
    {
        const auto evil = m_type + u" & <b>b</b> %1 %2 %n"_s;
        fillWith(evil);
        open();
        auto *rail = m_window->findChild<QListWidget *>();
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        QTRY_VERIFY(tasks->model().rowCount() > 0);
        tasks->showTask(idOf(0));
        QTRY_VERIFY(tasks->details()->task());
        for (int page = 0; page < rail->count(); ++page) {
            rail->setCurrentRow(page);
            QTRY_VERIFY(m_broker->isIdle());
            QVERIFY(!m_window->grab().isNull());
            verifyNothingReadsMarkup(*m_window, page);
        }
        // Each of these lists shows the whole of it, in a cell of its own.
        for (const auto &[page, table] : {std::pair {1, u"Tasks"_s},
                                          {3, u"Types"_s},
                                          {4, u"Connected workers"_s},
                                          {5, u"Queues"_s},
                                          {6, u"Dead tasks by error"_s},
                                          {7, u"Events"_s}}) {
            rail->setCurrentRow(page);
            QTRY_VERIFY2(showsWhole(table, evil), qPrintable(table));
        }
        // Questions, dialogs and what is told.
        rail->setCurrentRow(1);
        tasks->table()->setFocus();
        for (const auto *id : {"task.retry", "queue.pause", "edit.settings", "connection.list", "help.shortcuts",
                               "task.enqueue_many", "type.delete"}) {
            rail->setCurrentRow(QString::fromLatin1(id) == u"queue.pause" ? 5 : 1);
            QTRY_VERIFY(m_broker->isIdle());
            auto *action = m_window->actions().action(QString::fromLatin1(id));
            QVERIFY2(action, id);
            if (action->isEnabled())
                action->trigger();
            QTRY_VERIFY(m_broker->isIdle());
            for (auto *shown : QApplication::topLevelWidgets())
                if (shown->isVisible())
                    verifyNothingReadsMarkup(*shown, 100);
            if (auto *dialog = QApplication::activeModalWidget())
                dialog->close();
        }
        // "Delete for good?", and what the desktop is told.
        rail->setCurrentRow(6);
        m_window->findChild<ui::DeadAndTrashPage *>()->tabs()->setCurrentIndex(1);
        QTRY_COMPARE(m_window->findChild<ui::TrashPage *>()->table()->model()->rowCount(), 1);
        m_window->findChild<ui::TrashPage *>()->table()->selectRow(0);
        m_window->findChild<ui::TrashPage *>()->purgeAction()->trigger();
        QTRY_VERIFY(QApplication::activeModalWidget());
        verifyNothingReadsMarkup(*QApplication::activeModalWidget(), 6);
        QApplication::activeModalWidget()->close();
        m_broker->setEnqueueAnswer({.status = 422, .body = refusalWith(evil)});
        rail->setCurrentRow(2);
        auto *enqueue = m_window->findChild<ui::EnqueuePage *>();
        enqueue->chooseType(evil);
        enqueue->enqueueAction()->trigger();
        QTRY_VERIFY(m_broker->isIdle());
        verifyNothingReadsMarkup(*m_window, 2);
        m_broker->setAway(true);
        rail->setCurrentRow(1);
        m_window->actions().action(u"view.refresh"_s)->trigger();
        QTRY_VERIFY(m_broker->isIdle());
        verifyNothingReadsMarkup(*m_window, 1);
        QVERIFY(!m_listener->hasPendingConnections());
    }

    void manyTasks_neverBlockTheLoop()
    {
        static const QStringList states {u"completed"_s, u"ready"_s, u"dead"_s, u"completed"_s};
        m_broker->addMany(kManyTasks, [](int place) {
            wire::Task task;
            task.id = u"00000000-0000-7000-8000-%1"_s.arg(place, 12, 10, QChar(u'0'));
            task.taskType = u"echo"_s;
            task.state = states[place % 4];
            task.queue = u"default"_s;
            task.payload = "{}";
            task.createdAt = test::pretendNow().addMSecs(place - kManyTasks);
            task.version = 1;
            return task;
        });
        LoopWatch watch;
        open();
        auto *tasks = m_window->findChild<ui::TasksPage *>();
        auto *table = tasks->table();
        QTRY_COMPARE(tasks->model().rowCount(), ui::TaskWindowModel::kPageRows);

        // Scroll far down, to the end and back, resize, filter, and go on living all the while.
        auto *bar = table->verticalScrollBar();
        for (int page = 0; page < 24; ++page) {
            const auto last = tasks->model().taskAt(tasks->model().rowCount() - 1).id;
            // Again at each look: the bar's range grows with the next layout, after the rows.
            QTRY_VERIFY((bar->setValue(bar->maximum()), tasks->model().taskAt(tasks->model().rowCount() - 1).id != last));
        }
        QCOMPARE(tasks->model().rowCount(), ui::TaskWindowModel::kRowsMax);
        QTest::keyClick(table, Qt::Key_End);
        QTRY_COMPARE(tasks->model().taskAt(tasks->model().rowCount() - 1).id, u"00000000-0000-7000-8000-000000000000"_s);
        QTest::keyClick(table, Qt::Key_Home);
        QTRY_COMPARE(tasks->model().taskAt(0).id, u"00000000-0000-7000-8000-000000199999"_s);
        m_window->resize(900, 500);
        QCoreApplication::processEvents();
        m_window->resize(1280, 720);
        tasks->setFilter({.states = {u"dead"_s}, .types = {}, .queues = {}});
        QTRY_VERIFY(tasks->model().rowCount() > 0 && tasks->model().taskAt(0).state == u"dead");
        tasks->setFilter({});
        QTRY_COMPARE(tasks->model().taskAt(0).id, u"00000000-0000-7000-8000-000000199999"_s);
        using Model = ui::TaskWindowModel;
        for (const auto column :
             {Model::Priority, Model::RunAt, Model::Started, Model::Finished, Model::Duration, Model::Created})
            Q_EMIT table->horizontalHeader()->sectionClicked(column);
        for (int number = 0; number < 50; ++number)
            m_broker->add({.taskType = u"echo"_s});
        tasks->reload();
        QTRY_VERIFY(m_broker->isIdle());
        QTest::keyClicks(table, u"typing"_s);
        for (const auto typed : u"type:echo state:dead"_s) { // As people do, with turns of the loop in between.
            QTest::keyClicks(tasks->filterBar()->edit(), typed);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(tasks->model().taskAt(0).state, u"dead"_s);
        m_window->findChild<QListWidget *>()->setCurrentRow(4);
        m_window->findChild<QListWidget *>()->setCurrentRow(1);
        QCoreApplication::processEvents();

        QVERIFY2(watch.longestBlock() <= kBlockedMax, watch.text().constData());
        QVERIFY(m_broker->largestPage() <= ui::TaskWindowModel::kPageRows);
        QVERIFY(tasks->model().rowCount() <= ui::TaskWindowModel::kRowsMax);
    }

private:
    static QString idOf(int number) { return u"01a210d1-5e52-7c30-8b7d-093c390a20%1"_s.arg(number + 10); }

    void fillWith(const QString &evil)
    {
        const auto json = json::quoted(evil);
        m_broker->addSchema("{\"task_type\":" + json + ",\"description\":" + json + ",\"fields\":{" + json
                            + ":{\"field_type\":\"string\",\"required\":true,\"description\":" + json + ",\"example\":" + json
                            + "}}}");
        int number = 0;
        for (const auto &state : {u"dead"_s, u"running"_s, u"ready"_s, u"scheduled"_s, u"completed"_s}) {
            wire::Task task;
            task.id = idOf(number++);
            task.taskType = evil;
            task.payload = "{\"m\":" + json + "}";
            task.state = state;
            task.queue = evil;
            task.worker = evil;
            task.tags = {evil};
            task.meta = "{\"note\":" + json + "}";
            task.progress = {.percent = 12, .message = evil};
            task.waitingFor = {{.reason = evil, .detail = evil}};
            task.result = {.output = json, .error = evil};
            m_broker->add(task);
            wire::Attempt attempt;
            attempt.number = 1;
            attempt.outcome = u"failed"_s;
            attempt.error = evil;
            attempt.worker = evil;
            m_broker->setAttempts(task.id, {attempt});
        }
        m_broker->setAnswer(u"/task/groups"_s, [json](const auto &) {
            return "{\"groups\":[{\"type\":" + json + ",\"signature\":" + json
                + ",\"n\":1,\"first_seen\":\"2026-11-25T14:02:07.000Z\",\"last_seen\":\"2026-11-25T14:02:07.000Z\",\"example\":"
                  "\""
                + idOf(0).toLatin1() + "\",\"q\":\"state:dead\"}],\"omitted\":0,\"looked_at\":1,\"exact\":true,\"next\":null}";
        });
        m_broker->remove(idOf(4));
        m_broker->pause(evil, {.reason = evil, .by = evil});
        wire::Worker worker;
        worker.name = evil;
        worker.host = evil;
        worker.version = evil;
        worker.types = {evil};
        worker.queues = {evil};
        worker.lastSeenAt = test::pretendNow();
        m_broker->setWorkers({worker});
        m_broker->setAudit(
            "{\"entries\":[{\"id\":1,\"time\":\"2026-11-25T14:02:07.000Z\",\"actor\":{\"via\":\"loopback\",\"name\":" + json
            + ",\"address\":" + json + "},\"verb\":\"cancel\",\"kind\":\"task\",\"target\":" + json + ",\"detail\":" + json
            + ",\"reason\":" + json + ",\"outcome\":\"done\",\"counts\":null}],\"next\":null}");
    }

    static QByteArray refusalWith(const QString &evil)
    {
        const auto json = json::quoted(evil);
        return "{\"error\":{\"code\":\"schema_mismatch\",\"message\":" + json
            + ",\"details\":[{\"pointer\":\"/x\",\"keyword\":" + json + ",\"message\":" + json + "}]}}";
    }

    [[nodiscard]] bool showsWhole(const QString &table, const QString &evil) const
    {
        const auto tables = m_window->findChildren<QTableView *>();
        const auto found = std::ranges::find(tables, table, [](const QTableView *each) { return each->accessibleName(); });
        if (found == tables.end())
            return false;
        const auto *model = (*found)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                if (model->index(row, column).data().toString().contains(evil))
                    return true;
        return false;
    }

    /// No label guesses, no tip is markup but that which we made, no key comes from somebody's `&`, and no title is a page.
    static void verifyNothingReadsMarkup(const QWidget &root, int page)
    {
        const auto isOurs = [](const QString &tip) { return !Qt::mightBeRichText(tip) || tip.startsWith(u"<p style="); };
        for (const auto *label : root.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(u"%1: %2"_s.arg(page).arg(label->text())));
        for (const auto *widget : root.findChildren<QWidget *>())
            QVERIFY2(isOurs(widget->toolTip()), qPrintable(u"%1: %2"_s.arg(page).arg(widget->toolTip())));
        for (const auto *action : root.findChildren<QAction *>())
            QVERIFY2(isOurs(action->toolTip()), qPrintable(u"%1: %2"_s.arg(page).arg(action->toolTip())));
        for (const auto *button : root.findChildren<QAbstractButton *>())
            QVERIFY2(!button->text().contains(u" & <b>"), qPrintable(u"%1: %2"_s.arg(page).arg(button->text())));
        for (const auto *view : root.findChildren<QAbstractItemView *>()) {
            const auto *model = view->model();
            for (int row = 0; model && row < std::min(20, model->rowCount()); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    const auto tip = model->index(row, column).data(Qt::ToolTipRole).toString();
                    QVERIFY2(isOurs(tip), qPrintable(u"%1: %2"_s.arg(page).arg(tip)));
                }
            }
        }
    }

    void open()
    {
        m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = *m_client,
                                                                      .address = u"http://127.0.0.1:8080"_s,
                                                                      .settings = **m_settings,
                                                                      .now = &test::pretendNow,
                                                                      .localWorkers = m_workers.get(),
                                                                      .broker = nullptr});
        m_window->resize(1280, 720);
        m_window->show();
    }

    std::unique_ptr<QTcpServer> m_listener;
    QString m_type;
    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<test::PretendWorkers> m_workers;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(TestCase59)
#include "tst_case_59.moc"
