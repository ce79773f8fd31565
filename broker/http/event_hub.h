// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/engine/turn_news.h"
#include "broker/http/stream_outlet.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <variant>

namespace conduit::broker {

/// What a subscriber can hear of.
enum class Topic : std::uint8_t { Tasks = 1, Queues = 2, Workers = 4, Operations = 8, Audit = 16 };

/// What somebody who asks for events wants.
struct EventsAsked
{
    static constexpr unsigned kAllTopics = 31;
    unsigned topics = kAllTopics; ///< Topics, or-ed.
    QByteArray lastEventId;       ///< Empty: from now on.

    [[nodiscard]] bool wants(Topic topic) const { return (topics & static_cast<unsigned>(topic)) != 0; }
};

/// Tells subscribers what has changed. What has happened lately is kept once for all of them; each only remembers how far it has read, so
/// one that is slow costs nothing, and when it comes too late it hears that there is a gap.
///
/// The lane is asked to tell what its turns change as long as there are subscribers, and a little longer, so that one whose connection broke
/// can go on where it was. On the front's thread.
class EventHub
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// How often a subscriber hears of something, at the most.
    static constexpr std::chrono::milliseconds kInterval {250};
    /// So that both sides notice when the other one has gone.
    static constexpr std::chrono::seconds kHeartbeat {15};
    /// A subscriber that has not read for so long is cut off.
    static constexpr std::chrono::seconds kStuckTimeMax {60};
    /// How long the lane goes on to tell after the last subscriber.
    static constexpr std::chrono::seconds kLinger {60};
    static constexpr std::size_t kKeptMax = 20'000;
    static constexpr std::size_t kPerDeliveryMax = 1'000;

    /// `watch` asks the lane to tell, or not to tell any more.
    EventHub(StreamOutlet &outlet, int subscribersMax, std::function<void(bool)> watch)
        : m_outlet(outlet), m_subscribersMax(subscribersMax), m_watch(std::move(watch))
    {
    }

    /// Answers the ticket with a stream, or tells why not.
    Status subscribe(Ticket ticket, const EventsAsked &asked, Time now);
    /// The client of this ticket has gone. False when it was no subscriber.
    bool forget(Ticket ticket) { return m_subscribers.erase(ticket) > 0; }
    /// What a turn has changed.
    void take(News news, Time now);
    /// Sends what is new to those who have read the last. To be called at kInterval while isActive().
    void deliver(Time now);
    [[nodiscard]] bool isActive() const { return m_state != State::Idle; }
    [[nodiscard]] std::size_t subscribers() const { return m_subscribers.size(); }

    /// Says good-bye to everybody; nobody is taken any more.
    void endAll();

private:
    enum class State {
        Idle,
        Starting, ///< The lane was asked, and has not told anything yet.
        Watching,
    };
    struct Named
    {
        Topic topic;
        QString name; ///< Of a queue, a worker or an operation.
    };
    using Content = std::variant<TaskNews, Named, std::shared_ptr<const AuditEntry>>;
    struct Item
    {
        qint64 revision;
        Content content;
    };
    struct Subscriber
    {
        EventsAsked asked;
        quint64 position = 0;  ///< Of the next item for it.
        qint64 tasksAfter = 0; ///< Tasks up to this revision it knows already.
        bool hasGap = false;
        bool mustGreet = true;
        Time readAt; ///< It had taken everything.
        Time toldAt;
    };

    void add(qint64 revision, Content content);
    void trim();
    void stopUnneeded(Time now);
    [[nodiscard]] quint64 end() const { return m_first + m_items.size(); }
    void greet(Subscriber &subscriber);
    [[nodiscard]] QByteArray newsFor(Subscriber &subscriber) const;
    enum class Whom { All, New };
    void deliverToEach(Time now, Whom whom);
    void deliverTo(Ticket ticket, Subscriber &subscriber, Time now);

    StreamOutlet &m_outlet;
    const int m_subscribersMax;
    const std::function<void(bool)> m_watch;
    State m_state = State::Idle;
    bool m_isEnded = false;
    std::map<Ticket, Subscriber> m_subscribers;
    std::deque<Item> m_items;
    quint64 m_first = 0;    ///< The position of the first item that is kept.
    qint64 m_knownFrom = 0; ///< The revision after which everything is kept.
    qint64 m_revision = 0;  ///< The last one that was told.
    Time m_neededAt;        ///< When there was a subscriber.
};

} // namespace conduit::broker
