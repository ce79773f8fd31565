// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_api.h"
#include "broker/http/http_error.h"
#include "tests/sdk/api_contract.h"
#include "tests/support/api_fixture.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace conduit::test {

/// For a test class: the contract and a broker, which is asked and whose answers are held against it.
class ContractFixture
{
protected:
    enum class Expect {
        Good,
        Refused,
        Taken, ///< Read without complaint, whatever comes of it.
    };

    void readContract();
    void beginAnew();

    [[nodiscard]] static QString projectFile(const QString &path);
    [[nodiscard]] static QByteArray compact(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    /// A list in a query is joined by commas that are not encoded.
    [[nodiscard]] static QByteArray inUrl(const QJsonValue &value);
    /// Prints the faults one by one: a failed comparison of lists tells little.
    static void expectNone(const QStringList &faults);

    [[nodiscard]] QJsonObject schema(const QString &name) const
    {
        return m_contract->resolved({{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + name}});
    }

    [[nodiscard]] QJsonObject operationOf(const broker::Endpoint &endpoint) const
    {
        return m_contract->operation(broker::nameOf(endpoint.method), endpoint.pattern);
    }

    [[nodiscard]] QByteArray exampleBodyOf(const broker::Endpoint &endpoint) const
    {
        return compact(m_contract->requestExampleOf(operationOf(endpoint)).toObject());
    }

    /// Sends a request and notes where the answer is not the documented one. `piece` stands for the variable piece of the path.
    ApiFixture::Reply ask(broker::Method method, const QByteArray &pattern, const QByteArray &query,
                          const QByteArray &body = {}, Expect expect = Expect::Good, const QString &piece = {});
    [[nodiscard]] QStringList answerFaultsOf(const QJsonObject &operation, const ApiFixture::Reply &reply) const;
    [[nodiscard]] QStringList exampleFaultsOf(const QJsonObject &operation, const QString &place) const;
    QString enqueue(const QByteArray &task) { return ask(broker::Method::Post, "/task", {}, task).at("id").toString(); }
    QString claim(const QByteArray &query)
    {
        return ask(broker::Method::Get, "/task/next", query).at("lease_token").toString();
    }

    std::unique_ptr<ApiContract> m_contract;
    std::unique_ptr<ApiFixture> m_api;
    QStringList m_faults;
};

} // namespace conduit::test
