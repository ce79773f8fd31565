// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/deletion_record.h"

#include "ui/format/audit_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kEntriesMax = 500;   // What the broker gives at a time.
constexpr qint64 kSameActMs = 500; ///< An act and its entry are told apart by a moment at most.

} // namespace

bool DeletionRecord::Act::spans(const QDateTime &time) const
{
    return from.msecsTo(time) >= -kSameActMs && (!until.isValid() || time.msecsTo(until) >= -kSameActMs);
}

wire::AuditQuery DeletionRecord::query()
{
    return {.verbs = {u"delete"_s, u"finish"_s}, .kinds = {u"task"_s, u"operation"_s}, .limit = kEntriesMax};
}

void DeletionRecord::setEntries(const QList<wire::AuditEntry> &entries)
{
    m_single.clear();
    m_operations.clear();
    QHash<QString, QDateTime> ends;
    for (const auto &entry : entries) {
        if (entry.verb == u"finish")
            ends.insert(entry.target, entry.time);
        else if (entry.kind == u"operation")
            m_operations.append({auditActorText(entry), entry.time, ends.value(entry.target)});
        else if (!m_single.contains(entry.target))
            m_single.insert(entry.target, {auditActorText(entry), entry.time, entry.time});
    }
}

QString DeletionRecord::whoDeleted(const wire::Task &task) const
{
    if (const auto single = m_single.constFind(task.id); single != m_single.constEnd() && single->spans(task.trashedAt))
        return single->actor;
    QStringList actors;
    for (const auto &act : m_operations)
        if (act.spans(task.trashedAt) && !actors.contains(act.actor))
            actors.append(act.actor);
    return actors.join(QCoreApplication::translate("DeletionRecord", " or "));
}

} // namespace conduit::ui
