// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/audit.h>

#include <QAbstractTableModel>

#include <functional>

namespace conduit::ui {

/// What people and programs did, newest first. Grows downwards as somebody scrolls, and upwards as things happen. Knows nothing of widgets
/// or the network: it asks for more by a signal.
class AuditModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Who, What, Target, Outcome, Why };
    static constexpr int kColumnCount = Why + 1;
    enum Role { StateRole = Qt::UserRole }; ///< A word for the outcome's shape and colour.

    explicit AuditModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    /// The list from its top.
    void restart(const wire::AuditPage &page);
    /// The page behind the last row.
    void addOlder(const wire::AuditPage &page);
    /// The newest page, of a list that goes on being told: rows that it has in common are patched, new ones come on top. False when it has
    /// none in common, so that some would be missing between.
    bool merge(const wire::AuditPage &page);

    [[nodiscard]] const wire::AuditEntry &entryAt(int row) const { return m_entries[row]; }
    /// For the next page; nothing at the end.
    [[nodiscard]] std::optional<qint64> next() const { return m_next; }
    /// Ages are told anew.
    void refreshTimes();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// Somebody has scrolled to the end of what is here.
    void moreWanted();

private:
    [[nodiscard]] QString textOf(const wire::AuditEntry &entry, int column) const;

    std::function<QDateTime()> m_now;
    QList<wire::AuditEntry> m_entries;
    std::optional<qint64> m_next;
};

} // namespace conduit::ui
