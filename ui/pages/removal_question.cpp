// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/removal_question.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 72;

}

RemovalQuestion::RemovalQuestion(const Counts &counts, QWidget *parent)
    : QDialog(parent),
      m_cancel(new QPushButton(
          counts.waiting ? tr("Cancel %1 that wait").arg(countText(*counts.waiting)) : tr("Cancel those that wait"), this)),
      m_delete(new QPushButton(counts.ended ? tr("Delete %1 that have ended").arg(countText(*counts.ended))
                                            : tr("Delete those that have ended"),
                               this)),
      m_leave(new QPushButton(tr("Leave them"), this))
{
    setWindowTitle(tr("Cancel or delete"));
    auto *text = headingLabel(tr("Some of these tasks wait, and some have ended. Which do you mean?"), this);
    text->setWordWrap(true);
    auto *details =
        plainLabel(tr("Both can be undone. Tasks that run stay. Shift+Delete deletes all that do not run, in one step."), this);
    details->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_cancel, QDialogButtonBox::ActionRole);
    buttons->addButton(m_delete, QDialogButtonBox::ActionRole);
    buttons->addButton(m_leave, QDialogButtonBox::RejectRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(text);
    column->addWidget(details);
    column->addWidget(buttons);
    setFixedWidth(widthFor(*this, kWidthInCharacters));
    m_leave->setDefault(true);
    m_leave->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT cancelChosen();
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT deleteChosen();
    });
}

} // namespace conduit::ui
