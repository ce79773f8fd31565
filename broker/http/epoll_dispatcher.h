// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>
#include <QSet>

#include <array>
#include <atomic>
#include <chrono>
#include <optional>
#include <span>
#include <sys/epoll.h>
#include <vector>

namespace conduit::broker {

/// The event loop of the broker's threads, on epoll: a turn costs what its busy sockets cost. Qt's own dispatchers hand every descriptor to
/// poll() in each turn, so that 5,000 idle connections took two thirds of the front's speed (docs/adr/0021), and ask glib what to do next,
/// which the lane and the reader pay for without having a socket (docs/adr/0024).
///
/// Who posts to a loop that works costs it nothing: the kernel is asked to wake it only when it waits. A loop to which work comes every
/// few hundred microseconds looks for more before it waits, and is then as quick as one that works (docs/adr/0057).
///
/// Give it to the thread before that starts (QThread::setEventDispatcher). For threads with many sockets and a handful of timers, which
/// are looked through in each turn. Everything but wakeUp() and interrupt() on its own thread. Linux only.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;
    void interrupt() override;

private:
    using Clock = std::chrono::steady_clock;

    /// A descriptor and who wants to know of it.
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers {}; ///< By QSocketNotifier::Type.
        quint32 known = 0;                             ///< The events that epoll has been told.
        quint32 generation = 0;                        ///< Tells a descriptor from an earlier one with its number.

        [[nodiscard]] quint32 wanted() const;
    };
    struct Timer
    {
        int id;
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *object;
        Clock::time_point due;
    };

    /// Whether another thread has to tell the loop of what it has posted.
    enum class Rest {
        None,    ///< The loop works, and will look at what was posted before it waits.
        Waiting, ///< It waits: only the kernel can wake it.
        Woken,   ///< Something was posted since it last looked.
    };

    void tellEpoll(int descriptor, Watch &watch) const;
    void tellEpollOfChanges();
    bool waitAndActivate(int timeoutMs);
    /// How many events there are for watched descriptors; none also when something was posted.
    int lookForWork(std::span<epoll_event> events);
    int waitForWork(std::span<epoll_event> events, int timeoutMs);
    void activate(quint64 key, quint32 events);
    bool fireTimers();
    [[nodiscard]] int timeoutMs() const;
    [[nodiscard]] std::vector<Timer>::iterator timer(int id);

    int m_epoll;
    int m_wake;
    std::atomic<Rest> m_rest {Rest::None};
    std::atomic<bool> m_isInterrupted {false};
    bool m_isInDemand = false; ///< The last wait was a short one.
    QHash<int, Watch> m_watches;
    /// Descriptors whose interest may have changed: a socket that writes turns its notifier on and off again within one turn.
    QSet<int> m_changed;
    quint32 m_lastGeneration = 0;
    std::vector<Timer> m_timers;
};

} // namespace conduit::broker
