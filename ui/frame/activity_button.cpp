// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/activity_button.h"

#include "ui/format/operation_words.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QProgressBar>
#include <QToolButton>

namespace conduit::ui {

namespace {

constexpr int kBarWidth = 64;
constexpr int kBarHeight = 8;

} // namespace

ActivityButton::ActivityButton(QWidget *parent)
    : QWidget(parent), m_button(new QToolButton(this)), m_bar(new QProgressBar(this))
{
    m_button->setAutoRaise(true);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(kBarWidth, kBarHeight);
    m_bar->setAccessibleName(tr("How far it is"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_bar);
    row->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, &ActivityButton::clicked);
    hide();
}

void ActivityButton::showRows(const QList<ActivityRow> &rows)
{
    QList<ActivityRow> underWay;
    for (const ActivityRow &row : rows)
        if (isUnderWay(row.state) && row.state != u"paused")
            underWay.append(row);
    setVisible(!underWay.isEmpty());
    if (underWay.isEmpty())
        return;
    const ActivityRow &first = underWay.first();
    // What exactly, the tip says: a status bar has little room.
    m_button->setText(tr("%Ln operation(s) under way", nullptr, static_cast<int>(underWay.size())));
    QString tip;
    for (const ActivityRow &row : std::as_const(underWay))
        tip += row.what + u'\n';
    setPlainToolTip(m_button, tip + tr("Show in Activity"));
    // Without a number it only moves.
    m_bar->setRange(0, first.percent ? 100 : 0);
    if (first.percent)
        m_bar->setValue(qRound(*first.percent));
}

void ActivityButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

} // namespace conduit::ui
