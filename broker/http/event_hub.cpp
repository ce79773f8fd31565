// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/event_hub.h"

#include "broker/http/event_text.h"

#include <QHash>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// How long a client waits before it connects again.
constexpr QByteArrayView kRetryLine = "retry: 2000\n";

template<typename... Kinds>
struct Visit : Kinds...
{
    using Kinds::operator()...;
};

/// What one delivery says: of each task the last word, of everything else each name once.
class Delivery
{
public:
    void add(const TaskNews &task)
    {
        const auto known = m_places.constFind(task.id);
        if (known != m_places.constEnd()) {
            m_tasks[*known] = &task;
        } else {
            m_places.insert(task.id, m_tasks.size());
            m_tasks.push_back(&task);
        }
    }
    void add(Topic topic, const QString &name)
    {
        QStringList &names = topic == Topic::Queues ? m_queues : topic == Topic::Workers ? m_workers : m_operations;
        if (!names.contains(name))
            names.append(name);
    }
    void add(const AuditEntry &entry) { m_entries.push_back(&entry); }

    /// Whoever comes back with this revision gets what came after it; the last event carries it, since those before it may get lost.
    [[nodiscard]] QByteArray text(qint64 revision) const
    {
        QByteArrayList events;
        if (!m_tasks.empty())
            events.append(eventText("tasks", tasksData(m_tasks)));
        if (!m_queues.isEmpty())
            events.append(eventText("queues", queuesData(m_queues)));
        if (!m_workers.isEmpty())
            events.append(eventText("workers", namesData("workers", m_workers)));
        if (!m_operations.isEmpty())
            events.append(eventText("operations", namesData("operations", m_operations)));
        if (!m_entries.empty())
            events.append(eventText("audit", entriesData(m_entries)));
        if (!events.isEmpty())
            events.last().prepend(eventIdText(revision));
        return events.join();
    }

private:
    std::vector<const TaskNews *> m_tasks;
    QHash<QUuid, std::size_t> m_places;
    QStringList m_queues;
    QStringList m_workers;
    QStringList m_operations;
    std::vector<const AuditEntry *> m_entries;
};

} // namespace

Status EventHub::subscribe(Ticket ticket, const EventsAsked &asked, Time now)
{
    if (m_isEnded)
        return Error {ErrorCode::ShuttingDown, u"The broker is shutting down. Try again in a moment."_s};
    if (m_subscribers.size() >= static_cast<std::size_t>(m_subscribersMax))
        return Error {
            ErrorCode::TooManyWaiting,
            u"%1 clients listen to events already, which is as many as may (max-event-streams)."_s.arg(m_subscribersMax)};
    Subscriber subscriber;
    subscriber.asked = asked;
    subscriber.readAt = now;
    subscriber.toldAt = now;
    m_subscribers[ticket] = subscriber;
    m_neededAt = now;
    if (m_state == State::Idle) {
        m_state = State::Starting;
        m_watch(true);
    }
    Answer answer {
        .status = 200, .body = QByteArray(kRetryLine.data(), kRetryLine.size()), .headers = {{"Cache-Control", "no-store"}}};
    answer.mediaType = "text/event-stream";
    answer.isStream = true;
    m_outlet.begin(ticket, std::move(answer));
    if (m_state == State::Watching)
        deliverToEach(now, Whom::New);
    return Unit {};
}

void EventHub::take(News news, Time now)
{
    if (m_state == State::Starting && news.isFirst) {
        m_state = State::Watching;
        m_items.clear();
        m_knownFrom = news.revision;
        // What the turn of the beginning has told, it has told only in part.
        news = {news.revision, {}, {}, {}, {}, {}, false, false};
    }
    if (m_state != State::Watching)
        return; // of a time when nobody wanted to know
    m_revision = news.revision;
    if (news.isIncomplete) {
        m_first += m_items.size() + 1; // so that everybody is behind
        m_items.clear();
        m_knownFrom = news.revision;
    } else {
        for (TaskNews &task : news.tasks)
            add(news.revision, std::move(task));
    }
    for (const QString &name : news.queues)
        add(news.revision, Named {Topic::Queues, name});
    for (const QString &name : news.workers)
        add(news.revision, Named {Topic::Workers, name});
    for (const QUuid &id : news.operations)
        add(news.revision, Named {Topic::Operations, id.toString(QUuid::WithoutBraces)});
    for (auto &entry : news.entries)
        add(news.revision, std::move(entry));
    trim();
    // Those who came before the lane began to tell have waited for its first word.
    if (std::ranges::any_of(m_subscribers, [](const auto &entry) { return entry.second.mustGreet; }))
        deliverToEach(now, Whom::New);
}

void EventHub::add(qint64 revision, Content content) { m_items.push_back({revision, std::move(content)}); }

void EventHub::trim()
{
    while (m_items.size() > kKeptMax) {
        m_knownFrom = std::max(m_knownFrom, m_items.front().revision);
        m_items.pop_front();
        ++m_first;
    }
}

void EventHub::deliver(Time now)
{
    if (m_state != State::Watching)
        return;
    deliverToEach(now, Whom::All);
    stopUnneeded(now);
}

void EventHub::deliverToEach(Time now, Whom whom)
{
    // A client may turn out to be gone, so the list changes on the way.
    std::vector<Ticket> tickets;
    for (const auto &[ticket, subscriber] : m_subscribers)
        if (whom == Whom::All || subscriber.mustGreet)
            tickets.push_back(ticket);
    for (const Ticket ticket : tickets) {
        if (const auto known = m_subscribers.find(ticket); known != m_subscribers.end())
            deliverTo(ticket, known->second, now);
    }
}

/// Nobody has listened for a while: the lane need not tell.
void EventHub::stopUnneeded(Time now)
{
    if (!m_subscribers.empty())
        m_neededAt = now;
    if (now - m_neededAt < kLinger)
        return;
    m_state = State::Idle;
    m_first += m_items.size();
    m_items.clear();
    m_watch(false);
}

void EventHub::deliverTo(Ticket ticket, Subscriber &subscriber, Time now)
{
    const auto unsent = m_outlet.unsent(ticket);
    if (!unsent) {
        forget(ticket);
        return;
    }
    if (*unsent > 0) {
        if (now - subscriber.readAt >= kStuckTimeMax) {
            forget(ticket);
            m_outlet.cut(ticket);
        }
        return;
    }
    subscriber.readAt = now;
    QByteArray text;
    if (subscriber.mustGreet) {
        greet(subscriber);
        text = eventIdText(subscriber.tasksAfter) + eventText("start", revisionData(subscriber.tasksAfter));
    }
    if (subscriber.hasGap || subscriber.position < m_first) {
        subscriber.hasGap = false;
        subscriber.position = end();
        text += eventIdText(m_revision) + eventText("gap", revisionData(m_revision));
    }
    text += newsFor(subscriber);
    if (text.isEmpty() && now - subscriber.toldAt >= kHeartbeat)
        text = ":\n\n";
    if (text.isEmpty())
        return;
    subscriber.toldAt = now;
    m_outlet.write(ticket, text);
}

/// Finds where it goes on: from now, or behind what it names as its last event, if that is still kept.
void EventHub::greet(Subscriber &subscriber)
{
    subscriber.mustGreet = false;
    subscriber.position = end();
    subscriber.tasksAfter = m_revision;
    if (subscriber.asked.lastEventId.isEmpty())
        return;
    bool isNumber = false;
    const qint64 last = subscriber.asked.lastEventId.toLongLong(&isNumber);
    if (!isNumber || last < m_knownFrom || last > m_revision) {
        subscriber.hasGap = true;
        return;
    }
    // What belongs to no revision of its own comes once more: it may have been behind the last event.
    const auto from = std::ranges::lower_bound(m_items, last, {}, &Item::revision);
    subscriber.position = m_first + static_cast<quint64>(from - m_items.begin());
    subscriber.tasksAfter = last;
}

QByteArray EventHub::newsFor(Subscriber &subscriber) const
{
    const quint64 to = std::min(end(), subscriber.position + kPerDeliveryMax);
    if (subscriber.position == to)
        return {};
    Delivery delivery;
    const auto addContent = Visit {
        [&](const TaskNews &task) {
            if (subscriber.asked.wants(Topic::Tasks) && task.revision > subscriber.tasksAfter)
                delivery.add(task);
        },
        [&](const Named &named) {
            if (subscriber.asked.wants(named.topic))
                delivery.add(named.topic, named.name);
        },
        [&](const std::shared_ptr<const AuditEntry> &entry) {
            if (subscriber.asked.wants(Topic::Audit))
                delivery.add(*entry);
        },
    };
    for (; subscriber.position < to; ++subscriber.position)
        std::visit(addContent, m_items[subscriber.position - m_first].content);
    // In the middle of a turn, whoever comes back must get the whole turn again.
    const qint64 last = m_items[to - 1 - m_first].revision;
    const bool isWholeTurn = to == end() || m_items[to - m_first].revision > last;
    return delivery.text(isWholeTurn ? last : last - 1);
}

void EventHub::endAll()
{
    m_isEnded = true;
    for (const auto &[ticket, subscriber] : std::exchange(m_subscribers, {})) {
        if (m_outlet.unsent(ticket) == 0)
            m_outlet.write(ticket, eventText("end", revisionData(m_revision)));
        m_outlet.end(ticket);
    }
    if (std::exchange(m_state, State::Idle) != State::Idle)
        m_watch(false);
}

} // namespace conduit::broker
