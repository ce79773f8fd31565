// SPDX-License-Identifier: GPL-3.0-only
// Brokers elsewhere, and brokers that are away: journeys J13 and J14, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/lock_button.h"
#include "ui/main_window.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kAwayMs = 30'000;
const auto kEmptyQueue = u"mails"_s;

} // namespace

class TestJourneysConnection : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J13: connect to a production broker and not break it.
    void j13_connectToProduction_byMouse()
    {
        openWithAProfile();
        m_hand.choose(m_ground->page<ui::ConnectionButton>(), u"live"_s);
        verifyProductionIsLocked();
        QCOMPARE(m_hand.clicks(), 2);

        m_hand.click(tasks()->table(), 0);
        m_hand.press(u"Ctrl+Shift+D"_s);
        verifyNothingWasWritten();
        m_hand.click(lock());
        QTRY_VERIFY(lock()->question());
        QVERIFY(lock()->question()->defaultButton()->text() == u"Keep it locked");
        m_hand.click(buttonSaying(lock()->question(), u"Allow changes"_s));
        verifyWritesGoOut();
        m_hand.click(m_ground->rail(), u"Queues"_s);
        m_hand.click(queues()->table(), kEmptyQueue);
        m_hand.choose(m_ground->window()->menuBar(), queues()->deleteAction());
        verifyItsNameIsAskedFor();
        m_hand.click(queues()->question()->yesButton());
        QTRY_COMPARE(m_production->connect().get("/queue").body.contains(kEmptyQueue.toUtf8()), false);
    }
    void j13_connectToProduction_byKeyboard()
    {
        openWithAProfile();
        m_hand.press(u"Ctrl+Shift+O"_s);
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_hand.press(u"Return"_s); // The first profile is chosen, and Open is the default.
        verifyProductionIsLocked();
        QCOMPARE(m_hand.keys(), 2);

        m_hand.press(u"Down"_s);
        m_hand.press(u"Ctrl+Shift+D"_s);
        verifyNothingWasWritten();
        m_hand.tabTo(lock());
        m_hand.press(u"Space"_s);
        QTRY_VERIFY(lock()->question() && QApplication::activeWindow() == lock()->question());
        m_hand.press(u"Return"_s); // The default keeps it locked.
        QTRY_VERIFY(!lock()->question());
        QCOMPARE(lock()->text(), u"Locked"_s);
        m_hand.press(u"Space"_s);
        QTRY_VERIFY(lock()->question() && QApplication::activeWindow() == lock()->question());
        m_hand.tabTo(buttonSaying(lock()->question(), u"Allow changes"_s));
        m_hand.press(u"Space"_s);
        verifyWritesGoOut();
        m_hand.press(u"Ctrl+6"_s);
        QTRY_VERIFY(rowSaying(queues()->table(), kEmptyQueue).isValid());
        m_hand.tabTo(queues()->table());
        m_hand.type(kEmptyQueue); // The table looks for it.
        QTRY_VERIFY(queues()->deleteAction()->isEnabled());
        m_hand.press(u"Ctrl+K"_s);
        m_hand.type(u"delete queue"_s);
        m_hand.press(u"Return"_s);
        verifyItsNameIsAskedFor();
        m_hand.tabTo(queues()->question()->yesButton());
        m_hand.press(u"Space"_s);
        QTRY_COMPARE(m_production->connect().get("/queue").body.contains(kEmptyQueue.toUtf8()), false);
        QCOMPARE(m_hand.clicks(), 0);
    }

    // J14: keep working while the broker is away for thirty seconds.
    void j14_keepWorkingWhileItIsAway_byMouse()
    {
        openWithTasksAndADraft();
        m_hand.click(m_ground->rail(), u"Tasks"_s);
        QTRY_VERIFY(tasks()->isVisible());
        takeTheBrokerAway();
        m_hand.click(tasks()->table(), 3);
        verifyTheTableIsOfUse();
        m_hand.click(m_ground->rail(), u"Enqueue"_s);
        typeIntoTheDraft();
        const Hand before = m_hand;
        bringTheBrokerBack();
        QCOMPARE(m_hand.clicks(), before.clicks());
        verifyTheDraftCanBeSent();
    }
    void j14_keepWorkingWhileItIsAway_byKeyboard()
    {
        openWithTasksAndADraft();
        m_hand.press(u"Ctrl+2"_s);
        QTRY_VERIFY(tasks()->isVisible());
        takeTheBrokerAway();
        m_hand.press(u"Down"_s);
        verifyTheTableIsOfUse();
        m_hand.press(u"Ctrl+3"_s);
        typeIntoTheDraft();
        const Hand before = m_hand;
        bringTheBrokerBack();
        QCOMPARE(m_hand.keys(), before.keys());
        verifyTheDraftCanBeSent();
        QCOMPARE(m_hand.clicks(), 0);
    }

private:
    void end() override { m_production.reset(); }

    [[nodiscard]] ui::QueuesPage *queues() const { return m_ground->page<ui::QueuesPage>(); }
    [[nodiscard]] ui::LockButton *lock() const { return m_ground->page<ui::LockButton>(); }
    [[nodiscard]] QPlainTextEdit *json() const { return named<QPlainTextEdit>(enqueue(), u"Payload as JSON"_s); }
    [[nodiscard]] int productionCount(const QByteArray &state)
    {
        auto api = m_production->connect();
        return static_cast<int>(api.get("/task?limit=100&state=" + state).json().value("tasks"_L1).toArray().size());
    }

    void openWithAProfile()
    {
        m_production = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_production->start(), m_production->log());
        auto api = m_production->connect();
        for (int i = 0; i < 3; ++i)
            QVERIFY(!test::enqueue(api, "{\"task_type\":\"echo\"}").isEmpty());
        // That something was said about a queue makes it exist.
        const auto path = "/queue/" + kEmptyQueue.toUtf8();
        QCOMPARE(api.request("PATCH", path, "{\"paused\":true,\"reason\":\"\"}").status, 200);
        ui::ConnectionBook(m_ground->settings())
            .setProfiles({{.name = u"live"_s, .address = m_production->address(), .environment = ui::Environment::Production}});
        m_ground->openConsole(u"tasks"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"No tasks"_s));
        TimedApp::watch();
    }

    void verifyProductionIsLocked()
    {
        QTRY_COMPARE(m_ground->window()->windowTitle(), u"live"_s);
        QTRY_VERIFY(m_ground->window()->isActiveWindow());
        Hand other;
        other.press(u"Ctrl+2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(tasks()->model().rowCount(), 3, patienceFor(1'000));
        QVERIFY(m_ground->window()->findChild<QWidget *>(u"stripe"_s)->isVisible());
        QCOMPARE(lock()->text(), u"Locked"_s);
        TimedApp::watch();
    }
    void verifyNothingWasWritten()
    {
        QTRY_VERIFY2(m_ground->toast()->isVisible() && m_ground->toast()->text().contains(u"locked"),
                     qPrintable(m_ground->toast()->text()));
        QVERIFY(!m_production->connect().get("/audit?limit=100").body.contains("console tester"));
        QCOMPARE(productionCount("ready"), 3);
    }
    void verifyItsNameIsAskedFor()
    {
        QTRY_VERIFY(queues()->question() && queues()->question()->isActiveWindow());
        QVERIFY(!queues()->question()->yesButton()->isEnabled());
        m_hand.type(kEmptyQueue);
        QVERIFY(queues()->question()->yesButton()->isEnabled());
    }
    void verifyWritesGoOut()
    {
        QTRY_COMPARE(lock()->text(), u"Changes allowed"_s);
        QTRY_VERIFY(m_ground->window()->isActiveWindow());
        m_hand.press(u"Ctrl+Shift+X"_s);
        QTRY_COMPARE(productionCount("cancelled"), 1);
    }

    void openWithTasksAndADraft()
    {
        m_ground->addTasks(300, "\"task_type\":\"echo\"");
        m_ground->openConsole(u"enqueue"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"Ready 300"_s));
        m_hand.press(u"Ctrl+3"_s);
        m_hand.type(u"note"_s); // A type without a schema: its form is JSON.
        QTRY_VERIFY(buttonSaying(enqueue(), u"Use this name"_s));
        m_hand.press(u"Return"_s);
        QTRY_COMPARE(enqueue()->type(), u"note"_s);
        QTRY_VERIFY(json());
        m_hand.press(u"Ctrl+2"_s);
        QTRY_COMPARE(tasks()->model().rowCount(), 256);
        m_hand.press(u"Ctrl+1"_s);
        TimedApp::watch();
        m_hand = {};
    }
    void takeTheBrokerAway()
    {
        m_ground->broker().kill();
        m_away.start();
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isVisible(), patienceFor(3'000));
        QVERIFY(!QApplication::activeModalWidget());
    }
    void verifyTheTableIsOfUse()
    {
        auto *table = tasks()->table();
        QCOMPARE(tasks()->model().rowCount(), 256);
        QTest::keyClick(table, Qt::Key_PageDown);
        QTRY_VERIFY(table->verticalScrollBar()->value() > 0);
        const QString id = table->currentId();
        QVERIFY(!id.isEmpty());
        // What would change something is grey, and says why.
        const auto *cancel = m_ground->window()->actions().action(u"task.cancel"_s);
        QVERIFY(!cancel->isEnabled());
        QVERIFY2(cancel->statusTip().contains(u"away"), qPrintable(cancel->statusTip()));
        QVERIFY(!QApplication::activeModalWidget());
    }
    void typeIntoTheDraft()
    {
        QTRY_VERIFY(json());
        m_hand.tabTo(json());
        m_hand.press(u"Ctrl+A"_s);
        m_hand.type(u"{\"a\":1}"_s);
        QCOMPARE(enqueue()->draft().text(), "{\"a\":1}");
        QVERIFY(!enqueue()->enqueueAction()->isEnabled());
    }
    void bringTheBrokerBack()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_away.hasExpired(kAwayMs), 2 * kAwayMs);
        QVERIFY(m_ground->banner()->isVisible());
        QVERIFY2(m_ground->broker().restart(), m_ground->broker().log());
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isHidden(), patienceFor(2'000));
        QVERIFY(!QApplication::activeModalWidget());
        m_ground->reconnectApi();
    }
    void verifyTheDraftCanBeSent()
    {
        QCOMPARE(enqueue()->draft().text(), "{\"a\":1}");
        QTRY_VERIFY(enqueue()->enqueueAction()->isEnabled());
        m_hand.press(u"Ctrl+Return"_s);
        QTRY_COMPARE(m_ground->countOf("type:note"), 1);
        QTRY_VERIFY(m_ground->statusBarSays(u"Ready 301"_s));
    }

    std::unique_ptr<BrokerProcess> m_production;
    QElapsedTimer m_away;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysConnection)
#include "tst_journeys_connection.moc"
