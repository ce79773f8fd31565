// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/payload_text.h"

#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr qsizetype kHeadBytes = 4 * 1024;

} // namespace

PayloadText::PayloadText(PayloadDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_draft(draft),
      m_editor(new QPlainTextEdit(this)),
      m_state(new StateLabel(this)),
      m_editAll(new QPushButton(tr("Edit all of it"), this))
{
    m_editor->setFont(monospaceFont());
    m_editor->setAccessibleName(tr("Payload as JSON"));
    m_editor->setTabChangesFocus(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    auto *highlighter = new JsonHighlighter(m_editor->document());
    highlighter->setPalette(palette());
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layOut = new QPushButton(tr("Lay out"), this);
    setPlainToolTip(layOut, tr("Put each member on a line of its own"));
    connect(&m_draft, &PayloadDraft::changed, this, &PayloadText::refresh);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &PayloadText::take);
    connect(m_editAll, &QPushButton::clicked, this, [this] {
        m_editsLarge = true;
        refresh();
    });
    connect(layOut, &QPushButton::clicked, this, [this] {
        if (m_draft.syntaxFault().isEmpty() && !m_draft.isBeingRead())
            m_draft.setText(indented(m_draft.text()));
    });

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 8, 4);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_editAll);
    foot->addWidget(layOut);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_editor, 1);
    column->addLayout(foot);
    refresh();
}

void PayloadText::refresh()
{
    const auto &text = m_draft.text();
    const auto isCut = text.size() > kBytesAtOnce && !m_editsLarge;
    const auto shown = QString::fromUtf8(isCut ? text.first(kHeadBytes) : text);
    m_isShowing = true;
    if (m_editor->toPlainText() != shown)
        m_editor->setPlainText(shown);
    m_editor->setReadOnly(isCut);
    m_isShowing = false;
    m_editAll->setVisible(isCut);
    if (m_draft.isBeingRead())
        m_state->setState(Glyph::Circle, Tone::Waiting, tr("The payload is being read."));
    else if (!m_draft.syntaxFault().isEmpty())
        m_state->setState(Glyph::Cross, Tone::Bad, m_draft.syntaxFault());
    else if (isCut)
        m_state->setState(Glyph::Tick, Tone::Good, tr("Valid JSON of %1; this is its beginning.").arg(sizeText(text.size())));
    else
        m_state->setState(Glyph::Tick, Tone::Good, tr("Valid JSON"));
}

void PayloadText::take()
{
    if (!m_isShowing && !m_editor->isReadOnly())
        m_draft.setText(m_editor->toPlainText().toUtf8());
}

} // namespace conduit::ui
