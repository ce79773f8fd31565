// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"
#include "ui/models/time_histogram.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// Counts over time what a list of tasks holds, for the rail beside it: in small pieces with a rest between them, so that the list's own
/// questions wait for none. What looks into texts and payloads is not counted, as that would read every task: the rail then shows the
/// times alone.
class TimeRailFeed final : public QObject
{
    Q_OBJECT
public:
    /// Questions about one count; what is older than that stays uncounted.
    static constexpr int kPiecesMax = 200;

    explicit TimeRailFeed(client::Client &client, QObject *parent = nullptr);

    /// Counts a moment later, when the list itself has been read.
    void setFilter(const TaskFilter &filter);
    /// Only what somebody sees is counted.
    void setVisible(bool isVisible);
    void setLive(bool isLive) { m_isLive = isLive; }
    void reload();
    /// Something has changed: it is counted anew before long.
    void noteChanged() { m_isStale = true; }

    [[nodiscard]] const TimeHistogram &histogram() const { return m_histogram; }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void askForEnd(const QString &sort, const std::function<void(const QDateTime &)> &then);
    void askForCounts(const QString &after);
    void take(const wire::Histogram &answer);
    void show();
    void rest();

    client::Client &m_client;
    TaskFilter m_filter;
    TimeHistogram m_histogram;
    TimeHistogram m_counted; ///< The one that is being made.
    QTimer m_start;
    QTimer m_pause; ///< Between two pieces.
    QTimer m_again;
    QString m_after;
    quint64 m_generation = 0;
    int m_pieces = 0;
    bool m_isOtherFilter = true;
    bool m_isVisible = false;
    bool m_isLive = true;
    bool m_isStale = false;
};

} // namespace conduit::ui
