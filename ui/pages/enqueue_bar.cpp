// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_bar.h"

#include "ui/pages/enqueue_actions.h"
#include "ui/pages/payload_form.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kCountMax = 1000;

/// Grey while the action is, and says why.
QPushButton *buttonFor(QAction &action, const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(action.icon(), text, parent);
    const auto showAction = [button, &action, toolTip] { offer(*button, whyNot(action), toolTip); };
    showAction();
    QObject::connect(&action, &QAction::changed, button, showAction);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

} // namespace

EnqueueBar::EnqueueBar(const EnqueueActions &actions, QWidget *parent)
    : QWidget(parent),
      m_attention(new StateLabel(this)),
      m_count(new QSpinBox(this)),
      m_button(new PrimaryButton(tr("Enqueue"), this))
{
    m_attention->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_count->setRange(1, kCountMax);
    m_count->setPrefix(u"× "_s);
    m_count->setAccessibleName(tr("How many of this task"));
    setPlainToolTip(m_count, tr("How many of this task are enqueued at once"));
    m_button->setMinimumWidth(120);
    m_button->setFocusPolicy(Qt::TabFocus);
    setPlainToolTip(m_button, tr("Enqueue (Ctrl+Return)"));
    connect(m_button, &QPushButton::clicked, actions.enqueue, &QAction::trigger);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_attention, 1);
    auto *acts = new WrappingRow(WrappingRow::At::End);
    acts->addWidget(
        buttonFor(*actions.copyCurl, tr("Copy as curl"), tr("A shell command that enqueues this task (Ctrl+Shift+U)"), this));
    acts->addWidget(buttonFor(*actions.many, tr("Many…"), tr("Enqueue a task for each row of a file (Ctrl+Shift+E)"), this));
    acts->addWidget(buttonFor(*actions.dryRun, tr("Dry run"),
                              tr("Ask the broker whether it would take this task; nothing is enqueued (Ctrl+Alt+D)"), this));
    acts->addWidget(m_count);
    acts->addWidget(m_button);
    row->addLayout(acts);
}

void EnqueueBar::showState(const PayloadDraft &draft, const PayloadForm &form, const QString &optionsFault, bool isOnline)
{
    const auto wrong = form.wrongFields();
    const auto missing = form.missingFields();
    const auto isFine = !draft.isBeingRead() && draft.syntaxFault().isEmpty() && draft.faults().isEmpty() && wrong.isEmpty()
        && optionsFault.isEmpty();
    // Stays enabled while a task is on its way: a disabled button would hand the keyboard's focus to a neighbour.
    m_button->setEnabled(isFine && isOnline);
    if (!isOnline)
        m_attention->setState(Glyph::Offline, Tone::Retrying, tr("The broker is not available. What you typed stays."));
    else if (draft.isBeingRead())
        m_attention->setState(Glyph::Circle, Tone::Waiting, tr("The payload is being read."));
    else if (!draft.syntaxFault().isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad,
                              tr("The JSON is broken, so the form is locked: %1").arg(draft.syntaxFault()));
    else if (!draft.isObject() && draft.schema())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("The payload of this type must be an object."));
    else if (!wrong.isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("Needs attention: %1").arg(wrong.join(u", "_s)));
    else if (!optionsFault.isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad, optionsFault);
    else if (!missing.isEmpty())
        m_attention->setState(Glyph::Circle, Tone::Waiting, tr("Still to fill in: %1").arg(missing.join(u", "_s)));
    else
        m_attention->setState(Glyph::Tick, Tone::Good, tr("Ready to enqueue"));
    setPlainToolTip(m_attention, m_attention->text());
}

void EnqueueBar::setSending(bool isSending) { m_button->setText(isSending ? tr("Sending…") : tr("Enqueue")); }

bool EnqueueBar::isReady() const { return m_button->isEnabled(); }

QString EnqueueBar::attention() const { return m_attention->text(); }

} // namespace conduit::ui
