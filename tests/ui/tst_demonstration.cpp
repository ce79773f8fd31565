// SPDX-License-Identifier: GPL-3.0-only
// The demonstration from the console's side: its windows, its mark, and its end. tst_demo_broker has the real one.
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/demonstration.h"
#include "ui/feeds/demo_feed.h"
#include "ui/frame/action_hub.h"
#include "ui/models/demo_tasks.h"
#include "ui/token_store.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

class PretendDemonstration final : public ui::Demonstration
{
    Q_OBJECT
public:
    void open() override
    {
        if (!fault.isEmpty()) {
            Q_EMIT failed(fault);
            return;
        }
        m_address = u"http://127.0.0.1:41234"_s;
        Q_EMIT opened(isNew);
    }
    void discard() override
    {
        m_address.clear();
        Q_EMIT ended();
    }
    [[nodiscard]] QString address() const override { return m_address; }

    QString fault;
    bool isNew = false;

private:
    QString m_address;
};

} // namespace

class TestDemonstration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_demonstration = std::make_unique<PretendDemonstration>();
        m_reached.clear();
        m_reachedBroker = nullptr;
        m_trouble = {};
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                    .address = u"http://127.0.0.1:8080"_s,
                                                                    .settings = **m_settings,
                                                                    .now = &test::pretendNow,
                                                                    .demonstration = m_demonstration.get()},
                                                  &m_tokens, [this](const QUrl &broker, const QByteArray &) {
                                                      m_reached.append(broker.toString());
                                                      auto reached = std::make_unique<test::PretendBroker>(test::pretendNow());
                                                      reached->setTrouble(m_trouble);
                                                      m_reachedBroker = reached.get();
                                                      return reached;
                                                  });
        m_console->openWindow();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_console.reset();
        m_demonstration.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void demonstration_hasAWindowOfItsOwnUnderItsName()
    {
        QVERIFY(!action(u"demonstration.discard"_s)->isEnabled());
        action(u"demonstration.open"_s)->trigger();
        QCOMPARE(m_console->windows().size(), 2);
        QCOMPARE(m_console->windows().last()->windowTitle(), u"Demonstration"_s);
        QCOMPARE(m_reached, QStringList {u"http://127.0.0.1:41234"_s});
        QVERIFY(action(u"demonstration.discard"_s)->isEnabled());
        const auto calls = m_broker->calls();
        QVERIFY(std::ranges::all_of(calls,
                                    [](const client::Call &call) { return call.method == "GET"; })); // Ours has nothing of it.
        action(u"demonstration.discard"_s)->trigger();
        QTRY_COMPARE(m_console->windows().size(), 1);
        QVERIFY(m_console->windows().first()->windowTitle() != u"Demonstration");
        QVERIFY(!action(u"demonstration.discard"_s)->isEnabled());
    }

    void lastWindow_thatIsOfTheDemonstrationGivesWayToOneOfOurs()
    {
        action(u"demonstration.open"_s)->trigger();
        m_console->windows().first()->close();
        QTRY_COMPARE(m_console->windows().size(), 1);
        action(u"demonstration.discard"_s)->trigger();
        QTRY_COMPARE(m_console->windows().size(), 1);
        QVERIFY(m_console->windows().first()->windowTitle() != u"Demonstration");
    }

    void newDemonstration_isFilledAndOneThatIsThereIsNot()
    {
        action(u"demonstration.open"_s)->trigger();
        QVERIFY(m_reachedBroker);
        QVERIFY(postsTo(u"/task/set_schema"_s).isEmpty() && postsTo(u"/task/batch"_s).isEmpty());
        action(u"demonstration.discard"_s)->trigger();
        QTRY_COMPARE(m_console->windows().size(), 1);

        m_demonstration->isNew = true;
        action(u"demonstration.open"_s)->trigger();
        QCOMPARE(postsTo(u"/task/set_schema"_s).size(), ui::demoSchemas().size());
        const auto batches = postsTo(u"/task/batch"_s);
        QCOMPARE(batches.size(), 1); // The next one waits until somebody has worked.
        QCOMPARE(QJsonDocument::fromJson(batches.first().body)["tasks"_L1].toArray().size(), ui::DemoFeed::kTasksAtOnce);
        m_reachedBroker->setAway(true); // The double takes longer for so many tasks than an event may.
        const auto ours = m_broker->calls();
        QVERIFY(std::ranges::all_of(ours, [](const client::Call &call) { return call.method == "GET"; }));
        action(u"demonstration.discard"_s)->trigger(); // While it is being filled.
        QTRY_COMPARE(m_console->windows().size(), 1);
    }

    void newDemonstration_thatCannotBeFilledSaysWhy()
    {
        m_demonstration->isNew = true;
        m_trouble = {.status = 507,
                     .body = R"({"error":{"code":"storage_failed","message":"The disk is full."}})",
                     .retryAfter = {},
                     .failure = {}};
        action(u"demonstration.open"_s)->trigger();
        const auto isToldWhy = [](const ui::MainWindow *window) {
            return window->findChild<ui::Toast *>()->text() == u"The demonstration has no more tasks: The disk is full.";
        };
        QTRY_VERIFY(std::ranges::any_of(m_console->windows(), isToldWhy));
    }

    void failure_isTold()
    {
        m_demonstration->fault = u"There is no room."_s;
        action(u"demonstration.open"_s)->trigger();
        QCOMPARE(m_console->windows().size(), 1);
        QCOMPARE(m_console->windows().first()->findChild<ui::Toast *>()->text(), u"There is no room."_s);
    }

    /// The same each time, and of all kinds.
    void tasks_areTheSameEachTimeAndOfAllKinds()
    {
        QSet<QString> types;
        int ends = 0;
        int failures = 0;
        for (int number = 0; number < 1'000; ++number) {
            const wire::NewTask task = ui::demoTask(number);
            QCOMPARE(task.payload, ui::demoTask(number).payload);
            types.insert(task.taskType);
            const auto end = ui::demoEnd({.id = u"1"_s, .payload = task.payload});
            ends += end ? 1 : 0;
            failures += end && end->error ? 1 : 0;
        }
        QCOMPARE(types.size(), 4);
        QVERIFY(ends < 1'000);
        QVERIFY2(failures > 50 && failures < 300, qPrintable(QString::number(failures)));
    }

private:
    [[nodiscard]] QAction *action(const QString &id) const { return m_console->windows().first()->actions().action(id); }

    [[nodiscard]] QList<client::Call> postsTo(const QString &path) const
    {
        auto calls = m_reachedBroker->calls();
        calls.removeIf([&](const client::Call &call) { return call.method != "POST" || call.path != path.toLatin1(); });
        return calls;
    }

    QTemporaryDir m_folder;
    ui::TokenFolder m_tokens {m_folder.path()};
    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<PretendDemonstration> m_demonstration;
    std::unique_ptr<ui::Console> m_console;
    QStringList m_reached;
    test::PretendBroker *m_reachedBroker = nullptr; ///< The last one; its connection has it.
    client::Reply m_trouble;                        ///< What the next one that is reached answers.
};

CONDUIT_TIMED_MAIN(TestDemonstration)
#include "tst_demonstration.moc"
