// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/activity.h"

#include <deque>

namespace conduit::broker {

/// The latest steps of one length, oldest first; a step in which nothing happened takes no room. Steps are numbered from 1970 on.
class ActivityRing
{
public:
    struct Entry
    {
        qint64 number = 0;
        Activity activity;
    };

    /// Adds to the step `number`. An older one than the newest is one that the clock has gone back to: what lies in the future then goes.
    void add(qint64 number, const Activity &activity)
    {
        while (!m_entries.empty() && m_entries.back().number > number)
            m_entries.pop_back();
        if (m_entries.empty() || m_entries.back().number < number)
            m_entries.push_back({number, {}});
        m_entries.back().activity.add(activity);
    }
    void forgetBefore(qint64 number)
    {
        while (!m_entries.empty() && m_entries.front().number < number)
            m_entries.pop_front();
    }
    [[nodiscard]] const std::deque<Entry> &entries() const { return m_entries; }

private:
    std::deque<Entry> m_entries;
};

} // namespace conduit::broker
