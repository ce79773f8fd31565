// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/task_card.h"

#include "app/cli/moment_text.h"
#include "app/cli/plain_text.h"

#include <conduit/utf8.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// Lines of a name and what stands behind it; none for what is empty.
class Card
{
public:
    Card &line(QLatin1StringView name, const QString &content)
    {
        constexpr qsizetype kNameColumns = 12;
        if (!content.isEmpty())
            m_text += QString(name).leftJustified(kNameColumns) + onOneLine(content) + u'\n';
        return *this;
    }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

QString attemptText(const wire::Task &task)
{
    const QString text = u"%1 of %2"_s.arg(task.attempt).arg(task.maxAttempts);
    return task.uncharged > 0 ? text + u", %1 not counted"_s.arg(task.uncharged) : text;
}

QString progressText(const std::optional<wire::Progress> &progress)
{
    if (!progress)
        return {};
    const QString text = u"%1 %"_s.arg(progress->percent);
    return progress->message.isEmpty() ? text : text + u", "_s + progress->message;
}

QString reasonText(const wire::WaitReason &reason, const QDateTime &now)
{
    const QString until = momentText(reason.until, now);
    return reason.reason + (reason.detail.isEmpty() ? QString() : u": "_s + reason.detail)
        + (until.isEmpty() ? QString() : u" Until "_s + until);
}

QString timeoutText(const std::optional<wire::Seconds> &timeout)
{
    if (!timeout)
        return {};
    return timeout->count() > 0 ? durationText(*timeout) : u"none"_s;
}

} // namespace

QString taskCard(const wire::Task &task, const QDateTime &now)
{
    Card card;
    card.line("id"_L1, task.id).line("type"_L1, task.taskType);
    card.line("state"_L1, u"%1 (%2)"_s.arg(task.state, task.status));
    card.line("queue"_L1, task.queue).line("priority"_L1, QString::number(task.priority));
    card.line("tags"_L1, task.tags.join(u", "_s)).line("meta"_L1, textFromUtf8(task.meta));
    card.line("unique key"_L1, task.uniqueKey).line("serial key"_L1, task.serialKey);
    card.line("created"_L1, momentText(task.createdAt, now)).line("enqueued by"_L1, task.enqueuedBy);
    if (!task.hasEnded())
        card.line("due"_L1, momentText(task.runAt, now));
    card.line("expires"_L1, momentText(task.expiresAt, now));
    card.line("started"_L1, momentText(task.startedAt, now));
    card.line("ended"_L1, momentText(task.completedAt, now));
    card.line("trashed"_L1, momentText(task.trashedAt, now));
    card.line("attempt"_L1, attemptText(task)).line("timeout"_L1, timeoutText(task.timeout));
    card.line("worker"_L1, task.worker).line("lease ends"_L1, momentText(task.leaseExpiresAt, now));
    card.line("progress"_L1, progressText(task.progress));
    card.line("stopping"_L1, task.cancelRequested && !task.hasEnded() ? u"its worker was asked to stop"_s : QString());
    for (const wire::WaitReason &reason : task.waitingFor)
        card.line("waits for"_L1, reasonText(reason, now));
    card.line("payload"_L1, textFromUtf8(task.payload));
    if (task.result) {
        if (task.result->error)
            card.line("error"_L1, *task.result->error);
        else
            card.line("output"_L1, textFromUtf8(task.result->output));
    }
    return card.text();
}

} // namespace conduit::cli
