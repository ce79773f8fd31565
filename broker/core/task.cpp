// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

QString cutText(const QString &text, qsizetype charactersMax)
{
    if (text.size() <= charactersMax)
        return text;
    const bool isThroughPair = text.at(charactersMax - 1).isHighSurrogate();
    return text.first(charactersMax - (isThroughPair ? 1 : 0));
}

QLatin1String wordFrom(StopKind kind)
{
    switch (kind) {
    case StopKind::Cancel:
        return "cancel"_L1;
    case StopKind::Timeout:
        return "timeout"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String wordFrom(Uniqueness::Scope scope)
{
    switch (scope) {
    case Uniqueness::Scope::Done:
        return "done"_L1;
    case Uniqueness::Scope::Start:
        return "start"_L1;
    case Uniqueness::Scope::Window:
        return "window"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String wordFrom(AttemptOutcome outcome)
{
    switch (outcome) {
    case AttemptOutcome::Completed:
        return "completed"_L1;
    case AttemptOutcome::Failed:
        return "failed"_L1;
    case AttemptOutcome::Timeout:
        return "timeout"_L1;
    case AttemptOutcome::LeaseLost:
        return "lease_lost"_L1;
    case AttemptOutcome::WorkerDied:
        return "worker_died"_L1;
    case AttemptOutcome::Cancelled:
        return "cancelled"_L1;
    case AttemptOutcome::Released:
        return "released"_L1;
    case AttemptOutcome::Snoozed:
        return "snoozed"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace conduit::broker
