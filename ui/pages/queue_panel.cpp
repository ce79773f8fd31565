// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/queue_panel.h"

#include "ui/models/task_defaults.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/time_series_widget.h"

#include <QLabel>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr qsizetype kShownCharacters = 60;

} // namespace

QueuePanel::QueuePanel(client::Client &client, const std::function<QDateTime()> &now, QWidget *parent)
    : QWidget(parent),
      m_feed(client, now),
      m_heading(headingLabel({}, this)),
      m_state(plainLabel({}, this)),
      m_defaults(quietLabel({}, this)),
      m_flow(new TimeSeriesWidget(tr("In and out, last hour"), this)),
      m_depth(new TimeSeriesWidget(tr("Ready, last hour"), this))
{
    for (auto *label : {m_state, m_defaults}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *charts = new QHBoxLayout;
    charts->setSpacing(16);
    for (auto *chart : {m_flow, m_depth}) {
        charts->addWidget(chart, 1);
        connect(chart, &TimeSeriesWidget::copied, this, &QueuePanel::said);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(6);
    column->addWidget(m_heading);
    column->addWidget(m_state);
    column->addWidget(m_defaults);
    column->addLayout(charts, 1);
    connect(&m_feed, &QueuePastFeed::seriesLoaded, this, &QueuePanel::showSeries);
}

void QueuePanel::setQueue(const wire::Queue &queue, const QString &state)
{
    const QString defaults = defaultsText(taskDefaultsFrom(queue.defaults));
    m_state->setText(state);
    m_defaults->setText(defaults.isEmpty() ? tr("No defaults of its own") : tr("Defaults: %1").arg(defaults));
    if (queue.name == m_name)
        return;
    m_name = queue.name;
    m_heading->setText(m_name.left(kShownCharacters));
    showSeries({});
    m_feed.setQueue(m_name);
}

void QueuePanel::setDimmed(bool isDimmed)
{
    m_flow->setDimmed(isDimmed);
    m_depth->setDimmed(isDimmed);
}

QString QueuePanel::words() const { return m_heading->text() + u'\n' + m_state->text() + u'\n' + m_defaults->text(); }

void QueuePanel::showSeries(const wire::SeriesAnswer &answer)
{
    const wire::Series queue = answer.series.value(0);
    ChartLines chart {.from = answer.from, .step = answer.step, .unit = ChartUnit::Count, .isStacked = false, .lines = {}};
    chart.lines = {{tr("In per minute"), ChartInk::Running, queue.enqueued},
                   {tr("Out per minute"), ChartInk::Good, queue.completed}};
    m_flow->setLines(chart);
    chart.lines = {{tr("Ready"), ChartInk::Waiting, queue.ready}};
    m_depth->setLines(chart);
}

} // namespace conduit::ui
