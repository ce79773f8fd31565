// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/json_text.h>
#include <conduit/wire.h>

#include <QHash>
#include <QObject>

#include <optional>

namespace conduit::ui {

/// What is wrong with a payload at one place.
struct PayloadFault
{
    QString member; ///< Empty: the payload as a whole.
    QString message;
    bool isMissing = false; ///< A required member that is not there yet.

    friend bool operator==(const PayloadFault &, const PayloadFault &) = default;
};

/// What a payload's text says, as far as a form needs it.
struct PayloadReading
{
    QString syntaxFault; ///< Why the text is no JSON, with line and column; empty when it is.
    bool isObject = false;
    QStringList names;                  ///< Of an object's members, as they stand in the text; what is added later comes last.
    QHash<QString, QByteArray> members; ///< The exact text of each value.
};

/// For any thread.
[[nodiscard]] PayloadReading readPayload(const QByteArray &text);

/// A payload in the making. Its JSON text is the only truth: a form shows and patches members of it, and what the form does not
/// know stays untouched. Checks against the schema as the broker will. A large text is read on another thread; what is patched
/// into it is not read again.
class PayloadDraft final : public QObject
{
    Q_OBJECT
public:
    /// Larger ones are read elsewhere.
    static constexpr qsizetype kReadHereBytesMax = 256 * 1024;

    using QObject::QObject;

    /// Nothing: a type without a schema, which takes any JSON.
    void setSchema(const std::optional<wire::Schema> &schema);
    [[nodiscard]] const std::optional<wire::Schema> &schema() const { return m_schema; }

    void setText(const QByteArray &text);
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// Nothing else is known of the text yet; changed() follows.
    [[nodiscard]] bool isBeingRead() const { return m_isBeingRead; }

    /// Why the text is no JSON, with line and column; empty when it is.
    [[nodiscard]] QString syntaxFault() const { return m_reading.syntaxFault; }
    /// True when a form can show it: an object of valid JSON.
    [[nodiscard]] bool isObject() const { return m_reading.isObject; }

    /// The exact text of a member's value; nothing when it is absent.
    [[nodiscard]] std::optional<QByteArray> member(const QString &name) const;
    /// `value` is valid JSON, and nests no deeper than a member may.
    void setMember(const QString &name, const QByteArray &value);
    void removeMember(const QString &name);
    /// Members that the schema does not name.
    [[nodiscard]] QStringList extraMembers() const;

    /// What the schema has against it; empty when it fits. Says nothing while syntaxFault() does.
    [[nodiscard]] QList<PayloadFault> faults() const { return m_faults; }

Q_SIGNALS:
    void changed();

private:
    void readAside();
    void take(const PayloadReading &reading);
    void check();

    std::optional<wire::Schema> m_schema;
    QByteArray m_text = "{}";
    PayloadReading m_reading {.syntaxFault = {}, .isObject = true, .names = {}, .members = {}};
    bool m_isBeingRead = false;
    QList<PayloadFault> m_faults;
};

/// What the schema has against a payload, checked as the broker will; empty when it fits.
[[nodiscard]] QList<PayloadFault> payloadFaults(const wire::Schema &schema, const json::Value &payload);

/// What a value of this type must look like; empty when `value` is one.
[[nodiscard]] QString typeFault(wire::FieldType type, const json::Value &value);

} // namespace conduit::ui
