// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace conduit::broker {

/// How far somebody else's clock is ahead of ours, by the times that their latest messages were sent at. What a message was on its way
/// makes that clock look late and never early, so the message that makes it look earliest is believed: whoever is ahead is so by this
/// much at least, and whoever is behind by this much at most.
class ClockDifference
{
public:
    static constexpr std::size_t kMessagesKept = 5;

    void note(Moment sentAt, Moment now)
    {
        if (m_ahead.size() == kMessagesKept)
            m_ahead.erase(m_ahead.begin());
        m_ahead.push_back(sentAt - now);
    }

    /// Negative when it is behind; nothing before the first message.
    [[nodiscard]] std::optional<Milliseconds> ahead() const
    {
        return m_ahead.empty() ? std::nullopt : std::optional(*std::max_element(m_ahead.begin(), m_ahead.end()));
    }

private:
    std::vector<Milliseconds> m_ahead;
};

} // namespace conduit::broker
