// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace conduit::ui {

/// How fast operations get on, from what was seen of them while they ran. Begins anew whenever one changes its state.
class OperationPace
{
public:
    /// One that is under way, as it is at `now`.
    void note(const wire::ListedOperation &listed, const QDateTime &now);
    void keepOnly(const QSet<QString> &ids);
    /// `120 tasks/s, about 4 s left`; empty as long as it would be guesswork, and for one that does not run.
    [[nodiscard]] QString text(const QString &id) const;

private:
    struct Sight
    {
        QDateTime at;
        qint64 tasks = 0; ///< Looked at so far; of an undoing those that are left.
        double progress = 0;
    };
    struct Course
    {
        QString state;
        Sight first;
        Sight newest;
    };
    QHash<QString, Course> m_courses;
};

} // namespace conduit::ui
