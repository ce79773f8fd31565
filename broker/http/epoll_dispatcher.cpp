// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimerEvent>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <sched.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace conduit::broker {

namespace {

constexpr int kEventsPerTurnMax = 256;
/// The key of the descriptor that wakes the loop; generations begin with 1.
constexpr quint64 kWakeKey = 0;

constexpr std::array<quint32, 3> kEventsOf {EPOLLIN, EPOLLOUT, EPOLLPRI};
/// What a notifier is told of. A hang-up or an error wakes readers and writers alike, as with poll().
constexpr std::array<quint32, 3> kActivating {EPOLLIN | EPOLLHUP | EPOLLERR, EPOLLOUT | EPOLLHUP | EPOLLERR, EPOLLPRI};

/// How long a loop in demand looks for work before it waits: an answer of the lane takes a sync, some 0.2 ms (docs/adr/0057).
constexpr std::chrono::microseconds kLook {250};
/// A wait that work ended within this time says that the next will be as short.
constexpr std::chrono::microseconds kDemand {2 * kLook};
/// With one processor, whoever looks for work keeps the others from making it.
const bool kHasSpareCore = std::thread::hardware_concurrency() > 1;

quint64 keyOf(int descriptor, quint32 generation) { return quint64 {generation} << 32 | static_cast<quint32>(descriptor); }

} // namespace

quint32 EpollDispatcher::Watch::wanted() const
{
    quint32 events = 0;
    for (std::size_t type = 0; type < notifiers.size(); ++type)
        events |= notifiers[type] ? kEventsOf[type] : 0;
    return events;
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent),
      m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event {};
    // Told once for each write, so that nobody has to read what was written.
    event.events = EPOLLIN | EPOLLET;
    event.data.u64 = kWakeKey;
    if (m_epoll < 0 || m_wake < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0)
        qFatal("No descriptors are left for an event loop: %s", qPrintable(qt_error_string(errno)));
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    // Before the look at what was posted: who posts later changes it again.
    m_rest = Rest::None;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    // Also when it was interrupted before this turn, whose beginning has forgotten that it was woken.
    if (m_isInterrupted.exchange(false))
        return false;

    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (mayWait)
        Q_EMIT aboutToBlock();
    bool hasDone = waitAndActivate(mayWait ? timeoutMs() : 0);
    hasDone |= fireTimers();
    return hasDone;
}

bool EpollDispatcher::waitAndActivate(int timeoutMs)
{
    tellEpollOfChanges();
    std::array<epoll_event, kEventsPerTurnMax> events;
    const auto begun = Clock::now();
    int count = timeoutMs != 0 && m_isInDemand ? lookForWork(events) : 0;
    if (count == 0)
        count = waitForWork(events, timeoutMs);
    // What a timer has ended was no demand.
    if (timeoutMs != 0)
        m_isInDemand = kHasSpareCore && Clock::now() - begun < kDemand && (count > 0 || m_rest == Rest::Woken);
    for (int i = 0; i < count; ++i)
        activate(events[static_cast<std::size_t>(i)].data.u64, events[static_cast<std::size_t>(i)].events);
    return count > 0;
}

int EpollDispatcher::lookForWork(std::span<epoll_event> events)
{
    for (const auto end = Clock::now() + kLook; m_rest == Rest::None && Clock::now() < end; ::sched_yield()) {
        if (m_watches.isEmpty())
            continue;
        if (const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 0); count > 0)
            return count;
    }
    return 0;
}

int EpollDispatcher::waitForWork(std::span<epoll_event> events, int timeoutMs)
{
    auto rest = Rest::None;
    if (timeoutMs != 0 && !m_rest.compare_exchange_strong(rest, Rest::Waiting))
        timeoutMs = 0; // something was posted since
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), timeoutMs);
    rest = Rest::Waiting;
    m_rest.compare_exchange_strong(rest, Rest::None);
    return std::max(count, 0);
}

void EpollDispatcher::activate(quint64 key, quint32 events)
{
    if (key == kWakeKey)
        return; // the next turn begins with what was posted
    const auto descriptor = static_cast<int>(key & std::numeric_limits<quint32>::max());
    for (std::size_t type = 0; type < kActivating.size(); ++type) {
        // Looked up anew for each: whoever is told may end any watch, and its number may be another's by now.
        const auto watch = m_watches.constFind(descriptor);
        if (watch == m_watches.constEnd() || watch->generation != key >> 32)
            return;
        QSocketNotifier *notifier = watch->notifiers[type];
        if (!notifier || !(events & kActivating[type]))
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
    }
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    Watch &watch = m_watches[descriptor];
    if (watch.generation == 0)
        watch.generation = ++m_lastGeneration;
    watch.notifiers[notifier->type()] = notifier;
    m_changed.insert(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    const auto watch = m_watches.find(descriptor);
    if (watch == m_watches.end() || watch->notifiers[notifier->type()] != notifier)
        return;
    watch->notifiers[notifier->type()] = nullptr;
    if (watch->wanted() != 0) {
        m_changed.insert(descriptor);
        return;
    }
    // At once, since the descriptor may be closed next, and its number may come back.
    tellEpoll(descriptor, *watch);
    m_watches.erase(watch);
    m_changed.remove(descriptor);
}

void EpollDispatcher::tellEpollOfChanges()
{
    for (const int descriptor : std::as_const(m_changed)) {
        if (const auto watch = m_watches.find(descriptor); watch != m_watches.end())
            tellEpoll(descriptor, *watch);
    }
    m_changed.clear();
}

void EpollDispatcher::tellEpoll(int descriptor, Watch &watch) const
{
    const quint32 wanted = watch.wanted();
    if (wanted == watch.known)
        return;
    const int act = wanted == 0 ? EPOLL_CTL_DEL : watch.known == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    epoll_event event {};
    event.events = wanted;
    event.data.u64 = keyOf(descriptor, watch.generation);
    if (::epoll_ctl(m_epoll, act, descriptor, &event) != 0 && act != EPOLL_CTL_DEL)
        qWarning("Descriptor %d cannot be watched: %s", descriptor, qPrintable(qt_error_string(errno)));
    watch.known = wanted;
}

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    const std::chrono::milliseconds period(interval);
    m_timers.push_back({id, period, type, object, Clock::now() + period});
}

bool EpollDispatcher::unregisterTimer(int id)
{
    const auto found = timer(id);
    if (found == m_timers.end())
        return false;
    m_timers.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return std::erase_if(m_timers, [object](const Timer &timer) { return timer.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (const Timer &timer : m_timers) {
        if (timer.object == object)
            timers.append(TimerInfo(timer.id, static_cast<int>(timer.interval.count()), timer.type));
    }
    return timers;
}

int EpollDispatcher::remainingTime(int id)
{
    const auto found = timer(id);
    if (found == m_timers.end())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(found->due - Clock::now());
    return std::max(0, static_cast<int>(left.count()));
}

std::vector<EpollDispatcher::Timer>::iterator EpollDispatcher::timer(int id)
{
    return std::find_if(m_timers.begin(), m_timers.end(), [id](const Timer &timer) { return timer.id == id; });
}

int EpollDispatcher::timeoutMs() const
{
    if (m_timers.empty())
        return -1;
    const auto next =
        std::min_element(m_timers.begin(), m_timers.end(), [](const Timer &a, const Timer &b) { return a.due < b.due; });
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next->due - Clock::now());
    return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, std::numeric_limits<int>::max()));
}

bool EpollDispatcher::fireTimers()
{
    const auto now = Clock::now();
    std::vector<int> due;
    for (const Timer &timer : m_timers) {
        if (timer.due <= now)
            due.push_back(timer.id);
    }
    for (const int id : due) {
        // Whoever is told may end any timer.
        const auto found = timer(id);
        if (found == m_timers.end())
            continue;
        found->due = now + found->interval;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(found->object, &event);
    }
    return !due.empty();
}

void EpollDispatcher::wakeUp()
{
    if (m_rest.exchange(Rest::Woken) != Rest::Waiting)
        return;
    const quint64 one = 1;
    // Nobody reads the counter; at a write each microsecond it is full after half a million years.
    [[maybe_unused]] const auto size = ::write(m_wake, &one, sizeof(one));
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

} // namespace conduit::broker
