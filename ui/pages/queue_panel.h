// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/queue_past_feed.h"

#include <QWidget>

class QLabel;

namespace conduit::ui {

class TimeSeriesWidget;

/// One queue from near: how it is, what it says about its tasks, and its last hour.
class QueuePanel final : public QWidget
{
    Q_OBJECT
public:
    /// `now` is the broker's present.
    QueuePanel(client::Client &client, const std::function<QDateTime()> &now, QWidget *parent = nullptr);

    /// `state` in words. One without a name is none: nothing is asked any more.
    void setQueue(const wire::Queue &queue, const QString &state);
    void setWatched(bool isWatched) { m_feed.setVisible(isWatched); }
    void reload() { m_feed.reload(); }
    /// Values of a broker that does not answer are old.
    void setDimmed(bool isDimmed);

    [[nodiscard]] QString words() const;
    [[nodiscard]] TimeSeriesWidget *flow() const { return m_flow; }
    [[nodiscard]] TimeSeriesWidget *depth() const { return m_depth; }

Q_SIGNALS:
    void said(const QString &text);

private:
    void showSeries(const wire::SeriesAnswer &answer);

    QueuePastFeed m_feed;
    QString m_name;
    QLabel *m_heading;
    QLabel *m_state;
    QLabel *m_defaults;
    TimeSeriesWidget *m_flow;
    TimeSeriesWidget *m_depth;
};

} // namespace conduit::ui
