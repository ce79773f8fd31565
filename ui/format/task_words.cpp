// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/task_words.h"

#include "ui/format/times.h"

#include <QCoreApplication>

#include <array>

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

QString translated(const char *text) { return QCoreApplication::translate("words", text); }

/// The wire's words, as they stand in a sentence, and as they stand alone.
struct State
{
    struct
    {
        const char *text;
        const char *comment;
    } word;
    const char *label;
};

constexpr std::array kStates {
    State {QT_TRANSLATE_NOOP3("words", "ready", "in a sentence"), QT_TRANSLATE_NOOP("words", "Ready")},
    State {QT_TRANSLATE_NOOP3("words", "running", "in a sentence"), QT_TRANSLATE_NOOP("words", "Running")},
    State {QT_TRANSLATE_NOOP3("words", "retrying", "in a sentence"), QT_TRANSLATE_NOOP("words", "Retrying")},
    State {QT_TRANSLATE_NOOP3("words", "scheduled", "in a sentence"), QT_TRANSLATE_NOOP("words", "Scheduled")},
    State {QT_TRANSLATE_NOOP3("words", "blocked", "in a sentence"), QT_TRANSLATE_NOOP("words", "Blocked")},
    State {QT_TRANSLATE_NOOP3("words", "completed", "in a sentence"), QT_TRANSLATE_NOOP("words", "Completed")},
    State {QT_TRANSLATE_NOOP3("words", "dead", "in a sentence"), QT_TRANSLATE_NOOP("words", "Dead")},
    State {QT_TRANSLATE_NOOP3("words", "cancelled", "in a sentence"), QT_TRANSLATE_NOOP("words", "Cancelled")}};

constexpr std::array kOutcomes {std::pair {"completed", QT_TRANSLATE_NOOP("words", "Completed")},
                                std::pair {"failed", QT_TRANSLATE_NOOP("words", "Failed")},
                                std::pair {"timeout", QT_TRANSLATE_NOOP("words", "Timeout")},
                                std::pair {"lease_lost", QT_TRANSLATE_NOOP("words", "Lease lost")},
                                std::pair {"worker_died", QT_TRANSLATE_NOOP("words", "Worker died")},
                                std::pair {"cancelled", QT_TRANSLATE_NOOP("words", "Cancelled")},
                                std::pair {"released", QT_TRANSLATE_NOOP("words", "Released")},
                                std::pair {"snoozed", QT_TRANSLATE_NOOP("words", "Snoozed")}};

} // namespace

const QStringList &taskStates()
{
    static const QStringList states {u"ready"_s,   u"running"_s,   u"retrying"_s, u"scheduled"_s,
                                     u"blocked"_s, u"completed"_s, u"dead"_s,     u"cancelled"_s};
    return states;
}

QString stateLabel(const QString &state)
{
    for (const State &each : kStates)
        if (state == QLatin1StringView(each.word.text))
            return translated(each.label);
    return capitalised(state); // of a newer broker
}

QString stateWord(const QString &state)
{
    for (const State &each : kStates)
        if (state == QLatin1StringView(each.word.text))
            return QCoreApplication::translate("words", each.word.text, each.word.comment);
    return state;
}

QString shortId(const QString &id)
{
    constexpr qsizetype kDigits = 8;
    return id.size() > kDigits ? u'…' + id.last(kDigits) : id;
}

QString waitReasonText(const QString &reason)
{
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

QStringList attemptOutcomes()
{
    QStringList words;
    for (const auto &[word, label] : kOutcomes)
        words.append(QLatin1StringView(word));
    return words;
}

QString outcomeLabel(const QString &outcome)
{
    if (outcome.isEmpty())
        return translated(QT_TRANSLATE_NOOP("words", "Running"));
    for (const auto &[word, label] : kOutcomes)
        if (outcome == QLatin1StringView(word))
            return translated(label);
    return capitalised(outcome);
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

QString causeText(QString signature)
{
    signature.replace("<n>"_L1, "#"_L1);
    for (const auto differing : {"<id>"_L1, "<path>"_L1, "<url>"_L1})
        signature.replace(differing, u"…"_s);
    return signature;
}

QString attemptsText(const wire::Task &task)
{
    const int counted = task.attempt - task.uncharged;
    if (counted > task.maxAttempts)
        return QCoreApplication::translate("words", "%1, the limit is %2").arg(counted).arg(task.maxAttempts);
    const auto made = QCoreApplication::translate("words", "%1 of %2").arg(counted).arg(task.maxAttempts);
    return task.uncharged == 0 ? made
                               : QCoreApplication::translate("words", "%1, not counted: %2").arg(made).arg(task.uncharged);
}

QString attemptsInShort(const wire::Task &task)
{
    const int counted = task.attempt - task.uncharged;
    return counted > task.maxAttempts ? QString::number(counted) : u"%1/%2"_s.arg(counted).arg(task.maxAttempts);
}

QString taskSentence(const wire::Task &task, const QDateTime &now)
{
    return QCoreApplication::translate("words", "%1, task of type %2, queue %3, attempts: %4, created %5")
        .arg(stateLabel(task.state), task.taskType, task.queue, attemptsText(task), ageText(task.createdAt, now));
}

} // namespace conduit::ui
