// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/enqueue_call.h"

#include "ui/format/backoff_words.h"

#include <algorithm>
#include <tuple>

namespace conduit::ui {

namespace {

/// But for the id.
bool isSame(const wire::NewTask &left, const wire::NewTask &right)
{
    const auto all = [](const wire::NewTask &task) {
        return std::tie(task.taskType, task.payload, task.queue, task.priority, task.runAt, task.delay, task.maxAttempts,
                        task.retryFor, task.timeout, task.expiresAt, task.uniqueKey, task.serialKey, task.tags, task.meta);
    };
    const auto backoff = [](const wire::NewTask &task) { return task.backoff ? backoffJson(*task.backoff) : QByteArray(); };
    return all(left) == all(right) && backoff(left) == backoff(right);
}

} // namespace

EnqueueCall::EnqueueCall(client::Client &client, QObject *parent) : QObject(parent), m_client(client) { }

void EnqueueCall::send(const wire::NewTask &task, int count)
{
    if (m_isUnderWay)
        return;
    m_isUnderWay = true;
    const auto isRepeated = m_isUnanswered && m_sent.size() == count && isSame(task, m_sent.first());
    if (!isRepeated) {
        m_sent = QList<wire::NewTask>(std::max(count, 1), task);
        for (auto &each : m_sent)
            each.id = client::newTaskId();
    }
    if (m_sent.size() == 1)
        sendOne();
    else
        sendMany();
}

void EnqueueCall::tryOut(const wire::NewTask &task)
{
    m_client.tryOut(task, this, [this](const client::Result<Unit> &answer) {
        if (answer)
            Q_EMIT triedOut();
        else
            Q_EMIT failed(answer.error());
    });
}

void EnqueueCall::continueFrom(const EnqueueCall &before)
{
    m_sent = before.m_sent;
    m_isUnanswered = before.m_isUnanswered;
}

void EnqueueCall::sendOne()
{
    m_client.enqueue(m_sent.first(), this, [this](const client::Result<wire::Task> &answer) {
        if (!answer)
            return fail(answer.error());
        m_isUnderWay = m_isUnanswered = false;
        if (isNew(*answer))
            Q_EMIT enqueued(*answer);
        else
            Q_EMIT foundHolder(*answer);
    });
}

void EnqueueCall::sendMany()
{
    m_client.enqueueAll(m_sent, this, [this](const client::Result<QList<wire::Task>> &answer) {
        if (!answer)
            return fail(answer.error());
        m_isUnderWay = m_isUnanswered = false;
        QStringList ids;
        for (const auto &task : *answer)
            if (isNew(task))
                ids.append(task.id);
        if (ids.isEmpty() && !answer->isEmpty())
            Q_EMIT foundHolder(answer->first());
        else
            Q_EMIT enqueuedMany(ids);
    });
}

bool EnqueueCall::isNew(const wire::Task &task) const
{
    const auto isIt = [&](const wire::NewTask &sent) { return sent.uniqueKey.isEmpty() || sent.id == task.id; };
    return std::any_of(m_sent.begin(), m_sent.end(), isIt);
}

void EnqueueCall::fail(const client::Failure &failure)
{
    m_isUnderWay = false;
    m_isUnanswered = failure.isUnreachable();
    Q_EMIT failed(failure);
}

} // namespace conduit::ui
