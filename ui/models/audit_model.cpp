// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/audit_model.h"

#include "ui/format/audit_words.h"
#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

AuditModel::AuditModel(std::function<QDateTime()> now, QObject *parent) : QAbstractTableModel(parent), m_now(std::move(now)) { }

void AuditModel::restart(const wire::AuditPage &page)
{
    beginResetModel();
    m_entries = page.entries;
    m_next = page.next;
    endResetModel();
}

void AuditModel::addOlder(const wire::AuditPage &page)
{
    m_next = page.next;
    if (page.entries.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.entries.size()) - 1);
    m_entries += page.entries;
    endInsertRows();
}

bool AuditModel::merge(const wire::AuditPage &page)
{
    const qint64 newest = m_entries.isEmpty() ? 0 : m_entries.first().id;
    const auto firstKnown = std::find_if(page.entries.begin(), page.entries.end(),
                                         [&](const wire::AuditEntry &entry) { return entry.id <= newest; });
    if (firstKnown == page.entries.end() && page.next)
        return false;
    const auto added = static_cast<int>(firstKnown - page.entries.begin());
    if (added > 0) {
        beginInsertRows({}, 0, added - 1);
        m_entries = page.entries.first(added) + m_entries;
        endInsertRows();
    }
    const auto patched = std::min(page.entries.size(), m_entries.size());
    for (qsizetype row = added; row < patched && m_entries[row].id == page.entries[row].id; ++row)
        m_entries[row] = page.entries[row];
    if (patched > added)
        Q_EMIT dataChanged(index(added, 0), index(static_cast<int>(patched) - 1, kColumnCount - 1));
    return true;
}

void AuditModel::refreshTimes()
{
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

int AuditModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_entries.size()); }

int AuditModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

bool AuditModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && m_next.has_value(); }

void AuditModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Time ? rowSentence(*this, index.row()) : textOf(entry, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Time         ? momentInFull(entry.time, m_now())
                                : index.column() == Target ? entry.target
                                                           : textOf(entry, index.column()));
    case StateRole:
        return entry.counts && entry.counts->failed > 0 ? u"failed"_s : entry.outcome;
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Time ? QVariant(true) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return timeHeader(tr("When"), m_now());
    case Who:
        return tr("Who");
    case What:
        return tr("What");
    case Target:
        return tr("To what");
    case Outcome:
        return tr("How it went");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

QString AuditModel::textOf(const wire::AuditEntry &entry, int column) const
{
    switch (column) {
    case Time:
        return timeText(entry.time, m_now());
    case Who:
        return auditActorText(entry);
    case What:
        return auditActText(entry);
    case Target:
        return auditTargetText(entry);
    case Outcome:
        return auditOutcomeText(entry);
    case Why:
        return auditWhyText(entry);
    default:
        return {};
    }
}

} // namespace conduit::ui
