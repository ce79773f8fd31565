// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/json_pattern.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <functional>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTextMax = 2'000;

/// What is wrong with `value`, in the light of the operator's argument; empty when nothing is.
using Operator = std::function<QString(const QJsonValue &argument, const QJsonValue &value)>;

QString absent(const QJsonValue &, const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() ? QString() : u"is there"_s;
}

QString text(const QJsonValue &expression, const QJsonValue &value)
{
    const QRegularExpression wanted(expression.toString());
    return value.isString() && value.toString().contains(wanted) ? QString() : u"is no text with /%1/"_s.arg(wanted.pattern());
}

QString least(const QJsonValue &bound, const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= bound.toDouble() ? QString() : u"is not at least "_s + jsonText(bound);
}

QString most(const QJsonValue &bound, const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() <= bound.toDouble() ? QString() : u"is not at most "_s + jsonText(bound);
}

QString size(const QJsonValue &wanted, const QJsonValue &value)
{
    return value.isArray() && misfit(wanted, value.toArray().size()).isEmpty() ? QString()
                                                                               : u"is no list of "_s + jsonText(wanted);
}

QString has(const QJsonValue &pattern, const QJsonValue &value)
{
    for (const QJsonValue each : value.toArray()) {
        if (misfit(pattern, each).isEmpty())
            return {};
    }
    return u"has nothing like "_s + jsonText(pattern);
}

QString differs(const QJsonValue &pattern, const QJsonValue &value)
{
    return misfit(pattern, value).isEmpty() ? u"is like "_s + jsonText(pattern) : QString();
}

const QHash<QString, Operator> &operators()
{
    static const QHash<QString, Operator> all {{u"$absent"_s, absent}, {u"$text"_s, text}, {u"$least"_s, least},
                                               {u"$most"_s, most},     {u"$size"_s, size}, {u"$has"_s, has},
                                               {u"$not"_s, differs}};
    return all;
}

QString misfitAt(const QString &place, const QJsonValue &pattern, const QJsonValue &value);

QString misfitOfObject(const QString &place, const QJsonObject &pattern, const QJsonValue &value)
{
    for (auto member = pattern.begin(); member != pattern.end(); ++member) {
        const bool isOperator = member.key().startsWith(u'$');
        if (isOperator && !operators().contains(member.key()))
            return u"%1: there is no operator %2"_s.arg(place, member.key());
        if (isOperator) {
            if (const QString fault = operators().value(member.key())(member.value(), value); !fault.isEmpty())
                return u"%1: %2 %3"_s.arg(place, jsonText(value), fault);
            continue;
        }
        if (!value.isObject())
            return u"%1: %2 is no object"_s.arg(place, jsonText(value));
        const QString inside = place + u'/' + member.key();
        if (const QString fault = misfitAt(inside, member.value(), value.toObject().value(member.key())); !fault.isEmpty())
            return fault;
    }
    // An empty pattern asks for any object.
    return value.isObject() || !pattern.isEmpty() ? QString() : u"%1: %2 is no object"_s.arg(place, jsonText(value));
}

QString misfitOfArray(const QString &place, const QJsonArray &pattern, const QJsonValue &value)
{
    const QJsonArray elements = value.toArray();
    if (!value.isArray() || elements.size() != pattern.size())
        return u"%1: %2 is no list of %3"_s.arg(place, jsonText(value)).arg(pattern.size());
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (const QString fault = misfitAt(place + u'/' + QString::number(i), pattern.at(i), elements.at(i)); !fault.isEmpty())
            return fault;
    }
    return {};
}

QString misfitAt(const QString &place, const QJsonValue &pattern, const QJsonValue &value)
{
    if (pattern.isObject())
        return misfitOfObject(place, pattern.toObject(), value);
    if (pattern.isArray())
        return misfitOfArray(place, pattern.toArray(), value);
    return pattern == value ? QString() : u"%1: %2 is not %3"_s.arg(place, jsonText(value), jsonText(pattern));
}

const QRegularExpression &savedName()
{
    static const QRegularExpression name(uR"(\$\{(\w+)\})"_s);
    return name;
}

QString compact(const QJsonValue &value)
{
    const QByteArray text = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.sliced(1, text.size() - 2));
}

QString textOf(const QJsonValue &saved) { return saved.isString() ? saved.toString() : compact(saved); }

QJsonValue filledText(const QString &text, const QJsonObject &saved)
{
    const auto first = savedName().match(text);
    if (first.hasMatch() && first.capturedLength() == text.size() && saved.contains(first.captured(1)))
        return saved.value(first.captured(1));
    QString filled;
    qsizetype from = 0;
    for (auto names = savedName().globalMatch(text); names.hasNext();) {
        const auto name = names.next();
        const QString key = name.captured(1);
        filled += QStringView(text).sliced(from, name.capturedStart() - from);
        filled += saved.contains(key) ? textOf(saved.value(key)) : name.captured();
        from = name.capturedEnd();
    }
    filled += QStringView(text).sliced(from);
    return filled;
}

} // namespace

QString misfit(const QJsonValue &pattern, const QJsonValue &value) { return misfitAt({}, pattern, value); }

QJsonValue partAt(const QJsonValue &value, const QString &pointer)
{
    QJsonValue part = value;
    for (QString piece : pointer.split(u'/', Qt::KeepEmptyParts).sliced(1)) {
        piece.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        bool isNumber = false;
        const int index = piece.toInt(&isNumber);
        if (part.isArray() && isNumber)
            part = index < part.toArray().size() ? part.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        else
            part = part.isObject() ? part.toObject().value(piece) : QJsonValue(QJsonValue::Undefined);
    }
    return part;
}

QJsonValue filledIn(const QJsonValue &text, const QJsonObject &saved)
{
    if (text.isString())
        return filledText(text.toString(), saved);
    if (text.isArray()) {
        QJsonArray filled;
        for (const QJsonValue each : text.toArray())
            filled.append(filledIn(each, saved));
        return filled;
    }
    if (!text.isObject())
        return text;
    const QJsonObject object = text.toObject();
    if (object.contains("$repeat"_L1))
        return object["$repeat"_L1].toString().repeated(object["times"_L1].toInt());
    QJsonObject filled;
    for (auto member = object.begin(); member != object.end(); ++member)
        filled.insert(textOf(filledText(member.key(), saved)), filledIn(member.value(), saved));
    return filled;
}

QStringList namesIn(const QJsonValue &text)
{
    QStringList names;
    for (auto found = savedName().globalMatch(compact(text)); found.hasNext();)
        names += found.next().captured(1);
    return names;
}

QString jsonText(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"nothing"_s;
    const QString whole = compact(value);
    return whole.size() > kTextMax ? whole.first(kTextMax) + u"…"_s : whole;
}

} // namespace conduit::test
