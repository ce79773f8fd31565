// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/field_editor.h"

class QComboBox;
class QLineEdit;

namespace conduit::ui {

class GrowingTextEdit;

/// A string. One that is too large to edit on a line is shown by its beginning.
class TextEditor final : public FieldEditor
{
    Q_OBJECT
public:
    explicit TextEditor(QWidget *parent = nullptr);
    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] QByteArray firstToken() const override { return "\"\""; }

protected:
    void display(const std::optional<QByteArray> &token) override;

private:
    GrowingTextEdit *m_text;
};

/// A number, digit for digit as it was typed: no rounding, no limits, no locale.
class NumberEditor final : public FieldEditor
{
    Q_OBJECT
public:
    explicit NumberEditor(QWidget *parent = nullptr);
    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] QByteArray firstToken() const override { return "0"; }

protected:
    void display(const std::optional<QByteArray> &token) override;

private:
    void read(const QString &text);

    QLineEdit *m_text;
};

class BooleanEditor final : public FieldEditor
{
    Q_OBJECT
public:
    explicit BooleanEditor(QWidget *parent = nullptr);
    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] QByteArray firstToken() const override { return "true"; }

protected:
    void display(const std::optional<QByteArray> &token) override;

private:
    QComboBox *m_choice;
};

/// An object or array as JSON.
class JsonEditor final : public FieldEditor
{
    Q_OBJECT
public:
    explicit JsonEditor(wire::FieldType type, QWidget *parent = nullptr);
    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] QByteArray firstToken() const override;

protected:
    void display(const std::optional<QByteArray> &token) override;

private:
    void read();

    wire::FieldType m_type;
    GrowingTextEdit *m_text;
};

} // namespace conduit::ui
