// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <map>

namespace conduit::test {

/// One story of sdk/contract/conformance, as it stands in its file.
struct Scenario
{
    QString name;
    QString about;
    QStringList brokerOptions;
    QJsonArray steps;
};

/// The kinds of steps, each with the members that it takes beside the one that names it.
[[nodiscard]] const std::map<QString, QStringList> &stepKinds();
/// The kind of a step; empty when it has none, or several.
[[nodiscard]] QString kindOf(const QJsonObject &step);

/// All of them, in the order of the files' names. What is misspelt would be passed over, so each fault is an error that names
/// file, scenario and step: unknown members, values that nobody has saved, names that are there twice.
[[nodiscard]] Result<QList<Scenario>, QString> loadScenarios(const QString &folder);

} // namespace conduit::test
