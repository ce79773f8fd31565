// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>

#include <functional>
#include <optional>

namespace conduit::ui {

/// What a window has told: in its corner and above its pages, newest first, and what of it was taken back. The oldest is forgotten.
class ToldModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int kEntriesMax = 500;
    enum Column { Time, Text, Undo, ColumnCount };
    enum Role { IsBadRole = Qt::UserRole };

    struct Entry
    {
        QDateTime time;
        QString text;
        bool isBad = false;               ///< Something was not done, or does not go well.
        std::optional<int> undoable = {}; ///< Its number in the trail of undo.
        bool isUndone = false;
    };
    /// Whether the trail can still take this one back.
    using IsOpen = std::function<bool(int)>;

    ToldModel(std::function<QDateTime()> now, IsOpen isOpen, QObject *parent = nullptr);

    /// What says the same as the newest, but for its numbers, takes its place: how far something is, is told again and again.
    void add(const QString &text, bool isBad, std::optional<int> undoable = {});
    void noteUndone(int number);
    /// All that `before` has told, below what is here.
    void continueFrom(const ToldModel &before);

    [[nodiscard]] const Entry &entryAt(int row) const { return m_entries.at(row); }
    [[nodiscard]] bool canUndo(const Entry &entry) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const Entry &entry, int column) const;

    std::function<QDateTime()> m_now;
    IsOpen m_isOpen;
    QList<Entry> m_entries;
};

} // namespace conduit::ui
