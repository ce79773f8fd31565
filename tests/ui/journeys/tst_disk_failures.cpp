// SPDX-License-Identifier: GPL-3.0-only
// The console on a broker whose disk fails: what can be read stays, what cannot be written is said once, and nothing is done twice.
#include "tests/e2e/faulty_disk_switch.h"
#include "tests/ui/journeys/journey_test.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kTasks = 20;
constexpr int kPatienceMs = 20'000;
constexpr auto kLocked = "locked";

/// Another process that writes into the broker's database, and does not end.
class Holder
{
public:
    explicit Holder(const QString &file)
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder"_s);
        m_database.setDatabaseName(file);
        m_isHolding = m_database.open() && QSqlQuery(m_database).exec(u"BEGIN IMMEDIATE"_s);
    }
    ~Holder()
    {
        QSqlQuery(m_database).exec(u"ROLLBACK"_s);
        m_database = {};
        QSqlDatabase::removeDatabase(u"holder"_s);
    }
    [[nodiscard]] bool isHolding() const { return m_isHolding; }

private:
    QSqlDatabase m_database;
    bool m_isHolding = false;
};

} // namespace

class TestDiskFailures : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    void everyPage_staysOfUse_data()
    {
        QTest::addColumn<QByteArray>("fault");
        for (const char *fault : {"sync-fails", "full", "over-quota", kLocked})
            QTest::newRow(fault) << QByteArray(fault);
    }
    void everyPage_staysOfUse()
    {
        QFETCH(const QByteArray, fault);
        fail(fault);
        m_hand.press(u"Ctrl+3"_s);
        QTRY_VERIFY(enqueue()->enqueueAction()->isEnabled());
        m_hand.press(u"Ctrl+Return"_s);
        auto *message = enqueue()->findChild<ui::MessageBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), kPatienceMs);
        QVERIFY2(!message->text().contains(u"<") && message->text().size() > 20, qPrintable(message->text()));
        qInfo().noquote() << message->text();
        QVERIFY(!QApplication::activeModalWidget());
        for (int page = 1; page <= m_ground->rail()->count(); ++page) {
            m_hand.press(u"Ctrl+%1"_s.arg(page));
            QCOMPARE(m_ground->rail()->currentRow(), page - 1);
            QVERIFY(!m_ground->window()->grab().isNull());
            QVERIFY(!QApplication::activeModalWidget());
        }
        QVERIFY(tasks()->model().rowCount() >= kTasks);
        QCOMPARE(enqueue()->draft().text(), QByteArray("{\"echo\":\"x\"}"));

        heal();
        m_hand.press(u"Ctrl+3"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->banner()->isHidden(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(enqueue()->enqueueAction()->isEnabled(), kPatienceMs);
        m_hand.press(u"Ctrl+Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->toast()->isVisible(), kPatienceMs);
        QCOMPARE(m_ground->countOf("type:echo"), kTasks + 1); // Each try was the same task.
    }

private:
    void prepare(JourneyGround &ground) override
    {
        m_disk = std::make_unique<FaultyDiskSwitch>();
        m_disk->preloadInto(ground.broker(), QStringLiteral(FAULTY_DISK));
    }
    void begin() override
    {
        m_ground->addTasks(kTasks, "\"task_type\":\"echo\",\"payload\":{\"echo\":\"x\"}");
        m_ground->openConsole(u"tasks"_s);
        QTRY_COMPARE(tasks()->model().rowCount(), kTasks);
        m_hand.press(u"Ctrl+3"_s);
        enqueue()->chooseType(u"echo"_s);
        enqueue()->draft().setText("{\"echo\":\"x\"}");
        QTRY_VERIFY(enqueue()->enqueueAction()->isEnabled());
        TimedApp::watch();
    }
    void end() override { heal(); }

    void fail(const QByteArray &fault)
    {
        if (fault != kLocked) {
            QVERIFY(m_disk->set(fault));
            return;
        }
        m_holder = std::make_unique<Holder>(m_ground->broker().dataFolder() + u"/conduit.db"_s);
        QVERIFY(m_holder->isHolding());
    }
    void heal()
    {
        m_holder.reset();
        QVERIFY(m_disk->set({}));
    }

    std::unique_ptr<FaultyDiskSwitch> m_disk;
    std::unique_ptr<Holder> m_holder;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestDiskFailures)
#include "tst_disk_failures.moc"
