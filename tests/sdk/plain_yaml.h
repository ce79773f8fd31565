// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QJsonObject>
#include <QString>

namespace conduit::test {

/// Reads YAML as sdk/contract/openapi.yaml is written: blocks indented by two spaces, scalars on one line or behind `|`, and no flow
/// collections but `[]` and `{}`. Anything else is a fault that names its line, so that the file stays that plain.
[[nodiscard]] Result<QJsonObject, QString> readPlainYaml(const QString &text);

} // namespace conduit::test
