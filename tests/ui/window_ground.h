// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/broker_settings.h"
#include "ui/embedded_broker.h"
#include "ui/main_window.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QTest>

#include <algorithm>

namespace conduit::test {

/// The broker of one's own as the application would tell of it.
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
    [[nodiscard]] PortTrouble portTrouble() const override { return m_portTrouble; }
    [[nodiscard]] QStringList recentLog() const override { return {QStringLiteral("2026-11-25T14:03:07.000Z info listening")}; }
    void retry() override { set(State::Serving, {}); }
    void set(State state, const QString &error, PortTrouble portTrouble = {})
    {
        m_portTrouble = portTrouble;
        m_state = state;
        m_error = error;
        Q_EMIT stateChanged();
    }

private:
    State m_state = State::Serving;
    QString m_address = QStringLiteral("http://127.0.0.1:8080");
    QString m_error;
    PortTrouble m_portTrouble;
};

/// Its settings: kept as long as it lives, and what was wanted can be read.
class PretendBrokerSettings final : public ui::BrokerSettings
{
    Q_OBJECT
public:
    [[nodiscard]] QList<ui::BrokerSetting> settings() const override { return all; }
    [[nodiscard]] QList<ui::OwnAddress> addresses() const override
    {
        return {{QStringLiteral("192.168.1.5"), QStringLiteral("eth0")}};
    }
    [[nodiscard]] QString file() const override { return QStringLiteral("/nowhere/conduit.ini"); }
    [[nodiscard]] QString change(const QString &name, const QString &value) override
    {
        changes.append(name + QLatin1Char(' ') + value);
        for (auto &setting : all)
            if (fault.isEmpty() && setting.name == name)
                setting.next = value;
        return fault;
    }
    void restart() override { }
    [[nodiscard]] bool isRestarting() const override { return false; }

    QList<ui::BrokerSetting> all;
    QStringList changes; ///< Such as `port 8081`.
    QString fault;       ///< What change() says.
};

/// One window on a broker of its own, in which nothing takes long.
class WindowGround : public QObject
{
protected:
    void build()
    {
        m_broker = std::make_unique<PretendBroker>(pretendNow());
        m_broker->addSchema(
            R"({"task_type":"echo","description":"","fields":{"echo":{"field_type":"string","required":true}}})");
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<PretendSettings>();
        m_workers = std::make_unique<PretendWorkers>();
        m_embedded = std::make_unique<PretendEmbeddedBroker>();
        m_connections = nullptr;
        m_brokerSettings = nullptr;
        m_makeTransport = {};
        open();
        TimedApp::watch();
    }
    void tearDown()
    {
        const QString slow = TimedApp::fault();
        m_window.reset();
        m_embedded.reset();
        m_workers.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        ui::applyTheme(ui::ThemeChoice::System);
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void open()
    {
        m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = *m_client,
                                                                      .address = QStringLiteral("http://127.0.0.1:8080"),
                                                                      .settings = **m_settings,
                                                                      .now = &pretendNow,
                                                                      .localWorkers = m_workers.get(),
                                                                      .broker = m_embedded.get(),
                                                                      .brokerSettings = m_brokerSettings,
                                                                      .makeTransport = m_makeTransport,
                                                                      .connections = m_connections});
        m_window->show();
    }

    /// The window knows of them.
    void runTasks(int count)
    {
        for (int i = 0; i < count; ++i)
            m_broker->add({.taskType = QStringLiteral("echo"), .state = QStringLiteral("running")});
        const QString total = QStringLiteral("Running %1").arg(count);
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

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<PretendWorkers> m_workers;
    std::unique_ptr<PretendEmbeddedBroker> m_embedded;
    ui::ConnectionBook *m_connections = nullptr; ///< This and the next two: what a window that is opened from now on gets.
    ui::BrokerSettings *m_brokerSettings = nullptr;
    ui::TransportMaker m_makeTransport;
    std::unique_ptr<ui::MainWindow> m_window;

private:
    static void collect(const QList<QAction *> &actions, QList<QAction *> &all)
    {
        for (auto *action : actions) {
            if (action->menu())
                collect(action->menu()->actions(), all);
            else if (!action->isSeparator())
                all.append(action);
        }
    }
};

} // namespace conduit::test
