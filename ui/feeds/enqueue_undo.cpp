// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/enqueue_undo.h"

#include "ui/format/operation_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

EnqueueUndo::EnqueueUndo(client::Client &client, const QStringList &ids, QObject *parent)
    : QObject(parent), m_operations(client), m_left(ids), m_asked(ids.size())
{
    connect(&m_operations, &OperationFeed::ended, this, &EnqueueUndo::take);
    connect(&m_operations, &OperationFeed::failed, this, &EnqueueUndo::failed);
}

void EnqueueUndo::goOn()
{
    const auto ids = m_left.first(std::min(m_left.size(), kIdsAtOnce));
    m_left.remove(0, ids.size());
    // Those that run or have ended meanwhile do not fit.
    m_operations.start({.verb = u"cancel"_s, .filter = u"id:%1 state:scheduled,blocked,ready,retrying"_s.arg(ids.join(u','))});
}

void EnqueueUndo::take(const wire::Operation &operation)
{
    m_cancelled += operation.done;
    if (!m_left.isEmpty())
        return goOn();
    const int begun = static_cast<int>(m_asked - m_cancelled);
    if (m_cancelled == 0)
        return Q_EMIT ended(m_asked == 1 ? tr("Not taken back: the task has begun already.")
                                         : tr("Not taken back: the tasks have begun already."));
    wire::Operation all = operation;
    all.matched = all.done = m_cancelled;
    all.skipped = all.failed = 0;
    const auto text = operationText(all);
    Q_EMIT ended(begun == 0 ? text : text + u". "_s + tr("%Ln had begun already.", nullptr, begun));
}

} // namespace conduit::ui
