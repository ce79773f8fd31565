// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/cell_value.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Kind = ColumnTarget::Kind;
using As = ColumnTarget::As;

constexpr int kNameCharactersMax = 200;
constexpr int kQueueCharactersMax = 100;
constexpr int kPriorityMax = 9;
constexpr double kDelaySecondsMax = 316'224'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CellValue)
};

Result<QByteArray, QString> numberFrom(const QString &text)
{
    const auto document = json::Document::parse(text.toUtf8(), 1);
    if (document && document->root().kind() == json::Kind::Number)
        return document->root().text();
    if (text.contains(u',') && !text.contains(u'.'))
        return Words::tr("'%1' is no number here: write the decimal point as a point.").arg(text.left(40));
    return Words::tr("'%1' is no number, such as 12 or 0.5.").arg(text.left(40));
}

Result<QByteArray, QString> booleanFrom(const QString &text)
{
    const auto word = text.toLower();
    if (word == u"true" || word == u"yes" || word == u"1")
        return QByteArray("true");
    if (word == u"false" || word == u"no" || word == u"0")
        return QByteArray("false");
    return Words::tr("'%1' is neither true nor false.").arg(text.left(40));
}

QString applyPriority(wire::NewTask &task, const QString &text)
{
    bool isNumber = false;
    const int priority = text.toInt(&isNumber);
    if (!isNumber || priority < 0 || priority > kPriorityMax)
        return Words::tr("A priority is a whole number from 0 to 9.");
    task.priority = priority;
    return {};
}

QString applyDelay(wire::NewTask &task, const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds < 0 || seconds > kDelaySecondsMax)
        return Words::tr("A delay is a number of seconds from 0 to 316,224,000.");
    task.delay = wire::Seconds(seconds);
    return {};
}

QString applyRunAt(wire::NewTask &task, const QString &text)
{
    const auto moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid() || moment.timeSpec() == Qt::LocalTime)
        return Words::tr("A time needs its offset, such as 2026-11-25T10:00:00Z.");
    task.runAt = moment.toUTC();
    return {};
}

QString applyName(QString &name, const QString &text, int charactersMax)
{
    if (text.size() > charactersMax)
        return Words::tr("The text is longer than %1 characters.").arg(charactersMax);
    name = text;
    return {};
}

} // namespace

Result<QByteArray, QString> jsonFromCell(const QString &text, As as)
{
    switch (as) {
    case As::Text:
        return json::quoted(text);
    case As::Number:
        return numberFrom(text.trimmed());
    case As::Boolean:
        return booleanFrom(text.trimmed());
    case As::Json:
        break;
    }
    const auto document = json::Document::parse(text.trimmed().toUtf8(), json::kPayloadDepthMax);
    if (!document)
        return Words::tr("This is not JSON: %1.").arg(document.error().message);
    return document->root().text();
}

QString applyOption(wire::NewTask &task, Kind kind, const QString &text)
{
    const auto value = text.trimmed();
    if (value.isEmpty())
        return {};
    switch (kind) {
    case Kind::Queue:
        if (value.contains(u':') || value.contains(u','))
            return Words::tr("The name of a queue has neither ':' nor ','.");
        return applyName(task.queue, value, kQueueCharactersMax);
    case Kind::Priority:
        return applyPriority(task, value);
    case Kind::Delay:
        return applyDelay(task, value);
    case Kind::RunAt:
        return applyRunAt(task, value);
    case Kind::UniqueKey:
        return applyName(task.uniqueKey, value, kNameCharactersMax);
    case Kind::SerialKey:
        return applyName(task.serialKey, value, kNameCharactersMax);
    case Kind::Tags:
        for (const auto &tag : value.split(u',', Qt::SkipEmptyParts))
            if (!tag.trimmed().isEmpty())
                task.tags.append(tag.trimmed());
        return {};
    case Kind::LeaveOut:
    case Kind::Member:
        break;
    }
    return {};
}

QString optionName(Kind kind)
{
    switch (kind) {
    case Kind::Queue:
        return u"queue"_s;
    case Kind::Priority:
        return u"priority"_s;
    case Kind::Delay:
        return u"delay"_s;
    case Kind::RunAt:
        return u"run_at"_s;
    case Kind::UniqueKey:
        return u"unique_key"_s;
    case Kind::SerialKey:
        return u"serial_key"_s;
    case Kind::Tags:
        return u"tags"_s;
    case Kind::LeaveOut:
    case Kind::Member:
        break;
    }
    return {};
}

} // namespace conduit::ui
