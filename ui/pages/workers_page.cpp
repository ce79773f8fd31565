// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/workers_page.h"

#include "ui/format/curl.h"
#include "ui/pages/worker_acts.h"
#include "ui/pages/worker_log_panel.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHostAddress>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kRowsHeightMin = 90; ///< The header and two rows.
constexpr int kRoomBelowRows = 6;
constexpr auto kSplitterKey = "workers/splitter"_L1;
/// Heartbeats come every ten seconds by default; a lease lasts thirty.
constexpr qint64 kLateSeconds = 15;
constexpr qint64 kGoneSeconds = 30;
/// Lines of stderr beside a process that crashes in a loop; the log below has the rest.
constexpr qsizetype kLastWordsMax = 5;

ToneDelegate::Mark markOf(LocalWorkerProcess::State state)
{
    switch (state) {
    case LocalWorkerProcess::State::Starting:
        return {Glyph::Arrow, Tone::Retrying};
    case LocalWorkerProcess::State::Running:
        return {Glyph::Triangle, Tone::Good};
    case LocalWorkerProcess::State::Stopping:
        return {Glyph::Clock, Tone::Retrying};
    case LocalWorkerProcess::State::Stopped:
        return {Glyph::Circle, Tone::Cancelled};
    case LocalWorkerProcess::State::CrashLooping:
        return {Glyph::Cross, Tone::Bad};
    }
    Q_UNREACHABLE();
}

ToneDelegate::Mark heartbeatMark(const QModelIndex &index)
{
    const auto age = index.data(WorkerModel::SecondsSinceSeenRole).toLongLong();
    if (age <= kLateSeconds)
        return {Glyph::Dot, Tone::Good};
    return age <= kGoneSeconds ? ToneDelegate::Mark {Glyph::Clock, Tone::Retrying}
                               : ToneDelegate::Mark {Glyph::Cross, Tone::Bad};
}

/// So that words that stand there instead of rows are not cut off, however large they are.
void makeRoom(QStackedWidget &stack)
{
    const QWidget &words = *stack.currentWidget();
    stack.setMinimumHeight(
        std::max(kRowsHeightMin, words.heightForWidth(std::max(stack.width(), words.minimumSizeHint().width()))));
}

} // namespace

WorkersPage::WorkersPage(client::Client &client, const QString &address, std::function<QDateTime()> now, LocalWorkers *local,
                         QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_address(address),
      m_now(std::move(now)),
      m_local(local),
      m_settings(settings),
      m_feed(client),
      m_remoteModel(m_now),
      m_localModel(m_now),
      m_acts(new WorkerActs(client, m_remoteModel, this))
{
    buildActions();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 10);
    head->addWidget(titleLabel(tr("Workers"), this));
    head->addStretch();
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    if (m_local) {
        m_splitter->addWidget(buildLocal());
        m_log = new WorkerLogPanel(this);
        m_splitter->addWidget(m_log);
    }
    m_splitter->addWidget(buildRemote());
    m_splitter->setStretchFactor(m_local ? 1 : 0, 1);
    m_splitter->restoreState(settings.value(kSplitterKey).toByteArray());
    setFocusProxy(m_local ? m_localTable : m_remoteTable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_splitter, 1);

    connect(&m_feed, &WorkerFeed::loaded, this, &WorkersPage::showWorkers);
    connect(m_acts, &WorkerActs::ordered, this, &WorkersPage::reload);
    connect(m_acts, &WorkerActs::tasksRequested, this, &WorkersPage::tasksRequested);
    connect(m_acts, &WorkerActs::said, this, &WorkersPage::said);
    connect(m_acts, &WorkerActs::refused, this, &WorkersPage::refused);
    if (m_local) {
        connect(m_local, &LocalWorkers::changed, this, &WorkersPage::showLocal);
        connect(m_local, &LocalWorkers::logAppended, this, [this](int number, const QStringList &lines) {
            if (number == m_loggedNumber)
                m_log->append(lines);
        });
        showLocal();
    }
    showRemoteEmptiness();
    showActions();
}

void WorkersPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_acts->setOnline(isOnline);
    showRemoteEmptiness();
}

void WorkersPage::setAddress(const QString &address)
{
    m_address = address;
    setPlainToolTip(m_copy, attachCommand());
    showRemoteEmptiness();
}

void WorkersPage::saveSettings() const { m_settings.setValue(kSplitterKey, m_splitter->saveState()); }

QList<QAction *> WorkersPage::workerActions() const
{
    const QList<QAction *> elsewhere = m_acts->actions() + QList<QAction *> {m_copyAttach};
    return m_local ? QList<QAction *> {m_start, m_stop, m_restart} + elsewhere : elsewhere;
}

void WorkersPage::setLive(bool isLive)
{
    m_isLive = isLive;
    m_feed.setVisible(isLive && isVisible());
}

void WorkersPage::showEvent(QShowEvent *)
{
    // Only now is the height known that there is to share; once somebody has shared it, that counts.
    if (m_local && !m_settings.contains(kSplitterKey) && !std::exchange(m_isShared, true))
        shareHeight();
    m_feed.setVisible(m_isLive);
    if (m_local)
        m_local->setWatched(true);
}

/// The processes have what their rows need, up to a good third, others a quarter, or a third for the words that stand there without any,
/// and the log what is left.
void WorkersPage::shareHeight()
{
    layout()->activate(); // A page that was never shown has no height yet.
    const int rows = m_localModel.rowCount() * m_localTable->verticalHeader()->defaultSectionSize();
    const int table = m_localTable->horizontalHeader()->sizeHint().height() + rows + kRoomBelowRows;
    const int around = m_splitter->widget(0)->minimumSizeHint().height() - kRowsHeightMin;
    const int local = m_localModel.rowCount() == 0 ? m_splitter->height() * 38 / 100
                                                   : std::min(around + table, m_splitter->height() * 38 / 100);
    const int remote = m_splitter->height() * (m_remoteModel.rowCount() == 0 ? 33 : 25) / 100;
    m_splitter->setSizes({local, m_splitter->height() - local - remote, remote});
}

void WorkersPage::hideEvent(QHideEvent *)
{
    m_feed.setVisible(false);
    if (m_local)
        m_local->setWatched(false);
}

void WorkersPage::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys,
                            const std::function<void(int)> &act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setShortcut(QKeySequence(keys));
        action->setObjectName(id);
        connect(action, &QAction::triggered, this, [this, act] {
            if (currentNumber() > 0)
                act(currentNumber());
        });
        return action;
    };
    m_start = add(u"worker.start"_s, Glyph::Play, tr("Start"), u"Ctrl+Alt+S"_s, [this](int number) { m_local->start(number); });
    m_stop = add(u"worker.stop"_s, Glyph::Stop, tr("Stop"), u"Ctrl+Alt+X"_s, [this](int number) { m_local->stop(number); });
    m_restart = add(u"worker.restart"_s, Glyph::Refresh, tr("Restart"), u"Ctrl+Alt+R"_s,
                    [this](int number) { m_local->restart(number); });
    m_copyAttach = new QAction(glyphIcon(Glyph::Copy), tr("Copy the command that attaches a worker"), this);
    m_copyAttach->setObjectName(u"worker.copy_attach"_s);
    m_copyAttach->setShortcut(QKeySequence(u"Ctrl+Alt+C"_s));
    connect(m_copyAttach, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(attachCommand()); });
    addAction(m_copyAttach);
    if (m_local)
        addActions({m_start, m_stop, m_restart});
}

QWidget *WorkersPage::buildLocal()
{
    auto *section = new QWidget(this);
    m_count = new QSpinBox(section);
    m_count->setRange(0, LocalWorkers::kCountMax);
    m_count->setAccessibleName(tr("Number of local worker processes"));
    m_concurrency = new QSpinBox(section);
    m_concurrency->setRange(1, LocalWorkers::kConcurrencyMax);
    m_concurrency->setAccessibleName(tr("Tasks at a time in each process"));
    for (auto *box : {m_count, m_concurrency})
        box->setKeyboardTracking(false);
    connect(m_count, &QSpinBox::valueChanged, m_local, &LocalWorkers::setCount);
    connect(m_concurrency, &QSpinBox::valueChanged, m_local, &LocalWorkers::setConcurrency);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 6);
    row->setSpacing(8);
    row->addWidget(headingLabel(tr("On this computer"), section));
    row->addSpacing(12);
    row->addWidget(quietLabel(tr("Processes"), section));
    row->addWidget(m_count);
    row->addSpacing(8);
    row->addWidget(quietLabel(tr("Tasks at a time"), section));
    row->addWidget(m_concurrency);
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : {m_start, m_stop, m_restart})
        acts->addWidget(actionButton(action, section));
    row->addLayout(acts, 1);

    m_localTable = new QTableView(section);
    styleTable(*m_localTable, tr("Local worker processes"));
    m_localSorted.setSourceModel(&m_localModel);
    sortByHeader(*m_localTable, m_localSorted);
    const auto mark = [](const QModelIndex &index) {
        return markOf(static_cast<LocalWorkerProcess::State>(index.data(LocalWorkerModel::ProcessStateRole).toInt()));
    };
    m_localTable->setItemDelegateForColumn(LocalWorkerModel::State, new ToneDelegate(mark, m_localTable));
    for (const auto &[section_, width] : {std::pair {LocalWorkerModel::Name, 160},
                                          {LocalWorkerModel::State, 130},
                                          {LocalWorkerModel::Running, 80},
                                          {LocalWorkerModel::Cpu, 60},
                                          {LocalWorkerModel::Memory, 90},
                                          {LocalWorkerModel::Pid, 80},
                                          {LocalWorkerModel::Up, 100},
                                          {LocalWorkerModel::Restarts, 80}})
        m_localTable->setColumnWidth(section_, width);
    m_localTable->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_localTable->addActions({m_start, m_stop, m_restart});
    connect(m_localTable->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showLog();
        showActions();
    });
    m_localEmpty = new EmptyState(section);
    m_localEmpty->setObjectName("local"_L1);
    m_localEmpty->setContent(
        Glyph::Workers, tr("No worker runs here"),
        tr("Tasks wait until a worker takes them. Start one on this computer, or attach one from elsewhere."),
        tr("Start a worker"));
    connect(m_localEmpty, &EmptyState::actionTriggered, this, [this] { m_local->setCount(1); });
    m_localStack = new QStackedWidget(section);
    m_localStack->addWidget(m_localTable);
    m_localStack->addWidget(m_localEmpty);
    // What stands there when it is empty needs more room than a process or two.
    m_localStack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    m_localStack->setMinimumHeight(kRowsHeightMin);
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_crash = new MessageBar(section);
    connect(m_crash, &MessageBar::actionTriggered, this, [this] { m_local->start(m_crashed); });
    auto *peek = new QShortcut(QKeySequence(Qt::Key_Space), m_localTable);
    peek->setContext(Qt::WidgetShortcut);
    connect(peek, &QShortcut::activated, this, [this] { m_log->view()->setFocus(Qt::ShortcutFocusReason); });
    column->addLayout(row);
    column->addWidget(m_crash);
    column->addWidget(m_localStack, 1);
    return section;
}

QWidget *WorkersPage::buildRemote()
{
    auto *section = new QWidget(this);
    m_copy = new QPushButton(m_copyAttach->icon(), tr("Copy the command to start one"), section);
    setPlainToolTip(m_copy, attachCommand());
    connect(m_copy, &QPushButton::clicked, m_copyAttach, &QAction::trigger);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 6);
    row->addWidget(headingLabel(m_local ? tr("Other workers") : tr("Connected workers"), section));
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : m_acts->actions())
        acts->addWidget(actionButton(action, section));
    acts->addWidget(m_copy);
    row->addLayout(acts, 1);

    m_remoteTable = new QTableView(section);
    styleTable(*m_remoteTable, tr("Connected workers"));
    m_remoteSorted.setSourceModel(&m_remoteModel);
    sortByHeader(*m_remoteTable, m_remoteSorted);
    m_remoteTable->setItemDelegateForColumn(WorkerModel::Heartbeat, new ToneDelegate(&heartbeatMark, m_remoteTable));
    for (const auto &[column, width] : {std::pair {WorkerModel::Name, 170},
                                        {WorkerModel::Host, 130},
                                        {WorkerModel::Slots, 80},
                                        {WorkerModel::Heartbeat, 120},
                                        {WorkerModel::Types, 220},
                                        {WorkerModel::Queues, 100},
                                        {WorkerModel::Version, 70},
                                        {WorkerModel::Pid, 70}})
        m_remoteTable->setColumnWidth(column, width);
    m_acts->serve(*m_remoteTable);
    m_remoteEmpty = new EmptyState(section);
    connect(m_remoteEmpty, &EmptyState::actionTriggered, m_copyAttach, &QAction::trigger);
    m_remoteStack = new QStackedWidget(section);
    m_remoteStack->addWidget(m_remoteTable);
    m_remoteStack->addWidget(m_remoteEmpty);
    m_remoteStack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    m_remoteStack->setMinimumHeight(kRowsHeightMin);
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_remoteStack, 1);
    return section;
}

void WorkersPage::showLocal()
{
    const auto number = currentNumber();
    m_localModel.setProcesses(m_local->processes());
    for (auto [box, value] : {std::pair {m_count, m_local->count()}, {m_concurrency, m_local->concurrency()}}) {
        const QSignalBlocker quiet(box);
        if (!box->hasFocus() || box->value() != value)
            box->setValue(value);
    }
    m_localStack->setCurrentIndex(m_localModel.rowCount() == 0 ? 1 : 0);
    makeRoom(*m_localStack);
    if (m_localModel.rowCount() > 0 && !m_localTable->currentIndex().isValid())
        setCurrentRow(*m_localTable, std::max(0, m_localModel.rowOf(number)));
    showLog();
    showCrash();
    showActions();
}

/// Our own processes stand in the upper table.
void WorkersPage::showWorkers(const QList<wire::Worker> &workers)
{
    m_isLoaded = true;
    m_localModel.setConnected(workers);
    auto elsewhere = workers;
    elsewhere.removeIf([this](const wire::Worker &worker) {
        for (int row = 0; row < m_localModel.rowCount(); ++row)
            if (m_localModel.processAt(row).name == worker.name)
                return true;
        return false;
    });
    m_remoteModel.setWorkers(elsewhere);
    if (!m_remoteTable->currentIndex().isValid() && m_remoteSorted.rowCount() > 0)
        m_remoteTable->setCurrentIndex(m_remoteSorted.index(0, 0));
    m_acts->showPossible();
    showRemoteEmptiness();
}

void WorkersPage::showLog()
{
    const auto number = currentNumber();
    const auto row = m_localModel.rowOf(number);
    if (number == m_loggedNumber && number != 0)
        return;
    m_loggedNumber = number;
    m_log->showLog(row < 0 ? tr("Log") : tr("Log of %1").arg(m_localModel.processAt(row).name),
                   number == 0 ? QStringList() : m_local->logTail(number),
                   number == 0 ? tr("Select a process to see what it writes.") : tr("It has written nothing yet."),
                   number == 0 ? QString() : m_local->logPath(number));
}

/// The first one that crashes in a loop, with its last words: whoever starts it again should know what to mend.
void WorkersPage::showCrash()
{
    m_crashed = 0;
    for (int row = 0; row < m_localModel.rowCount() && m_crashed == 0; ++row) {
        const auto &process = m_localModel.processAt(row);
        if (process.state != LocalWorkerProcess::State::CrashLooping)
            continue;
        m_crashed = process.number;
        auto lines = process.lastExit.split(u'\n');
        const auto cause = lines.takeFirst();
        QString text = tr("%1 ended too often and is not started again by itself: %2").arg(process.name, cause);
        for (const auto &line : lines.last(std::min<qsizetype>(kLastWordsMax, lines.size())))
            text += u'\n' + line;
        m_crash->showMessage(Tone::Bad, text, tr("Start again"));
    }
    if (m_crashed == 0)
        m_crash->clear();
}

QTableView *WorkersPage::tableOf(const QString &worker) const
{
    for (int row = 0; row < m_localModel.rowCount(); ++row)
        if (m_localModel.processAt(row).name == worker)
            return m_localTable;
    return m_remoteTable;
}

LogView *WorkersPage::log() const { return m_log ? m_log->view() : nullptr; }

void WorkersPage::showActions()
{
    const auto row = m_local ? m_localModel.rowOf(currentNumber()) : -1;
    const auto state = row < 0 ? LocalWorkerProcess::State::Stopped : m_localModel.processAt(row).state;
    const auto isUp = state == LocalWorkerProcess::State::Running || state == LocalWorkerProcess::State::Starting;
    const bool canStart = !isUp && state != LocalWorkerProcess::State::Stopping;
    const bool canStop = isUp || state == LocalWorkerProcess::State::CrashLooping;
    const auto offerWhen = [this, row](QAction &action, bool isPossible, const QString &otherwise) {
        offer(action, row < 0 ? tr("Choose a local process on the Workers page first.") : isPossible ? QString() : otherwise);
    };
    offerWhen(*m_start, canStart, tr("The process runs already."));
    offerWhen(*m_stop, canStop, tr("The process does not run."));
    offerWhen(*m_restart, state == LocalWorkerProcess::State::Running, tr("The process does not run."));
}

void WorkersPage::showRemoteEmptiness()
{
    const auto isEmpty = m_remoteModel.rowCount() == 0;
    m_remoteStack->setCurrentIndex(isEmpty ? 1 : 0);
    if (!m_isOnline)
        m_remoteEmpty->setContent(Glyph::Offline, tr("The broker is not available"),
                                  tr("Workers appear by themselves as soon as it is."));
    else if (!m_isLoaded)
        m_remoteEmpty->setContent(Glyph::Clock, tr("Loading…"), {});
    else
        m_remoteEmpty->setContent(Glyph::Workers, m_local ? tr("No other worker") : tr("No worker is connected"),
                                  isForThisComputer()
                                      ? tr("Run this in a terminal of this computer to start one:\n%1\nOther computers "
                                           "cannot reach the broker: it listens on this one only.")
                                            .arg(attachCommand())
                                      : tr("Run this on another computer to start one:\n%1").arg(attachCommand()));
    makeRoom(*m_remoteStack);
}

int WorkersPage::currentNumber() const
{
    const int row = currentRow(m_localTable);
    return row < 0 ? 0 : m_localModel.processAt(row).number;
}

bool WorkersPage::isForThisComputer() const
{
    const QString host = QUrl(m_address).host();
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

QString WorkersPage::attachCommand() const { return u"conduit-worker --broker-url "_s + shellQuoted(m_address); }

} // namespace conduit::ui
