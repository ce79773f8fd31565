// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/contract_fixture.h"

#include "resources/contract/contract_json.h"

#include <QDebug>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QUrl>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;

void ContractFixture::readContract()
{
    const auto json = conduit::contract::jsonFromYaml(projectFile(u"sdk/contract/openapi.yaml"_s).toUtf8());
    QVERIFY2(json, json ? "" : qPrintable(json.error()));
    m_contract = std::make_unique<ApiContract>(QJsonDocument::fromJson(*json).object());
}

void ContractFixture::beginAnew()
{
    m_api = std::make_unique<ApiFixture>();
    m_faults.clear();
}

QString ContractFixture::projectFile(const QString &path)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QByteArray ContractFixture::inUrl(const QJsonValue &value)
{
    const QStringList pieces = value.isArray() ? value.toVariant().toStringList() : QStringList {value.toVariant().toString()};
    QByteArrayList encoded;
    for (const QString &piece : pieces)
        encoded.append(QUrl::toPercentEncoding(piece));
    return encoded.join(',');
}

void ContractFixture::expectNone(const QStringList &faults)
{
    for (const QString &fault : faults)
        qWarning().noquote() << fault;
    QCOMPARE(faults.size(), 0);
}

ApiFixture::Reply ContractFixture::ask(Method method, const QByteArray &pattern, const QByteArray &query,
                                       const QByteArray &body, Expect expect, const QString &piece)
{
    const QJsonObject operation = m_contract->operation(nameOf(method), pattern);
    QByteArray target = pattern;
    for (const QJsonObject &parameter : m_contract->parametersOf(operation)) {
        if (parameter.value(u"in"_s) == u"path"_s)
            target.replace('{' + parameter.value(u"name"_s).toString().toLatin1() + '}',
                           inUrl(piece.isEmpty() ? parameter.value(u"example"_s) : QJsonValue(piece)));
    }
    if (!query.isEmpty())
        target += '?' + query;
    const auto reply = m_api->send(method, target, m_contract->requestSchemaOf(operation).isEmpty() ? QByteArray() : body);
    const QString place = QString::fromUtf8(nameOf(method) + ' ' + target + ' ' + body.left(300)) + u": "_s;
    const bool isParked = reply.status == 0;
    if (isParked)
        return reply;

    const bool isAsExpected = expect == Expect::Good ? reply.status < 300
        : expect == Expect::Refused                  ? reply.status >= 400
                                                     : reply.status != 400;
    const QJsonObject responses = operation.value(u"responses"_s).toObject();
    if (!isAsExpected || !responses.contains(QString::number(reply.status)))
        m_faults += place + QString::number(reply.status) + u' ' + QString::fromUtf8(reply.body);
    for (const QString &fault : answerFaultsOf(operation, reply))
        m_faults += place + fault;
    return reply;
}

QStringList ContractFixture::exampleFaultsOf(const QJsonObject &operation, const QString &place) const
{
    QList<QJsonObject> owners {operation.value(u"requestBody"_s).toObject()};
    const QJsonObject responses = operation.value(u"responses"_s).toObject();
    for (const auto &response : responses)
        owners.append(m_contract->resolved(response.toObject()));
    QStringList faults;
    for (const QJsonObject &owner : owners) {
        const QJsonObject content = owner.value(u"content"_s).toObject().value(u"application/json"_s).toObject();
        if (content.contains(u"example"_s))
            faults += m_contract->faultsOf(content.value(u"example"_s), content.value(u"schema"_s).toObject(), place);
    }
    return faults;
}

QStringList ContractFixture::answerFaultsOf(const QJsonObject &operation, const ApiFixture::Reply &reply) const
{
    const QJsonObject response = m_contract->responseOf(operation, reply.status);
    QStringList faults;
    for (const auto &[name, value] : reply.headers) {
        const bool isEverywhere = name == "Cache-Control";
        if (!isEverywhere && !response.value(u"headers"_s).toObject().contains(QString::fromLatin1(name)))
            faults += u"the header %1 is not documented"_s.arg(QString::fromLatin1(name));
    }
    const QJsonObject content = response.value(u"content"_s).toObject().value(u"application/json"_s).toObject();
    if (reply.body.isEmpty() != content.isEmpty())
        return faults + QStringList {u"a body and its description do not go together"_s};
    if (content.isEmpty())
        return faults;
    // In brackets, since an answer may be no object.
    const QJsonValue body = QJsonDocument::fromJson('[' + reply.body + ']').array().first();
    return faults + m_contract->faultsOf(body, content.value(u"schema"_s).toObject());
}

} // namespace conduit::test
