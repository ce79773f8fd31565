// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QString>

namespace conduit::contract {

/// A YAML text as JSON, members in their order and numbers as they are written. Scalars are what YAML 1.2's core schema makes of them: null,
/// true, false, numbers, else text. The error says where; names that stand twice are one.
[[nodiscard]] Result<QByteArray, QString> jsonFromYaml(const QByteArray &yaml);

} // namespace conduit::contract
