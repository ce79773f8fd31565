// SPDX-License-Identifier: MIT
#include <conduit/long_calls.h>

#include <QDeadlineTimer>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace conduit::client {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long one question waits, so that a broker which has vanished without a word is noticed.
constexpr std::chrono::milliseconds kWait = 20s;
/// Before the next question to a broker that lets none wait.
constexpr auto kPause = 500ms;

void awaitUntil(Client &client, const QString &id, QDeadlineTimer deadline, QObject *context, const Then<wire::Task> &then)
{
    const auto wait = std::min<std::chrono::milliseconds>(std::chrono::milliseconds(deadline.remainingTime()), kWait);
    const QDeadlineTimer asked(wait / 2);
    const QPointer guard(context);
    client.awaitTask(id, wait, context, [=, &client](const Result<wire::Task> &task) {
        if (!task || task->hasEnded()) {
            then(task);
        } else if (deadline.hasExpired()) {
            Failure failure;
            failure.code = u"timeout"_s;
            failure.message = u"Task %1 has not ended in time; its state is %2."_s.arg(id, task->state);
            then(failure);
        } else {
            const auto pause = asked.hasExpired() ? 0ms : kPause;
            QTimer::singleShot(pause, guard, [=, &client] { awaitUntil(client, id, deadline, guard, then); });
        }
    });
}

void listFrom(Client &client, const wire::TaskQuery &query, const QList<wire::Task> &before, QObject *context,
              const Then<QList<wire::Task>> &then)
{
    const QPointer guard(context);
    client.listTasks(query, context, [=, &client](const Result<wire::TaskPage> &page) {
        if (!page) {
            then(page.error());
            return;
        }
        const QList<wire::Task> all = before + page->tasks;
        // A page may be empty and still have a next one.
        if (page->next.isEmpty()) {
            then(all);
            return;
        }
        wire::TaskQuery next = query;
        next.after = page->next;
        listFrom(client, next, all, guard, then);
    });
}

} // namespace

void awaitEnd(Client &client, const QString &id, wire::Seconds patience, QObject *context, const Then<wire::Task> &then)
{
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(patience);
    awaitUntil(client, id, QDeadlineTimer(whole), context, then);
}

void listAllTasks(Client &client, const wire::TaskQuery &query, QObject *context, const Then<QList<wire::Task>> &then)
{
    listFrom(client, query, {}, context, then);
}

} // namespace conduit::client
