// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/payload_draft.h"

#include <QTabWidget>

class QLabel;
class QPlainTextEdit;

namespace conduit::ui {

class DraftBook;
class PayloadForm;
class PayloadText;

/// A draft twice: as a form, when there is a schema for one, and as JSON. Says in its corner that the draft is saved.
class PayloadTabs final : public QTabWidget
{
    Q_OBJECT
public:
    PayloadTabs(PayloadDraft &draft, const DraftBook &drafts, QWidget *parent = nullptr);

    /// Gives it to the draft, too. What cannot be shown as a form stands as JSON.
    void setSchema(const std::optional<wire::Schema> &schema);
    [[nodiscard]] PayloadForm *form() const { return m_form; }
    [[nodiscard]] QPlainTextEdit *jsonEditor() const;

private:
    PayloadDraft &m_draft;
    PayloadForm *m_form;
    PayloadText *m_json;
    QLabel *m_saved;
};

} // namespace conduit::ui
