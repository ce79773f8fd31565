// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_summary.h"

#include "ui/format/backoff_words.h"
#include "ui/format/curl.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kErrorLinesMax = 8;

/// Age first, since that is what people ask; the moment itself behind it.
QString whenText(const QDateTime &moment, const QDateTime &now)
{
    const auto age = ageText(moment, now);
    const auto exact = momentText(moment);
    const auto zone =
        TimeFormat::ours().isAbsolute() && moment.isValid() ? u' ' + TimeFormat::ours().zoneName(moment) : QString();
    return age == exact ? exact + zone : u"%1  ·  %2"_s.arg(age, exact + zone);
}

QString errorOf(const wire::Task &task)
{
    if (task.isHead())
        return task.status == u"Failed" ? task.lastError : QString();
    return task.result ? task.result->error.value_or(QString()) : QString();
}

QString waitingText(const wire::Task &task, const QDateTime &now)
{
    QStringList lines;
    for (const auto &reason : task.waitingFor) {
        auto line = reason.detail.isEmpty() ? waitReasonText(reason.reason) : reason.detail;
        if (reason.until.isValid()) {
            const auto until = u" ("_s + ageText(reason.until, now) + u')';
            line.insert(line.endsWith(u'.') ? line.size() - 1 : line.size(), until);
        }
        lines.append(line);
    }
    return lines.join(u'\n');
}

} // namespace

struct TaskSummary::Facts
{
    ValueField *queue;
    ValueField *priority;
    ValueField *created;
    ValueField *due;
    ValueField *started;
    ValueField *ended;
    ValueField *ran;
    ValueField *attempts;
    ValueField *worker;
    ValueField *lease;
    ValueField *progress;
    ValueField *tags;
    ValueField *timeLimit;
    ValueField *rests;
    ValueField *triedFor;
    ValueField *beginBy;
    ValueField *uniqueKey;
    ValueField *serialKey;
    ValueField *meta;
    ValueField *enqueuedBy;
};

TaskSummary::TaskSummary(std::function<QDateTime()> now, QWidget *parent) : QScrollArea(parent), m_now(std::move(now))
{
    setFocusPolicy(Qt::NoFocus); // What lies in it takes the keyboard, and is scrolled to.
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    build();
}

TaskSummary::~TaskSummary() = default;

void TaskSummary::build()
{
    auto *page = new QWidget;
    m_error = new ExactText(page);
    m_error->setAccessibleName(tr("Error"));
    m_error->setLinesMax(kErrorLinesMax);
    m_waiting = plainLabel({}, page);
    m_waiting->setWordWrap(true);
    m_waiting->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_waiting->setAccessibleName(tr("Waiting for"));

    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 10, 0, 8);
    // No QFormLayout: that of Qt 6.4 writes past its end when rows are hidden (setupHfwLayoutData goes through all of them).
    m_rows = new QGridLayout;
    column->addLayout(m_rows);
    column->addStretch(1);
    m_rows->setHorizontalSpacing(14);
    m_rows->setVerticalSpacing(5);
    m_rows->setColumnStretch(1, 1);
    addRow(tr("Waiting for"), m_waiting, Qt::AlignTop);
    addRow(tr("Error"), m_error, Qt::AlignTop);
    m_facts = std::make_unique<Facts>();
    m_facts->progress = addFact(tr("Progress"));
    m_facts->queue = addFact(tr("Queue"));
    m_facts->priority = addFact(tr("Priority"));
    m_facts->attempts = addFact(tr("Attempts"));
    m_facts->created = addFact(tr("Created"));
    m_facts->due = addFact(tr("Due"));
    m_facts->started = addFact(tr("Started"));
    m_facts->ended = addFact(tr("Ended"));
    m_facts->ran = addFact(tr("Ran"));
    m_facts->worker = addFact(tr("Worker"));
    m_facts->lease = addFact(tr("Lease until"));
    m_facts->tags = addFact(tr("Tags"));
    m_facts->timeLimit = addFact(tr("Time limit"));
    m_facts->rests = addFact(tr("Back-off"));
    m_facts->triedFor = addFact(tr("Tried for"));
    m_facts->beginBy = addFact(tr("Begin by"));
    m_facts->uniqueKey = addFact(tr("Unique key"));
    m_facts->serialKey = addFact(tr("Serial key"));
    m_facts->meta = addFact(tr("Meta"));
    m_facts->enqueuedBy = addFact(tr("Enqueued by"));
    m_original = new LinkButton({}, page);
    m_original->setObjectName("original"_L1);
    connect(m_original, &QAbstractButton::clicked, this, [this] { Q_EMIT originalRequested(m_original->text()); });
    addRow(tr("Copied from"), m_original, Qt::AlignVCenter);

    setWidget(page);
}

void TaskSummary::addRow(const QString &name, QWidget *value, Qt::Alignment side)
{
    const int row = m_rows->rowCount();
    m_rows->addWidget(quietLabel(name, this), row, 0, Qt::AlignLeft | side);
    m_rows->addWidget(value, row, 1,
                      value->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? Qt::AlignLeft : Qt::Alignment());
}

ValueField *TaskSummary::addFact(const QString &name)
{
    auto *value = new ValueField(name, this);
    addRow(name, value, Qt::AlignVCenter);
    return value;
}

void TaskSummary::setTask(const wire::Task &task)
{
    m_pace.note(task, m_now());
    showTask(task);
}

void TaskSummary::showTask(const wire::Task &task)
{
    const auto now = m_now();
    const auto show = [this](ValueField *field, const QString &text, const QString &toolTip = {}) {
        field->setValue(text, toolTip);
        setRowVisible(field, !text.isEmpty());
    };
    const auto isRunning = task.state == u"running";
    const auto isWaiting = !isRunning && !task.hasEnded();
    const auto waiting = waitingText(task, now);
    if (m_waiting->text() != waiting)
        m_waiting->setText(waiting);
    setRowVisible(m_waiting, !waiting.isEmpty());

    const auto error = errorOf(task);
    if (m_error->exactText() != error)
        m_error->setExactText(error);
    setRowVisible(m_error, !error.isEmpty());

    show(m_facts->progress, isRunning ? m_pace.text(now) : QString());
    show(m_facts->queue, task.queue);
    show(m_facts->priority, QString::number(task.priority));
    show(m_facts->attempts, attemptsText(task));
    show(m_facts->created, whenText(task.createdAt, now), momentInFull(task.createdAt, now));
    show(m_facts->due, isWaiting ? whenText(task.runAt, now) : QString(), momentInFull(task.runAt, now));
    show(m_facts->started, whenText(task.startedAt, now), momentInFull(task.startedAt, now));
    show(m_facts->ended, whenText(task.completedAt, now), momentInFull(task.completedAt, now));
    show(m_facts->ran, runTimeText(task, now));
    show(m_facts->worker, task.worker);
    show(m_facts->lease, isRunning ? whenText(task.leaseExpiresAt, now) : QString(), momentInFull(task.leaseExpiresAt, now));
    show(m_facts->tags, task.tags.join(u", "_s));
    const auto options = optionTexts(task);
    show(m_facts->timeLimit, options.timeLimit);
    show(m_facts->rests, options.rests);
    show(m_facts->triedFor, options.triedFor);
    show(m_facts->beginBy, whenText(task.expiresAt, now), momentInFull(task.expiresAt, now));
    show(m_facts->uniqueKey, task.uniqueKey);
    show(m_facts->serialKey, task.serialKey);
    show(m_facts->meta, options.meta, options.meta);
    show(m_facts->enqueuedBy, task.enqueuedBy);
    m_original->setText(originalOf(task));
    m_original->updateGeometry();
    setRowVisible(m_original, !m_original->text().isEmpty());
}

void TaskSummary::setRowVisible(QWidget *field, bool isVisible)
{
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    m_rows->getItemPosition(m_rows->indexOf(field), &row, &column, &rows, &columns);
    for (auto *widget : {m_rows->itemAtPosition(row, 0)->widget(), field})
        widget->setVisible(isVisible);
}

} // namespace conduit::ui
