// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

QString keptErrorText(const QString &error)
{
    if (error.size() <= kErrorCharactersMax)
        return error;
    const bool isThroughPair = error.at(kErrorCharactersMax - 1).isHighSurrogate();
    return error.first(kErrorCharactersMax - (isThroughPair ? 1 : 0));
}

QLatin1String wordFrom(AttemptOutcome outcome)
{
    switch (outcome) {
    case AttemptOutcome::Completed:
        return "completed"_L1;
    case AttemptOutcome::Failed:
        return "failed"_L1;
    case AttemptOutcome::LeaseLost:
        return "lease_lost"_L1;
    case AttemptOutcome::WorkerDied:
        return "worker_died"_L1;
    case AttemptOutcome::Released:
        return "released"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace conduit::broker
