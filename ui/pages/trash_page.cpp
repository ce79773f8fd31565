// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/trash_page.h"

#include "ui/format/operation_words.h"
#include "ui/format/sizes.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/tone_delegate.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelection>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kTasksMax = 500; // What the broker gives at a time.

ToneDelegate::Mark markOf(const QModelIndex &index)
{
    const auto state = index.data(TrashModel::StateRole).toString();
    return {glyphOf(state), toneOf(state)};
}

} // namespace

TrashPage::TrashPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_model(std::move(now)),
      m_feed(client, {.trash = true, .limit = kTasksMax}),
      m_operations(client),
      m_restore(new QAction(glyphIcon(Glyph::Arrow), tr("Restore"), this)),
      m_table(new QTableView(this)),
      m_empty(new EmptyState(this)),
      m_stack(new QStackedWidget(this)),
      m_summary(quietLabel({}, this))
{
    styleTable(*m_table, tr("Deleted tasks"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setObjectName("trash"_L1);
    m_table->setModel(&m_model);
    m_table->setItemDelegateForColumn(TrashModel::State, new ToneDelegate(&markOf, m_table));
    for (const auto &[column, width] : {std::pair {TrashModel::State, 130},
                                        {TrashModel::Type, 180},
                                        {TrashModel::Id, 300},
                                        {TrashModel::Queue, 120},
                                        {TrashModel::Deleted, 120},
                                        {TrashModel::Left, 140}})
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addAction(m_restore);
    setFocusProxy(m_table);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_summary->setContentsMargins(16, 5, 16, 5);
    auto *button = new QToolButton(this);
    button->setDefaultAction(m_restore);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 8, 16, 8);
    buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buttons);
    column->addWidget(m_stack, 1);
    column->addWidget(m_summary);

    connect(&m_feed, &TaskPageFeed::loaded, this, &TrashPage::takeTasks);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrashPage::showActions);
    connect(m_restore, &QAction::triggered, this, [this] {
        if (!chosen().isEmpty())
            m_operations.start({.verb = u"restore"_s, .ids = chosen()});
    });
    connect(&m_operations, &OperationFeed::progressed, this, &TrashPage::tell);
    connect(&m_operations, &OperationFeed::ended, this, &TrashPage::tell);
    connect(&m_operations, &OperationFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT said(failure.message, {}, {}); });
    showActions();
    showSummary();
}

void TrashPage::setStats(const wire::Stats &stats)
{
    m_trashed = stats.states.value(u"trashed"_s);
    showSummary();
}

void TrashPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showActions();
    showSummary();
}

void TrashPage::showEvent(QShowEvent *) { m_feed.setVisible(true); }

void TrashPage::hideEvent(QHideEvent *) { m_feed.setVisible(false); }

/// The newest deleted first: the broker lists by creation.
void TrashPage::takeTasks(const wire::TaskPage &page)
{
    auto tasks = page.tasks;
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const wire::Task &a, const wire::Task &b) { return a.trashedAt > b.trashedAt; });
    const auto kept = chosen();
    m_isLoaded = true;
    m_model.setTasks(tasks);
    QItemSelection again;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (kept.contains(m_model.taskAt(row).id))
            again.select(m_model.index(row, 0), m_model.index(row, TrashModel::kColumnCount - 1));
    m_table->selectionModel()->select(again, QItemSelectionModel::ClearAndSelect);
    showActions();
    showSummary();
}

QStringList TrashPage::chosen() const
{
    QStringList ids;
    for (const auto &index : m_table->selectionModel()->selectedRows())
        ids.append(m_model.taskAt(index.row()).id);
    return ids;
}

void TrashPage::showActions()
{
    const auto count = m_table->selectionModel()->selectedRows().size();
    m_restore->setText(count > 1 ? tr("Restore %1").arg(countText(count)) : tr("Restore"));
    offer(*m_restore, !m_isOnline ? tr("The broker is away.") : count == 0 ? tr("Choose a task first.") : QString());
}

void TrashPage::showSummary()
{
    m_stack->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
    if (!m_isOnline)
        m_empty->setContent(Glyph::Offline, tr("The broker is away"),
                            tr("The list comes back by itself when the broker does."));
    else if (!m_isLoaded)
        m_empty->setContent(Glyph::Clock, tr("Loading…"), {});
    else
        m_empty->setContent(Glyph::Tick, tr("The trash is empty"),
                            tr("Deleted tasks stay here for %1 days.").arg(TrashModel::kDaysKept));
    const auto rows = m_model.rowCount();
    m_summary->setText(
        rows > 0 && rows < m_trashed
            ? tr("The %1 newest of %2 deleted tasks. After %3 days they go for good.")
                  .arg(countText(rows), countText(m_trashed))
                  .arg(TrashModel::kDaysKept)
            : tr("Deleted tasks: %1. After %2 days they go for good.").arg(countText(rows)).arg(TrashModel::kDaysKept));
}

void TrashPage::tell(const wire::Operation &operation)
{
    const bool canUndo = operation.state == u"done" && operation.done > 0;
    Q_EMIT said(operationText(operation), canUndo ? Toast::undoWord() : QString(),
                [this, id = operation.id] { m_operations.undo(id); });
    m_feed.reload();
}

} // namespace conduit::ui
