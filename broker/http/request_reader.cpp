// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"

#include "broker/core/control_characters.h"
#include "broker/core/moment_text.h"

#include <QStringDecoder>

#include <algorithm>
#include <cmath>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &message) { return {ErrorCode::InvalidArgument, message}; }

bool isHexDigit(char c) { return QByteArrayView("0123456789abcdefABCDEF").contains(c); }

Milliseconds millisecondsFrom(double seconds) { return Milliseconds {std::llround(seconds * 1000.0)}; }

} // namespace

std::optional<json::Value> ObjectReader::valueOrNull(QStringView name)
{
    const bool isReadAgain = m_read.contains(name);
    // Most objects have two of the twenty members that they could have: with these two read, nothing else is looked for.
    if (m_membersLeft == 0 && !isReadAgain)
        return std::nullopt;
    const auto found = m_object.member(name);
    if (found && !isReadAgain) {
        m_read.append(name);
        --m_membersLeft;
    }
    return found;
}

std::optional<json::Value> ObjectReader::value(QStringView name)
{
    const auto found = valueOrNull(name);
    return found && !found->isNull() ? found : std::nullopt;
}

std::optional<QString> ObjectReader::string(QStringView name, qsizetype charactersMax)
{
    const auto found = value(name);
    if (!found)
        return std::nullopt;
    auto text = found->toString();
    if (!text) {
        refuse(u"%1 must be a string."_s.arg(name));
    } else if (text->size() > charactersMax) {
        refuse(u"%1 is too long: %2 characters, %3 are allowed."_s.arg(name).arg(text->size()).arg(charactersMax));
        return std::nullopt;
    }
    return text;
}

std::optional<qint64> ObjectReader::integer(QStringView name, qint64 min, qint64 max)
{
    const auto found = value(name);
    if (!found)
        return std::nullopt;
    const auto number = found->toInteger();
    if (!number || *number < min || *number > max) {
        refuse(u"%1 must be a whole number from %2 to %3."_s.arg(name).arg(min).arg(max));
        return std::nullopt;
    }
    return number;
}

std::optional<Milliseconds> ObjectReader::seconds(QStringView name, double min, double max)
{
    const auto found = value(name);
    if (!found)
        return std::nullopt;
    const auto number = found->toNumber();
    if (!number || *number < min || *number > max) {
        refuse(u"%1 must be a number of seconds from %2 to %3."_s.arg(name).arg(min, 0, 'f', -1).arg(max, 0, 'f', -1));
        return std::nullopt;
    }
    return millisecondsFrom(*number);
}

std::optional<bool> ObjectReader::boolean(QStringView name)
{
    const auto found = value(name);
    if (!found)
        return std::nullopt;
    const auto answer = found->toBool();
    if (!answer)
        refuse(u"%1 must be true or false."_s.arg(name));
    return answer;
}

QStringList ObjectReader::strings(QStringView name, qsizetype countMax, qsizetype charactersMax)
{
    const auto found = value(name);
    if (!found)
        return {};
    const auto elements = found->elements();
    if (found->kind() != json::Kind::Array || elements.size() > countMax) {
        refuse(u"%1 must be an array of at most %2 strings."_s.arg(name).arg(countMax));
        return {};
    }
    QStringList texts;
    for (const json::Value &element : elements) {
        const auto text = element.toString();
        if (!text || text->isEmpty() || text->size() > charactersMax || hasControlCharacter(*text)) {
            refuse(u"Each of %1 must be a string of 1 to %2 characters without control characters."_s.arg(name).arg(
                charactersMax));
            return {};
        }
        texts.append(*text);
    }
    return texts;
}

std::optional<Moment> ObjectReader::moment(QStringView name)
{
    const auto found = value(name);
    if (!found)
        return std::nullopt;
    const auto moment = momentFromText(found->toString().value_or(QString()));
    if (!moment)
        refuse(
            u"%1 must be an RFC 3339 time with its offset, such as 2026-11-25T10:00:00Z, of a day that exists, up to the year 9999."_s
                .arg(name));
    return moment;
}

void ObjectReader::refuse(const QString &message)
{
    if (!m_error)
        m_error = invalid(message);
}

Status ObjectReader::finish()
{
    if (m_error)
        return *m_error;
    if (m_membersLeft == 0)
        return Unit {};
    const auto members = m_object.members();
    const auto unread =
        std::find_if(members.begin(), members.end(), [&](const json::Value::Member &m) { return !m_read.contains(m.name); });
    return invalid(u"The member %1 is unknown. Remove it or correct its name."_s.arg(unread->name.left(200)));
}

QueryReader::QueryReader(const QByteArray &query)
{
    if (query.isEmpty())
        return;
    for (const QByteArray &pair : query.split('&')) {
        if (pair.isEmpty())
            continue;
        const auto equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.first(equals);
        const bool isRepeated =
            std::any_of(m_parameters.begin(), m_parameters.end(), [&](const Parameter &p) { return p.name == name; });
        if (isRepeated)
            refuse(u"The parameter %1 is given twice."_s.arg(QString::fromUtf8(name.left(100))));
        m_parameters.push_back({name, equals < 0 ? QByteArray() : pair.sliced(equals + 1)});
    }
}

std::optional<QByteArray> QueryReader::take(QByteArrayView name)
{
    const auto found =
        std::find_if(m_parameters.begin(), m_parameters.end(), [&](const Parameter &p) { return p.name == name; });
    if (found == m_parameters.end())
        return std::nullopt;
    found->isRead = true;
    return found->value;
}

std::optional<QString> QueryReader::text(QByteArrayView name, qsizetype charactersMax)
{
    const auto raw = take(name);
    if (!raw)
        return std::nullopt;
    auto text = decoded(*raw);
    if (!text || text->isEmpty() || text->size() > charactersMax || hasControlCharacter(*text)) {
        refuse(u"%1 takes 1 to %2 characters."_s.arg(QString::fromLatin1(name)).arg(charactersMax));
        return std::nullopt;
    }
    return text;
}

std::optional<qint64> QueryReader::integer(QByteArrayView name, qint64 min, qint64 max)
{
    const auto raw = take(name);
    if (!raw)
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = raw->toLongLong(&isNumber);
    if (!isNumber || number < min || number > max) {
        refuse(u"%1 must be a whole number from %2 to %3."_s.arg(QString::fromLatin1(name)).arg(min).arg(max));
        return std::nullopt;
    }
    return number;
}

std::optional<Milliseconds> QueryReader::seconds(QByteArrayView name, double min, double max)
{
    const auto raw = take(name);
    if (!raw)
        return std::nullopt;
    bool isNumber = false;
    const double number = raw->toDouble(&isNumber);
    // Written so that NaN is refused as well.
    if (!isNumber || !(number >= min && number <= max)) {
        refuse(u"%1 must be a number of seconds from %2 to %3."_s.arg(QString::fromLatin1(name))
                   .arg(min, 0, 'f', -1)
                   .arg(max, 0, 'f', -1));
        return std::nullopt;
    }
    return millisecondsFrom(number);
}

bool QueryReader::flag(QByteArrayView name)
{
    const auto value = take(name);
    if (value && *value != "true" && *value != "false")
        refuse(u"%1 takes true or false."_s.arg(QString::fromLatin1(name)));
    return value == "true";
}

std::optional<Moment> QueryReader::moment(QByteArrayView name)
{
    constexpr qsizetype kMomentCharactersMax = 100;
    const auto given = text(name, kMomentCharactersMax);
    if (!given)
        return std::nullopt;
    const auto moment = momentFromText(*given);
    if (!moment)
        refuse(u"%1 takes a time with its offset, such as 2026-11-25T10:00:00Z."_s.arg(QString::fromLatin1(name)));
    return moment;
}

QStringList QueryReader::list(QByteArrayView name, qsizetype countMax, qsizetype charactersMax)
{
    const auto raw = take(name);
    if (!raw)
        return {};
    QStringList texts;
    for (const QByteArray &piece : raw->split(',')) {
        const auto text = decoded(piece);
        if (!text || text->isEmpty() || text->size() > charactersMax || hasControlCharacter(*text)
            || texts.size() == countMax) {
            refuse(u"%1 takes at most %2 names of 1 to %3 characters, separated by commas."_s.arg(QString::fromLatin1(name))
                       .arg(countMax)
                       .arg(charactersMax));
            return {};
        }
        texts.append(*text);
    }
    return texts;
}

void QueryReader::refuse(const QString &message)
{
    if (!m_error)
        m_error = invalid(message);
}

Status QueryReader::finish()
{
    if (m_error)
        return *m_error;
    const auto unread = std::find_if(m_parameters.begin(), m_parameters.end(), [](const Parameter &p) { return !p.isRead; });
    if (unread != m_parameters.end())
        return invalid(u"The query parameter %1 is unknown here. Remove it or correct its name."_s.arg(
            QString::fromUtf8(unread->name.left(200))));
    return Unit {};
}

Status refuseQuery(const QByteArray &query) { return QueryReader(query).finish(); }

Result<json::Document> objectFrom(const QByteArray &body, int depthMax)
{
    auto document = json::Document::parse(body, depthMax);
    if (!document)
        return Error {ErrorCode::MalformedJson, u"The body is not valid JSON: %1."_s.arg(document.error().message)};
    if (document->root().kind() != json::Kind::Object)
        return Error {ErrorCode::MalformedJson, u"The body must be a JSON object."_s};
    return *std::move(document);
}

std::optional<QString> decoded(QByteArrayView encoded)
{
    QByteArray bytes;
    bytes.reserve(encoded.size());
    for (qsizetype at = 0; at < encoded.size(); ++at) {
        if (encoded[at] != '%') {
            bytes.append(encoded[at]);
            continue;
        }
        const QByteArrayView digits = encoded.sliced(at + 1).first(std::min<qsizetype>(2, encoded.size() - at - 1));
        // Digits only: toUInt() would also take a blank or a sign in front of one.
        if (digits.size() < 2 || !std::ranges::all_of(digits, isHexDigit))
            return std::nullopt;
        bytes.append(static_cast<char>(digits.toUInt(nullptr, 16)));
        at += 2;
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = utf8(bytes);
    if (utf8.hasError())
        return std::nullopt;
    return text;
}

std::optional<QUuid> taskIdFrom(QStringView text)
{
    constexpr qsizetype kUuidCharacters = 36;
    if (text.size() != kUuidCharacters)
        return std::nullopt;
    const QUuid id = QUuid::fromString(text);
    return id.isNull() ? std::nullopt : std::optional(id);
}

std::optional<QString> faultOfWorkerName(QStringView name)
{
    constexpr qsizetype kWorkerCharactersMax = 200;
    if (name.isEmpty() || name.size() > kWorkerCharactersMax || hasControlCharacter(name))
        return u"A worker's name takes 1 to %1 characters without control characters."_s.arg(kWorkerCharactersMax);
    return std::nullopt;
}

std::optional<QString> faultOfQueueName(QStringView name)
{
    constexpr qsizetype kQueueCharactersMax = 100;
    if (name.isEmpty() || name.size() > kQueueCharactersMax)
        return u"queue takes 1 to %1 characters."_s.arg(kQueueCharactersMax);
    if (name.contains(u':') || name.contains(u',') || hasControlCharacter(name))
        return u"queue must not contain ':', ',' or control characters."_s;
    return std::nullopt;
}

} // namespace conduit::broker
