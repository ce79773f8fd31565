// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/audit_words.h"

#include "ui/format/sizes.h"
#include "ui/format/task_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Verb
{
    const char *word;
    const char *label;
    const char *task;      ///< Done to one task.
    const char *operation; ///< Done to many; or to the operation itself.
};

constexpr std::array kVerbs {
    Verb {"cancel", QT_TRANSLATE_NOOP("audit", "Cancel"), QT_TRANSLATE_NOOP("audit", "Cancelled a task"),
          QT_TRANSLATE_NOOP("audit", "Cancelled tasks")},
    Verb {"retry", QT_TRANSLATE_NOOP("audit", "Retry"), QT_TRANSLATE_NOOP("audit", "Retried a task"),
          QT_TRANSLATE_NOOP("audit", "Retried tasks")},
    Verb {"promote", QT_TRANSLATE_NOOP("audit", "Run now"), QT_TRANSLATE_NOOP("audit", "Made a task due now"),
          QT_TRANSLATE_NOOP("audit", "Made tasks due now")},
    Verb {"hold", QT_TRANSLATE_NOOP("audit", "Hold"), QT_TRANSLATE_NOOP("audit", "Held a task"),
          QT_TRANSLATE_NOOP("audit", "Held tasks")},
    Verb {"edit", QT_TRANSLATE_NOOP("audit", "Edit"), QT_TRANSLATE_NOOP("audit", "Edited a task"), ""},
    Verb {"delete", QT_TRANSLATE_NOOP("audit", "Delete"), QT_TRANSLATE_NOOP("audit", "Deleted a task"),
          QT_TRANSLATE_NOOP("audit", "Deleted tasks")},
    Verb {"restore", QT_TRANSLATE_NOOP("audit", "Restore"), QT_TRANSLATE_NOOP("audit", "Restored a task"),
          QT_TRANSLATE_NOOP("audit", "Restored tasks")},
    Verb {"purge", QT_TRANSLATE_NOOP("audit", "Delete for good"), "", QT_TRANSLATE_NOOP("audit", "Deleted tasks for good")},
    Verb {"move", QT_TRANSLATE_NOOP("audit", "Move"), "", QT_TRANSLATE_NOOP("audit", "Moved tasks to another queue")},
    Verb {"tag", QT_TRANSLATE_NOOP("audit", "Tag"), "", QT_TRANSLATE_NOOP("audit", "Changed the tags of tasks")},
    Verb {"set_priority", QT_TRANSLATE_NOOP("audit", "Set priority"), "",
          QT_TRANSLATE_NOOP("audit", "Changed the priority of tasks")},
    Verb {"reschedule", QT_TRANSLATE_NOOP("audit", "Reschedule"), "", QT_TRANSLATE_NOOP("audit", "Changed when tasks are due")},
    Verb {"pause", QT_TRANSLATE_NOOP("audit", "Pause"), "", QT_TRANSLATE_NOOP("audit", "Paused work on tasks")},
    Verb {"resume", QT_TRANSLATE_NOOP("audit", "Resume"), "", QT_TRANSLATE_NOOP("audit", "Resumed work on tasks")},
    Verb {"stop", QT_TRANSLATE_NOOP("audit", "Stop"), "", QT_TRANSLATE_NOOP("audit", "Stopped work on tasks")},
    Verb {"undo", QT_TRANSLATE_NOOP("audit", "Undo"), "", QT_TRANSLATE_NOOP("audit", "Took back work on tasks")},
    Verb {"finish", QT_TRANSLATE_NOOP("audit", "Finish"), "", QT_TRANSLATE_NOOP("audit", "Finished work on tasks")},
    Verb {"set_schema", QT_TRANSLATE_NOOP("audit", "Set schema"), "", ""},
    Verb {"drain", QT_TRANSLATE_NOOP("audit", "Drain"), "", ""},
    Verb {"quiet", QT_TRANSLATE_NOOP("audit", "Quiet"), "", ""},
    Verb {"end_quiet", QT_TRANSLATE_NOOP("audit", "End quiet"), "", ""},
    Verb {"forget", QT_TRANSLATE_NOOP("audit", "Forget"), "", ""},
};

struct Act
{
    const char *kind;
    const char *verb;
    const char *text;
};

constexpr std::array kActs {
    Act {"queue", "pause", QT_TRANSLATE_NOOP("audit", "Paused a queue")},
    Act {"queue", "resume", QT_TRANSLATE_NOOP("audit", "Resumed a queue")},
    Act {"queue", "edit", QT_TRANSLATE_NOOP("audit", "Changed a queue's defaults")},
    Act {"queue", "delete", QT_TRANSLATE_NOOP("audit", "Deleted a queue")},
    Act {"type", "set_schema", QT_TRANSLATE_NOOP("audit", "Set a type's schema")},
    Act {"type", "edit", QT_TRANSLATE_NOOP("audit", "Changed a type's defaults")},
    Act {"type", "delete", QT_TRANSLATE_NOOP("audit", "Deleted a type")},
    Act {"worker", "drain", QT_TRANSLATE_NOOP("audit", "Drained a worker")},
    Act {"worker", "stop", QT_TRANSLATE_NOOP("audit", "Stopped a worker")},
    Act {"worker", "forget", QT_TRANSLATE_NOOP("audit", "Forgot a worker")},
    Act {"broker", "pause", QT_TRANSLATE_NOOP("audit", "Paused everything")},
    Act {"broker", "resume", QT_TRANSLATE_NOOP("audit", "Resumed everything")},
    Act {"broker", "quiet", QT_TRANSLATE_NOOP("audit", "Made the broker quiet")},
    Act {"broker", "end_quiet", QT_TRANSLATE_NOOP("audit", "Ended the broker's quiet")},
};

QString translated(const char *text) { return QCoreApplication::translate("audit", text); }

const Verb *verbOf(const QString &word)
{
    const auto found =
        std::find_if(kVerbs.begin(), kVerbs.end(), [&](const Verb &verb) { return word == QLatin1StringView(verb.word); });
    return found == kVerbs.end() ? nullptr : &*found;
}

QString stateText(const QString &outcome)
{
    for (const auto &[word, text] : {std::pair {"done", QT_TRANSLATE_NOOP("audit", "Done")},
                                     {"asked", QT_TRANSLATE_NOOP("audit", "Asked")},
                                     {"running", QT_TRANSLATE_NOOP("audit", "Running")},
                                     {"paused", QT_TRANSLATE_NOOP("audit", "Paused")},
                                     {"stopped", QT_TRANSLATE_NOOP("audit", "Stopped")},
                                     {"undoing", QT_TRANSLATE_NOOP("audit", "Being undone")},
                                     {"undone", QT_TRANSLATE_NOOP("audit", "Undone")}})
        if (outcome == QLatin1StringView(word))
            return translated(text);
    return outcome;
}

} // namespace

const QStringList &auditVerbs()
{
    static const QStringList words = [] {
        QStringList list;
        for (const Verb &verb : kVerbs)
            list.append(QString::fromLatin1(verb.word));
        return list;
    }();
    return words;
}

QString auditVerbLabel(const QString &verb)
{
    const Verb *known = verbOf(verb);
    return known ? translated(known->label) : verb;
}

QString auditActText(const wire::AuditEntry &entry)
{
    for (const Act &act : kActs)
        if (entry.kind == QLatin1StringView(act.kind) && entry.verb == QLatin1StringView(act.verb))
            return translated(act.text);
    if (const Verb *verb = verbOf(entry.verb)) {
        const char *text = entry.kind == u"operation" ? verb->operation : entry.kind == u"task" ? verb->task : "";
        if (*text != '\0')
            return translated(text);
    }
    // Of a newer broker.
    return entry.verb + u' ' + entry.kind;
}

QString auditActorText(const wire::AuditEntry &entry)
{
    if (entry.via == u"broker")
        return translated(QT_TRANSLATE_NOOP("audit", "Conduit"));
    if (!entry.actor.isEmpty())
        return entry.actor;
    if (entry.via == u"loopback" || entry.address.isEmpty())
        return translated(QT_TRANSLATE_NOOP("audit", "A local program"));
    return translated(QT_TRANSLATE_NOOP("audit", "Somebody at %1")).arg(entry.address);
}

QString auditTargetText(const wire::AuditEntry &entry)
{
    const bool isId = entry.kind == u"task" || entry.kind == u"operation";
    return isId ? shortId(entry.target) : entry.target;
}

QString auditOutcomeText(const wire::AuditEntry &entry)
{
    QString text = stateText(entry.outcome);
    if (!entry.counts || (entry.outcome == u"undone" && entry.counts->done == 0))
        return text;
    text += translated(QT_TRANSLATE_NOOP("audit", ", %1 changed")).arg(countText(entry.counts->done));
    if (entry.counts->skipped > 0)
        text += translated(QT_TRANSLATE_NOOP("audit", ", %1 skipped")).arg(countText(entry.counts->skipped));
    if (entry.counts->failed > 0)
        text += translated(QT_TRANSLATE_NOOP("audit", ", %1 failed")).arg(countText(entry.counts->failed));
    return text;
}

QString auditWhyText(const wire::AuditEntry &entry)
{
    // The end of an operation, and its undoing, name what was done.
    QString detail = entry.verb == u"finish" || entry.verb == u"undo" ? auditVerbLabel(entry.detail) : entry.detail;
    // Of tasks that were picked, only how many: that says how it went, too.
    if (entry.kind == u"operation" && detail.endsWith(u" ids"))
        return entry.reason;
    if (entry.reason.isEmpty())
        return detail;
    return detail.isEmpty() ? entry.reason : entry.reason + u"  ·  "_s + detail;
}

bool canUndo(const wire::AuditEntry &entry)
{
    // Acts on an operation have no counts; its end is an entry of its own.
    const bool hasStarted = entry.kind == u"operation" && entry.counts && entry.verb != u"finish";
    const bool isForGood = entry.verb == u"purge";
    return hasStarted && !isForGood && (entry.outcome == u"done" || entry.outcome == u"stopped") && entry.counts->done > 0;
}

} // namespace conduit::ui
