// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/empty_state.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kPictureSide = 44;
constexpr int kTextInCharacters = 74;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent),
      m_picture(new QWidget(this)),
      m_title(headingLabel({}, this)),
      m_text(quietLabel({}, this)),
      m_button(new QPushButton(this))
{
    m_picture->setFixedHeight(kPictureSide);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    const int width = fontMetrics().averageCharWidth() * kTextInCharacters;
    m_text->setMaximumWidth(width);
    m_text->setMinimumWidth(width / 2);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_picture);
    column->addWidget(m_title);
    auto *textRow = new QHBoxLayout;
    textRow->addStretch();
    textRow->addWidget(m_text, 100);
    textRow->addStretch();
    column->addLayout(textRow);
    column->addSpacing(4);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setContent(Glyph glyph, const QString &title, const QString &text, const QString &action)
{
    m_glyph = glyph;
    setAccessibleName(title);
    setAccessibleDescription(text);
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    showPictureIfItFits();
    update();
}

QString EmptyState::title() const { return m_title->text(); }

int EmptyState::heightForWidth(int width) const
{
    return layout()->totalHeightForWidth(width) - (m_picture->isHidden() ? 0 : kPictureSide + layout()->spacing());
}

void EmptyState::showPictureIfItFits()
{
    m_picture->setVisible(height() >= heightForWidth(width()) + kPictureSide + layout()->spacing());
}

void EmptyState::paintEvent(QPaintEvent *)
{
    if (m_picture->isHidden())
        return;
    QPainter painter(this);
    const QRectF place = m_picture->geometry();
    auto color = quietText(palette());
    color.setAlphaF(0.6F);
    paintGlyph(painter, QRectF(place.center().x() - kPictureSide / 2.0, place.top(), kPictureSide, kPictureSide), m_glyph,
               color);
}

} // namespace conduit::ui
