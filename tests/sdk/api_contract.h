// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace conduit::test {

/// sdk/contract/openapi.yaml, as far as a test asks it. Knows the part of OpenAPI 3.0 that the file uses.
class ApiContract
{
public:
    explicit ApiContract(const QJsonObject &root) : m_root(root) { }

    [[nodiscard]] const QJsonObject &root() const { return m_root; }
    /// `{"get": …, "post": …}` by path.
    [[nodiscard]] QJsonObject paths() const;
    /// Empty when there is none.
    [[nodiscard]] QJsonObject operation(const QByteArray &method, const QByteArray &path) const;
    /// Path and query parameters, whole.
    [[nodiscard]] QList<QJsonObject> parametersOf(const QJsonObject &operation) const;
    [[nodiscard]] QJsonObject requestSchemaOf(const QJsonObject &operation) const;
    [[nodiscard]] QJsonValue requestExampleOf(const QJsonObject &operation) const;
    /// The response for a status, or `default`; empty when neither is there.
    [[nodiscard]] QJsonObject responseOf(const QJsonObject &operation, int status) const;

    /// Follows `$ref`.
    [[nodiscard]] QJsonObject resolved(const QJsonObject &object) const;
    /// The members that a schema names, those of its parts (`allOf`) among them.
    [[nodiscard]] QJsonObject propertiesOf(const QJsonObject &schema) const;
    [[nodiscard]] QStringList requiredOf(const QJsonObject &schema) const;

    /// Where `value` differs from `schema`. Stricter than OpenAPI: a member that the schema does not name is a fault, since it would be
    /// one that nobody has documented.
    [[nodiscard]] QStringList faultsOf(const QJsonValue &value, const QJsonObject &schema, const QString &place = {}) const;

private:
    /// Of the alternative to which the value fits best.
    [[nodiscard]] QStringList leastFaultsOf(const QJsonValue &value, const QJsonArray &schemas, const QString &place) const;
    [[nodiscard]] QStringList objectFaultsOf(const QJsonObject &value, const QJsonObject &schema, const QString &place) const;

    QJsonObject m_root;
};

} // namespace conduit::test
