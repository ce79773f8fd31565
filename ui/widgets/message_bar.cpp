// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/message_bar.h"

#include "ui/widgets/announcer.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/text_size.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace conduit::ui {

namespace {

int iconSide() { return inTextSize(18); }
constexpr int kEdgeWidth = 3;

} // namespace

MessageBar::MessageBar(QWidget *parent) : QFrame(parent), m_row(new QHBoxLayout(this)), m_text(plainLabel({}, this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_row->setContentsMargins(ConsoleStyle::kPageMargin + iconSide() + 10, 7, ConsoleStyle::kPageMargin, 7);
    m_row->setSpacing(12);
    m_row->addWidget(m_text, 1);
    addButton();
    // Not Fixed: what it would like without a width, with a word a line, must not be what it is never less than.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::addButton()
{
    auto *button = new QPushButton(this);
    button->hide();
    m_row->addWidget(button);
    connect(button, &QPushButton::clicked, this,
            [this, number = static_cast<int>(m_buttons.size())] { Q_EMIT actionTriggered(number); });
    m_buttons.append(button);
}

void MessageBar::showMessage(Tone tone, const QString &text, const QString &action)
{
    showMessage(tone, text, action.isEmpty() ? QStringList() : QStringList {action});
}

void MessageBar::showMessage(Tone tone, const QString &text, const QStringList &actions)
{
    const auto isNews = isHidden() || m_text->text() != text;
    m_tone = tone;
    m_text->setText(text);
    while (m_buttons.size() < actions.size())
        addButton();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setText(actions.value(i));
        m_buttons.at(i)->setVisible(i < actions.size());
    }
    setAccessibleName(text);
    show();
    update();
    if (!isNews)
        return;
    Announcer::ours().announce(*this);
    Q_EMIT said(text, tone == Tone::Bad);
}

void MessageBar::updateText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void MessageBar::clear()
{
    hide();
    m_text->clear();
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto color = toneColor(m_tone, palette());
    auto tint = color;
    tint.setAlphaF(0.10F);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(rect(), tint);
    painter.fillRect(placed(QRectF(0, 0, kEdgeWidth, height()), rect(), painter), color);
    const auto glyph = m_tone == Tone::Good ? Glyph::Check : m_tone == Tone::Bad ? Glyph::Error : Glyph::Warning;
    paintGlyph(painter,
               placed({ConsoleStyle::kPageMargin, (height() - iconSide()) / 2.0, qreal(iconSide()), qreal(iconSide())}, rect(),
                      painter),
               glyph, color);
}

} // namespace conduit::ui
