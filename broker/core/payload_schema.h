// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"

#include <conduit/json_text.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace conduit::broker {

/// What payload a task type takes: the original's form, five field types, open to further members. Compiled once, at registration.
class PayloadSchema
{
public:
    enum class FieldType { String, Number, Boolean, Object, Array };

    struct Field
    {
        QString name;
        FieldType type = FieldType::String;
        bool isRequired = false;
        QString description;
        QByteArray example; ///< JSON text; empty when there is none.
    };

    static constexpr int kFieldsMax = 200;
    static constexpr int kFaultsShownMax = 20;
    static constexpr qsizetype kTypeCharactersMax = 200;

    /// Reads `{"task_type", "description", "fields": {name: {"field_type", "required", "description"?, "example"?}}}`.
    /// The error says which member is wrong and what it takes.
    static Result<PayloadSchema> from(const json::Value &value);

    [[nodiscard]] const QString &taskType() const { return m_taskType; }
    [[nodiscard]] const QList<Field> &fields() const { return m_fields; }
    /// The schema as it is stored and shown, fields in the order in which they came.
    [[nodiscard]] QByteArray text() const;
    /// Everything that keeps `payload` from fitting, at most kFaultsShownMax; empty when it fits. A payload must be an object
    /// as soon as the schema names a field.
    [[nodiscard]] QList<SchemaFault> faultsOf(const json::Value &payload) const;

private:
    QString m_taskType;
    QString m_description;
    QList<Field> m_fields;
};

/// Why a text cannot name a task type: 1–200 characters, no control characters. Nothing when it can.
[[nodiscard]] std::optional<QString> faultOfTypeName(QStringView name);

} // namespace conduit::broker
