// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/architecture/source_tree.h"

#include <functional>

// What ARCHITECTURE.md and CONTRIBUTING.md promise and neither compiler nor linker checks. Each rule returns its faults, none when
// the tree keeps it.
namespace conduit::test {

/// Who may include whom; see the table in include_rule.cpp.
[[nodiscard]] QStringList includeFaults(const SourceTree &tree);

/// Calls that have a better replacement in this house; see the table in token_rule.cpp.
[[nodiscard]] QStringList tokenFaults(const SourceTree &tree);

/// Words that say nothing (Manager, Helper, …) in names of files and types.
[[nodiscard]] QStringList nameFaults(const SourceTree &tree);

/// The licence's line on top of each source: MIT below sdk/, GPL-3.0-only elsewhere.
[[nodiscard]] QStringList licenceFaults(const SourceTree &tree);

/// Sources and SQL files that no CMakeLists.txt names: they would silently not be built.
[[nodiscard]] QStringList unlistedFaults(const SourceTree &tree);

/// SQL sections that the storage names and nobody wrote, and those that nobody uses.
[[nodiscard]] QStringList sqlNameFaults(const SourceTree &tree);

/// Relative links in Markdown that lead nowhere. `exists` answers for paths from the root that are no text, such as pictures.
[[nodiscard]] QStringList linkFaults(const SourceTree &tree, const std::function<bool(const QString &)> &exists);

/// Error codes whose word is missing in http_error.cpp, in docs/api.md or in sdk/contract/openapi.yaml.
[[nodiscard]] QStringList errorWordFaults(const SourceTree &tree);

} // namespace conduit::test
