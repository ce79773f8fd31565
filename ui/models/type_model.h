// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/steady_table_model.h"
#include "ui/models/type_flow.h"

#include <conduit/wire.h>

#include <optional>

namespace conduit::ui {

/// The types that have a schema, and those of which there are tasks without one, by name; with who handles them and what went on lately.
class TypeModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Required, Workers, Count, Success, P50, P95, LastSeen, Fields, Description };
    static constexpr int kColumnCount = Description + 1;
    static constexpr qsizetype kBareTypesMax = 500; ///< Of those without a schema; more would be no list.
    /// Whether nobody handles it now, as far as workers were heard of.
    enum Role { IsLonelyRole = Qt::UserRole };

    using SteadyTableModel::SteadyTableModel;

    /// Takes the sorted names of those that have a schema. Types that stay keep their row and schema.
    void setNames(const QStringList &names);
    /// Of which there are tasks, whether with a schema or without.
    void setSeen(const QStringList &names);
    void setSchema(const wire::Schema &schema);
    /// Of some of them; the others keep what they have.
    void addFlow(const QMap<QString, TypeFlow> &flow, const QDateTime &now);
    /// Those that are there now.
    void setWorkers(const QList<wire::Worker> &workers, const QDateTime &now);

    [[nodiscard]] QString nameAt(int row) const { return m_types[row].name; }
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] std::optional<wire::Schema> schemaOf(const QString &name) const;
    [[nodiscard]] int rowOf(const QString &name) const; ///< -1 when there is none.
    /// It has no schema, or it is not listed at all; else one is there, or is awaited.
    [[nodiscard]] bool isBare(const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void schemaChanged(const QString &name);

private:
    struct Type
    {
        QString name;
        bool isBare = false;
        std::optional<wire::Schema> schema;
    };
    void takeNames();
    void tellFlowChanged();
    [[nodiscard]] QString textOf(const Type &type, int column) const;
    [[nodiscard]] QString flowTextOf(const Type &type, int column) const;
    [[nodiscard]] QString fieldsText(const Type &type, bool isOnlyRequired) const;
    [[nodiscard]] QString toolTipOf(const Type &type, int column) const;
    /// Invalid when it is not known.
    [[nodiscard]] QVariant valueOf(const Type &type, int column) const;
    [[nodiscard]] std::optional<int> workersOf(const QString &type) const;

    QStringList m_registered;
    QStringList m_seen;
    bool m_isListed = false; ///< Those with a schema were told.
    QList<Type> m_types;
    QMap<QString, TypeFlow> m_flow;
    std::optional<QList<wire::Worker>> m_workers; ///< Nothing until they were heard of.
    QDateTime m_now;                              ///< When anything of this was.
};

} // namespace conduit::ui
