// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/window_ground.h"
#include "ui/broker_settings.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/broker_log_dialog.h"
#include "ui/frame/settings_dialog.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/task_table_view.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

/// What the window says while its broker does not work, and what it offers then.
class TestBrokerNotice : public test::WindowGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup()
    {
        m_window.reset(); // Wherever the test has ended, before what the window was given.
        m_book.reset();
        m_ownSettings.reset();
        tearDown();
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

    void awayBroker_canBeLeftForAnother()
    {
        giveConnections();
        open();
        m_broker->setAway(true);
        QTRY_VERIFY(banner()->isVisible());
        QSignalSpy wanted(m_window.get(), &ui::MainWindow::connectionsRequested);
        QCOMPARE(banner()->button(2)->text(), u"Switch connection…"_s);
        QTest::mouseClick(banner()->button(2), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QTest::keyClick(banner()->button(1), Qt::Key_Space);
        const auto *log = m_window->findChild<ui::BrokerLogDialog *>();
        QVERIFY(log && log->view()->text().contains(u"info listening"));
    }

    void takenPort_leadsToTheBrokerThatHasIt()
    {
        giveConnections();
        m_asked.clear();
        m_makeTransport = [this](const QUrl &broker, const QByteArray &) {
            m_asked.append(broker.toString());
            return std::make_unique<test::PretendBroker>(test::pretendNow());
        };
        open();
        m_embedded->set(ui::EmbeddedBroker::State::Failed, u"Cannot listen."_s, {8080, 8082});
        QTRY_COMPARE(banner()->text(), u"Port 8080 is taken: another Conduit broker answers there."_s);
        QCOMPARE(m_asked, QStringList {u"http://127.0.0.1:8080"_s});
        QSignalSpy wanted(m_window.get(), &ui::MainWindow::addressRequested);
        QCOMPARE(banner()->button()->text(), u"Connect to it"_s);
        QTest::mouseClick(banner()->button(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(0).toString(), u"http://127.0.0.1:8080"_s);
        QVERIFY(!wanted.first().at(1).toBool());
    }

    void takenPort_givesWayToAFreeOne()
    {
        auto &settings = giveSettings();
        open();
        settings.fault = u"It was set by --port, which wins over this."_s;
        m_embedded->set(ui::EmbeddedBroker::State::Failed, u"Cannot listen."_s, {8080, 8082});
        QCOMPARE(banner()->text(), u"Port 8080 is taken by another program."_s);
        QCOMPARE(banner()->button()->text(), u"Use port 8082"_s);
        QTest::mouseClick(banner()->button(), Qt::LeftButton);
        QVERIFY2(banner()->text().endsWith(settings.fault), qPrintable(banner()->text()));
        QCOMPARE(m_embedded->state(), ui::EmbeddedBroker::State::Failed);
        settings.fault.clear();
        QTest::keyClick(banner()->button(), Qt::Key_Space);
        QCOMPARE(settings.changes, QStringList({u"port 8082"_s, u"port 8082"_s}));
        QCOMPARE(m_embedded->state(), ui::EmbeddedBroker::State::Serving);
    }

    void takenPort_isChosenInTheSettings()
    {
        giveSettings();
        open();
        m_embedded->set(ui::EmbeddedBroker::State::Failed, u"Cannot listen."_s, {8080, 0});
        QCOMPARE(banner()->button()->text(), u"Choose…"_s); // None is free.
        QTest::mouseClick(banner()->button(), Qt::LeftButton);
        const auto *dialog = m_window->findChild<ui::SettingsDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->list()->currentItem()->text(), u"Broker"_s);
    }

    void shorterKeepTime_saysHowManyTasksItWouldDelete()
    {
        auto &settings = giveSettings();
        settings.all = {{.name = u"keep-completed"_s, .running = u"259200"_s, .next = u"3600"_s, .fixedBy = {}},
                        {.name = u"keep-dead"_s, .running = u"3600"_s, .next = u"7200"_s, .fixedBy = {}}};
        m_broker->setAnswer(u"/task/facets"_s, [this](const QMap<QString, QString> &query) {
            m_asked.append(query.value(u"q"_s));
            return QByteArray(R"({"facets":{},"n":1204,"exact":true,"next":null})");
        });
        open();
        m_window->actions().action(u"edit.settings"_s)->trigger();
        const auto *field = fieldOf(u"Keep completed and cancelled tasks, in seconds"_s);
        QVERIFY(field);
        QTRY_VERIFY2(
            field->accessibleDescription().endsWith(u"Then about 1,204 tasks are deleted for good, but those whose type or "
                                                    "queue says otherwise."_s),
            qPrintable(field->accessibleDescription()));
        m_window->actions().action(u"view.refresh"_s)->trigger();
        QTRY_VERIFY(m_broker->isIdle()); // Whatever else it asks has been answered.
        QCOMPARE(m_asked.filter(u"finished:>"_s), QStringList {u"(state:completed,cancelled finished:>3600s)"_s}); // Once.
        QVERIFY(!fieldOf(u"Keep dead tasks, in seconds"_s)->accessibleDescription().contains(u"deleted"));
    }

    void addressToListenOn_isOneOfTheMachinesOrTyped()
    {
        auto &settings = giveSettings();
        settings.all = {{.name = u"host"_s, .running = u"127.0.0.1"_s, .next = u"127.0.0.1"_s, .fixedBy = {}}};
        open();
        m_window->actions().action(u"edit.settings"_s)->trigger();
        auto *field = fieldOf(u"Address to listen on"_s);
        QVERIFY(field);
        auto *box = qobject_cast<QComboBox *>(field->parentWidget());
        QVERIFY(box);
        QCOMPARE(box->currentText(), u"127.0.0.1"_s);
        QCOMPARE(box->itemText(2), u"192.168.1.5 – only through eth0"_s);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(settings.changes, QStringList({u"host 0.0.0.0"_s, u"host 192.168.1.5"_s}));
        QCOMPARE(box->currentText(), u"192.168.1.5"_s);
        field->selectAll();
        QTest::keyClicks(field, u"::1"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(settings.changes.last(), u"host ::1"_s);
    }

private:
    // What a window that is opened from now on gets.
    void giveConnections()
    {
        m_book = std::make_unique<ui::ConnectionBook>(**m_settings);
        m_connections = m_book.get();
    }
    test::PretendBrokerSettings &giveSettings()
    {
        m_ownSettings = std::make_unique<test::PretendBrokerSettings>();
        m_brokerSettings = m_ownSettings.get();
        return *m_ownSettings;
    }
    [[nodiscard]] QLineEdit *fieldOf(const QString &name) const
    {
        const auto fields = m_window->findChildren<QLineEdit *>();
        for (auto *field : fields)
            if (field->accessibleName() == name)
                return field;
        return nullptr;
    }

    std::unique_ptr<ui::ConnectionBook> m_book;
    std::unique_ptr<test::PretendBrokerSettings> m_ownSettings;
    QStringList m_asked; ///< Addresses of brokers that were looked for.
};

CONDUIT_TIMED_MAIN(TestBrokerNotice)
#include "tst_broker_notice.moc"
