// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"

#include "broker/core/moment_text.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

AuditEntry entryBy(const ApiCall &call, AuditVerb verb, AuditKind kind, const QString &target)
{
    Q_ASSERT_X(call.actor, "entryBy", "the endpoint is not marked as audited");
    AuditEntry entry;
    entry.actor = *call.actor;
    entry.verb = verb;
    entry.kind = kind;
    entry.target = target;
    entry.outcome = kOutcomeDone;
    return entry;
}

Status recordTaskAct(const ApiCall &call, Engine &engine, AuditVerb verb, const Task &task, qint64 versionBefore,
                     const QString &reason, const QString &detail)
{
    if (task.version == versionBefore)
        return Unit {};
    AuditEntry entry = entryBy(call, verb, AuditKind::Task, task.id.toString(QUuid::WithoutBraces));
    entry.reason = reason;
    entry.detail = detail;
    if (task.state == TaskState::Running)
        entry.outcome = kOutcomeAsked;
    return engine.audit.record(std::move(entry));
}

Status recordPause(const ApiCall &call, Engine &engine, AuditKind kind, const QString &target,
                   const std::optional<Pause> &before, const std::optional<Pause> &after)
{
    if (before == after)
        return Unit {};
    AuditEntry entry = entryBy(call, after ? AuditVerb::Pause : AuditVerb::Resume, kind, target);
    if (after) {
        entry.reason = after->reason;
        if (entry.actor.name.isEmpty())
            entry.actor.name = after->by;
        if (after->until)
            entry.detail = u"until "_s + QString::fromLatin1(textFromMoment(*after->until));
    }
    return engine.audit.record(std::move(entry));
}

} // namespace conduit::broker
