// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

#include <optional>

namespace conduit::ui {

/// Edits the value of one field as exact JSON text. What somebody has typed may not be a value yet; then fault() says why and the
/// last value stands.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows a value that came from elsewhere; nothing when the member is absent. A text that says the same already stays as it is.
    void showToken(const std::optional<QByteArray> &token);
    [[nodiscard]] const QString &fault() const { return m_fault; }
    /// What takes the keyboard.
    [[nodiscard]] virtual QWidget *input() const = 0;
    /// The value that a field starts with when somebody wants to set it.
    [[nodiscard]] virtual QByteArray firstToken() const = 0;

Q_SIGNALS:
    void edited(const QByteArray &token);
    /// Nothing is left of the value.
    void cleared();
    void faultChanged();

protected:
    virtual void display(const std::optional<QByteArray> &token) = 0;
    /// By the user; a no-op while display() runs.
    void give(const QByteArray &token);
    void giveNothing();
    void giveFault(const QString &fault);

private:
    void setFault(const QString &fault);

    std::optional<QByteArray> m_token;
    QString m_fault;
    bool m_isDisplaying = false;
};

/// The editor that suits the field.
[[nodiscard]] FieldEditor *makeFieldEditor(const wire::Field &field, QWidget *parent);

} // namespace conduit::ui
