// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/verb.h"

namespace conduit::cli {

// Each stands in a file of its own, with what it does: enqueue_verb.cpp, …
[[nodiscard]] Verb enqueueVerb();
[[nodiscard]] Verb getVerb();
[[nodiscard]] Verb listVerb();
[[nodiscard]] Verb waitVerb();
[[nodiscard]] Verb cancelVerb();
[[nodiscard]] Verb retryVerb();
[[nodiscard]] Verb typesVerb();
[[nodiscard]] Verb schemaVerb();
[[nodiscard]] Verb queuesVerb();
[[nodiscard]] Verb workersVerb();
[[nodiscard]] Verb statsVerb();
[[nodiscard]] Verb genVerb();

/// All verbs that speak to a broker, in the order of --help.
[[nodiscard]] const QList<Verb> &verbs();
/// Null when there is none of this name.
[[nodiscard]] const Verb *findVerb(const QString &name);
/// Its own options and those of all verbs, but for --help.
[[nodiscard]] QList<QCommandLineOption> optionsOf(const Verb &verb);

} // namespace conduit::cli
