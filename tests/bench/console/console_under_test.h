// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/pretend_workers.h"
#include "ui/main_window.h"

#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>

namespace conduit::ui {
class TasksPage;
}

namespace conduit::bench {

/// What the clock on the wall says.
[[nodiscard]] QDateTime timeNow();

/// Notices when a widget is painted while something is there to be seen.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget &widget, std::function<bool()> isThere);

    [[nodiscard]] bool hasSeen() const { return m_seenAfterMs >= 0; }
    /// Since it was made; negative before.
    [[nodiscard]] double seenAfterMs() const { return m_seenAfterMs; }

private:
    bool eventFilter(QObject *, QEvent *event) override;

    std::function<bool()> m_isThere;
    QElapsedTimer m_clock;
    double m_seenAfterMs = -1;
};

/// The real window on a real broker, as a person would have it, with local workers that only pretend. All waiting happens in the
/// event loop, so that its events are timed.
class ConsoleUnderTest
{
public:
    static constexpr std::chrono::seconds kPatience {30};

    /// The window opens on this page, such as `tasks`.
    ConsoleUnderTest(const QString &address, const QString &page);

    [[nodiscard]] ui::MainWindow &window() { return m_window; }
    [[nodiscard]] ui::TasksPage &tasks();
    [[nodiscard]] test::PretendWorkers &workers() { return m_workers; }
    [[nodiscard]] client::Client &client() { return m_client; }
    template<typename Widget>
    [[nodiscard]] Widget &the() const
    {
        return *m_window.findChild<Widget *>();
    }
    void openPage(const QString &id);
    /// One more on the same broker, shown.
    [[nodiscard]] std::unique_ptr<ui::MainWindow> anotherWindow();
    [[nodiscard]] QStringList pages() const;

    /// False when that did not happen within kPatience.
    static bool waitUntil(const std::function<bool()> &isSo, std::chrono::milliseconds patience = kPatience);
    static void wait(std::chrono::milliseconds time);
    /// Milliseconds from `act` until `widget` was painted with what `isThere` looks for; negative when that did not happen.
    static double msUntilPainted(QWidget &widget, const std::function<void()> &act, const std::function<bool()> &isThere);

private:
    [[nodiscard]] ui::ConsoleParts parts(QSettings &settings, int windowNumber);

    QString m_address;
    client::HttpTransport m_transport;
    client::Client m_client;
    QTemporaryDir m_folder;
    QSettings m_settings;
    test::PretendWorkers m_workers;
    ui::MainWindow m_window;
};

} // namespace conduit::bench
