// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/told_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// What is left of a text without its numbers.
QString withoutNumbers(QString text)
{
    text.removeIf([](QChar c) { return c.isDigit() || c.isSpace() || c == u',' || c == u'.'; });
    return text;
}

} // namespace

ToldModel::ToldModel(std::function<QDateTime()> now, IsOpen isOpen, QObject *parent)
    : QAbstractTableModel(parent), m_now(std::move(now)), m_isOpen(std::move(isOpen))
{
}

void ToldModel::add(const QString &text, bool isBad, std::optional<int> undoable)
{
    const bool isSame = !m_entries.isEmpty() && !undoable && !m_entries.first().undoable && m_entries.first().isBad == isBad
        && withoutNumbers(m_entries.first().text) == withoutNumbers(text);
    if (isSame) {
        m_entries.first().time = m_now();
        m_entries.first().text = text;
        Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
        return;
    }
    if (m_entries.size() == kEntriesMax) {
        beginRemoveRows({}, kEntriesMax - 1, kEntriesMax - 1);
        m_entries.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.prepend({m_now(), text, isBad, undoable});
    endInsertRows();
}

void ToldModel::noteUndone(int number)
{
    for (int row = 0; row < m_entries.size(); ++row)
        if (m_entries.at(row).undoable == number) {
            m_entries[row].isUndone = true;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
}

void ToldModel::continueFrom(const ToldModel &before)
{
    beginResetModel();
    m_entries += before.m_entries;
    m_entries.resize(std::min<qsizetype>(m_entries.size(), kEntriesMax));
    endResetModel();
}

bool ToldModel::canUndo(const Entry &entry) const { return entry.undoable && !entry.isUndone && m_isOpen(*entry.undoable); }

int ToldModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_entries.size()); }

int ToldModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ToldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Time ? rowSentence(*this, index.row()) : textOf(entry, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Time ? momentInFull(entry.time, m_now()) : entry.text);
    case IsBadRole:
        return entry.isBad;
    default:
        return {};
    }
}

QVariant ToldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == TimeFormat::kColumnRole)
        return section == Time ? QVariant(true) : section == Undo ? QVariant(false) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return timeHeader(tr("When"), m_now());
    case Text:
        return tr("Message");
    case Undo:
        return tr("Undo");
    default:
        return {};
    }
}

QString ToldModel::textOf(const Entry &entry, int column) const
{
    switch (column) {
    case Time:
        return timeText(entry.time, m_now());
    case Text:
        return firstLine(entry.text);
    case Undo:
        return entry.isUndone ? tr("Undone") : canUndo(entry) ? tr("Can be undone") : QString();
    default:
        return {};
    }
}

} // namespace conduit::ui
