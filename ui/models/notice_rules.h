// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>
#include <QTime>

class QSettings;

namespace conduit::ui {

/// What the desktop can be told about while nobody looks at the console.
enum class NoticeKind { DeadTasks, Workers, Broker, Operations };

/// All of them, as the settings list them.
[[nodiscard]] const QList<NoticeKind> &noticeKinds();

/// Which notices somebody wants, and when. Kept in the console's settings.
struct NoticeRules
{
    QList<NoticeKind> wanted = noticeKinds();
    bool hasQuietHours = false;
    QTime quietFrom {22, 0}; ///< On this computer's clock. Later than quietTo: over midnight.
    QTime quietTo {7, 0};

    /// `now` is the local time.
    [[nodiscard]] bool allow(NoticeKind kind, QTime now) const;

    [[nodiscard]] static NoticeRules stored(const QSettings &settings);
    void store(QSettings &settings) const;
};

} // namespace conduit::ui
