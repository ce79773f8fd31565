// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/export_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Names may have an `&` that is one.
QString buttonText(QString text) { return text.replace(u'&', u"&&"_s); }

} // namespace

ExportDialog::ExportDialog(const QString &all, const QString &selected, QWidget *parent)
    : QDialog(parent),
      m_all(new QRadioButton(buttonText(all), this)),
      m_selected(new QRadioButton(selected.isEmpty() ? tr("Those that are selected") : buttonText(selected), this)),
      m_format(new QComboBox(this))
{
    setWindowTitle(tr("Export tasks"));
    auto *title = new ElidingLabel(tr("Export tasks"), this);
    auto strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto *text = quietLabel(
        tr("What the list knows of each task, without its payload and its result. It goes on in the background."), this);
    text->setWordWrap(true);

    m_all->setChecked(selected.isEmpty());
    m_selected->setChecked(!selected.isEmpty());
    m_selected->setEnabled(!selected.isEmpty());
    if (selected.isEmpty())
        setPlainToolTip(m_selected, tr("Nothing is selected."));
    m_format->addItem(tr("CSV, for spreadsheets"), int(TaskFile::Format::Csv));
    m_format->addItem(tr("JSON Lines, a task a line"), int(TaskFile::Format::JsonLines));
    m_format->setAccessibleName(tr("File type"));
    auto *which = new QVBoxLayout;
    which->setSpacing(4);
    which->addWidget(m_all);
    which->addWidget(m_selected);
    auto *form = new QFormLayout;
    form->addRow(tr("Tasks"), which);
    form->addRow(tr("File type"), m_format);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *save = new PrimaryButton(tr("Save as…"), this);
    save->setDefault(true);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(form);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
}

bool ExportDialog::isOfSelected() const { return m_selected->isChecked(); }

TaskFile::Format ExportDialog::format() const { return static_cast<TaskFile::Format>(m_format->currentData().toInt()); }

} // namespace conduit::ui
