// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/export_file.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QComboBox;
class QRadioButton;

namespace conduit::ui {

/// Asks which tasks are to be exported, and as what; accepted, the place is asked for next.
class ExportDialog final : public FormDialog
{
    Q_OBJECT
public:
    /// `all` says which tasks fit the filter. `selected` says which are selected; empty: none are.
    ExportDialog(const QString &all, const QString &selected, QWidget *parent);

    [[nodiscard]] bool isOfSelected() const;
    [[nodiscard]] ExportFile::Format format() const;
    [[nodiscard]] bool withPayloads() const;
    [[nodiscard]] bool withResults() const;

    [[nodiscard]] QRadioButton *allButton() const { return m_all; }
    [[nodiscard]] QRadioButton *selectedButton() const { return m_selected; }
    [[nodiscard]] QComboBox *formatBox() const { return m_format; }
    [[nodiscard]] QCheckBox *payloadsBox() const { return m_payloads; }
    [[nodiscard]] QCheckBox *resultsBox() const { return m_results; }

private:
    /// Spreadsheets have no cells for them.
    void offerDocuments();

    QRadioButton *m_all;
    QRadioButton *m_selected;
    QComboBox *m_format;
    QCheckBox *m_payloads;
    QCheckBox *m_results;
};

} // namespace conduit::ui
