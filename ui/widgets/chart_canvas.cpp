// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/chart_canvas.h"

#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kAxisWidth = 46; ///< Or more, for larger numbers.
constexpr int kAxisGap = 6;
constexpr int kAxisHeight = 18;
constexpr int kTopRoom = 8;
constexpr int kDaySecs = 86'400;
constexpr int kTwoMinutesSecs = 120;

QString axisTime(const QDateTime &time, int span)
{
    const TimeFormat &format = TimeFormat::ours();
    const QString clock =
        format.clockPattern(span <= kTwoMinutesSecs ? TimeFormat::Detail::Seconds : TimeFormat::Detail::Minutes);
    return QLocale().toString(format.placed(time), span > kDaySecs ? u"ddd "_s + clock : clock);
}

} // namespace

Tone toneOf(ChartInk ink)
{
    switch (ink) {
    case ChartInk::Good:
        return Tone::Good;
    case ChartInk::Bad:
        return Tone::Bad;
    case ChartInk::Waiting:
        return Tone::Scheduled;
    case ChartInk::Running:
        return Tone::Running;
    }
    Q_UNREACHABLE();
}

ChartCanvas::ChartCanvas(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setLines({});
}

void ChartCanvas::setLines(const ChartLines &lines)
{
    m_lines = lines;
    m_top = roundedUp(lines.peak());
    const int widest = QFontMetrics(axisFont()).horizontalAdvance(lines.valueText(m_top));
    m_axisWidth = std::max(kAxisWidth, widest + kAxisGap);
    m_cursor = std::min(m_cursor, m_lines.steps() - 1);
    update();
}

void ChartCanvas::setDimmed(bool isDimmed)
{
    if (std::exchange(m_isDimmed, isDimmed) != isDimmed)
        update();
}

void ChartCanvas::setSpanTip(const QString &tip)
{
    m_leads = !tip.isEmpty();
    setPlainToolTip(this, tip);
    setCursor(m_leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QFont ChartCanvas::axisFont() const
{
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

QRectF ChartCanvas::plot() const { return QRectF(rect()).adjusted(m_axisWidth, kTopRoom, 0, -kAxisHeight); }

qreal ChartCanvas::left(int at) const { return plot().left() + plot().width() * at / std::max(1, m_lines.steps()); }

qreal ChartCanvas::height(double value) const { return plot().height() * value / m_top; }

bool ChartCanvas::isGap(int at) const
{
    return std::all_of(m_lines.lines.begin(), m_lines.lines.end(),
                       [at](const ChartLine &line) { return !line.values.value(at).has_value(); });
}

void ChartCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGrid(painter);
    if (m_isDimmed)
        painter.setOpacity(0.4);
    if (m_lines.isStacked)
        paintGaps(painter);
    if (m_lines.isStacked)
        paintBars(painter);
    else
        for (const ChartLine &line : m_lines.lines)
            paintLine(painter, line);
    painter.setOpacity(1);
    paintSpan(painter);
    paintCursor(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void ChartCanvas::paintGrid(QPainter &painter) const
{
    const QRectF area = plot();
    painter.setFont(axisFont());
    for (const double share : {0.0, 0.5, 1.0}) {
        const qreal y = std::round(area.bottom() - area.height() * share) + 0.5;
        painter.setPen(hairline(palette()));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        // Half a task would be no help.
        const double value = m_top * share;
        if (m_lines.unit == ChartUnit::Count && value != std::floor(value))
            continue;
        painter.setPen(quietText(palette()));
        painter.drawText(QRectF(0, y - 9, m_axisWidth - kAxisGap, 18), Qt::AlignRight | Qt::AlignVCenter,
                         m_lines.valueText(value));
    }
    const int steps = m_lines.steps();
    if (steps == 0)
        return;
    painter.setPen(quietText(palette()));
    const int span = steps * m_lines.step;
    const QRectF foot(area.left(), area.bottom() + 2, area.width(), kAxisHeight - 2);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, axisTime(m_lines.from, span));
    painter.drawText(foot, Qt::AlignHCenter | Qt::AlignVCenter, axisTime(m_lines.timeOf(steps / 2), span));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, axisTime(m_lines.timeOf(steps), span));
}

void ChartCanvas::paintGaps(QPainter &painter) const
{
    auto ink = quietText(palette());
    ink.setAlphaF(0.35F);
    for (int at = 0; at < m_lines.steps();) {
        int end = at;
        while (end < m_lines.steps() && isGap(end))
            ++end;
        if (end > at)
            painter.fillRect(QRectF(QPointF(left(at), plot().top()), QPointF(left(end), plot().bottom())),
                             QBrush(ink, Qt::BDiagPattern));
        at = std::max(end, at + 1);
    }
}

void ChartCanvas::paintBars(QPainter &painter) const
{
    painter.setPen(Qt::NoPen);
    for (int at = 0; at < m_lines.steps(); ++at) {
        qreal bottom = plot().bottom();
        const qreal gap = left(at + 1) - left(at) > 4 ? 1 : 0;
        for (const ChartLine &line : m_lines.lines) {
            const double value = line.values.value(at).value_or(0);
            if (value <= 0)
                continue;
            const qreal top = bottom - std::max(1.0, height(value)); // What is rare is seen, too.
            painter.fillRect(QRectF(QPointF(left(at), top), QPointF(left(at + 1) - gap, bottom)),
                             toneColor(toneOf(line.ink), palette()));
            bottom = top;
        }
    }
}

void ChartCanvas::paintLine(QPainter &painter, const ChartLine &line) const
{
    QPainterPath path;
    QList<QPointF> lonely;
    bool isDrawing = false;
    const qreal half = (left(1) - left(0)) / 2;
    for (int at = 0; at < m_lines.steps(); ++at) {
        const auto value = line.values.value(at);
        if (value) {
            const QPointF point(left(at) + half, plot().bottom() - height(*value));
            isDrawing ? path.lineTo(point) : path.moveTo(point);
            if (!isDrawing && !line.values.value(at + 1))
                lonely.append(point);
        }
        isDrawing = value.has_value();
    }
    painter.setBrush(Qt::NoBrush);
    const QColor ink = toneColor(toneOf(line.ink), palette());
    painter.setPen(QPen(ink, 1.6));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (const QPointF &point : lonely)
        painter.drawEllipse(point, 2.5, 2.5);
}

void ChartCanvas::paintCursor(QPainter &painter) const
{
    if (m_cursor < 0)
        return;
    const qreal x = std::round(left(m_cursor) + (left(1) - left(0)) / 2) + 0.5;
    painter.setPen(quietText(palette()));
    painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
}

void ChartCanvas::paintSpan(QPainter &painter) const
{
    if (m_pressed < 0 || m_cursor < 0)
        return;
    auto tint = palette().color(QPalette::Highlight);
    tint.setAlphaF(0.18F);
    const auto [first, last] = std::minmax(m_pressed, m_cursor);
    painter.fillRect(QRectF(QPointF(left(first), plot().top()), QPointF(left(last + 1), plot().bottom())), tint);
}

QString ChartCanvas::cursorText() const
{
    if (m_cursor < 0 || m_cursor >= m_lines.steps())
        return {};
    if (m_pressed >= 0 && m_pressed != m_cursor) {
        const auto [first, last] = std::minmax(m_pressed, m_cursor);
        return tr("%1 to %2").arg(momentText(m_lines.timeOf(first)), momentText(m_lines.timeOf(last + 1)));
    }
    QStringList parts {momentText(m_lines.timeOf(m_cursor))};
    for (const ChartLine &line : m_lines.lines)
        parts.append(line.name + u' ' + m_lines.valueText(line.values.value(m_cursor)));
    return parts.join(u"   "_s);
}

void ChartCanvas::setCursorAt(int at)
{
    const int bounded = m_lines.steps() == 0 ? -1 : std::clamp(at, -1, m_lines.steps() - 1);
    if (std::exchange(m_cursor, bounded) == bounded)
        return;
    update();
    setAccessibleDescription(cursorText());
    Q_EMIT cursorMoved();
}

/// Escape gives up the span that is being drawn, before it means anything to the window.
bool ChartCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_pressed >= 0 && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    const int last = m_lines.steps() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        setCursorAt(m_cursor < 0 ? last : std::max(0, m_cursor - 1));
        break;
    case Qt::Key_Right:
        setCursorAt(m_cursor < 0 ? 0 : m_cursor + 1);
        break;
    case Qt::Key_Home:
        setCursorAt(0);
        break;
    case Qt::Key_End:
        setCursorAt(last);
        break;
    case Qt::Key_Escape:
        m_pressed = -1;
        setCursorAt(-1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_cursor, m_cursor);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    if (m_leads && event->button() == Qt::LeftButton) {
        m_pressed = stepAt(event->position());
        setCursorAt(m_pressed);
    }
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    // A drag may leave the plot and still mean its edge.
    const auto inside = QPointF(std::clamp(event->position().x(), plot().left(), plot().right() - 1), plot().center().y());
    setCursorAt(stepAt(m_pressed >= 0 ? inside : event->position()));
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressed, -1);
    update();
    if (event->button() == Qt::LeftButton && pressed >= 0 && m_cursor >= 0)
        choose(std::min(pressed, m_cursor), std::max(pressed, m_cursor));
}

int ChartCanvas::stepAt(const QPointF &place) const
{
    const qreal width = left(1) - left(0);
    return plot().contains(place) && m_lines.steps() > 0 ? static_cast<int>((place.x() - plot().left()) / width) : -1;
}

void ChartCanvas::choose(int first, int last)
{
    if (m_leads && first >= 0 && last < m_lines.steps())
        Q_EMIT spanChosen(m_lines.timeOf(first), m_lines.timeOf(last + 1));
}

void ChartCanvas::leaveEvent(QEvent *)
{
    if (m_pressed < 0)
        setCursorAt(-1);
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    setCursorAt(-1);
    QWidget::focusOutEvent(event);
}

} // namespace conduit::ui
