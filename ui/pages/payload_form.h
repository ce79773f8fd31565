// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/payload_draft.h"

#include <conduit/client.h>

#include <QScrollArea>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace conduit::ui {

class FieldEditor;
class FieldRow;
class StateLabel;

/// A form made from a draft's schema: one row a field, kept in step with the draft's JSON in both directions.
class PayloadForm final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PayloadForm(PayloadDraft &draft, QWidget *parent = nullptr);

    /// What the broker refused, shown at its fields until they change. Returns what belongs to no field.
    QList<client::Failure::Detail> showRefusal(const QList<client::Failure::Detail> &details);

    /// Fields whose value must still be given or mended, in order.
    [[nodiscard]] QStringList missingFields() const;
    [[nodiscard]] QStringList wrongFields() const;
    void focusField(const QString &name);

    [[nodiscard]] FieldEditor *editor(const QString &name) const;
    /// The message under a field; empty when all is well.
    [[nodiscard]] QString messageAt(const QString &name) const;

Q_SIGNALS:
    /// Missing or wrong fields may be others than before.
    void attentionChanged();

private:
    void rebuild();
    void refresh();
    [[nodiscard]] FieldRow *row(const QString &name) const;

    PayloadDraft &m_draft;
    QByteArray m_schemaText;
    QString m_schemaType;
    QWidget *m_content;
    QVBoxLayout *m_column;
    QLabel *m_extra = nullptr;
    QList<FieldRow *> m_rows;
    bool m_isRefreshing = false;
};

/// One field of the form: its name and type on the left; editor, message, description and example on the right.
class FieldRow final : public QWidget
{
    Q_OBJECT
public:
    FieldRow(const wire::Field &field, PayloadDraft &draft, QWidget *parent);

    void refresh();
    void setRefusal(const QString &message);
    [[nodiscard]] const wire::Field &field() const { return m_field; }
    [[nodiscard]] FieldEditor *editor() const { return m_editor; }
    [[nodiscard]] QString message() const;
    [[nodiscard]] bool isMissing() const { return m_isMissing; }
    [[nodiscard]] bool isWrong() const;

Q_SIGNALS:
    void messageChanged();

private:
    [[nodiscard]] QWidget *buildName();
    [[nodiscard]] QWidget *buildHints();
    void setPresent(bool isPresent);
    void showMessage();

    wire::Field m_field;
    PayloadDraft &m_draft;
    FieldEditor *m_editor;
    QCheckBox *m_set = nullptr;
    StateLabel *m_message;
    QWidget *m_hints;
    std::optional<QByteArray> m_token;
    QString m_schemaFault;
    QString m_refusal;
    bool m_isMissing = false;
    bool m_isTouched = false;
};

} // namespace conduit::ui
