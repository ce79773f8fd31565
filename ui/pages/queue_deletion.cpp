// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/queue_deletion.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kShownCharacters = 60;

qint64 tasksIn(const wire::Queue &queue) { return std::accumulate(queue.states.begin(), queue.states.end(), qint64(0)); }

/// Why a queue with so many tasks cannot be deleted.
QString whyKept(qint64 tasks, qint64 trashed)
{
    const auto many = static_cast<int>(std::min<qint64>(tasks, std::numeric_limits<int>::max()));
    return trashed == tasks
        ? QueueDeletion::tr("%Ln task(s) lie in it, all in the trash. Delete them there for good first.", nullptr, many)
        : QueueDeletion::tr("%Ln task(s) lie in it. Delete them first, then also from the trash.", nullptr, many);
}

} // namespace

QueueDeletion::QueueDeletion(client::Client &client, QWidget *page)
    : QObject(page), m_client(client), m_page(page), m_delete(new QAction(glyphIcon(Glyph::Cross), tr("Delete queue…"), this))
{
    m_delete->setObjectName(u"queue.delete"_s);
    connect(m_delete, &QAction::triggered, this, [this] {
        if (m_queue)
            ask();
    });
}

void QueueDeletion::setQueue(const std::optional<wire::Queue> &queue, const QString &reason)
{
    m_queue = queue;
    const qint64 tasks = queue ? tasksIn(*queue) : 0;
    const bool isFull = reason.isEmpty() && tasks > 0;
    offer(*m_delete, isFull ? whyKept(tasks, queue->states.value(u"trashed"_s)) : reason);
}

void QueueDeletion::ask()
{
    // As with a pause, what is meant is fixed now. Whether it is empty, the broker looks once more.
    const QString queue = m_queue->name;
    const QString shown = queue.left(kShownCharacters);
    delete m_question;
    m_question = new QuestionBox({.title = tr("Delete queue"),
                                  .text = tr("Delete queue %1?").arg(shown),
                                  .details = tr("No task lies in it. What was said about it is forgotten: its pause and its "
                                                "defaults. This cannot be undone. A task that names it makes it anew."),
                                  .yes = tr("Delete queue %1").arg(shown),
                                  .no = tr("Keep it"),
                                  .silence = {},
                                  .toType = m_confirmations ? m_confirmations->toType(0, queue) : QString(),
                                  .isFinal = true},
                                 m_page);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, queue] { deleteQueue(queue); });
    m_question->open();
}

void QueueDeletion::deleteQueue(const QString &queue)
{
    m_client.deleteQueue(queue, this, [this, queue](const client::Result<Unit> &answer) {
        if (answer)
            Q_EMIT done(tr("Deleted queue %1").arg(queue.left(kShownCharacters)));
        else
            Q_EMIT failed(answer.error().message);
        Q_EMIT answered();
    });
}

} // namespace conduit::ui
