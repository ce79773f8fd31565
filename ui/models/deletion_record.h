// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/audit.h>
#include <conduit/wire.h>

#include <QHash>

namespace conduit::ui {

/// Who deleted a task, as far as the broker's record tells: of a single task by its id, of one among many by when the operation ran.
class DeletionRecord final
{
public:
    /// What the record is asked for.
    [[nodiscard]] static wire::AuditQuery query();

    /// The newest first, as the record lists them.
    void setEntries(const QList<wire::AuditEntry> &entries);
    /// Empty when the record does not tell. When two could have been it, both.
    [[nodiscard]] QString whoDeleted(const wire::Task &task) const;

private:
    struct Act
    {
        QString actor;
        QDateTime from;
        QDateTime until; ///< Invalid while the operation runs.
        [[nodiscard]] bool spans(const QDateTime &time) const;
    };

    QHash<QString, Act> m_single; ///< By task.
    QList<Act> m_operations;
};

} // namespace conduit::ui
