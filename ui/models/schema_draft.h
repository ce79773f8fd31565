// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>

#include <optional>

namespace conduit::ui {

/// A schema in the making: its type, its description and a grid of fields to edit. Says what a broker would refuse.
class SchemaDraft final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Type, Required, Description, Example };
    static constexpr int kColumnCount = Example + 1;
    static constexpr int kFieldsMax = 200; // What a broker takes.

    /// The first thing that is wrong, and where; `row` is -1 for the schema as a whole.
    struct Fault
    {
        QString message = {};
        int row = -1;
        int column = Name;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setSchema(const wire::Schema &schema);
    /// With its text as a broker would keep it.
    [[nodiscard]] wire::Schema schema() const;
    void setTaskType(const QString &name);
    void setDescription(const QString &text);
    [[nodiscard]] const QString &taskType() const { return m_taskType; }
    [[nodiscard]] const QString &description() const { return m_description; }

    /// Returns its row, or -1 when there are as many as there may be.
    int addField();
    void removeField(int row);
    /// By one place up or down; nothing happens beyond the ends.
    void moveField(int row, int step);

    /// Without a message when nothing is wrong.
    [[nodiscard]] Fault fault() const;
    /// Where a broker's refusal belongs: its messages begin with `fields.NAME`. Row -1 for anything else.
    [[nodiscard]] Fault faultFrom(const QString &message) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString faultAt(int row, int column) const;
    [[nodiscard]] QString faultOfExample(const wire::Field &field) const;
    static bool take(wire::Field &field, int column, const QVariant &value, int role);

    QString m_taskType;
    QString m_description;
    QList<wire::Field> m_fields;
};

/// The text of a schema as a broker keeps it.
[[nodiscard]] QByteArray schemaText(const wire::Schema &schema);

/// The type that a schema's JSON names, if it does.
[[nodiscard]] std::optional<QString> typeNamedIn(const QByteArray &text);

/// A payload that fits: each field's example where it has one, else a value of its type; optional fields without an example are left out.
[[nodiscard]] QByteArray samplePayload(const wire::Schema &schema);

} // namespace conduit::ui
