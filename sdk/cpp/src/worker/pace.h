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

    void note(const QString &type, Duration ran);
    /// Of the slowest type that was seen, since the next task may be one of those. Zero before the first run.
    [[nodiscard]] Duration slowest() const;

private:
    QHash<QString, Duration> m_types;
};

} // namespace conduit::worker
