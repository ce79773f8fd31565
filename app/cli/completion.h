// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

namespace conduit::cli {

/// A script by which bash completes the verbs and their options, and the words that some options take. It asks no broker.
/// `programFlags` are those of `conduit` without a verb, without the dashes.
[[nodiscard]] QString bashCompletion(const QStringList &programFlags);

} // namespace conduit::cli
