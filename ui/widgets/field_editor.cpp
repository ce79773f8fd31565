// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/field_editor.h"

#include "ui/models/base64_text.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/value_editors.h"

namespace conduit::ui {

void FieldEditor::showToken(const std::optional<QByteArray> &token)
{
    if (token == m_token)
        return;
    m_token = token;
    m_isDisplaying = true;
    display(token);
    m_isDisplaying = false;
    setFault({});
}

void FieldEditor::give(const QByteArray &token)
{
    if (m_isDisplaying)
        return;
    m_token = token;
    setFault({});
    Q_EMIT edited(token);
}

void FieldEditor::giveNothing()
{
    if (m_isDisplaying)
        return;
    m_token.reset();
    setFault({});
    Q_EMIT cleared();
}

void FieldEditor::giveFault(const QString &fault)
{
    if (!m_isDisplaying)
        setFault(fault);
}

void FieldEditor::setFault(const QString &fault)
{
    if (m_fault == fault)
        return;
    m_fault = fault;
    Q_EMIT faultChanged();
}

FieldEditor *makeFieldEditor(const wire::Field &field, QWidget *parent)
{
    switch (field.type) {
    case wire::FieldType::String:
        if (wantsBase64(field.name, field.description))
            return new Base64Editor(parent);
        return new TextEditor(parent);
    case wire::FieldType::Number:
        return new NumberEditor(parent);
    case wire::FieldType::Boolean:
        return new BooleanEditor(parent);
    case wire::FieldType::Object:
    case wire::FieldType::Array:
        return new JsonEditor(field.type, parent);
    }
    Q_UNREACHABLE();
}

} // namespace conduit::ui
