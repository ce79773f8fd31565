// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/timeline_view.h"

#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/glyphs.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kLanesMax = 12;
constexpr int kLeft = 44;
constexpr int kRight = 74;
constexpr int kBarMin = 3;

} // namespace

TimelineView::TimelineView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the attempts"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, qOverload<>(&QWidget::update));
}

void TimelineView::setTimeline(const AttemptTimeline &timeline)
{
    m_timeline = timeline;
    m_first = std::max(0, static_cast<int>(timeline.lanes.size()) - kLanesMax);
    if (const auto lane = currentLane(); lane >= 0)
        setAccessibleDescription(laneSentence(m_timeline.lanes[lane]));
    updateGeometry();
    update();
}

void TimelineView::setCurrent(int number)
{
    if (number == m_current)
        return;
    m_current = number;
    if (const auto lane = currentLane(); lane >= 0)
        setAccessibleDescription(laneSentence(m_timeline.lanes[lane]));
    update();
}

QSize TimelineView::sizeHint() const
{
    const auto lanes = std::min<int>(kLanesMax, static_cast<int>(m_timeline.lanes.size()));
    return {kLeft + kRight + 120, (lanes + 1) * laneHeight()};
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const auto lane = laneAt(help->pos().y()); lane >= 0)
        QToolTip::showText(help->globalPos(), plainToolTip(laneSentence(m_timeline.lanes[lane])), this);
    return true;
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const auto step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || event->modifiers() != Qt::NoModifier)
        return QWidget::keyPressEvent(event);
    choose(std::clamp(currentLane() + step, m_first, static_cast<int>(m_timeline.lanes.size()) - 1));
}

void TimelineView::mousePressEvent(QMouseEvent *event) { choose(laneAt(static_cast<int>(event->position().y()))); }

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int lane = m_first; lane < m_timeline.lanes.size(); ++lane)
        paintLane(painter, lane);
    if (!m_timeline.lanes.isEmpty())
        paintAxis(painter);
}

int TimelineView::laneAt(int y) const
{
    const auto lane = m_first + y / laneHeight();
    return y >= 0 && lane < m_timeline.lanes.size() ? lane : -1;
}

int TimelineView::laneHeight() const { return fontMetrics().height() + 8; }

int TimelineView::currentLane() const
{
    const auto &lanes = m_timeline.lanes;
    const auto found =
        std::find_if(lanes.cbegin(), lanes.cend(), [this](const TimelineLane &lane) { return lane.number == m_current; });
    return found == lanes.cend() ? -1 : static_cast<int>(found - lanes.cbegin());
}

void TimelineView::choose(int lane)
{
    if (lane < 0 || lane >= m_timeline.lanes.size())
        return;
    setCurrent(m_timeline.lanes[lane].number);
    Q_EMIT currentChanged(m_current);
}

void TimelineView::paintLane(QPainter &painter, int lane) const
{
    const auto &shown = m_timeline.lanes[lane];
    const QRect row(0, (lane - m_first) * laneHeight(), width(), laneHeight());
    const auto place = [&](double share) { return kLeft + share * (width() - kLeft - kRight); };
    if (shown.number == m_current) {
        auto shade = palette().color(QPalette::Highlight);
        shade.setAlpha(hasFocus() ? 60 : 30);
        painter.fillRect(row, shade);
    }
    const auto color = shown.isNext ? toneColor(Tone::Waiting, palette()) : toneColor(toneOf(shown.outcome), palette());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(row.adjusted(8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, u"#%1"_s.arg(shown.number));
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.5, shown.isNext ? Qt::DotLine : Qt::SolidLine));
    const auto middle = row.center().y() + 0.5;
    painter.drawLine(QPointF(place(shown.waitedFrom), middle), QPointF(place(shown.startedAtShare), middle));
    if (!shown.isNext) {
        const auto from = place(shown.startedAtShare);
        const auto to = std::max(place(shown.endedAtShare), from + kBarMin);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(from, row.top() + 6, to - from, row.height() - 12), 2, 2);
    }
    const auto size = fontMetrics().height() - 4;
    const QRectF mark(width() - kRight + 6, row.center().y() - size / 2.0, size, size);
    paintGlyph(painter, mark, shown.isNext ? Glyph::Clock : glyphOf(shown.outcome), color);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRectF(mark.right() + 4, row.top(), width() - mark.right() - 4, row.height()),
                     Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(durationText(shown.isNext ? shown.waited : shown.ran), Qt::ElideRight,
                                              static_cast<int>(width() - mark.right() - 6)));
}

void TimelineView::paintAxis(QPainter &painter) const
{
    const QRect row(kLeft, height() - laneHeight(), width() - kLeft - kRight, laneHeight());
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(row.topLeft(), row.topRight());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, clockText(m_timeline.begin));
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, clockText(m_timeline.end));
}

} // namespace conduit::ui
