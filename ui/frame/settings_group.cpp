// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/settings_group.h"

#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace conduit::ui {

SettingsGroup::SettingsGroup(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(title), m_words(title), m_form(new QFormLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(titleLabel(title, this));
    m_form->setHorizontalSpacing(20);
    column->addLayout(m_form);
    column->addStretch();
}

QString SettingsGroup::words() const
{
    QString words = m_words;
    for (const auto *box : findChildren<QComboBox *>())
        for (int choice = 0; choice < box->count(); ++choice)
            words += u'\n' + box->itemText(choice);
    return words;
}

QComboBox *SettingsGroup::addChoice(const QString &name, const QString &effect)
{
    auto *box = new QComboBox(this);
    addField(name, box, effect);
    return box;
}

QCheckBox *SettingsGroup::addSwitch(const QString &name, const QString &effect)
{
    auto *box = new QCheckBox(name, this);
    box->setAccessibleName(name);
    box->setAccessibleDescription(effect);
    m_form->addRow(box);
    m_words += u'\n' + name;
    if (!effect.isEmpty()) {
        auto *label = addText(effect);
        label->setIndent(style()->pixelMetric(QStyle::PM_IndicatorWidth)
                         + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing));
    }
    return box;
}

QLabel *SettingsGroup::addField(const QString &name, QWidget *field, const QString &effect)
{
    field->setAccessibleName(name);
    field->setAccessibleDescription(effect);
    m_form->addRow(name, field);
    m_words += u'\n' + name;
    return addEffect(effect);
}

QLabel *SettingsGroup::addText(const QString &text)
{
    auto *label = quietLabel(text, this);
    label->setWordWrap(true);
    m_form->addRow(label);
    m_words += u'\n' + text;
    return label;
}

QLabel *SettingsGroup::addEffect(const QString &effect)
{
    if (effect.isEmpty())
        return nullptr;
    auto *label = quietLabel(effect, this);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading); // Near what it is about, whatever room the form gives it.
    m_form->addRow(QString(), label);
    m_words += u'\n' + effect;
    return label;
}

} // namespace conduit::ui
