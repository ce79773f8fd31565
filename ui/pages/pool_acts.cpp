// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/pool_acts.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

PoolActs::PoolActs(LocalWorkers &local, const LocalWorkerModel &model, QTableView &table, QWidget *page)
    : QObject(page), m_local(local), m_model(model), m_table(table), m_page(page)
{
    const auto make = [this](const QString &id, Glyph glyph, const QString &text, auto act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_new = make(u"pool.new"_s, Glyph::Plus, tr("New pool…"), [this] { define({}); });
    m_edit = make(u"pool.edit"_s, Glyph::Workers, tr("Edit the pool…"), [this] { edit(); });
    m_duplicate = make(u"pool.duplicate"_s, Glyph::Copy, tr("Duplicate the pool…"), [this] { duplicate(); });
    m_remove = make(u"pool.remove"_s, Glyph::Minus, tr("Remove the pool…"), [this] { askToRemove(); });
    showPossible();
}

void PoolActs::showPossible()
{
    const QString own =
        current().number == 0 ? tr("This pool is what Conduit was started with: --workers and the like.") : QString();
    offer(*m_new);
    offer(*m_duplicate);
    offer(*m_edit, own);
    offer(*m_remove, own);
}

LocalPool PoolActs::current() const
{
    const int row = currentRow(&m_table);
    const int number = row < 0 ? 0 : m_model.poolAt(row);
    const auto pools = m_local.pools();
    const auto found = std::ranges::find(pools, number, &LocalPool::number);
    return found != pools.end() ? *found : pools.isEmpty() ? LocalPool() : pools.first();
}

void PoolActs::define(const LocalPoolDefinition &start)
{
    auto *dialog = new PoolDialog(start, true, m_page);
    connect(dialog, &PoolDialog::defined, this, [this, dialog](const LocalPoolDefinition &definition) {
        const QString fault = m_local.addPool(definition);
        dialog->finish(fault);
        if (fault.isEmpty())
            Q_EMIT said(tr("The pool %1 was made.").arg(definition.name));
    });
    open(dialog);
}

void PoolActs::edit()
{
    const LocalPool pool = current();
    auto *dialog = new PoolDialog(pool.definition, false, m_page);
    connect(dialog, &PoolDialog::defined, this, [this, dialog, number = pool.number](const LocalPoolDefinition &definition) {
        dialog->finish(m_local.changePool(number, definition));
    });
    open(dialog);
}

void PoolActs::duplicate()
{
    LocalPoolDefinition copy = current().definition;
    copy.name = copy.name + u"-2"_s;
    define(copy);
}

/// The pool that is meant is fixed now, whatever the table shows by the time of the answer.
void PoolActs::askToRemove()
{
    const LocalPool pool = current();
    const QString name = pool.definition.name;
    delete m_question;
    m_question = new QuestionBox({.title = tr("Remove a pool"),
                                  .text = tr("Remove the pool %1?").arg(name),
                                  .details = tr("Its processes finish or give back their tasks, and end. How it was defined is "
                                                "forgotten. The files of its logs stay."),
                                  .yes = tr("Remove %1").arg(name),
                                  .no = tr("Keep it"),
                                  .silence = {},
                                  .toType = {},
                                  .isFinal = true},
                                 m_page);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, name, number = pool.number] {
        if (const QString fault = m_local.removePool(number); !fault.isEmpty())
            Q_EMIT refused(fault);
        else
            Q_EMIT said(tr("The pool %1 is removed as soon as its processes have ended.").arg(name));
    });
    m_question->open();
}

void PoolActs::open(PoolDialog *dialog)
{
    delete m_dialog;
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace conduit::ui
