// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/about_dialog.h"

#include "ui/widgets/exact_text.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 60;
constexpr int kDetailLines = 6;

} // namespace

AboutDialog::AboutDialog(const QString &details, QWidget *parent)
    : QDialog(parent), m_copy(new QPushButton(glyphIcon(Glyph::Copy), tr("Copy details"), this))
{
    setWindowTitle(tr("About Conduit"));
    auto *text = plainLabel(tr("A durable task queue, and its console."), this);
    text->setWordWrap(true);
    auto *licence = quietLabel(tr("Free software under the GNU General Public License, version 3, without any warranty. "
                                  "The libraries for programs that use it are under the MIT licence."),
                               this);
    licence->setWordWrap(true);
    auto *exact = new ExactText(this);
    exact->setAccessibleName(tr("Details for a bug report"));
    exact->setLinesMax(kDetailLines);
    exact->setExactText(details);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(titleLabel(tr("Conduit %1").arg(QCoreApplication::applicationVersion()), this));
    column->addWidget(text);
    column->addWidget(licence);
    column->addWidget(exact);
    column->addWidget(buttons);
    setFixedWidth(fontMetrics().averageCharWidth() * kWidthInCharacters);
    connect(m_copy, &QPushButton::clicked, this, &AboutDialog::copyRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setFocus();
}

} // namespace conduit::ui
