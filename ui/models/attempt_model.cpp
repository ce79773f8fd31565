// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/attempt_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

AttemptModel::AttemptModel(std::function<QDateTime()> now, QObject *parent) : QAbstractTableModel(parent), m_now(std::move(now))
{
}

void AttemptModel::setAttempts(const QList<wire::Attempt> &attempts)
{
    beginResetModel();
    m_attempts = attempts;
    endResetModel();
}

int AttemptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

int AttemptModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant AttemptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &attempt = m_attempts[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(attempt, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Number ? rowSentence(*this, index.row()) : textOf(attempt, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTipOf(attempt, index.column()));
    case OutcomeRole:
        return attempt.outcome;
    default:
        return {};
    }
}

QVariant AttemptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Started ? QVariant(true) : section == Duration ? QVariant(false) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return u"#"_s;
    case Outcome:
        return tr("Outcome");
    case Started:
        return timeHeader(tr("Started"), m_now());
    case Duration:
        return tr("Ran");
    case Worker:
        return tr("Worker");
    case Error:
        return tr("Error");
    default:
        return {};
    }
}

QString AttemptModel::textOf(const wire::Attempt &attempt, int column) const
{
    switch (column) {
    case Number:
        return QString::number(attempt.number);
    case Outcome:
        return outcomeLabel(attempt.outcome);
    case Started:
        return timeText(attempt.startedAt, m_now());
    case Duration: {
        const auto end = attempt.endedAt.isValid() ? attempt.endedAt : m_now();
        return attempt.startedAt.isValid() ? durationText(std::chrono::milliseconds(attempt.startedAt.msecsTo(end)))
                                           : QString();
    }
    case Worker:
        return attempt.worker;
    case Error:
        return firstLine(attempt.error);
    default:
        return {};
    }
}

/// The outcome's has the error, too, whose column goes in a narrow table.
QString AttemptModel::toolTipOf(const wire::Attempt &attempt, int column) const
{
    switch (column) {
    case Outcome:
        return (outcomeLabel(attempt.outcome) + u'\n' + attempt.error).trimmed();
    case Started:
        return momentInFull(attempt.startedAt, m_now());
    case Error:
        return attempt.error;
    default:
        return textOf(attempt, column);
    }
}

} // namespace conduit::ui
