// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>

namespace conduit::ui {

/// The fields of one schema, in its order.
class FieldModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Type, Required, Description, Example };
    static constexpr int kColumnCount = Example + 1;
    static constexpr qsizetype kCharactersMax = 1'000; ///< Of a cell; more takes long to lay out, for each of its paintings.

    using QAbstractTableModel::QAbstractTableModel;

    void setFields(const QList<wire::Field> &fields);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return header(section, orientation, role);
    }
    /// The same of any list of a schema's fields.
    [[nodiscard]] static QVariant header(int section, Qt::Orientation orientation, int role);

private:
    [[nodiscard]] static QString textOf(const wire::Field &field, int column);

    QList<wire::Field> m_fields;
};

} // namespace conduit::ui
