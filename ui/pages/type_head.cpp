// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/type_head.h"

#include "ui/format/beginning.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr qsizetype kCharactersMax = 1'000; ///< More takes seconds to lay out.

} // namespace

TypeHead::TypeHead(QWidget *parent) : QWidget(parent), m_name(new ElidingLabel({}, this)), m_description(quietLabel({}, this))
{
    auto strong = m_name->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.2);
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_description->setWordWrap(true);
    m_description->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 8);
    column->setSpacing(2);
    column->addWidget(m_name);
    column->addWidget(m_description);
}

void TypeHead::showType(const QString &name, const QString &description)
{
    m_name->setFullText(name);
    m_description->setText(beginningOf(description, kCharactersMax));
    m_description->setVisible(!description.isEmpty());
}

} // namespace conduit::ui
