// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/activity_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// In the order of the list.
std::tuple<bool, qint64, QString> placeOf(const ActivityRow &row)
{
    return {!row.isRun, -row.beganAt.toMSecsSinceEpoch(), row.id};
}

} // namespace

ActivityModel::ActivityModel(std::function<QDateTime()> now, QObject *parent) : SteadyTableModel(parent), m_now(std::move(now))
{
}

void ActivityModel::setRows(QList<ActivityRow> rows)
{
    std::sort(rows.begin(), rows.end(), [](const ActivityRow &a, const ActivityRow &b) { return placeOf(a) < placeOf(b); });
    takeRows(m_rows, rows, &placeOf);
}

int ActivityModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int ActivityModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ActivityRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Progress ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == What ? rowSentence(*this, index.row()) : textOf(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Began ? momentInFull(row.beganAt, m_now()) : textOf(row, index.column()));
    case StateRole:
        return row.state;
    case PercentRole:
        return index.column() == Progress && row.percent ? QVariant(*row.percent) : QVariant();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Began ? QVariant(true) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Progress:
        return tr("Progress");
    case Pace:
        return tr("Pace");
    case Tasks:
        return tr("Which tasks");
    case NotChanged:
        return tr("Not changed");
    case Who:
        return tr("Started by");
    case Began:
        return timeHeader(tr("Started"), m_now());
    default:
        return {};
    }
}

QString ActivityModel::textOf(const ActivityRow &row, int column) const
{
    switch (column) {
    case What:
        return row.what;
    case Progress:
        return row.percent ? tr("%1 %").arg(qRound(*row.percent)) : QString();
    case Pace:
        return row.pace;
    case Tasks:
        return row.tasks;
    case NotChanged:
        return row.notChanged;
    case Who:
        return row.who;
    case Began:
        return timeText(row.beganAt, m_now());
    default:
        return {};
    }
}

} // namespace conduit::ui
