// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_actions.h"

#include "ui/widgets/glyphs.h"

#include <QAction>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QAction *make(QWidget &page, const QString &name, Glyph glyph, const QString &text, const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(glyphIcon(glyph), text, &page);
    action->setObjectName(name);
    action->setShortcuts(shortcuts);
    page.addAction(action);
    return action;
}

QKeySequence keys(QStringView text) { return QKeySequence(text.toString()); }

} // namespace

EnqueueActions::EnqueueActions(QWidget &page)
    : enqueue(make(page, u"task.enqueue"_s, Glyph::Plus, tr("Enqueue"), {keys(u"Ctrl+Return"), keys(u"Ctrl+Enter")})),
      watch(make(page, u"task.enqueue_and_watch"_s, Glyph::Play, tr("Enqueue and watch"), {keys(u"Ctrl+Shift+Return")})),
      dryRun(make(page, u"task.dry_run"_s, Glyph::Check, tr("Dry run: ask the broker whether it would take this task"),
                  {keys(u"Ctrl+Alt+D")})),
      copyCurl(make(page, u"task.copy_form"_s, Glyph::Copy, tr("Copy this form as curl"), {keys(u"Ctrl+Shift+U")})),
      many(make(page, u"task.enqueue_many"_s, Glyph::File, tr("Enqueue many from a file…"), {keys(u"Ctrl+Shift+E")})),
      saveTemplate(make(page, u"task.save_template"_s, Glyph::Copy, tr("Save as template…"), {}))
{
    // In other places the same keys are about something else, and nobody should enqueue what he does not see.
    for (auto *each : {enqueue, watch})
        each->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

} // namespace conduit::ui
