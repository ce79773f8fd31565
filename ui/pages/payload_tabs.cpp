// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/payload_tabs.h"

#include "ui/feeds/draft_book.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/payload_text.h"
#include "ui/widgets/labels.h"

#include <QLabel>

namespace conduit::ui {

namespace {

enum Tab { FormTab, JsonTab };

} // namespace

PayloadTabs::PayloadTabs(PayloadDraft &draft, const DraftBook &drafts, QWidget *parent)
    : QTabWidget(parent),
      m_draft(draft),
      m_form(new PayloadForm(draft, this)),
      m_json(new PayloadText(draft, this)),
      m_saved(quietLabel({}, this))
{
    m_saved->setContentsMargins(0, 0, 16, 6); // As high as the names of the tabs.
    setDocumentMode(true);
    addTab(m_form, tr("Form"));
    addTab(m_json, tr("JSON"));
    setCornerWidget(m_saved);
    connect(&drafts, &DraftBook::noted, m_saved, &QLabel::clear);
    connect(&drafts, &DraftBook::saved, this, [this] { m_saved->setText(tr("Draft saved")); });
    connect(&drafts, &DraftBook::failed, this,
            [this](const QString &why) { m_saved->setText(tr("Draft not saved: %1").arg(why)); });
}

void PayloadTabs::setSchema(const std::optional<wire::Schema> &schema)
{
    setTabEnabled(FormTab, schema.has_value());
    if (!schema)
        setCurrentIndex(JsonTab);
    else if (!m_draft.schema() && (m_draft.isObject() || m_draft.isBeingRead()))
        setCurrentIndex(FormTab);
    m_draft.setSchema(schema);
}

QPlainTextEdit *PayloadTabs::jsonEditor() const { return m_json->editor(); }

} // namespace conduit::ui
