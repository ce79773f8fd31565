// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>

namespace conduit::ui {

/// Has screen readers say what has come up without being asked for: messages and banners, by their accessible names. One at a time and
/// not faster than people can listen; of those that come too fast the latest is said. Main thread.
class Announcer final : public QObject
{
public:
    static constexpr std::chrono::milliseconds kPace {5'000};

    using Voice = std::function<void(QWidget &)>;

    explicit Announcer(std::chrono::milliseconds pace = kPace, Voice voice = &raiseAlert);
    /// The one of this program.
    [[nodiscard]] static Announcer &ours();

    void announce(QWidget &widget);

private:
    static void raiseAlert(QWidget &widget);
    void sayPending();

    Voice m_voice;
    QTimer m_pause; ///< Runs after each alert.
    QPointer<QWidget> m_pending;
};

} // namespace conduit::ui
