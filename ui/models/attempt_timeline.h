// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QList>

#include <chrono>

namespace conduit::ui {

/// One attempt on the common line of time: how it waited, and how it ran.
struct TimelineLane
{
    int number = 0;
    bool isNext = false; ///< It has not begun yet.
    QString outcome = {};
    QString worker = {};
    std::chrono::milliseconds waited {0}; ///< Since the task was made, or since the attempt before ended.
    std::chrono::milliseconds ran {0};
    QDateTime startedAt = {};
    QDateTime endedAt = {};
    // Shares of the whole time, from 0 to 1 and never falling.
    double waitedFrom = 0;
    double startedAtShare = 0;
    double endedAtShare = 0;
    bool isSkewed = false; ///< Its times contradict each other, since two machines' clocks differ.
};

struct AttemptTimeline
{
    QList<TimelineLane> lanes = {};
    QDateTime begin = {};
    QDateTime end = {};
};

/// Spans that would be negative are empty.
[[nodiscard]] AttemptTimeline timelineOf(const wire::Task &task, const QList<wire::Attempt> &attempts, const QDateTime &now);

/// A lane in a sentence, for tool tips and screen readers.
[[nodiscard]] QString laneSentence(const TimelineLane &lane);

} // namespace conduit::ui
