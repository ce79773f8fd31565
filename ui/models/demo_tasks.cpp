// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/demo_tasks.h"

#include <array>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

struct Kind
{
    QLatin1StringView type;
    QLatin1StringView queue;
    QLatin1StringView field; ///< Its payload has this text and `number`.
    QLatin1StringView what;
};

constexpr std::array kKinds {
    Kind {"mail.send"_L1, "mail"_L1, "to"_L1, "person%1@example.org"_L1},
    Kind {"image.resize"_L1, "media"_L1, "file"_L1, "holiday/%1.jpg"_L1},
    Kind {"report.build"_L1, "default"_L1, "customer"_L1, "customer %1"_L1},
    Kind {"invoice.create"_L1, "billing"_L1, "order"_L1, "2026-%1"_L1},
};

/// What goes wrong, of each kind.
constexpr std::array kErrors {"550 mailbox of person%1 is full"_L1, "holiday/%1.jpg: not a JPEG file"_L1,
                              "disk full while writing report %1"_L1, "order 2026-%1 has no address"_L1};

/// Spreads numbers over 0 to 99 so that neighbours differ; the same each time.
int fateOf(int number) { return static_cast<int>((static_cast<unsigned>(number) * 2'654'435'761U >> 12) % 100); }

std::size_t kindOf(int number) { return static_cast<std::size_t>(fateOf(number + 7) % static_cast<int>(kKinds.size())); }

} // namespace

QList<wire::Schema> demoSchemas()
{
    QList<wire::Schema> schemas;
    for (const Kind &kind : kKinds)
        schemas.append({.taskType = kind.type,
                        .description = u"Of the demonstration; nothing is really done."_s,
                        .fields = {{.name = kind.field, .type = wire::FieldType::String, .required = true},
                                   {.name = u"number"_s, .type = wire::FieldType::Number, .required = false}}});
    return schemas;
}

wire::NewTask demoTask(int number)
{
    const Kind &kind = kKinds.at(kindOf(number));
    const QString payload = u"{\"%1\":\"%2\",\"number\":%3}"_s.arg(kind.field, QString(kind.what).arg(number)).arg(number);
    wire::NewTask task {.taskType = kind.type, .payload = payload.toUtf8(), .queue = kind.queue};
    if (fateOf(number) < 4)
        task.delay = wire::Seconds(3'600.0 + number);
    if (number % 9 == 0)
        task.priority = 8;
    if (number % 5 == 0)
        task.tags = {u"night run"_s};
    return task;
}

std::optional<wire::AttemptResult> demoEnd(const wire::Task &task)
{
    // What it is about, as its payload ends with it.
    const qsizetype at = task.payload.lastIndexOf(':') + 1;
    const int number = task.payload.sliced(at, task.payload.size() - at - 1).trimmed().toInt();
    const int fate = fateOf(number);
    wire::AttemptResult result {.id = task.id, .leaseToken = task.leaseToken};
    if (fate >= 99)
        return std::nullopt;
    if (fate < 86) {
        result.output = "{\"ok\":true,\"number\":" + QByteArray::number(number) + '}';
        return result;
    }
    result.error = QString(kErrors.at(kindOf(number))).arg(number);
    result.noRetry = fate < 94;
    if (!result.noRetry)
        result.retryIn = wire::Seconds(1'800.0 + number % 3'600);
    return result;
}

} // namespace conduit::ui
