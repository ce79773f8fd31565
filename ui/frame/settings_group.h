// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;

namespace conduit::ui {

/// One group of the settings: fields, and below each a line that says when what was chosen takes effect.
class SettingsGroup : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsGroup(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] const QString &title() const { return m_title; }
    /// Everything that stands in it, also what can be chosen, to be searched.
    [[nodiscard]] QString words() const;

    QComboBox *addChoice(const QString &name, const QString &effect);
    QCheckBox *addSwitch(const QString &name, const QString &effect = {});
    /// Takes the field over. The line below it is returned, null without an `effect`.
    QLabel *addField(const QString &name, QWidget *field, const QString &effect);
    /// Text of its own.
    QLabel *addText(const QString &text);

private:
    QLabel *addEffect(const QString &effect);

    QString m_title;
    QString m_words;
    QFormLayout *m_form;
};

} // namespace conduit::ui
