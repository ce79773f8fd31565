// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/form_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 64;

}

FormDialog::FormDialog(const FormWords &words, QWidget *parent)
    : QDialog(parent),
      m_form(new QFormLayout),
      m_note(quietLabel({}, this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this)),
      m_accept(new PrimaryButton(words.yes, this))
{
    setWindowTitle(words.window);
    auto *title = new ElidingLabel(words.title, this);
    auto strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto *text = quietLabel(words.text, this);
    text->setWordWrap(true);
    text->setVisible(!words.text.isEmpty());
    m_note->setWordWrap(true);
    m_note->hide();

    m_accept->setDefault(true);
    m_buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(m_form);
    column->addWidget(m_note);
    column->addStretch(1);
    column->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * kWidthInCharacters);
}

QString FormDialog::note() const { return m_note->text(); }

void FormDialog::addField(const QString &name, QWidget *field)
{
    field->setAccessibleName(name);
    m_form->addRow(name, field);
    putButtonsLast();
    if (m_form->rowCount() == 1)
        field->setFocus();
}

void FormDialog::addFields(const QString &name, QLayout *fields)
{
    m_form->addRow(name, fields);
    putButtonsLast();
}

/// Tab goes through what stands in the dialog in the order in which it came there. The order of the two buttons would be that of their
/// making.
void FormDialog::putButtonsLast()
{
    m_buttons->setParent(nullptr);
    layout()->addWidget(m_buttons);
    setTabOrder(m_accept, m_buttons->button(QDialogButtonBox::Cancel));
}

void FormDialog::judge(const QString &fault, const QString &note)
{
    m_note->setText(fault.isEmpty() ? note : fault);
    m_note->setVisible(!m_note->text().isEmpty());
    if (isVisible())
        makeRoom();
    m_accept->setEnabled(fault.isEmpty());
    setPlainToolTip(m_accept, fault);
}

void FormDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    makeRoom();
}

/// A dialog's first size does not know how many lines a text takes at its width. Nor does one with a least width of its own become as wide
/// as its fields and their names.
void FormDialog::makeRoom()
{
    setMinimumWidth(std::max(minimumWidth(), layout()->totalMinimumSize().width()));
    const int wide = std::max(width(), minimumWidth());
    resize(wide, std::max(height(), layout()->totalHeightForWidth(wide)));
}

} // namespace conduit::ui
