// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/api_contract.h"

#include <QJsonDocument>

#include <cmath>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

QJsonObject child(const QJsonObject &object, const QString &name) { return object.value(name).toObject(); }

QJsonObject jsonContentOf(const QJsonObject &owner) { return child(child(owner, u"content"_s), u"application/json"_s); }

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer")
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    if (type == u"number")
        return value.isDouble();
    if (type == u"string")
        return value.isString();
    if (type == u"boolean")
        return value.isBool();
    if (type == u"array")
        return value.isArray();
    return type == u"object" && value.isObject();
}

QString textOf(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact)).left(100);
}

} // namespace

QJsonObject ApiContract::paths() const { return child(m_root, u"paths"_s); }

QJsonObject ApiContract::operation(const QByteArray &method, const QByteArray &path) const
{
    return child(child(paths(), QString::fromLatin1(path)), QString::fromLatin1(method.toLower()));
}

QList<QJsonObject> ApiContract::parametersOf(const QJsonObject &operation) const
{
    QList<QJsonObject> parameters;
    const QJsonArray listed = operation.value(u"parameters"_s).toArray();
    for (const auto &parameter : listed)
        parameters.append(resolved(parameter.toObject()));
    return parameters;
}

QJsonObject ApiContract::requestSchemaOf(const QJsonObject &operation) const
{
    return resolved(child(jsonContentOf(child(operation, u"requestBody"_s)), u"schema"_s));
}

QJsonValue ApiContract::requestExampleOf(const QJsonObject &operation) const
{
    return jsonContentOf(child(operation, u"requestBody"_s)).value(u"example"_s);
}

QJsonObject ApiContract::responseOf(const QJsonObject &operation, int status) const
{
    const QJsonObject responses = child(operation, u"responses"_s);
    const QString own = QString::number(status);
    return resolved(child(responses, responses.contains(own) ? own : u"default"_s));
}

QJsonObject ApiContract::resolved(const QJsonObject &object) const
{
    const QString reference = object.value(u"$ref"_s).toString();
    if (reference.isEmpty())
        return object;
    QJsonObject found = m_root;
    for (const QString &piece : reference.split(u'/').sliced(1))
        found = child(found, piece);
    return resolved(found);
}

QJsonObject ApiContract::propertiesOf(const QJsonObject &schema) const
{
    const QJsonObject whole = resolved(schema);
    QJsonObject properties = child(whole, u"properties"_s);
    const QJsonArray parts = whole.value(u"allOf"_s).toArray();
    for (const auto &part : parts) {
        const QJsonObject more = propertiesOf(part.toObject());
        for (auto member = more.begin(); member != more.end(); ++member)
            properties.insert(member.key(), member.value());
    }
    return properties;
}

QStringList ApiContract::requiredOf(const QJsonObject &schema) const
{
    const QJsonObject whole = resolved(schema);
    QStringList names = whole.value(u"required"_s).toVariant().toStringList();
    const QJsonArray parts = whole.value(u"allOf"_s).toArray();
    for (const auto &part : parts)
        names += requiredOf(part.toObject());
    return names;
}

QStringList ApiContract::faultsOf(const QJsonValue &value, const QJsonObject &schema, const QString &place) const
{
    const QJsonObject whole = resolved(schema);
    if (whole.contains(u"oneOf"_s))
        return leastFaultsOf(value, whole.value(u"oneOf"_s).toArray(), place);
    const bool isObject = whole.contains(u"allOf"_s) || whole.contains(u"properties"_s);
    const QString type = whole.value(u"type"_s).toString(isObject ? u"object"_s : QString());
    if (type.isEmpty())
        return {};
    if (value.isNull() && whole.value(u"nullable"_s).toBool())
        return {};
    if (!isOfType(value, type))
        return {u"%1 should be of type %2: %3"_s.arg(place, type, textOf(value))};
    if (whole.contains(u"enum"_s) && !whole.value(u"enum"_s).toArray().contains(value))
        return {u"%1 is none of the listed values: %2"_s.arg(place, textOf(value))};
    if (type == u"object")
        return objectFaultsOf(value.toObject(), whole, place);
    QStringList faults;
    if (type == u"array") {
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size(); ++i)
            faults += faultsOf(items[i], child(whole, u"items"_s), u"%1/%2"_s.arg(place).arg(i));
    }
    return faults;
}

QStringList ApiContract::leastFaultsOf(const QJsonValue &value, const QJsonArray &schemas, const QString &place) const
{
    QStringList least = faultsOf(value, schemas.first().toObject(), place);
    for (const auto &schema : schemas) {
        const QStringList faults = faultsOf(value, schema.toObject(), place);
        if (faults.size() < least.size())
            least = faults;
    }
    return least;
}

QStringList ApiContract::objectFaultsOf(const QJsonObject &value, const QJsonObject &schema, const QString &place) const
{
    const QJsonObject properties = propertiesOf(schema);
    const QJsonValue others = schema.value(u"additionalProperties"_s);
    QStringList faults;
    for (auto member = value.begin(); member != value.end(); ++member) {
        const QString where = place + u'/' + member.key();
        if (properties.contains(member.key()))
            faults += faultsOf(member.value(), child(properties, member.key()), where);
        else if (others.isObject())
            faults += faultsOf(member.value(), others.toObject(), where);
        else
            faults += where + u" is not documented"_s;
    }
    for (const QString &name : requiredOf(schema)) {
        if (!value.contains(name))
            faults += u"%1/%2 is missing"_s.arg(place, name);
    }
    return faults;
}

} // namespace conduit::test
