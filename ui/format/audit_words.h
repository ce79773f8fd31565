// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/audit.h>

namespace conduit::ui {

/// The verbs of the record in the order in which the console offers them.
[[nodiscard]] const QStringList &auditVerbs();

/// A verb as people read it, for a list to choose from: `Run now`.
[[nodiscard]] QString auditVerbLabel(const QString &verb);

/// What was done, as one short sentence: `Cancelled a task`, `Paused the queue`, `Retried tasks`.
[[nodiscard]] QString auditActText(const wire::AuditEntry &entry);

/// Who did it: the name that the client gave, else from where it came; `Conduit` for the broker itself.
[[nodiscard]] QString auditActorText(const wire::AuditEntry &entry);

/// What it was done to; of an ID only its end, since the whole one says no more to anybody.
[[nodiscard]] QString auditTargetText(const wire::AuditEntry &entry);

/// How it went: `Done`, `Asked`; of an operation how far it is: `Running, 40 changed, 1 skipped`.
[[nodiscard]] QString auditOutcomeText(const wire::AuditEntry &entry);

/// Why, and what exactly: the reason, and the detail behind it.
[[nodiscard]] QString auditWhyText(const wire::AuditEntry &entry);

/// Whether this act has started an operation that can be taken back.
[[nodiscard]] bool canUndo(const wire::AuditEntry &entry);

} // namespace conduit::ui
