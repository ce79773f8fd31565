// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/remote_workers_section.h"

#include "ui/pages/late_worker_bar.h"
#include "ui/pages/rows_or_words.h"
#include "ui/pages/worker_acts.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/whole_height.h"
#include "ui/widgets/wrapping_row.h"

#include <conduit/shell_text.h>

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHostAddress>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kLateSeconds = LateWorkerBar::kLateSeconds;
/// What a lease lasts by default.
constexpr qint64 kGoneSeconds = 30;
/// Of a column that says how attempts ended, and what the last column needs.
constexpr int kEndsWidth = 75;
constexpr int kUpWidth = 100;

ToneDelegate::Mark clockMark(const QModelIndex &index)
{
    if (index.data(WorkerModel::HasWrongClockRole).toBool())
        return {Glyph::Warning, Tone::Retrying};
    return index.data(WorkerModel::HasToldClockRole).toBool() ? ToneDelegate::Mark {Glyph::Dot, Tone::Good}
                                                              : ToneDelegate::Mark {Glyph::Circle, Tone::Waiting};
}

ToneDelegate::Mark heartbeatMark(const QModelIndex &index)
{
    const auto age = index.data(WorkerModel::SecondsSinceSeenRole).toLongLong();
    const double ofLease = static_cast<double>(age) / kGoneSeconds;
    if (age <= kLateSeconds)
        return {Glyph::Dot, Tone::Good, ofLease};
    return age <= kGoneSeconds ? ToneDelegate::Mark {Glyph::Clock, Tone::Retrying, ofLease}
                               : ToneDelegate::Mark {Glyph::Cross, Tone::Bad, ofLease};
}

} // namespace

RemoteWorkersSection::RemoteWorkersSection(client::Client &client, const QString &address, std::function<QDateTime()> now,
                                           bool isBesideLocal, QWidget *parent)
    : QWidget(parent),
      m_address(address),
      m_isBesideLocal(isBesideLocal),
      m_model(now),
      m_acts(new WorkerActs(client, m_model, this)),
      m_table(new QTableView(this)),
      m_emptiness(new EmptyState(this)),
      m_rows(new RowsOrWords(m_table, m_emptiness, this)),
      m_late(new LateWorkerBar(client, std::move(now), this)),
      m_copyAttach(new QAction(glyphIcon(Glyph::Copy), tr("Copy the command that attaches a worker"), this))
{
    m_copyAttach->setObjectName(u"worker.copy_attach"_s);
    m_copyAttach->setShortcut(QKeySequence(u"Ctrl+Alt+C"_s));
    connect(m_copyAttach, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(attachCommand()); });
    connect(m_emptiness, &EmptyState::actionTriggered, m_copyAttach, &QAction::trigger);
    connect(m_late, &LateWorkerBar::tasksRequested, m_acts, &WorkerActs::tasksRequested);
    buildTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_late);
    column->addWidget(m_rows, 1);
    keepWholeHeight(*this);
    showEmptiness();
}

void RemoteWorkersSection::setWorkers(const QList<wire::Worker> &workers)
{
    m_isLoaded = true;
    m_model.setWorkers(workers);
    if (!m_table->currentIndex().isValid() && m_sorted.rowCount() > 0)
        m_table->setCurrentIndex(m_sorted.index(0, 0));
    m_acts->showPossible();
    m_late->setWorkers(workers);
    showColumns();
    showEmptiness();
}

void RemoteWorkersSection::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_acts->setOnline(isOnline);
    showEmptiness();
}

void RemoteWorkersSection::setAddress(const QString &address)
{
    m_address = address;
    setPlainToolTip(m_copy, attachCommand());
    showEmptiness();
}

QList<QAction *> RemoteWorkersSection::actions() const { return m_acts->actions() + QList<QAction *> {m_copyAttach}; }

QWidget *RemoteWorkersSection::buildHead()
{
    auto *head = new QWidget(this);
    m_copy = new QPushButton(m_copyAttach->icon(), tr("Copy the command to start one"), head);
    setPlainToolTip(m_copy, attachCommand());
    connect(m_copy, &QPushButton::clicked, m_copyAttach, &QAction::trigger);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 6);
    row->addWidget(headingLabel(m_isBesideLocal ? tr("Other workers") : tr("Connected workers"), head));
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : m_acts->offered())
        acts->addWidget(actionButton(action, head));
    acts->addWidget(m_copy);
    row->addLayout(acts, 1);
    return head;
}

void RemoteWorkersSection::buildTable()
{
    styleTable(*m_table, tr("Connected workers"));
    m_sorted.setSourceModel(&m_model);
    sortByHeader(*m_table, m_sorted);
    m_table->setItemDelegateForColumn(WorkerModel::Heartbeat, new ToneDelegate(&heartbeatMark, m_table));
    m_table->setItemDelegateForColumn(WorkerModel::Clock, new ToneDelegate(&clockMark, m_table));
    for (const auto &[column, width] : {std::pair {WorkerModel::Name, 160},
                                        {WorkerModel::Host, 110},
                                        {WorkerModel::Slots, 80},
                                        {WorkerModel::Heartbeat, 120},
                                        {WorkerModel::Clock, 120},
                                        {WorkerModel::Done, kEndsWidth},
                                        {WorkerModel::FailedShare, kEndsWidth},
                                        {WorkerModel::Types, 165},
                                        {WorkerModel::Queues, 80},
                                        {WorkerModel::Version, 70},
                                        {WorkerModel::Pid, 60}})
        m_table->setColumnWidth(column, width);
    m_table->viewport()->installEventFilter(this);
    m_acts->serve(*m_table);
}

bool RemoteWorkersSection::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showColumns();
    return QWidget::eventFilter(watched, event);
}

/// A column of clocks is there while one is wrong. How a worker's attempts ended is in the tip of its tasks, too, so these columns go
/// first where not all have room.
void RemoteWorkersSection::showColumns()
{
    m_table->setColumnHidden(WorkerModel::Clock, !m_model.hasWrongClock());
    int needed = kUpWidth;
    for (int section = 0; section < WorkerModel::Up; ++section) {
        const bool isHidden = m_table->isColumnHidden(section);
        if (section != WorkerModel::Clock || !isHidden)
            needed += isHidden ? kEndsWidth : m_table->columnWidth(section);
    }
    const bool isNarrow = needed > m_table->viewport()->width();
    m_table->setColumnHidden(WorkerModel::Done, isNarrow);
    m_table->setColumnHidden(WorkerModel::FailedShare, isNarrow);
}

void RemoteWorkersSection::showEmptiness()
{
    if (!m_isOnline)
        m_emptiness->setContent(Glyph::Offline, tr("The broker is not available"),
                                tr("Workers appear by themselves as soon as it is."));
    else if (!m_isLoaded)
        m_emptiness->setContent(Glyph::Clock, tr("Loading…"), {});
    else
        m_emptiness->setContent(Glyph::Workers, m_isBesideLocal ? tr("No other worker") : tr("No worker is connected"),
                                isForThisComputer()
                                    ? tr("Run this in a terminal of this computer to start one:\n%1\nOther computers "
                                         "cannot reach the broker: it listens on this one only.")
                                          .arg(attachCommand())
                                    : tr("Run this on another computer to start one:\n%1").arg(attachCommand()));
    m_rows->showRows(!isEmpty());
}

bool RemoteWorkersSection::isForThisComputer() const
{
    const QString host = QUrl(m_address).host();
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

QString RemoteWorkersSection::attachCommand() const
{
    return u"conduit-worker --broker-url "_s + shell_text::quoted(m_address);
}

} // namespace conduit::ui
