// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>

#include <optional>

namespace conduit::ui {

/// The types that have a schema, by name.
class TypeModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Fields, Required, Description };
    static constexpr int kColumnCount = Description + 1;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the sorted names. Types that stay keep their row and schema.
    void setNames(const QStringList &names);
    void setSchema(const wire::Schema &schema);

    [[nodiscard]] QString nameAt(int row) const { return m_types[row].name; }
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] std::optional<wire::Schema> schemaOf(const QString &name) const;
    [[nodiscard]] int rowOf(const QString &name) const; ///< -1 when there is none.

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
        std::optional<wire::Schema> schema;
    };
    [[nodiscard]] QString textOf(const Type &type, int column) const;

    QList<Type> m_types;
};

} // namespace conduit::ui
