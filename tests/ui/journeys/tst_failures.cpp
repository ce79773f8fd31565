// SPDX-License-Identifier: GPL-3.0-only
// The console on a way that fails: every page stays of use, says once what is the matter, and comes back by itself.
#include "tests/ui/journeys/fault_proxy.h"
#include "tests/ui/journeys/journey_test.h"
#include "ui/frame/action_hub.h"
#include "ui/main_window.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(conduit::test::FaultProxy::Fault)

namespace conduit::test {

using Fault = FaultProxy::Fault;

namespace {

constexpr int kTasks = 20;
constexpr int kBannerMs = 3'000;
constexpr int kBackMs = 2'000;
constexpr int kPatienceMs = 20'000;

/// What would change something at the broker, whatever is chosen.
const QStringList kWrites {u"task.retry"_s, u"task.cancel"_s,     u"task.delete"_s,           u"task.promote"_s,
                           u"task.hold"_s,  u"task.all.cancel"_s, u"task.enqueue_and_watch"_s};

} // namespace

class TestFailures : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    void everyPage_staysOfUse_data() { faults(); }
    void everyPage_staysOfUse()
    {
        QFETCH(const Fault, fault);
        QFETCH(const bool, isAway);
        const auto rows = rowsOfAllTables();
        m_proxy->setFault(fault);
        m_hand.press(u"F5"_s); // Whoever asks learns it; what is silent tells nobody by itself.
        if (isAway)
            QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isVisible(), patienceFor(kBannerMs));
        else
            QVERIFY(m_ground->banner()->isHidden());
        const QString told = m_ground->banner()->text();
        QVERIFY2(!told.contains(u"<h1>") && !told.contains(u"<html"), qPrintable(told));

        visitAllPages();
        QCOMPARE(rowsOfAllTables(), rows);
        // What is loaded is read and copied.
        m_hand.press(u"Ctrl+2"_s);
        m_hand.press(u"Ctrl+Shift+I"_s);
        QCOMPARE(QApplication::clipboard()->text(), tasks()->details()->task()->id);
        // What would change something is refused, with a reason.
        for (const QString &id : kWrites) {
            const auto *action = m_ground->window()->actions().action(id);
            QVERIFY2(action, qPrintable(id));
            if (isAway)
                QVERIFY2(!action->isEnabled() && !action->statusTip().isEmpty(), qPrintable(id));
        }
        QVERIFY(!QApplication::activeModalWidget());

        m_proxy->setFault(Fault::None);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isHidden(), patienceFor(kBackMs));
        QTRY_VERIFY(m_ground->window()->actions().action(u"task.cancel"_s)->isEnabled());
        // It goes on following.
        m_ground->addTasks(1, "\"task_type\":\"late\"");
        QTRY_COMPARE(tasks()->model().rowCount(), kTasks + 1);
    }

    /// A question that changes something may have come through though no answer did. It is told as that, and done once at most.
    void aTaskWithoutAnAnswer_isNeverEnqueuedTwice_data() { lostAnswers(); }
    void aTaskWithoutAnAnswer_isNeverEnqueuedTwice()
    {
        QFETCH(const Fault, fault);
        m_hand.press(u"Ctrl+3"_s);
        enqueue()->draft().setText("{\"echo\":\"x\"}");
        QTRY_VERIFY(enqueue()->enqueueAction()->isEnabled());
        m_proxy->setFault(fault);
        m_hand.press(u"Ctrl+Return"_s);
        auto *message = enqueue()->findChild<ui::MessageBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), kPatienceMs);
        QVERIFY2(message->text().contains(u"may have"), qPrintable(message->text()));
        QVERIFY2(!message->text().contains(u"Not sent"), qPrintable(message->text()));
        m_proxy->setFault(Fault::None);
        QTRY_VERIFY_WITH_TIMEOUT(enqueue()->enqueueAction()->isEnabled(), patienceFor(kBackMs));
        m_hand.press(u"Ctrl+Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->toast()->isVisible(), kPatienceMs);
        QCOMPARE(m_ground->countOf("type:echo"), kTasks + 1);
    }

    void anActWithoutAnAnswer_isToldOnce_data() { lostAnswers(); }
    void anActWithoutAnAnswer_isToldOnce()
    {
        QFETCH(const Fault, fault);
        m_hand.press(u"Ctrl+2"_s);
        QTRY_VERIFY(m_ground->window()->actions().action(u"task.cancel"_s)->isEnabled());
        m_proxy->setFault(fault);
        m_hand.press(u"Ctrl+Shift+X"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->toast()->isVisible(), kPatienceMs);
        QVERIFY2(m_ground->toast()->text().contains(u"may have"), qPrintable(m_ground->toast()->text()));
        QVERIFY(!QApplication::activeModalWidget());
        m_proxy->setFault(Fault::None);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isHidden(), patienceFor(kBackMs));
        QVERIFY(m_ground->countOf("state:cancelled") <= 1);
    }

    /// This machine's clock is set while somebody works: nothing is lost, no age is negative, and it is said.
    void aClockThatIsSet_isBorne_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::newRow("an hour ahead") << 3600;
        QTest::newRow("an hour back") << -3600;
    }
    void aClockThatIsSet_isBorne()
    {
        QFETCH(const int, seconds);
        m_ground->setClock(std::chrono::seconds(seconds));
        QTRY_VERIFY_WITH_TIMEOUT(refreshed() && clocksDiffer(), kPatienceMs);
        visitAllPages();
        QCOMPARE(tasks()->model().rowCount(), kTasks);
        QTRY_VERIFY2(farAges().isEmpty(), qPrintable(farAges().join(u'\n')));
        QVERIFY(m_ground->banner()->isHidden());
        m_hand.press(u"Ctrl+Shift+X"_s); // The chosen one is cancelled, whatever the time.
        QTRY_COMPARE(m_ground->countOf("state:cancelled"), 1);
        m_ground->setClock({});
        QTRY_VERIFY_WITH_TIMEOUT(refreshed() && !clocksDiffer(), kPatienceMs);
        QTRY_VERIFY2(farAges().isEmpty(), qPrintable(farAges().join(u'\n')));
        QVERIFY(!QApplication::activeModalWidget());
    }

private:
    [[nodiscard]] bool clocksDiffer() const
    {
        const auto labels = m_ground->window()->statusBar()->findChildren<ui::StateLabel *>();
        return std::ranges::any_of(labels, [](const ui::StateLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Clocks differ by");
        });
    }
    bool refreshed()
    {
        m_hand.press(u"F5"_s);
        return true;
    }
    /// Whatever these tasks are aged, it is no more than minutes, and nothing of them lies ahead.
    [[nodiscard]] QStringList farAges() const
    {
        static const QRegularExpression far(u"^-|^in \\d|\\d (h|d)( ago)?$"_s);
        QStringList ages;
        const auto &model = tasks()->model();
        for (int row = 0; row < model.rowCount(); ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                if (const auto text = model.index(row, column).data().toString(); far.match(text).hasMatch())
                    ages.append(text);
        return ages;
    }

    void begin() override
    {
        QCOMPARE(m_ground->api()
                     .post("/task/set_schema",
                           "{\"task_type\":\"echo\",\"description\":\"\",\"fields\":{\"echo\":{\"field_type\":\"string\","
                           "\"required\":true}}}")
                     .status,
                 200);
        m_ground->addTasks(kTasks, "\"task_type\":\"echo\",\"payload\":{\"echo\":\"x\"}");
        m_proxy = std::make_unique<FaultProxy>(m_ground->broker().port());
        m_ground->openConsole(u"tasks"_s, m_proxy->address());
        m_ground->client().setTimeout(2s); // Fifteen by themselves: the same, only longer.
        QTRY_COMPARE(tasks()->model().rowCount(), kTasks);
        m_hand.press(u"Ctrl+2"_s);
        m_hand.press(u"Down"_s);
        QTRY_VERIFY(tasks()->details()->task());
        visitAllPages();
        QTRY_COMPARE(enqueue()->type(), u"echo"_s);
        TimedApp::watch();
    }
    void end() override
    {
        m_proxy.reset();
        m_ground->setClock({});
    }

    static void faults()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("isAway");
        QTest::newRow("refuses") << Fault::Refuses << true;
        QTest::newRow("takes, and never answers") << Fault::IsSilent << true;
        QTest::newRow("breaks off in the middle") << Fault::CutsOff << true;
        QTest::newRow("byte by byte") << Fault::Trickles << true;
        QTest::newRow("somebody else's 500") << Fault::Babbles << true;
        QTest::newRow("somebody else's 401") << Fault::Forbids << true;
        QTest::newRow("somebody else's 409") << Fault::Conflicts << true;
        QTest::newRow("somebody else's 413") << Fault::TooLarge << true;
        QTest::newRow("100 ms away") << Fault::IsFarAway << false;
    }
    static void lostAnswers()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("breaks off in the middle") << Fault::CutsOff;
        QTest::newRow("takes, and never answers") << Fault::IsSilent;
    }

    void visitAllPages()
    {
        for (int page = 1; page <= m_ground->rail()->count(); ++page) {
            m_hand.press(u"Ctrl+%1"_s.arg(page));
            QCOMPARE(m_ground->rail()->currentRow(), page - 1);
            QVERIFY(!m_ground->window()->grab().isNull());
            QVERIFY(!QApplication::activeModalWidget());
        }
        m_hand.press(u"Ctrl+2"_s);
    }
    /// How many rows each table of the window has, by its name.
    /// But of the one that keeps what was told, and so also what failed.
    [[nodiscard]] QMap<QString, int> rowsOfAllTables() const
    {
        QMap<QString, int> rows;
        for (const auto *table : m_ground->window()->findChildren<QTableView *>())
            if (!table->accessibleName().isEmpty() && table->model())
                rows.insert(table->accessibleName(), table->model()->rowCount());
        rows.remove(u"Messages"_s);
        return rows;
    }

    std::unique_ptr<FaultProxy> m_proxy;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestFailures)
#include "tst_failures.moc"
