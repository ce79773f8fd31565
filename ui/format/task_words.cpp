// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/task_words.h"

#include "ui/format/times.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString capitalised(QString word)
{
    word.replace(u'_', u' ');
    if (!word.isEmpty())
        word[0] = word[0].toUpper();
    return word;
}

} // namespace

const QStringList &taskStates()
{
    static const QStringList states {u"ready"_s,   u"running"_s,   u"retrying"_s, u"scheduled"_s,
                                     u"blocked"_s, u"completed"_s, u"dead"_s,     u"cancelled"_s};
    return states;
}

QString stateLabel(const QString &state) { return capitalised(state); }

QString outcomeLabel(const QString &outcome)
{
    return outcome.isEmpty() ? QCoreApplication::translate("words", "Running") : capitalised(outcome);
}

QString fieldTypeLabel(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"string"_s;
    case wire::FieldType::Number:
        return u"number"_s;
    case wire::FieldType::Boolean:
        return u"boolean"_s;
    case wire::FieldType::Object:
        return u"object"_s;
    case wire::FieldType::Array:
        return u"array"_s;
    }
    return {};
}

QString runTimeText(const wire::Task &task, const QDateTime &now)
{
    if (!task.startedAt.isValid())
        return {};
    const auto isRunning = task.state == u"running";
    if (!isRunning && !task.completedAt.isValid())
        return {};
    const auto end = task.completedAt.isValid() ? task.completedAt : now;
    return durationText(std::chrono::milliseconds(task.startedAt.msecsTo(end)));
}

QString taskSentence(const wire::Task &task, const QDateTime &now)
{
    return QCoreApplication::translate("words", "%1, task of type %2, queue %3, attempt %4 of %5, created %6")
        .arg(stateLabel(task.state), task.taskType, task.queue, QString::number(task.attempt),
             QString::number(task.maxAttempts), ageText(task.createdAt, now));
}

} // namespace conduit::ui
