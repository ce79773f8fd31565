// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <chrono>

namespace conduit::worker {

/// How long handlers take, by what they took of late. A long run counts at once, and is forgotten after some twenty short ones.
class Pace
{
public:
    using Duration = std::chrono::nanoseconds;
    /// Fewer runs of a type say nothing.
    static constexpr int kRunsMin = 20;

    void note(const QString &type, Duration ran);
    /// Of the slowest type that was seen, since the next task may be one of those. Zero as long as one of them is not known.
    [[nodiscard]] Duration slowest() const;

private:
    struct Type
    {
        Duration pace;
        int runs = 0; ///< Up to kRunsMin.
    };
    QHash<QString, Type> m_types;
};

} // namespace conduit::worker
