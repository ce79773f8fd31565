// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/attempts_view.h"

#include "ui/format/task_words.h"
#include "ui/models/attempt_timeline.h"
#include "ui/models/line_diff.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timeline_view.h"
#include "ui/widgets/tone_delegate.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kWorkerWidth = 90;
constexpr int kErrorWidthMin = 120;

/// What the longest word for an outcome needs, with its mark before it.
int widthOfOutcomes(const QWidget &table)
{
    constexpr int kBesideTheWord = 32;
    int widest = 0;
    for (const auto &outcome : attemptOutcomes())
        widest = std::max(widest, table.fontMetrics().horizontalAdvance(outcomeLabel(outcome)));
    return widest + kBesideTheWord;
}

/// Message, class and trace of an attempt, as a person reads them.
QString wholeError(const wire::Attempt &attempt)
{
    QStringList parts;
    if (!attempt.errorClass.isEmpty())
        parts.append(attempt.errorClass);
    if (!attempt.error.isEmpty())
        parts.append(attempt.error);
    if (attempt.exitCode)
        parts.append(AttemptsView::tr("Exit code %1").arg(*attempt.exitCode));
    if (!attempt.stack.isEmpty())
        parts.append(u'\n' + attempt.stack);
    return parts.join(u'\n');
}

} // namespace

AttemptsView::AttemptsView(std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_model(m_now),
      m_timeline(new TimelineView(this)),
      m_empty(quietLabel({}, this)),
      m_table(new QTableView(this)),
      m_errorPart(new QWidget(this)),
      m_errorTitle(headingLabel({}, m_errorPart)),
      m_compare(new QCheckBox(m_errorPart)),
      m_error(new ExactText(m_errorPart))
{
    buildTable();
    m_empty->setWordWrap(true);
    m_error->setAccessibleName(tr("Error of the attempt"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_errorTitle, 1);
    head->addWidget(m_compare);
    auto *inner = new QVBoxLayout(m_errorPart);
    inner->setContentsMargins(0, 4, 0, 0);
    inner->setSpacing(4);
    inner->addLayout(head);
    inner->addWidget(m_error, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_errorPart);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_timeline);
    column->addWidget(m_empty);
    column->addWidget(split, 1);

    connect(m_timeline, &TimelineView::currentChanged, this, &AttemptsView::choose);
    connect(m_compare, &QCheckBox::toggled, this, &AttemptsView::showError);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            choose(m_attempts[current.row()].number);
    });
    clear();
}

void AttemptsView::clear()
{
    m_task = {};
    m_attempts.clear();
    m_model.setAttempts({});
    m_timeline->setTimeline({});
    showEmptiness(tr("Loading…"));
    showError();
}

void AttemptsView::setFailure(const QString &why)
{
    if (m_attempts.isEmpty())
        showEmptiness(tr("Not loaded: %1").arg(why));
}

void AttemptsView::setAttempts(const wire::Task &task, const QList<wire::Attempt> &attempts)
{
    const auto isOther = task.id != m_task.id;
    const auto chosen = m_timeline->current();
    m_task = task;
    m_attempts = attempts;
    m_model.setAttempts(attempts);
    showEmptiness(attempts.isEmpty() ? tr("No attempt has begun yet.") : QString());
    noteTime();
    // The newest attempt is what people come for; a choice of theirs stays.
    choose(!isOther && rowOf(chosen) >= 0 ? chosen : attempts.isEmpty() ? 0 : attempts.last().number);
}

void AttemptsView::noteTime()
{
    if (!m_task.id.isEmpty())
        m_timeline->setTimeline(timelineOf(m_task, m_attempts, m_now()));
}

QString AttemptsView::errorText() const { return m_error->exactText(); }

QString AttemptsView::emptyText() const { return m_empty->text(); }

void AttemptsView::showEmptiness(const QString &why)
{
    m_empty->setText(why);
    m_empty->setVisible(!why.isEmpty());
    m_table->setVisible(why.isEmpty());
}

void AttemptsView::buildTable()
{
    styleTable(*m_table, tr("Attempts"));
    m_table->setModel(&m_model);
    const auto markOf = [](const QModelIndex &index) {
        const auto outcome = index.data(AttemptModel::OutcomeRole).toString();
        return ToneDelegate::Mark {glyphOf(outcome), toneOf(outcome)};
    };
    m_table->setItemDelegateForColumn(AttemptModel::Outcome, new ToneDelegate(markOf, m_table));
    for (const auto &[section, width] : {std::pair {AttemptModel::Number, 26},
                                         {AttemptModel::Outcome, widthOfOutcomes(*m_table)},
                                         {AttemptModel::Started, 76},
                                         {AttemptModel::Duration, 50}})
        m_table->setColumnWidth(section, width);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section < AttemptModel::Worker)
            showColumns();
    });
}

bool AttemptsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showColumns();
    return QWidget::eventFilter(watched, event);
}

/// The error stands below in full and in the tip of the outcome, so its column goes where it has no room.
void AttemptsView::showColumns()
{
    int room = m_table->viewport()->width();
    for (int section = 0; section < AttemptModel::Worker; ++section)
        room -= m_table->columnWidth(section);
    const int nameWidth = widthOfName(*m_table->horizontalHeader(), AttemptModel::Worker);
    const int workerWidth = std::max(kWorkerWidth, nameWidth);
    const bool hasErrors = room >= workerWidth + kErrorWidthMin;
    m_table->setColumnHidden(AttemptModel::Error, !hasErrors);
    m_table->setColumnHidden(AttemptModel::Worker, room < nameWidth);
    m_table->setColumnWidth(AttemptModel::Worker, hasErrors ? workerWidth : room);
}

void AttemptsView::choose(int number)
{
    m_timeline->setCurrent(number);
    const auto row = rowOf(number);
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model.index(row, 0));
    showError();
}

void AttemptsView::showError()
{
    const auto row = rowOf(m_timeline->current());
    const auto text = row < 0 ? QString() : wholeError(m_attempts[row]);
    m_errorPart->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return m_error->setExactText({});
    const auto earlier = earlierErrorRow(row);
    const auto hasEarlier = earlier >= 0;
    m_errorTitle->setText(tr("Error of attempt %1").arg(m_attempts[row].number));
    m_compare->setVisible(hasEarlier);
    if (hasEarlier)
        m_compare->setText(tr("Compare with attempt %1").arg(m_attempts[earlier].number));
    const auto shown = hasEarlier && m_compare->isChecked() ? lineDiff(wholeError(m_attempts[earlier]), text) : text;
    if (m_error->exactText() != shown)
        m_error->setExactText(shown);
}

int AttemptsView::earlierErrorRow(int row) const
{
    do
        --row;
    while (row >= 0 && wholeError(m_attempts[row]).isEmpty());
    return row;
}

int AttemptsView::rowOf(int number) const
{
    for (qsizetype row = 0; row < m_attempts.size(); ++row)
        if (m_attempts[row].number == number)
            return static_cast<int>(row);
    return -1;
}

} // namespace conduit::ui
