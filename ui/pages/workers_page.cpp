// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/workers_page.h"

#include "ui/pages/local_workers_section.h"
#include "ui/pages/remote_workers_section.h"
#include "ui/pages/worker_acts.h"
#include "ui/pages/worker_log_panel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/whole_height.h"

#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kSplitterKey = "workers/splitter"_L1;

} // namespace

WorkersPage::WorkersPage(client::Client &client, const QString &address, const std::function<QDateTime()> &now,
                         LocalWorkers *local, QSettings &settings, QWidget *parent)
    : QWidget(parent), m_local(local), m_settings(settings), m_feed(client), m_splitter(new QSplitter(Qt::Vertical, this))
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 10);
    head->addWidget(titleLabel(tr("Workers"), this));
    head->addStretch();
    m_splitter->setChildrenCollapsible(false);
    if (m_local)
        buildLocal(now);
    buildRemote(client, address, now);
    m_splitter->setStretchFactor(m_local ? 1 : 0, 1);
    m_splitter->restoreState(settings.value(kSplitterKey).toByteArray());
    setFocusProxy(m_local ? localTable() : remoteTable());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    m_scroller = scrolled(m_splitter);
    column->addWidget(m_scroller, 1);
    addActions(workerActions());
    connect(&m_feed, &WorkerFeed::loaded, this, &WorkersPage::showWorkers);
}

void WorkersPage::buildLocal(const std::function<QDateTime()> &now)
{
    m_localSection = new LocalWorkersSection(*m_local, now, this);
    m_log = new WorkerLogPanel(this);
    m_splitter->addWidget(m_localSection);
    m_splitter->addWidget(m_log);
    connect(m_localSection, &LocalWorkersSection::currentChanged, this, &WorkersPage::showLog);
    connect(m_localSection, &LocalWorkersSection::logRequested, this, [this] { log()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_local, &LocalWorkers::logAppended, this, [this](int number, const QStringList &lines, bool areErrors) {
        if (number == m_loggedNumber)
            m_log->append(lines, areErrors);
    });
    connect(m_localSection, &LocalWorkersSection::said, this, &WorkersPage::said);
    connect(m_localSection, &LocalWorkersSection::refused, this, &WorkersPage::refused);
    showLog();
}

void WorkersPage::buildRemote(client::Client &client, const QString &address, const std::function<QDateTime()> &now)
{
    m_remoteSection = new RemoteWorkersSection(client, address, now, m_local != nullptr, this);
    m_splitter->addWidget(m_remoteSection);
    connect(remoteActs(), &WorkerActs::ordered, this, &WorkersPage::reload);
    connect(remoteActs(), &WorkerActs::tasksRequested, this, &WorkersPage::tasksRequested);
    connect(remoteActs(), &WorkerActs::said, this, &WorkersPage::said);
    connect(remoteActs(), &WorkerActs::refused, this, &WorkersPage::refused);
}

void WorkersPage::setOnline(bool isOnline) { m_remoteSection->setOnline(isOnline); }

void WorkersPage::setAddress(const QString &address) { m_remoteSection->setAddress(address); }

void WorkersPage::saveSettings() const { m_settings.setValue(kSplitterKey, m_splitter->saveState()); }

QList<QAction *> WorkersPage::workerActions() const
{
    return m_local ? m_localSection->actions() + m_remoteSection->actions() : m_remoteSection->actions();
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
    m_splitter->resize(m_scroller->viewport()->size().expandedTo(m_splitter->minimumSizeHint()));
    const int third = m_splitter->height() * 38 / 100;
    const int rows = m_localSection->heightOfRows();
    const int local = rows == 0 ? third : std::min(rows, third);
    const int remote = m_splitter->height() * (m_remoteSection->isEmpty() ? 33 : 25) / 100;
    m_splitter->setSizes({local, m_splitter->height() - local - remote, remote});
}

void WorkersPage::hideEvent(QHideEvent *)
{
    m_feed.setVisible(false);
    if (m_local)
        m_local->setWatched(false);
}

/// Our own processes stand in the upper table.
void WorkersPage::showWorkers(const QList<wire::Worker> &workers)
{
    auto elsewhere = workers;
    if (m_local) {
        m_localSection->setConnected(workers);
        elsewhere.removeIf([this](const wire::Worker &worker) { return m_localSection->has(worker.name); });
    }
    m_remoteSection->setWorkers(elsewhere);
}

void WorkersPage::showLog()
{
    const auto *process = m_localSection->current();
    const auto number = process ? process->number : 0;
    if (number == m_loggedNumber && number != 0)
        return;
    m_loggedNumber = number;
    if (!process)
        return m_log->showLog(tr("Log"), {}, tr("Select a process to see what it writes."), {});
    m_log->showLog(tr("Log of %1").arg(process->name), m_local->logTail(number), tr("It has written nothing yet."),
                   {m_local->logPath(number), m_local->errorLogPath(number)});
}

QTableView *WorkersPage::localTable() const { return m_localSection ? m_localSection->table() : nullptr; }

QTableView *WorkersPage::remoteTable() const { return m_remoteSection->table(); }

QTableView *WorkersPage::tableOf(const QString &worker) const
{
    return m_localSection && m_localSection->has(worker) ? localTable() : remoteTable();
}

WorkerActs *WorkersPage::remoteActs() const { return m_remoteSection->acts(); }

QSpinBox *WorkersPage::countBox() const { return m_localSection ? m_localSection->countBox() : nullptr; }

LogView *WorkersPage::log() const { return m_log ? m_log->view() : nullptr; }

MessageBar *WorkersPage::crashBar() const { return m_localSection ? m_localSection->crashBar() : nullptr; }

} // namespace conduit::ui
