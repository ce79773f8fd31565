// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/time_rail.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace conduit::ui {

namespace {

constexpr int kFar = 10;       ///< Stretches that Page Up and Page Down go over.
constexpr qreal kShownMin = 4; ///< Of the mark, however little the list shows.
constexpr qreal kBarMin = 1.5; ///< What is rare is seen, too.
constexpr int kMargin = 2;     ///< Above and below.

/// To a screen reader the rail is a slider over its stretches, whose value is read out as time and count.
class AccessibleTimeRail final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleTimeRail(TimeRail *rail) : QAccessibleWidget(rail, QAccessible::Slider), m_rail(rail) { }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text text) const override
    {
        if (text == QAccessible::Value)
            return m_rail->cursor() < 0 ? m_rail->shownText() : m_rail->cursorText();
        return QAccessibleWidget::text(text);
    }
    QVariant currentValue() const override { return m_rail->cursor(); }
    void setCurrentValue(const QVariant &value) override { m_rail->setCursor(value.toInt()); }
    QVariant maximumValue() const override { return m_rail->histogram().size() - 1; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    TimeRail *m_rail;
};

QAccessibleInterface *accessibleTimeRail(const QString &, QObject *object)
{
    auto *rail = qobject_cast<TimeRail *>(object);
    return rail ? new AccessibleTimeRail(rail) : nullptr;
}

} // namespace

TimeRail::TimeRail(QWidget *parent) : QWidget(parent)
{
    static const bool isInstalled = (QAccessible::installFactory(&accessibleTimeRail), true);
    Q_UNUSED(isInstalled)
    setFixedWidth(kWidth);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Tasks over time"));
    describe();
}

void TimeRail::setHistogram(const TimeHistogram &histogram)
{
    // Stretches of another length: the place means another time.
    if (histogram.size() != m_histogram.size())
        setCursor(-1);
    m_histogram = histogram;
    describe();
    update();
}

void TimeRail::setNewestFirst(bool isNewestFirst)
{
    m_isNewestFirst = isNewestFirst;
    update();
}

void TimeRail::setShown(const QDateTime &first, const QDateTime &last)
{
    if (m_first == first && m_last == last)
        return;
    m_first = first;
    m_last = last;
    update();
}

void TimeRail::setWhyNot(const QString &reason)
{
    m_whyNot = reason;
    setEnabled(reason.isEmpty());
    describe();
    update();
}

void TimeRail::describe()
{
    setAccessibleDescription(!m_whyNot.isEmpty() ? m_whyNot
                                 : m_cursor >= 0 ? cursorText()
                                                 : tr("The arrow keys go through the times, and Return goes to one."));
}

void TimeRail::setCursor(int place)
{
    const int bounded = std::clamp(place, -1, m_histogram.size() - 1);
    if (std::exchange(m_cursor, bounded) == bounded)
        return;
    describe();
    QAccessibleValueChangeEvent changed(this, m_cursor);
    QAccessible::updateAccessibility(&changed);
    update();
}

QString TimeRail::cursorText() const
{
    if (m_cursor < 0)
        return {};
    const auto begin = momentText(m_histogram.begin(m_cursor));
    const auto end = momentText(m_histogram.end(m_cursor));
    const auto time = begin == end ? begin : tr("%1 to %2").arg(begin, end);
    return m_histogram.isCounted(m_cursor) ? tr("%1, tasks: %2").arg(time, countText(m_histogram.count(m_cursor))) : time;
}

QString TimeRail::shownText() const
{
    return m_first.isValid() ? tr("The list shows %1 to %2.").arg(momentText(m_first), momentText(m_last)) : QString();
}

QRectF TimeRail::rectOf(int place) const
{
    const auto area = QRectF(rect()).adjusted(0, kMargin, 0, -kMargin);
    const qreal height = area.height() / std::max(1, m_histogram.size());
    const int row = m_isNewestFirst ? m_histogram.size() - 1 - place : place;
    return {area.left(), area.top() + row * height, area.width(), height};
}

int TimeRail::placeAt(qreal y) const
{
    const auto height = QRectF(rect()).height() - 2 * kMargin;
    const int last = m_histogram.size() - 1;
    const int row = std::clamp(static_cast<int>((y - kMargin) * m_histogram.size() / std::max(1.0, height)), 0, last);
    return m_isNewestFirst ? last - row : row;
}

/// The list begins with the first task of the stretch, in its own order.
void TimeRail::choose(int place)
{
    setCursor(place);
    Q_EMIT momentChosen(m_isNewestFirst ? m_histogram.end(place) : m_histogram.begin(place));
}

bool TimeRail::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto text = !m_whyNot.isEmpty() ? m_whyNot : m_cursor >= 0 ? cursorText() : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(text), this);
    return true;
}

void TimeRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(hairline(palette()));
    const qreal edge = isRightToLeft() ? width() - 0.5 : 0.5;
    painter.drawLine(QPointF(edge, 0), QPointF(edge, height()));
    if (isUsable()) {
        paintCounts(painter);
        paintShown(painter);
    }
    if (m_cursor >= 0 && isUsable()) {
        const qreal y = std::round(rectOf(m_cursor).center().y()) + 0.5;
        painter.setPen(QPen(palette().color(QPalette::Text), 1));
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), isHighContrast() ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

/// By the root, so that an hour with ten tasks is seen beside one with ten thousand.
void TimeRail::paintCounts(QPainter &painter) const
{
    const double peak = std::sqrt(double(std::max<qint64>(1, m_histogram.peak())));
    const qreal room = width() - 3;
    auto ink = quietText(palette());
    auto uncounted = ink;
    ink.setAlphaF(0.5F);
    uncounted.setAlphaF(0.25F);
    for (int place = 0; place < m_histogram.size(); ++place) {
        auto bar = rectOf(place);
        if (!m_histogram.isCounted(place)) {
            painter.fillRect(bar.adjusted(2, 0, -1, 0), QBrush(uncounted, Qt::Dense6Pattern));
            continue;
        }
        if (m_histogram.count(place) == 0)
            continue;
        bar.setHeight(std::max(kBarMin, bar.height()));
        const qreal length = std::max(kBarMin, room * std::sqrt(double(m_histogram.count(place))) / peak);
        bar.setLeft(isRightToLeft() ? 1 : width() - 1 - length);
        bar.setWidth(length);
        painter.fillRect(bar, ink);
    }
}

void TimeRail::paintShown(QPainter &painter) const
{
    if (!m_first.isValid())
        return;
    auto mark = rectOf(m_histogram.placeOf(m_first)).united(rectOf(m_histogram.placeOf(m_last)));
    if (mark.height() < kShownMin)
        mark.adjust(0, -(kShownMin - mark.height()) / 2, 0, (kShownMin - mark.height()) / 2);
    auto ink = palette().color(QPalette::Highlight);
    painter.setPen(QPen(ink, 1));
    ink.setAlphaF(0.3F);
    painter.setBrush(ink);
    painter.drawRect(mark.adjusted(1.5, 0, -0.5, 0));
}

void TimeRail::keyPressEvent(QKeyEvent *event)
{
    if (!isUsable())
        return QWidget::keyPressEvent(event);
    // From where the list is; down is towards what stands further down in it.
    const int from =
        m_cursor >= 0 ? m_cursor : m_histogram.placeOf(m_first.isValid() ? m_first : m_histogram.end(m_histogram.size() - 1));
    const int last = m_histogram.size() - 1;
    const auto move = [&](int rows) { setCursor(std::clamp(from + (m_isNewestFirst ? -rows : rows), 0, last)); };
    switch (event->key()) {
    case Qt::Key_Up:
        return move(-1);
    case Qt::Key_Down:
        return move(1);
    case Qt::Key_PageUp:
        return move(-kFar);
    case Qt::Key_PageDown:
        return move(kFar);
    case Qt::Key_Home:
        return setCursor(m_isNewestFirst ? last : 0);
    case Qt::Key_End:
        return setCursor(m_isNewestFirst ? 0 : last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return choose(from);
    case Qt::Key_Escape:
        if (m_cursor >= 0)
            return setCursor(-1);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeRail::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && isUsable())
        choose(placeAt(event->position().y()));
}

void TimeRail::mouseMoveEvent(QMouseEvent *event)
{
    if (!isUsable())
        return;
    const int place = placeAt(event->position().y());
    if (event->buttons() != Qt::LeftButton)
        setCursor(place);
    else if (place != m_cursor)
        choose(place);
}

void TimeRail::leaveEvent(QEvent *)
{
    if (!hasFocus())
        setCursor(-1);
}

void TimeRail::focusOutEvent(QFocusEvent *event)
{
    setCursor(-1);
    QWidget::focusOutEvent(event);
}

} // namespace conduit::ui
