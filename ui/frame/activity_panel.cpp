// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/activity_panel.h"

#include "ui/feeds/activity_feed.h"
#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/time_format.h"
#include "ui/frame/undo_trail.h"
#include "ui/pages/operation_failures.h"
#include "ui/widgets/act_mark.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/progress_delegate.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kFirstHeight = 220;

ToneDelegate::Mark markOfMessage(const QModelIndex &index)
{
    return index.data(ToldModel::IsBadRole).toBool() ? ToneDelegate::Mark {Glyph::Error, Tone::Bad}
                                                     : ToneDelegate::Mark {Glyph::Tick, Tone::Good};
}

std::optional<double> percentOf(const QModelIndex &index)
{
    const QVariant percent = index.data(ActivityModel::PercentRole);
    return percent.isValid() ? std::optional(percent.toDouble()) : std::nullopt;
}

void setWidths(QTableView &table, const QList<int> &widths)
{
    for (int column = 0; column < widths.size(); ++column)
        table.setColumnWidth(column, widths.at(column));
    table.horizontalHeader()->setStretchLastSection(true);
}

} // namespace

ActivityPanel::ActivityPanel(const Parts &parts, QWidget *parent)
    : QDockWidget(parent), m_parts(parts), m_model(parts.now), m_tabs(new QTabWidget(this))
{
    setObjectName("activity"_L1);
    setWindowTitle(tr("Activity"));
    setFeatures(QDockWidget::DockWidgetClosable);
    setAllowedAreas(Qt::BottomDockWidgetArea);
    buildActions();
    buildTitle();
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Activity"));
    m_tabs->addTab(buildOperations(), tr("Operations"));
    m_tabs->addTab(buildMessages(), tr("Messages"));
    m_tabs->resize(m_tabs->width(), kFirstHeight);
    setWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ActivityPanel::showActions);
    connect(&m_parts.feed, &ActivityFeed::changed, this, &ActivityPanel::showRows);
    connect(&m_parts.feed, &ActivityFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT refused(changeFailureText(failure)); });
    connect(&m_parts.trail, &UndoTrail::changed, this, &ActivityPanel::showActions);
    // What can be taken back cannot for ever.
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, [this] {
        if (isVisible())
            showActions();
    });
    showRows();
}

void ActivityPanel::buildActions()
{
    toggleViewAction()->setObjectName("view.activity"_L1);
    toggleViewAction()->setShortcut(QKeySequence(u"Ctrl+J"_s));
    connect(toggleViewAction(), &QAction::triggered, this, [this](bool isShown) {
        if (isShown)
            openOperations();
    });
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, auto act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_pause = add(u"activity.pause"_s, Glyph::Pause, tr("Pause operation"), [this] { pauseOrResume(); });
    m_stop = add(u"activity.stop"_s, Glyph::Stop, tr("Stop operation"), [this] { m_parts.feed.stop(*currentOperation()); });
    m_undo = add(u"activity.undo"_s, Glyph::Refresh, tr("Undo what is chosen"), [this] { undo(); });
    m_showTasks = add(u"activity.tasks"_s, Glyph::Tasks, tr("Show the tasks of the operation"),
                      [this] { Q_EMIT tasksRequested(currentOperation()->filter); });
    m_copy = add(u"activity.copy"_s, Glyph::Copy, tr("Copy the text"), [this] { copy(); });
}

/// In one line with what can be done.
void ActivityPanel::buildTitle()
{
    auto *title = new QWidget(this);
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : rowActions())
        acts->addWidget(actionButton(action, title));
    auto *close = new QToolButton(title);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close Activity"));
    setPlainToolTip(close, tr("Close Activity"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *row = new QHBoxLayout(title);
    row->setContentsMargins(16, 4, 8, 0);
    row->setSpacing(8);
    row->addWidget(headingLabel(windowTitle(), title));
    row->addLayout(acts, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    setTitleBarWidget(title);
}

QWidget *ActivityPanel::buildOperations()
{
    auto *box = new QWidget(m_tabs);
    m_operations = new QTableView(box);
    styleTable(*m_operations, tr("Operations"));
    m_operations->setObjectName("operations"_L1);
    m_operations->setModel(&m_model);
    m_operations->setItemDelegateForColumn(
        ActivityModel::What,
        new ToneDelegate([](const QModelIndex &index) { return actMark(index.data(ActivityModel::StateRole).toString()); },
                         m_operations));
    m_operations->setItemDelegateForColumn(ActivityModel::Progress, new ProgressDelegate(&percentOf, m_operations));
    setWidths(*m_operations, {280, 130, 190, 200, 130, 150});
    m_operations->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_operations->addActions(rowActions());
    m_operationList =
        new ListFrame(m_operations,
                      {Glyph::Play,
                       tr("Nothing is under way"),
                       tr("What is done to many tasks at once stands here while it goes on and for a day afterwards, "
                          "whoever began it; so does a file that is enqueued."),
                       {}},
                      box);
    m_failures = new OperationFailures(m_parts.client, box);
    connect(m_failures, &OperationFailures::taskRequested, this, &ActivityPanel::taskRequested);
    connect(m_failures, &OperationFailures::said, this, &ActivityPanel::said);
    connect(m_failures, &OperationFailures::refused, this, &ActivityPanel::refused);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_operationList, 1);
    column->addWidget(m_failures);
    connect(m_operations->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPanel::showActions);
    connect(m_operations, &QAbstractItemView::activated, m_showTasks, &QAction::trigger);
    return box;
}

QWidget *ActivityPanel::buildMessages()
{
    m_messages = new QTableView(m_tabs);
    styleTable(*m_messages, tr("Messages"));
    m_messages->setObjectName("messages"_L1);
    m_messages->setModel(&m_parts.told);
    m_messages->setItemDelegateForColumn(ToldModel::Text, new ToneDelegate(&markOfMessage, m_messages));
    setWidths(*m_messages, {150, 760});
    m_messages->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_messages->addActions({m_undo, m_copy});
    m_messageList = new ListFrame(m_messages,
                                  {Glyph::Clock,
                                   tr("Nothing has been told yet"),
                                   tr("What this window tells at its edges stays here, so that nothing goes by unread."),
                                   {}},
                                  m_tabs);
    connect(m_messages->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPanel::showActions);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_parts.told, signal, this, &ActivityPanel::showRows);
    connect(&m_parts.told, &QAbstractItemModel::modelReset, this, &ActivityPanel::showRows);
    return m_messageList;
}

void ActivityPanel::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_failures->setOnline(isOnline);
    showRows();
}

void ActivityPanel::openOperations()
{
    m_tabs->setCurrentIndex(0);
    show();
    m_operationList->setFocus(Qt::OtherFocusReason);
}

EmptyState *ActivityPanel::emptyState() const { return m_operationList->emptiness(); }

bool ActivityPanel::showsOperations() const { return m_tabs->currentIndex() == 0; }

const ActivityRow *ActivityPanel::currentOperation() const
{
    const int row = showsOperations() ? currentRow(m_operations) : -1;
    return row < 0 ? nullptr : &m_model.rowAt(row);
}

const ToldModel::Entry *ActivityPanel::currentMessage() const
{
    const int row = showsOperations() ? -1 : currentRow(m_messages);
    return row < 0 ? nullptr : &m_parts.told.entryAt(row);
}

void ActivityPanel::pauseOrResume()
{
    const ActivityRow row = *currentOperation();
    row.state == u"paused" ? m_parts.feed.resume(row) : m_parts.feed.pause(row);
}

void ActivityPanel::undo()
{
    if (const ActivityRow *row = currentOperation()) {
        m_parts.feed.undo(*row);
    } else if (const ToldModel::Entry *entry = currentMessage()) {
        const int number = *entry->undoable;
        m_parts.trail.undo(number);
    }
}

void ActivityPanel::copy()
{
    const ActivityRow *row = currentOperation();
    const ToldModel::Entry *entry = currentMessage();
    QGuiApplication::clipboard()->setText(row ? row->what + u'\t' + row->tasks : entry->text);
}

void ActivityPanel::showRows()
{
    m_model.setRows(m_parts.feed.rows());
    m_operationList->setState({.rows = m_model.rowCount(),
                               .isOnline = m_isOnline,
                               .isLoaded = m_parts.feed.isLoaded(),
                               .isFiltered = false,
                               .refusal = m_parts.feed.refusal()});
    m_messageList->setState({.rows = m_parts.told.rowCount(), .isOnline = true, .isLoaded = true, .isFiltered = false});
    showActions();
}

/// As the record would have it.
void ActivityPanel::showFailures(const ActivityRow *row)
{
    if (!row || row->isRun)
        return m_failures->showOf(nullptr);
    const wire::Operation &operation = row->listed.operation;
    wire::AuditEntry entry;
    entry.kind = u"operation"_s;
    entry.target = operation.id;
    entry.counts = wire::AuditEntry::Counts {operation.matched, operation.done, operation.skipped, operation.failed};
    m_failures->showOf(&entry);
}

void ActivityPanel::showActions()
{
    const ActivityRow *row = currentOperation();
    const ToldModel::Entry *entry = currentMessage();
    const QString none = showsOperations() ? tr("Choose an operation first.") : tr("Choose a message first.");
    const QString noRow = showsOperations() ? none : tr("This is for operations.");
    const bool isPaused = row && row->state == u"paused";
    m_pause->setText(isPaused ? tr("Continue operation") : tr("Pause operation"));
    m_pause->setIcon(glyphIcon(isPaused ? Glyph::Play : Glyph::Pause));
    const QString away = m_isOnline || (row && row->isRun) ? QString() : brokerCannot();
    const auto offerOn = [&](QAction &action, bool can, const QString &cannot) {
        offer(action, !row ? noRow : !can ? cannot : away);
    };
    offerOn(*m_pause, row && (row->state == u"running" || isPaused), tr("It does not run."));
    offerOn(*m_stop, row && isUnderWay(row->state), tr("It has ended."));
    offer(*m_showTasks,
          !row                        ? noRow
              : row->filter.isEmpty() ? tr("There is no filter that finds exactly these tasks.")
                                      : QString());
    const bool canUndoRow = row && !row->isRun && canUndo(row->listed.operation);
    offer(*m_undo,
          row         ? (!canUndoRow ? tr("Only work on many tasks that has ended and changed something can be undone.") : away)
              : entry ? (m_parts.told.canUndo(*entry) ? QString() : tr("This cannot be undone, or not any more."))
                      : none);
    offer(*m_copy, row || entry ? QString() : none);
    showFailures(row);
}

} // namespace conduit::ui
