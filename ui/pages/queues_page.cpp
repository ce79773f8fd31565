// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/queues_page.h"

#include "ui/feeds/change_failure.h"
#include "ui/pages/pause_dialog.h"
#include "ui/pages/queue_panel.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kSplitterKey = "queues/splitter"_L1;
constexpr int kColumnInCharactersMin = 10;

ToneDelegate::Mark markOf(const QModelIndex &index)
{
    return index.data(QueueModel::IsPausedRole).toBool() ? ToneDelegate::Mark {Glyph::Pause, Tone::Retrying}
                                                         : ToneDelegate::Mark {Glyph::Triangle, Tone::Good};
}

constexpr int kQueuesWatched = 100; // Whose flow is asked for: more than anybody looks at.

} // namespace

QueuesPage::QueuesPage(client::Client &client, const QString &person, std::function<QDateTime()> now, QSettings &settings,
                       QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_person(person),
      m_now(std::move(now)),
      m_settings(settings),
      m_feed(client),
      m_flow(client, m_now),
      m_model(m_now),
      m_everything(client),
      m_defaults(client, this),
      m_taskActs(client, this),
      m_deletion(client, this)
{
    buildActions();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 10);
    head->setSpacing(8);
    head->addWidget(titleLabel(tr("Queues"), this));
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : queueActions())
        acts->addWidget(actionButton(action, this));
    acts->addWidget(actionButton(m_pauseAll, this));
    head->addLayout(acts, 1);

    buildTable();
    m_panel = new QueuePanel(client, m_now, this);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setFocusProxy(m_table);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_panel);
    m_splitter->setSizes({300, 300});
    m_splitter->restoreState(settings.value(kSplitterKey).toByteArray());
    m_list = new ListFrame(m_splitter,
                           {Glyph::Queues, tr("No queues yet"),
                            tr("A queue is there as soon as a task lies in it. Tasks that name none go to \"default\"."),
                            tr("Enqueue a task")},
                           this);
    setFocusProxy(m_list);
    connect(m_list, &ListFrame::startRequested, this, [this] { Q_EMIT enqueueRequested(u"default"_s); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_list, 1);

    connectActs();
    connect(&m_feed, &QueueFeed::loaded, this, &QueuesPage::showQueues);
    connect(&m_flow, &QueueFlowFeed::flowLoaded, &m_model, &QueueModel::addFlow);
    connect(&m_flow, &QueueFlowFeed::workersLoaded, &m_model, &QueueModel::setWorkers);
    connect(&m_everything, &BrokerPause::changed, this, &QueuesPage::showActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showActions();
        showCurrent();
    });
    connect(m_table, &QAbstractItemView::activated, m_showTasks, &QAction::trigger);
    showEmptiness();
    showActions();
}

void QueuesPage::buildTable()
{
    m_table = new QTableView(this);
    styleTable(*m_table, tr("Queues"));
    m_table->setObjectName("queues"_L1);
    m_sorted.setSourceModel(&m_model);
    sortByHeader(*m_table, m_sorted);
    m_table->setItemDelegateForColumn(QueueModel::State, new ToneDelegate(&markOf, m_table));
    // Fixed widths, and the state has what is left: a pause must not shift the table.
    for (const auto &[column, width] : {std::pair {QueueModel::Name, 130},
                                        {QueueModel::Ready, 66},
                                        {QueueModel::OldestWait, 76},
                                        {QueueModel::In, 66},
                                        {QueueModel::Out, 66},
                                        {QueueModel::Workers, 66},
                                        {QueueModel::Running, 66},
                                        {QueueModel::Retrying, 66},
                                        {QueueModel::Scheduled, 72},
                                        {QueueModel::Blocked, 66},
                                        {QueueModel::Completed, 76},
                                        {QueueModel::Dead, 60}})
        m_table->setColumnWidth(column, width);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * kColumnInCharactersMin);
    m_table->horizontalHeader()->setSectionResizeMode(QueueModel::State, QHeaderView::Stretch);
    buildMenu();
}

/// What deletes stands in a menu of its own, so that no pause becomes a deletion by a slip.
void QueuesPage::buildMenu()
{
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(queueActions());
    m_table->addAction(m_taskActs.moveAction());
    auto *danger = new QMenu(tr("Danger"), m_table);
    danger->addActions({m_taskActs.purgeAction(), m_deletion.action()});
    auto *apart = new QAction(this);
    apart->setSeparator(true);
    m_table->addActions({apart, danger->menuAction()});
}

void QueuesPage::connectActs()
{
    connect(&m_defaults, &DefaultsActs::done, this, &QueuesPage::done);
    connect(&m_defaults, &DefaultsActs::done, &m_feed, &QueueFeed::reload);
    connect(m_panel, &QueuePanel::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(&m_defaults, &DefaultsActs::failed, this, &QueuesPage::failed);
    connect(&m_taskActs, &QueueTaskActs::said, this, &QueuesPage::said);
    connect(&m_taskActs, &QueueTaskActs::said, &m_feed, &QueueFeed::reload);
    connect(&m_taskActs, &QueueTaskActs::refused, this, &QueuesPage::failed);
    connect(&m_deletion, &QueueDeletion::done, this, [this](const QString &text) { Q_EMIT done(text, {}); });
    connect(&m_deletion, &QueueDeletion::failed, this, &QueuesPage::failed);
    connect(&m_deletion, &QueueDeletion::answered, &m_feed, &QueueFeed::reload);
}

void QueuesPage::continueFrom(const QueuesPage &before)
{
    m_successor.takePlaceOf(before.m_successor);
    m_defaults.continueFrom(before.m_defaults);
    m_taskActs.continueFrom(before.m_taskActs);
}

void QueuesPage::setConfirmations(const Confirmations &confirmations)
{
    m_deletion.setConfirmations(confirmations);
    m_defaults.setConfirmations(confirmations);
    m_taskActs.setConfirmations(confirmations);
}

void QueuesPage::saveSettings() const { m_settings.setValue(kSplitterKey, m_splitter->saveState()); }

void QueuesPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_panel->setDimmed(!isOnline);
    m_taskActs.setOnline(isOnline);
    showEmptiness();
    showActions();
}

void QueuesPage::reload()
{
    m_feed.reload();
    m_flow.reload();
    m_panel->reload();
    m_everything.read();
}

void QueuesPage::setLive(bool isLive)
{
    m_isLive = isLive;
    watch(isLive && isVisible());
}

void QueuesPage::showEvent(QShowEvent *) { watch(m_isLive); }

void QueuesPage::hideEvent(QHideEvent *) { watch(false); }

void QueuesPage::watch(bool isWatched)
{
    m_feed.setVisible(isWatched);
    m_flow.setVisible(isWatched);
    m_panel->setWatched(isWatched);
}

void QueuesPage::showQueues(const QList<wire::Queue> &queues)
{
    m_isLoaded = true;
    m_model.setQueues(queues);
    QStringList names;
    for (int row = 0; row < std::min(m_model.rowCount(), kQueuesWatched); ++row)
        names.append(m_model.queueAt(row).name);
    m_flow.setQueues(names);
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_sorted.index(0, 0));
    showEmptiness();
    showActions();
    showCurrent();
}

void QueuesPage::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys,
                            const std::function<void()> &act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setShortcut(QKeySequence(keys));
        action->setObjectName(id);
        connect(action, &QAction::triggered, this, [this, act] {
            if (current())
                act();
        });
        return action;
    };
    m_pause = add(u"queue.pause"_s, Glyph::Pause, tr("Pause queue…"), u"Ctrl+Alt+P"_s, [this] { askToPause(); });
    m_resume = add(u"queue.resume"_s, Glyph::Play, tr("Resume queue"), u"Ctrl+Alt+G"_s, [this] { resume(*current()); });
    m_showTasks = add(u"queue.tasks"_s, Glyph::Tasks, tr("Show its tasks"), u"Ctrl+Alt+T"_s,
                      [this] { Q_EMIT tasksRequested(current()->name); });
    m_enqueue = add(u"queue.enqueue"_s, Glyph::Plus, tr("Enqueue here…"), u"Ctrl+Alt+E"_s,
                    [this] { Q_EMIT enqueueRequested(current()->name); });
    m_editDefaults = add(u"queue.defaults"_s, Glyph::Clipboard, tr("Edit defaults…"), u"Ctrl+Alt+V"_s,
                         [this] { m_defaults.edit({DefaultsActs::Target::Kind::Queue, current()->name}); });
    m_pauseAll = new QAction(this);
    m_pauseAll->setObjectName(u"queue.pause_all"_s);
    connect(m_pauseAll, &QAction::triggered, this, [this] {
        if (m_everything.isPaused())
            resumeAll();
        else
            askToPauseAll();
    });
}

void QueuesPage::askToPause()
{
    // The queue that was meant, whatever the table shows by the time that the dialog is answered.
    const QString queue = current()->name;
    auto *dialog = new PauseDialog(queue, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, queue] {
        pause(queue, {.reason = dialog->reason(), .by = m_person, .until = dialog->until(m_now())});
    });
    dialog->open();
}

void QueuesPage::pause(const QString &queue, const wire::QueuePause &pause)
{
    m_client.pauseQueue(queue, pause, this, [this](const client::Result<wire::Queue> &answer) {
        showAnswer(answer, answer ? tr("Paused %1").arg(answer->name.left(60)) : QString(),
                   m_successor.later([queue = answer ? *answer : wire::Queue()](QueuesPage &page) { page.resume(queue); }));
    });
}

void QueuesPage::askToPauseAll()
{
    auto *dialog = new PauseDialog({}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { pauseAll({.reason = dialog->reason(), .by = m_person, .until = dialog->until(m_now())}); });
    dialog->open();
}

void QueuesPage::pauseAll(const wire::QueuePause &pause)
{
    m_everything.start(pause, [this](const client::Result<Unit> &answer) {
        tell(answer, tr("Everything is paused"), m_successor.later([](QueuesPage &page) { page.resumeAll(); }));
    });
}

void QueuesPage::resumeAll()
{
    m_everything.end([this, before = m_everything.pause()](const client::Result<Unit> &answer) {
        tell(answer, tr("Everything goes on"), m_successor.later([before](QueuesPage &page) { page.pauseAll(before); }));
    });
}

void QueuesPage::tell(const client::Result<Unit> &answer, const QString &text, const std::function<void()> &undo)
{
    if (answer)
        Q_EMIT done(text, undo);
    else
        Q_EMIT failed(changeFailureText(answer.error()));
}

void QueuesPage::resume(const wire::Queue &queue)
{
    m_client.resumeQueue(queue.name, this, [this, before = queue](const client::Result<wire::Queue> &answer) {
        const wire::QueuePause again {.reason = before.reason, .by = before.by, .until = before.until};
        showAnswer(answer, tr("Resumed %1").arg(before.name.left(60)),
                   m_successor.later([name = before.name, again](QueuesPage &page) { page.pause(name, again); }));
    });
}

void QueuesPage::showAnswer(const client::Result<wire::Queue> &answer, const QString &text, const std::function<void()> &undo)
{
    if (!answer) {
        Q_EMIT failed(changeFailureText(answer.error()));
        return;
    }
    m_model.setQueue(*answer);
    showActions();
    showCurrent();
    Q_EMIT done(text, undo);
}

void QueuesPage::showActions()
{
    const wire::Queue *queue = current();
    const QString noQueue = queue ? QString() : tr("Choose a queue on the Queues page first.");
    const QString noChange = m_isOnline ? noQueue : brokerCannot();
    const bool canChange = queue && m_isOnline;
    offer(*m_pause, canChange && queue->isPaused ? tr("The queue is paused already.") : noChange);
    offer(*m_resume, canChange && !queue->isPaused ? tr("The queue is not paused.") : noChange);
    m_pauseAll->setText(m_everything.isPaused() ? tr("Let everything go on") : tr("Pause everything…"));
    m_pauseAll->setIcon(glyphIcon(m_everything.isPaused() ? Glyph::Play : Glyph::Pause));
    offer(*m_pauseAll, m_isOnline ? QString() : brokerCannot());
    offer(*m_showTasks, noQueue);
    offer(*m_enqueue, noQueue);
    offer(*m_editDefaults, noChange);
    QStringList names;
    for (int row = 0; row < m_model.rowCount(); ++row)
        names.append(m_model.queueAt(row).name);
    m_taskActs.setQueues(queue ? std::optional(*queue) : std::nullopt, names);
    m_deletion.setQueue(queue ? std::optional(*queue) : std::nullopt, noChange);
}

void QueuesPage::showCurrent()
{
    const wire::Queue *queue = current();
    m_panel->setVisible(queue);
    m_panel->setQueue(queue ? *queue : wire::Queue(),
                      queue ? m_model.index(m_model.rowOf(queue->name), QueueModel::State).data().toString() : QString());
}

void QueuesPage::showEmptiness()
{
    m_list->setState({.rows = m_model.rowCount(), .isOnline = m_isOnline, .isLoaded = m_isLoaded});
}

EmptyState *QueuesPage::emptyState() const { return m_list->emptiness(); }

const wire::Queue *QueuesPage::current() const
{
    const int row = currentRow(m_table);
    return row < 0 ? nullptr : &m_model.queueAt(row);
}

} // namespace conduit::ui
