// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/operation_words.h"

#include "ui/format/sizes.h"

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
    const char *doing;
    const char *done;
};

constexpr std::array kActs {
    Act {"retry", QT_TRANSLATE_NOOP("acts", "Retry"), QT_TRANSLATE_NOOP("acts", "Retrying"),
         QT_TRANSLATE_NOOP("acts", "Retried")},
    Act {"promote", QT_TRANSLATE_NOOP("acts", "Run now"), QT_TRANSLATE_NOOP("acts", "Making due"),
         QT_TRANSLATE_NOOP("acts", "Made due")},
    Act {"hold", QT_TRANSLATE_NOOP("acts", "Hold"), QT_TRANSLATE_NOOP("acts", "Holding"), QT_TRANSLATE_NOOP("acts", "Held")},
    Act {"cancel", QT_TRANSLATE_NOOP("acts", "Cancel"), QT_TRANSLATE_NOOP("acts", "Cancelling"),
         QT_TRANSLATE_NOOP("acts", "Cancelled")},
    Act {"restore", QT_TRANSLATE_NOOP("acts", "Restore"), QT_TRANSLATE_NOOP("acts", "Restoring"),
         QT_TRANSLATE_NOOP("acts", "Restored")},
    Act {"delete", QT_TRANSLATE_NOOP("acts", "Delete"), QT_TRANSLATE_NOOP("acts", "Deleting"),
         QT_TRANSLATE_NOOP("acts", "Deleted")}};

QString translated(const char *text) { return QCoreApplication::translate("acts", text); }

const Act &actOf(const QString &verb)
{
    const auto found =
        std::find_if(kActs.begin(), kActs.end(), [&](const Act &act) { return verb == QLatin1StringView(act.verb); });
    Q_ASSERT_X(found != kActs.end(), "operation_words", "the console offers this act");
    return *found;
}

QString tasksText(qint64 count)
{
    return count == 1 ? translated(QT_TRANSLATE_NOOP("acts", "1 task"))
                      : translated(QT_TRANSLATE_NOOP("acts", "%1 tasks")).arg(countText(count));
}

} // namespace

QString actLabel(const QString &verb) { return translated(actOf(verb).label); }

QString actQuestion(const QString &verb, qint64 tasks) { return u"%1 %2?"_s.arg(actLabel(verb), tasksText(tasks)); }

QString operationText(const wire::Operation &operation)
{
    const Act &act = actOf(operation.verb);
    if (operation.state == u"undoing")
        return translated(QT_TRANSLATE_NOOP("acts", "Undoing… %1 left")).arg(countText(operation.done));
    if (operation.state == u"undone")
        return operation.done == 0
            ? translated(QT_TRANSLATE_NOOP("acts", "Undone"))
            : translated(QT_TRANSLATE_NOOP("acts", "Undone, but for %1 that had moved on")).arg(tasksText(operation.done));
    if (operation.state == u"running" || operation.state == u"paused")
        return translated(QT_TRANSLATE_NOOP("acts", "%1… %2 of %3"))
            .arg(translated(act.doing), countText(operation.done + operation.skipped + operation.failed),
                 countText(operation.matched));
    QString text = u"%1 %2"_s.arg(translated(act.done), tasksText(operation.done));
    if (const qint64 left = operation.skipped + operation.failed; left > 0)
        text += translated(QT_TRANSLATE_NOOP("acts", ", %1 left as they are")).arg(countText(left));
    return text;
}

} // namespace conduit::ui
