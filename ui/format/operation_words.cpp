// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/operation_words.h"

#include "ui/format/sizes.h"

#include <conduit/json_text.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Act
{
    const char *verb;
    const char *label;
    const char *whole; ///< With so many tasks.
    const char *doing; ///< How many of how many.
    const char *done;
};

constexpr std::array kActs {
    Act {"retry", QT_TRANSLATE_NOOP("acts", "Retry"), QT_TRANSLATE_NOOP("acts", "Retry %1"),
         QT_TRANSLATE_NOOP("acts", "Retrying… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Retried %1")},
    Act {"promote", QT_TRANSLATE_NOOP("acts", "Run now"), QT_TRANSLATE_NOOP("acts", "Run %1 now"),
         QT_TRANSLATE_NOOP("acts", "Making due… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Made due %1")},
    Act {"hold", QT_TRANSLATE_NOOP("acts", "Hold"), QT_TRANSLATE_NOOP("acts", "Hold %1"),
         QT_TRANSLATE_NOOP("acts", "Holding… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Held %1")},
    Act {"cancel", QT_TRANSLATE_NOOP("acts", "Cancel"), QT_TRANSLATE_NOOP("acts", "Cancel %1"),
         QT_TRANSLATE_NOOP("acts", "Cancelling… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Cancelled %1")},
    Act {"restore", QT_TRANSLATE_NOOP("acts", "Restore"), QT_TRANSLATE_NOOP("acts", "Restore %1"),
         QT_TRANSLATE_NOOP("acts", "Restoring… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Restored %1")},
    Act {"delete", QT_TRANSLATE_NOOP("acts", "Delete"), QT_TRANSLATE_NOOP("acts", "Delete %1"),
         QT_TRANSLATE_NOOP("acts", "Deleting… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Deleted %1")},
    Act {"purge", QT_TRANSLATE_NOOP("acts", "Delete for good"), QT_TRANSLATE_NOOP("acts", "Delete %1 for good"),
         QT_TRANSLATE_NOOP("acts", "Deleting for good… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Deleted %1 for good")},
    Act {"set_priority", QT_TRANSLATE_NOOP("acts", "Set priority"), QT_TRANSLATE_NOOP("acts", "Set the priority of %1"),
         QT_TRANSLATE_NOOP("acts", "Setting the priority… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Changed the priority of %1")},
    Act {"reschedule", QT_TRANSLATE_NOOP("acts", "Reschedule"), QT_TRANSLATE_NOOP("acts", "Reschedule %1"),
         QT_TRANSLATE_NOOP("acts", "Rescheduling… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Rescheduled %1")},
    Act {"move", QT_TRANSLATE_NOOP("acts", "Move to queue"), QT_TRANSLATE_NOOP("acts", "Move %1"),
         QT_TRANSLATE_NOOP("acts", "Moving… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Moved %1")},
    Act {"tag", QT_TRANSLATE_NOOP("acts", "Add or remove tags"), QT_TRANSLATE_NOOP("acts", "Change the tags of %1"),
         QT_TRANSLATE_NOOP("acts", "Changing tags… %1 of %2"), QT_TRANSLATE_NOOP("acts", "Changed the tags of %1")}};

QString translated(const char *text) { return QCoreApplication::translate("acts", text); }

/// Null for one of a newer broker.
const Act *findAct(const QString &verb)
{
    const auto found =
        std::find_if(kActs.begin(), kActs.end(), [&](const Act &act) { return verb == QLatin1StringView(act.verb); });
    return found == kActs.end() ? nullptr : &*found;
}

const Act &actOf(const QString &verb)
{
    const Act *found = findAct(verb);
    Q_ASSERT_X(found, "operation_words", "the console offers this act");
    return *found;
}

/// The texts of an array.
QString listText(const json::Value &array)
{
    QStringList texts;
    for (const auto &element : array.elements())
        texts.append(element.toString().value_or(QString()));
    return texts.join(u", "_s);
}

QString tasksText(qint64 count)
{
    return count == 1 ? translated(QT_TRANSLATE_NOOP("acts", "1 task"))
                      : translated(QT_TRANSLATE_NOOP("acts", "%1 tasks")).arg(countText(count));
}

} // namespace

QString actLabel(const QString &verb) { return translated(actOf(verb).label); }

QString actOnTasks(const QString &verb, qint64 tasks) { return translated(actOf(verb).whole).arg(tasksText(tasks)); }

QString actQuestion(const QString &verb, qint64 tasks)
{
    return translated(QT_TRANSLATE_NOOP("acts", "%1?")).arg(actOnTasks(verb, tasks));
}

QStringList argumentLines(const wire::NewOperation &operation)
{
    const auto args = json::Document::parse(operation.args, json::kPayloadDepthMax);
    if (!args)
        return {};
    QStringList lines;
    if (const auto priority = args->root().member(u"priority"))
        lines.append(translated(QT_TRANSLATE_NOOP("acts", "Their new priority: %1")).arg(QString::fromUtf8(priority->text())));
    if (const auto queue = args->root().member(u"queue"))
        lines.append(translated(QT_TRANSLATE_NOOP("acts", "Their new queue: %1")).arg(queue->toString().value_or(QString())));
    if (const auto added = args->root().member(u"add"))
        lines.append(translated(QT_TRANSLATE_NOOP("acts", "Tags to add: %1")).arg(listText(*added)));
    if (const auto removed = args->root().member(u"remove"))
        lines.append(translated(QT_TRANSLATE_NOOP("acts", "Tags to remove: %1")).arg(listText(*removed)));
    return lines;
}

bool canUndo(const wire::Operation &operation)
{
    const bool hasEnded = operation.state == u"done" || operation.state == u"stopped";
    return hasEnded && operation.isUndoable && operation.done > 0;
}

QString operationTasksText(const wire::ListedOperation &listed)
{
    const QString ids = u" ids"_s;
    if (listed.detail.endsWith(ids)) {
        bool isCount = false;
        const int count = listed.detail.chopped(ids.size()).toInt(&isCount);
        if (isCount)
            return QCoreApplication::translate("acts", "%Ln selected task(s)", nullptr, count);
    }
    // An empty filter has no text either.
    const bool isKnown = listed.via != u"broker" && !listed.via.isEmpty();
    return listed.detail.isEmpty() && isKnown ? translated(QT_TRANSLATE_NOOP("acts", "All tasks")) : listed.detail;
}

QString operationLeftText(const wire::Operation &operation)
{
    QStringList parts;
    if (operation.skipped > 0)
        parts.append(translated(QT_TRANSLATE_NOOP("acts", "%1 skipped")).arg(countText(operation.skipped)));
    if (operation.failed > 0)
        parts.append(translated(QT_TRANSLATE_NOOP("acts", "%1 failed")).arg(countText(operation.failed)));
    return parts.join(u", "_s);
}

bool isUnderWay(const QString &state) { return state == u"running" || state == u"undoing" || state == u"paused"; }

QString operationText(const wire::Operation &operation)
{
    const Act *known = findAct(operation.verb);
    if (!known)
        return operation.verb;
    const Act &act = *known;
    if (operation.state == u"undoing")
        return translated(QT_TRANSLATE_NOOP("acts", "Undoing… %1 left")).arg(countText(operation.done));
    if (operation.state == u"undone")
        return operation.done == 0 ? translated(QT_TRANSLATE_NOOP("acts", "Undone"))
            // What was undone is counted no more.
            : operation.done + operation.skipped + operation.failed == operation.matched
            ? translated(QT_TRANSLATE_NOOP("acts", "Not undone: %1 had moved on")).arg(tasksText(operation.done))
            : translated(QT_TRANSLATE_NOOP("acts", "Undone, but for %1 that had moved on")).arg(tasksText(operation.done));
    if (operation.state == u"running" || operation.state == u"paused")
        return translated(act.doing).arg(countText(operation.done + operation.skipped + operation.failed),
                                         countText(operation.matched));
    QString text = translated(act.done).arg(tasksText(operation.done));
    if (const qint64 left = operation.skipped + operation.failed; left > 0)
        text += translated(QT_TRANSLATE_NOOP("acts", ", %1 left as they are")).arg(countText(left));
    return text;
}

} // namespace conduit::ui
