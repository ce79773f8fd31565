// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/toast.h"

#include "ui/widgets/announcer.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/text_size.h"
#include "ui/widgets/theme.h"

#include <QEnterEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kDistanceRight = 20;
constexpr int kDistanceBelow = 64; // Above the row of buttons that a page may end with.
int iconSide() { return inTextSize(18); }

} // namespace

Toast::Toast(QWidget *parent)
    : QFrame(parent), m_text(plainLabel({}, this)), m_button(new QPushButton(this)), m_undo(new QPushButton(undoWord(), this))
{
    auto *close = new QToolButton(this);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss"));
    setPlainToolTip(close, tr("Dismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14 + iconSide() + 8, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_text);
    row->addWidget(m_button);
    row->addWidget(m_undo);
    row->addWidget(close);
    m_clock.setSingleShot(true);
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, this, &QWidget::hide);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT actionTriggered();
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT undoTriggered();
    });
    for (auto *button : std::initializer_list<QWidget *> {m_button, m_undo, close})
        button->setFocusPolicy(Qt::TabFocus);
    parent->installEventFilter(this);
    hide();
}

void Toast::showMessage(const QString &text, const QString &action, Tone tone)
{
    m_tone = tone;
    m_text->setText(text);
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    m_undo->hide();
    setAccessibleName(text);
    settle();
    show();
    update();
    raise();
    m_clock.start();
    Announcer::ours().announce(*this);
}

void Toast::offerUndo()
{
    m_undo->show();
    settle();
}

QString Toast::text() const { return m_text->text(); }

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parent())
        settle();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *) { m_clock.stop(); }

void Toast::leaveEvent(QEvent *) { m_clock.start(); }

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hairline(palette()));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintGlyph(painter, placed({14, (height() - iconSide()) / 2.0, qreal(iconSide()), qreal(iconSide())}, rect(), painter),
               m_tone == Tone::Bad ? Glyph::Error : Glyph::Check, toneColor(m_tone, palette()));
}

void Toast::settle()
{
    layout()->activate();
    adjustSize();
    const auto *home = parentWidget();
    move(home->width() - width() - kDistanceRight, home->height() - height() - kDistanceBelow);
}

} // namespace conduit::ui
