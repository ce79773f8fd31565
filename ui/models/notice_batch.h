// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/notice_rules.h"

#include <QDateTime>
#include <QMap>

#include <optional>

namespace conduit::ui {

/// Lets the first notice of a kind through at once and gathers those of the minute that follows, so that a bad night makes no storm.
class NoticeBatch
{
public:
    static constexpr int kSeconds = 60;

    struct Notice
    {
        NoticeKind kind = NoticeKind::DeadTasks;
        QString text; ///< Of the latest.
        int count = 1;
    };

    /// The notice when it is to be shown now.
    [[nodiscard]] std::optional<Notice> add(NoticeKind kind, const QString &text, const QDateTime &now);
    /// Those that were gathered and whose minute is over.
    [[nodiscard]] QList<Notice> takeDue(const QDateTime &now);
    /// When takeDue() has something; invalid when nothing was gathered.
    [[nodiscard]] QDateTime nextDue() const;

private:
    struct Gathered
    {
        QDateTime until;
        QString text;
        int count = 0;
    };
    QMap<NoticeKind, Gathered> m_gathered;
};

} // namespace conduit::ui
