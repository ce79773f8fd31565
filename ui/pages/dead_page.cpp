// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/dead_page.h"

#include "ui/format/sizes.h"
#include "ui/models/filter_text.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_exports.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kExampleLines = 4;

} // namespace

DeadPage::DeadPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_model(std::move(now)),
      m_feed(client),
      m_retry(client),
      m_acts(new TaskActs(client, this)),
      m_exports(new TaskExports(client, this)),
      m_gradual(new QAction(glyphIcon(Glyph::Clock), tr("Retry gradually…"), this)),
      m_showTasks(new QAction(glyphIcon(Glyph::Tasks), tr("Show its tasks"), this)),
      m_showExample(new QAction(glyphIcon(Glyph::Lens), tr("Show the latest task"), this)),
      m_openWindow(new QAction(glyphIcon(Glyph::Window), tr("Open the latest task in a window"), this)),
      m_table(new QTableView(this)),
      m_list(new ListFrame(m_table,
                           {Glyph::Tick,
                            tr("Nothing has died"),
                            tr("A task is dead when all its attempts have failed, or when none may help."),
                            {}},
                           this)),
      m_summary(quietLabel({}, this))
{
    styleTable(*m_table, tr("Dead tasks by error"));
    m_table->setObjectName("dead"_L1);
    m_sorted.setSourceModel(&m_model);
    sortByHeader(*m_table, m_sorted);
    for (const auto &[column, width] : {std::pair {DeadGroupModel::Error, 520},
                                        {DeadGroupModel::Type, 170},
                                        {DeadGroupModel::Tasks, 76},
                                        {DeadGroupModel::First, 130},
                                        {DeadGroupModel::Last, 110}})
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_openWindow->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    m_openWindow->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addActions({m_acts->actsOnChosen().first(), m_gradual, m_showTasks, m_showExample, m_openWindow,
                         m_exports->action(), m_acts->deleteChosen()});
    setFocusProxy(m_list);
    m_summary->setContentsMargins(16, 5, 16, 5);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildButtons());
    column->addWidget(buildProgress());
    column->addWidget(m_exports->bar());
    column->addWidget(m_list, 1);
    column->addWidget(buildExample());
    column->addWidget(m_summary);

    connect(&m_feed, &DeathGroupFeed::loaded, this, &DeadPage::take);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &DeadPage::showCurrent);
    connect(m_table, &QAbstractItemView::activated, m_showTasks, &QAction::trigger);
    connect(m_gradual, &QAction::triggered, this, &DeadPage::askForPace);
    connect(m_showTasks, &QAction::triggered, this, &DeadPage::showTasks);
    connect(m_showExample, &QAction::triggered, this, [this] {
        if (const auto *group = current())
            Q_EMIT taskRequested(group->example);
    });
    connect(m_openWindow, &QAction::triggered, this, [this] {
        if (const auto *group = current())
            Q_EMIT windowRequested(group->example);
    });
    connect(m_acts, &TaskActs::said, this, &DeadPage::said);
    connect(m_acts, &TaskActs::refused, this, &DeadPage::refused);
    connect(m_exports, &TaskExports::said, this, &DeadPage::said);
    connect(m_exports, &TaskExports::refused, this, &DeadPage::refused);
    connect(m_acts, &TaskActs::said, this, &DeadPage::reload);
    connect(&m_retry, &GradualRetry::changed, this, &DeadPage::showProgress);
    connect(&m_retry, &GradualRetry::changed, this, &DeadPage::reload);
    connect(&m_retry, &GradualRetry::ended, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    showSummary();
    showProgress();
    showCurrent();
}

void DeadPage::setStats(const wire::Stats &stats)
{
    m_dead = stats.states.value(u"dead"_s);
    m_revision = stats.revision;
    showSummary();
    showActions();
}

void DeadPage::continueFrom(const DeadPage &before)
{
    m_acts->continueFrom(*before.m_acts);
    m_exports->continueFrom(*before.m_exports);
}

void DeadPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_acts->setOnline(isOnline);
    m_exports->setOnline(isOnline);
    showSummary();
    showCurrent();
}

QString DeadPage::progressText() const { return m_progressText->fullText(); }

QString DeadPage::summary() const { return m_summary->text(); }

QString DeadPage::exampleText() const { return m_exampleText->exactText(); }

void DeadPage::setConfirmations(const Confirmations &confirmations) { m_acts->setConfirmations(confirmations); }

void DeadPage::showEvent(QShowEvent *)
{
    m_feed.setVisible(true);
    showCurrent();
}

/// Acts have keys, and nobody sees any more what they would be about.
void DeadPage::hideEvent(QHideEvent *)
{
    m_feed.setVisible(false);
    showCurrent();
}

QWidget *DeadPage::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    auto *acts = new WrappingRow(WrappingRow::At::Start);
    for (auto *action : {m_acts->actsOnChosen().first(), m_gradual, m_showTasks, m_exports->action()})
        acts->addWidget(actionButton(action, bar));
    row->addLayout(acts, 1);
    row->addWidget(actionButton(m_acts->deleteChosen(), bar));
    return bar;
}

QWidget *DeadPage::buildProgress()
{
    m_progress = new QWidget(this);
    m_progressText = new ElidingLabel({}, m_progress);
    m_pause = new QPushButton(m_progress);
    auto *stop = new QPushButton(glyphIcon(Glyph::Stop), tr("Stop"), m_progress);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_retry.state() == GradualRetry::State::Paused)
            m_retry.resume();
        else
            m_retry.pause();
    });
    connect(stop, &QPushButton::clicked, &m_retry, &GradualRetry::stop);
    auto *row = new QHBoxLayout(m_progress);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_progressText, 1);
    row->addWidget(m_pause);
    row->addWidget(stop);
    return m_progress;
}

QWidget *DeadPage::buildExample()
{
    m_example = new QWidget(this);
    m_exampleText = new ExactText(m_example);
    m_exampleText->setAccessibleName(tr("The latest error of the chosen group"));
    m_exampleText->setLinesMax(kExampleLines);
    auto *top = new QHBoxLayout;
    top->addWidget(headingLabel(tr("The latest error in full"), m_example));
    top->addStretch();
    top->addWidget(actionButton(m_showExample, m_example));
    auto *column = new QVBoxLayout(m_example);
    column->setContentsMargins(16, 8, 16, 0);
    column->setSpacing(6);
    column->addLayout(top);
    column->addWidget(m_exampleText);
    return m_example;
}

void DeadPage::take(const wire::DeathGroups &groups)
{
    const auto *chosen = current();
    const auto kept = chosen ? chosen->filter : QString();
    m_isLoaded = true;
    m_read = groups.lookedAt;
    m_model.setGroups(groups.groups, groups.isExact);
    setCurrentRow(*m_table, kept.isEmpty() ? 0 : m_model.rowOf(kept));
    showSummary();
    showCurrent();
}

const wire::DeathGroup *DeadPage::current() const
{
    const int row = currentRow(m_table);
    return row < 0 ? nullptr : &m_model.groupAt(row);
}

void DeadPage::showCurrent()
{
    const auto *group = current();
    m_example->setVisible(group != nullptr);
    if (group && isVisible())
        readExample(group->example);
    showActions();
}

/// Everything of the group is meant, however much of it is looked at, but nothing that comes into it from now on.
void DeadPage::showActions()
{
    const auto *group = current();
    TaskChoice choice;
    if (group && isVisible() && m_revision > 0) {
        choice.isEverything = true;
        choice.filter = filterFromLine(group->filter);
        choice.asOf = m_revision;
    }
    m_acts->setChoice(choice);
    const auto noGroup = group ? QString() : tr("Choose an error first.");
    m_exports->setTarget(group ? filterFromLine(group->filter) : TaskFilter(), {});
    m_exports->setLack(noGroup);
    offer(*m_gradual,
          !m_isOnline                                        ? brokerCannot()
              : m_retry.state() != GradualRetry::State::Idle ? tr("Another gradual retry is under way.")
                                                             : noGroup);
    offer(*m_showTasks, noGroup);
    offer(*m_showExample, noGroup);
    offer(*m_openWindow, noGroup);
}

/// Until it has come, what is shown stays: the next group's mostly looks the same.
void DeadPage::readExample(const QString &id)
{
    if (id == m_exampleId)
        return;
    m_exampleId = id;
    m_client.loadTask(id, this, [this, id](const client::Result<wire::Task> &task) {
        if (id != m_exampleId)
            return; // Another group was chosen meanwhile.
        const bool hasError = task && task->result && task->result->error;
        m_exampleText->setExactText(hasError ? *task->result->error : task ? tr("No error was given") : task.error().message);
        if (!task)
            m_exampleId.clear();
    });
}

void DeadPage::showSummary()
{
    m_list->setState({.rows = m_model.rowCount(), .isOnline = m_isOnline, .isLoaded = m_isLoaded});
    m_summary->setText(m_read < m_dead && m_read > 0
                           ? tr("Grouped by the latest %1 of %2 dead tasks. An act is about all tasks of a group.")
                                 .arg(countText(m_read), countText(m_dead))
                           : tr("Dead tasks: %1").arg(countText(std::max(m_read, m_dead))));
}

void DeadPage::showProgress()
{
    const auto isIdle = m_retry.state() == GradualRetry::State::Idle;
    const auto isPaused = m_retry.state() == GradualRetry::State::Paused;
    m_progress->setVisible(!isIdle);
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(glyphIcon(isPaused ? Glyph::Play : Glyph::Pause));
    const auto counts = tr("%1 of %2 tasks of type %3 retried, %4 failed again")
                            .arg(countText(m_retry.retried()), countText(m_retry.plan().tasks), m_retry.plan().type,
                                 countText(m_retry.failures()));
    m_progressText->setFullText(isPaused ? tr("Paused: %1").arg(counts) : tr("Retrying gradually: %1").arg(counts));
    showActions();
}

void DeadPage::askForPace()
{
    const auto *group = current();
    if (!group)
        return;
    delete m_dialog;
    m_dialog = new GradualRetryDialog(group->type, group->signature, group->n, this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What is meant is fixed now, whatever dies while the dialog is open.
    connect(m_dialog, &QDialog::accepted, this, [this, meant = *group, revision = m_revision] {
        if (m_retry.state() == GradualRetry::State::Idle)
            m_retry.start({.type = meant.type,
                           .filter = meant.filter,
                           .tasks = meant.n,
                           .diedUntil = meant.lastSeen,
                           .perMinute = m_dialog->perMinute(),
                           .failuresMax = m_dialog->failuresMax(),
                           .revision = revision});
    });
    m_dialog->open();
}

void DeadPage::showTasks()
{
    const auto *group = current();
    if (!group)
        return;
    Q_EMIT tasksRequested(filterFromLine(group->filter));
}

} // namespace conduit::ui
