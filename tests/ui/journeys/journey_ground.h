// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/console_workers.h"
#include "app/worker_pools.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "ui/console.h"
#include "ui/frame/guarded_transport.h"
#include "ui/token_store.h"

#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>
#include <QWindow>

#include <algorithm>
#include <chrono>
#include <memory>

class QListWidget;

namespace conduit::ui {
class MessageBar;
class Toast;
} // namespace conduit::ui

namespace conduit::test {

/// How long a test waits for what a journey wants within `limitMs` on the reference machine: other programs may keep this one
/// busy. What the console itself takes for it is the TimedApp's to judge.
constexpr int patienceFor(int limitMs) { return std::max(4 * limitMs, 2'000); }

/// What a journey walks on: a real broker, real workers beside the console when somebody starts them, and a console as a person
/// who starts the program gets it, connected over HTTP.
class JourneyGround
{
public:
    JourneyGround();
    ~JourneyGround();

    /// False when the broker does not start.
    [[nodiscard]] bool start();
    /// The first window, on `page`; empty: where a first start begins. `address` is another way to the same broker.
    void openConsole(const QString &page, const QString &address = {});
    /// With all that is open in front of it, as after a journey that failed.
    void closeConsole();

    [[nodiscard]] BrokerProcess &broker() { return m_broker; }
    [[nodiscard]] RawHttpClient &api() { return *m_api; }
    /// After the broker was away.
    void reconnectApi() { m_api = std::make_unique<RawHttpClient>(m_broker.port()); }
    [[nodiscard]] QSettings &settings() { return *m_settings; }
    [[nodiscard]] client::Client &client() { return *m_client; }
    [[nodiscard]] app::WorkerPool &pool() { return m_pools->own(); }
    [[nodiscard]] QString path(const QString &file) const { return m_folder.filePath(file); }

    /// The window that was opened last.
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().last(); }
    template<typename Page>
    [[nodiscard]] Page *page() const
    {
        return window()->findChild<Page *>();
    }
    /// The list of tasks is seen with the details of this one.
    [[nodiscard]] bool detailsShow(const QString &id) const;
    /// The pages, at the left.
    [[nodiscard]] QListWidget *rail() const;
    [[nodiscard]] ui::Toast *toast() const;
    [[nodiscard]] ui::MessageBar *banner() const;
    /// What the status bar says of the tasks, such as `Ready 3  ·  Dead 1`, stands in it somewhere.
    [[nodiscard]] bool statusBarSays(const QString &text) const;

    /// This machine's clock is ahead by so much from now on, for the console.
    static void setClock(std::chrono::seconds ahead);

    // What others do at the broker.
    /// `count` tasks, `members` such as `"task_type":"echo"`.
    void addTasks(int count, const QByteArray &members);
    /// `count` ready tasks of this type fail, those with one attempt for good.
    void killTasks(int count, const QByteArray &type, const QByteArray &error);
    [[nodiscard]] int countOf(const QByteArray &filter);
    /// The newest task that fits.
    [[nodiscard]] QJsonObject newest(const QByteArray &filter);

private:
    void manageWindows();

    QTemporaryDir m_folder;
    BrokerProcess m_broker;
    std::unique_ptr<RawHttpClient> m_api;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<app::WorkerPools> m_pools;
    std::unique_ptr<app::ConsoleWorkers> m_workers;
    std::unique_ptr<client::HttpTransport> m_transport;
    std::unique_ptr<ui::GuardedTransport> m_guard;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::TokenFolder> m_tokens;
    std::unique_ptr<ui::Console> m_console;
    QObject m_windowManager;
    QList<QPointer<QWindow>> m_windows; ///< Those that had the keyboard, the latest last.
};

} // namespace conduit::test
