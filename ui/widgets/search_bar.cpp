// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/search_bar.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace conduit::ui {

SearchBar::SearchBar(QWidget *parent) : QWidget(parent), m_text(new ElidingLabel({}, this)), m_button(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_isSearching)
            Q_EMIT stopRequested();
        else
            Q_EMIT goOnRequested();
    });
    hide();
}

void SearchBar::showProgress(const QString &text, bool isSearching, const QString &goOn)
{
    m_isSearching = isSearching;
    m_text->setFullText(text);
    m_button->setText(isSearching ? tr("Stop") : goOn);
    setVisible(!text.isEmpty());
}

QString SearchBar::text() const { return m_text->fullText(); }

} // namespace conduit::ui
