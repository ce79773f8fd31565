// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/trash_page.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/pages/undo_of_operation.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/tone_delegate.h"

#include <QAction>
#include <QHeaderView>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kTasksMax = 500; // What the broker gives at a time.
constexpr int kBadRequest = 400;

ToneDelegate::Mark markOf(const QModelIndex &index)
{
    const auto state = index.data(TrashModel::StateRole).toString();
    return {glyphOf(state), toneOf(state)};
}

} // namespace

TrashPage::TrashPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_model(std::move(now)),
      m_feed(client, {.trash = true, .limit = kTasksMax}),
      m_operations(client),
      m_questions(new OperationQuestions(client, this)),
      m_restore(new QAction(glyphIcon(Glyph::Arrow), tr("Restore"), this)),
      m_purge(new QAction(glyphIcon(Glyph::Cross), tr("Delete for good…"), this)),
      m_emptyTrash(new QAction(glyphIcon(Glyph::Close), tr("Empty the trash…"), this)),
      m_table(new QTableView(this)),
      m_filter(new FilterEdit(this)),
      m_list(new ListFrame(
          m_table, {Glyph::Tick, tr("The trash is empty"), tr("Deleted tasks stay here for a while, and can be restored."), {}},
          this)),
      m_summary(quietLabel({}, this))
{
    styleTable(*m_table, tr("Deleted tasks"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setObjectName("trash"_L1);
    m_sorted.setSourceModel(&m_model);
    sortByHeader(*m_table, m_sorted);
    m_table->setItemDelegateForColumn(TrashModel::State, new ToneDelegate(&markOf, m_table));
    for (const auto &[column, width] : {std::pair {TrashModel::State, 130},
                                        {TrashModel::Type, 150},
                                        {TrashModel::Id, 96},
                                        {TrashModel::Queue, 100},
                                        {TrashModel::Deleted, 100},
                                        {TrashModel::By, 160},
                                        {TrashModel::Left, 140}})
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_restore, m_purge});
    m_filter->setAccessibleName(tr("Filter the deleted tasks"));
    setPlainToolTip(m_filter, tr("Filter the deleted tasks. Down offers what can stand here."));
    setFocusProxy(m_list);
    m_summary->setContentsMargins(16, 5, 16, 5);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildButtons());
    column->addWidget(m_list, 1);
    column->addWidget(m_summary);

    connect(&m_feed, &TaskPageFeed::loaded, this, &TrashPage::takeTasks);
    connect(&m_feed, &TaskPageFeed::failed, this, &TrashPage::takeFailure);
    connect(&m_model, &TrashModel::moreWanted, &m_feed, &TaskPageFeed::readMore);
    connect(m_filter, &FilterEdit::chosen, this, &TrashPage::choose);
    connect(m_list, &ListFrame::clearFilterRequested, this, [this] {
        m_filter->setLine({});
        choose({});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrashPage::showActions);
    connect(m_restore, &QAction::triggered, this, [this] { doToChosen(u"restore"_s); });
    connect(m_purge, &QAction::triggered, this, [this] { doToChosen(u"purge"_s); });
    connect(m_emptyTrash, &QAction::triggered, this,
            [this] { m_questions->weigh({.verb = u"purge"_s, .filter = m_feed.filter(), .asOf = m_feed.revision()}); });
    connect(m_questions, &OperationQuestions::agreed, &m_operations, &OperationFeed::start);
    connect(m_questions, &OperationQuestions::refused, this, &TrashPage::refused);
    connect(&m_operations, &OperationFeed::progressed, this, &TrashPage::tell);
    connect(&m_operations, &OperationFeed::ended, this, &TrashPage::tell);
    connect(&m_operations, &OperationFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT refused(changeFailureText(failure)); });
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

/// What cannot be undone stands apart.
QWidget *TrashPage::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    const auto add = [&](QAction *action) { row->addWidget(actionButton(action, bar)); };
    add(m_restore);
    row->addWidget(m_filter, 1);
    row->addSpacing(24);
    add(m_purge);
    add(m_emptyTrash);
    return bar;
}

void TrashPage::doToChosen(const QString &verb)
{
    if (const auto ids = chosen(); !ids.isEmpty())
        m_questions->weigh({.verb = verb, .ids = ids});
}

void TrashPage::takeTasks(const QList<wire::Task> &tasks)
{
    m_isLoaded = true;
    m_fault.clear();
    m_model.setTasks(tasks, m_feed.hasMore());
    if (!m_model.isRecordComplete())
        readRecord();
    showActions();
    showSummary();
}

/// Only a filter can be at fault: that the broker is away stands above the pages.
void TrashPage::takeFailure(const client::Failure &failure)
{
    if (failure.status != kBadRequest)
        return;
    const auto fault = failure.details.value(0);
    m_filter->setFault(fault.position, fault.length);
    m_fault = fault.message.isEmpty() ? failure.message : fault.message;
    showSummary();
}

void TrashPage::choose(const QString &filter)
{
    if (filter.trimmed() != m_feed.filter())
        m_feed.setFilter(filter.trimmed());
}

QString TrashPage::summary() const { return m_summary->text(); }

void TrashPage::readRecord()
{
    if (m_isReadingRecord)
        return;
    m_isReadingRecord = true;
    m_client.listAudit(DeletionRecord::query(), this, [this](const client::Result<wire::AuditPage> &page) {
        m_isReadingRecord = false;
        if (!page)
            return; // The next list asks again.
        DeletionRecord record;
        record.setEntries(page->entries);
        m_model.setRecord(record);
    });
}

QStringList TrashPage::chosen() const
{
    QStringList ids;
    for (const int row : selectedRows(*m_table))
        ids.append(m_model.taskAt(row).id);
    return ids;
}

void TrashPage::showActions()
{
    const auto count = m_table->selectionModel()->selectedRows().size();
    m_restore->setText(count > 1 ? tr("Restore (%1)").arg(countText(count)) : tr("Restore"));
    m_purge->setText(count > 1 ? tr("Delete for good (%1)…").arg(countText(count)) : tr("Delete for good…"));
    const auto away = m_isOnline ? QString() : brokerCannot();
    const auto noChoice = away.isEmpty() && count == 0 ? tr("Choose a task first.") : away;
    offer(*m_restore, noChoice);
    offer(*m_purge, noChoice);
    const bool isFiltered = !m_feed.filter().isEmpty();
    m_emptyTrash->setText(isFiltered ? tr("Delete all found for good…") : tr("Empty the trash…"));
    const QString none = isFiltered ? tr("No deleted task fits the filter.") : tr("The trash is empty.");
    offer(*m_emptyTrash, away.isEmpty() && m_model.rowCount() == 0 ? none : away);
}

void TrashPage::showSummary()
{
    m_list->setState({.rows = m_model.rowCount(),
                      .isOnline = m_isOnline,
                      .isLoaded = m_isLoaded,
                      .isFiltered = !m_feed.filter().isEmpty(),
                      .all = m_trashed});
    m_summary->setText(!m_fault.isEmpty() ? m_fault : countSentence());
}

void TrashPage::setKeep(std::optional<std::chrono::seconds> keep)
{
    m_model.setKeep(keep);
    showSummary();
}

QString TrashPage::countSentence() const
{
    const QString rows = countText(m_model.rowCount());
    // A sentence more, when it is known.
    const QString kept =
        m_model.keep() ? u' ' + tr("After %1 they go for good.").arg(durationText(*m_model.keep())) : QString();
    if (!m_feed.filter().isEmpty())
        return (m_model.hasMore() ? tr("Found so far: %1. Scroll down for more.") : tr("Found: %1.")).arg(rows) + kept;
    if (m_model.hasMore())
        return tr("The %1 newest made of %2 deleted tasks. Scroll down for more.").arg(rows, countText(m_trashed)) + kept;
    return tr("Deleted tasks: %1.").arg(rows) + kept;
}

void TrashPage::tell(const wire::Operation &operation)
{
    Q_EMIT said(operationText(operation), canUndo(operation) ? Toast::undoWord() : QString(),
                UndoOfOperation {operation.id,
                                 m_successor.later([id = operation.id](TrashPage &page) { page.m_operations.undo(id); })});
    m_feed.reload();
}

} // namespace conduit::ui
