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

QString waitReasonText(const QString &reason)
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("words", text); };
    if (reason == u"serial_key")
        return translated(QT_TRANSLATE_NOOP("words", "Another task of its serial key goes first."));
    if (reason == u"held")
        return translated(QT_TRANSLATE_NOOP("words", "It is held. Run now lets it go."));
    if (reason == u"not_due")
        return translated(QT_TRANSLATE_NOOP("words", "Its time has not come."));
    if (reason == u"backoff")
        return translated(QT_TRANSLATE_NOOP("words", "An attempt failed; it rests before the next one."));
    if (reason == u"broker_quiet")
        return translated(QT_TRANSLATE_NOOP("words", "The broker hands out no tasks at the moment."));
    if (reason == u"broker_paused")
        return translated(QT_TRANSLATE_NOOP("words", "All queues are paused."));
    if (reason == u"queue_paused")
        return translated(QT_TRANSLATE_NOOP("words", "Its queue is paused."));
    if (reason == u"no_worker")
        return translated(QT_TRANSLATE_NOOP("words", "No worker that takes this type from this queue is connected."));
    if (reason == u"workers_busy")
        return translated(QT_TRANSLATE_NOOP("words", "All workers that take it are busy; its turn comes."));
    return stateLabel(reason);
}

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
