// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/late_worker_bar.h"

#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"
#include "ui/widgets/message_bar.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kTasksRead = 50;

} // namespace

LateWorkerBar::LateWorkerBar(client::Client &client, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent), m_client(client), m_now(std::move(now)), m_bar(new MessageBar(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    connect(m_bar, &MessageBar::actionTriggered, this, [this] { Q_EMIT tasksRequested(m_worker.name); });
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, &LateWorkerBar::tell);
}

void LateWorkerBar::setWorkers(const QList<wire::Worker> &workers)
{
    const auto late = std::ranges::find_if(workers, [this](const wire::Worker &worker) { return isLate(worker); });
    const auto before = m_worker.name;
    m_worker = late == workers.end() ? wire::Worker() : *late;
    if (m_worker.name != before)
        m_task = {};
    if (!m_worker.name.isEmpty())
        look();
    tell();
}

bool LateWorkerBar::isLate(const wire::Worker &worker) const
{
    return worker.running > 0 && worker.lastSeenAt.secsTo(m_now()) > kLateSeconds;
}

/// Which of its tasks comes back first.
void LateWorkerBar::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    wire::TaskQuery query;
    query.filter = u"state:running worker:"_s + filterValue(m_worker.name);
    query.limit = kTasksRead;
    m_client.listTasks(query, this, [this, name = m_worker.name](const client::Result<wire::TaskPage> &answer) {
        m_isLooking = false;
        if (!answer || name != m_worker.name)
            return;
        const auto first = std::ranges::min_element(answer->tasks, {}, &wire::Task::leaseExpiresAt);
        m_task = first == answer->tasks.end() ? wire::Task() : *first;
        tell();
    });
}

void LateWorkerBar::tell()
{
    const auto left = m_now().msecsTo(m_task.leaseExpiresAt);
    if (m_worker.name.isEmpty() || m_task.id.isEmpty() || !m_task.leaseExpiresAt.isValid() || left <= 0)
        return m_bar->clear();
    const QString ends = durationText(std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(left)));
    const QString text = tr("%1 is late. Its lease of task %2 expires in %3; then the task returns to the queue.")
                             .arg(m_worker.name, shortId(m_task.id), ends);
    const QString subject = m_worker.name + m_task.id;
    if (std::exchange(m_told, subject) == subject && !m_bar->isHidden())
        m_bar->updateText(text);
    else
        m_bar->showMessage(Tone::Retrying, text, tr("Show its tasks"));
}

} // namespace conduit::ui
