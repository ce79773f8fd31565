// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/status_line.h"

#include "ui/feeds/connection_feed.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/times.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kBetweenTheSides = 12;

/// Below ten nobody feels a difference.
QString latencyText(std::chrono::milliseconds latency)
{
    return latency < std::chrono::milliseconds(10) ? StatusLine::tr("< 10 ms") : StatusLine::tr("%1 ms").arg(latency.count());
}

} // namespace

StatusLine::StatusLine(QStatusBar &bar)
    : QObject(&bar),
      m_bar(bar),
      m_lamp(new StateLabel(&bar)),
      m_address(new QToolButton(&bar)),
      m_totals(new ElidingLabel({}, &bar)),
      m_skew(new StateLabel(&bar)),
      m_broker(quietLabel({}, &bar)),
      m_asOf(quietLabel({}, &bar))
{
    m_bar.setSizeGripEnabled(false);
    m_address->setAutoRaise(true);
    m_address->setAccessibleName(tr("Broker's address"));
    setPlainToolTip(m_address, tr("Copy the broker's address"));
    connect(m_address, &QToolButton::clicked, this, &StatusLine::copyAddress);
    auto *left = new QWidget(&m_bar);
    m_left = new QHBoxLayout(left);
    m_left->setContentsMargins(12, 1, 0, 1);
    m_left->setSpacing(10);
    m_left->addWidget(m_lamp);
    m_left->addWidget(m_address);
    m_totals->setForegroundRole(QPalette::PlaceholderText);
    m_left->addWidget(m_totals, 1);
    m_bar.addWidget(left, 1);
    auto *right = new QWidget(&m_bar);
    m_right = new QHBoxLayout(right);
    m_right->setContentsMargins(0, 1, 15, 1);
    m_right->setSpacing(14);
    m_right->addWidget(m_skew);
    m_right->addWidget(m_broker);
    m_skew->hide();
    m_right->addWidget(m_asOf);
    m_bar.addPermanentWidget(right);
    for (QObject *each : {static_cast<QObject *>(&m_bar), static_cast<QObject *>(left), static_cast<QObject *>(right)})
        each->installEventFilter(this);
}

void StatusLine::setLamp(Glyph glyph, Tone tone, const QString &text) { m_lamp->setState(glyph, tone, text); }

void StatusLine::setAddress(const QString &address) { m_address->setText(address); }

QString StatusLine::address() const { return m_address->text(); }

void StatusLine::copyAddress()
{
    QGuiApplication::clipboard()->setText(address());
    Q_EMIT addressCopied();
}

void StatusLine::showCounts(const ConnectionFeed &connection)
{
    const auto &states = connection.stats().states;
    QStringList parts;
    for (const auto &state : taskStates())
        if (const auto count = states.value(state); count > 0)
            parts.append(u"%1 %2"_s.arg(stateLabel(state), countText(count)));
    const bool isKnown = connection.asOf().isValid();
    m_totals->setFullText(parts.isEmpty() && isKnown ? tr("No tasks") : parts.join(u"  ·  "_s));
    QStringList broker;
    if (!connection.version().isEmpty())
        broker.append(tr("Broker %1").arg(connection.version()));
    if (connection.isAnswering() && connection.latency())
        broker.append(latencyText(*connection.latency()));
    m_broker->setText(broker.join(u"  ·  "_s));
    m_asOf->setText(isKnown ? tr("as of %1").arg(clockText(connection.asOf())) : QString());
    makeRoom();
}

bool StatusLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        // Later: what is shown while the layout is at work would not be placed.
        QMetaObject::invokeMethod(this, &StatusLine::makeRoom, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void StatusLine::makeRoom()
{
    const QList<QLabel *> mostWantedFirst {m_asOf, m_broker};
    const auto widthOf = [this](const QLabel *part) { return part->sizeHint().width() + m_right->spacing(); };
    int room = m_bar.width() - m_left->sizeHint().width() + m_totals->sizeHint().width() - m_totals->minimumSizeHint().width()
        - m_right->sizeHint().width() - kBetweenTheSides;
    for (const QLabel *part : mostWantedFirst)
        room += part->isHidden() ? 0 : widthOf(part);
    QStringList gone;
    for (QLabel *part : mostWantedFirst) {
        const bool isWanted = !part->text().isEmpty();
        const bool hasRoom = !m_bar.isVisible() || (gone.isEmpty() && widthOf(part) <= room);
        if (isWanted && hasRoom)
            room -= widthOf(part);
        else if (isWanted)
            gone.append(part->text());
        part->setVisible(isWanted && hasRoom);
    }
    const QString tip = gone.isEmpty() ? QString() : plainToolTip((QStringList {m_lamp->accessibleName()} + gone).join(u'\n'));
    if (m_lamp->toolTip() != tip)
        m_lamp->setToolTip(tip);
}

void StatusLine::showSkew(std::chrono::milliseconds skew)
{
    m_skew->setVisible(skew != std::chrono::milliseconds(0));
    if (m_skew->isHidden())
        return;
    const auto apart = durationText(std::chrono::round<std::chrono::seconds>(std::chrono::abs(skew)));
    m_skew->setState(Glyph::Warning, Tone::Retrying, tr("Clocks differ by %1").arg(apart));
    setPlainToolTip(m_skew, skewText(skew) + u' ' + tr("Ages follow the broker's clock."));
}

void StatusLine::addButton(QWidget *button)
{
    if (auto *tool = qobject_cast<QToolButton *>(button))
        tool->setAutoRaise(true);
    m_right->insertWidget(0, button);
}

} // namespace conduit::ui
