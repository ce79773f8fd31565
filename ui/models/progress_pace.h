// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QDateTime>

#include <optional>

namespace conduit::ui {

/// How fast a running task gets on, from what it has reported while somebody looked. A task only reports where it is.
class ProgressPace
{
public:
    /// The task as it is at `now`; another id, attempt or a step back begins anew.
    void note(const wire::Task &task, const QDateTime &now);
    /// `42 %  ·  page 12  ·  3 % a minute, about 19 min left  ·  last report 4 s ago`; empty for a task without progress.
    [[nodiscard]] QString text(const QDateTime &now) const;

private:
    struct Report
    {
        QDateTime at;
        double percent = 0;
    };
    [[nodiscard]] QString paceText() const;

    QString m_id;
    int m_attempt = 0;
    std::optional<wire::Progress> m_last;
    Report m_first;
    Report m_newest;
    bool m_hasMoved = false; ///< Somebody has seen a report arrive, so its age is known.
};

} // namespace conduit::ui
