// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/export_dialog.h"

#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Names may have an `&` that is one.
QString buttonText(QString text) { return text.replace(u'&', u"&&"_s); }

} // namespace

ExportDialog::ExportDialog(const QString &all, const QString &selected, QWidget *parent)
    : FormDialog({.window = tr("Export tasks"),
                  .title = tr("Export tasks"),
                  .text = tr("What the list knows of each task. It goes on in the background."),
                  .yes = tr("Save as…")},
                 parent),
      m_all(new QRadioButton(buttonText(all), this)),
      m_selected(new QRadioButton(selected.isEmpty() ? tr("Those that are selected") : buttonText(selected), this)),
      m_format(new QComboBox(this)),
      m_payloads(new QCheckBox(tr("With payloads"), this)),
      m_results(new QCheckBox(tr("With results"), this))
{
    m_all->setChecked(selected.isEmpty());
    m_selected->setChecked(!selected.isEmpty());
    m_selected->setEnabled(!selected.isEmpty());
    if (selected.isEmpty())
        setPlainToolTip(m_selected, tr("Nothing is selected."));
    m_format->addItem(tr("CSV, for spreadsheets"), int(ExportFile::Format::Csv));
    m_format->addItem(tr("JSON Lines, a task a line"), int(ExportFile::Format::JsonLines));
    auto *which = new QVBoxLayout;
    which->setSpacing(4);
    which->addWidget(m_all);
    which->addWidget(m_selected);
    addFields(tr("Tasks"), which);
    addField(tr("File type"), m_format);
    addField({}, m_payloads);
    addField({}, m_results);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::offerDocuments);
    offerDocuments();
}

bool ExportDialog::isOfSelected() const { return m_selected->isChecked(); }

bool ExportDialog::withPayloads() const { return m_payloads->isEnabled() && m_payloads->isChecked(); }

bool ExportDialog::withResults() const { return m_results->isEnabled() && m_results->isChecked(); }

void ExportDialog::offerDocuments()
{
    const bool isOffered = format() == ExportFile::Format::JsonLines;
    m_payloads->setEnabled(isOffered);
    m_results->setEnabled(isOffered);
    setPlainToolTip(m_payloads,
                    isOffered ? tr("Each as it was sent. The file may become large.")
                              : tr("A payload is JSON, which a table has no cell for. Choose JSON Lines."));
    setPlainToolTip(m_results,
                    isOffered
                        ? tr("Output and whole error of each that has ended. They are read one by one, which takes longer.")
                        : tr("A result is JSON, which a table has no cell for. Choose JSON Lines."));
}

ExportFile::Format ExportDialog::format() const { return static_cast<ExportFile::Format>(m_format->currentData().toInt()); }

} // namespace conduit::ui
