// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <QTimeZone>

namespace conduit::ui {

/// How the console writes moments: in one way in all of its windows, as with its language. Main thread.
class TimeFormat final : public QObject
{
    Q_OBJECT
public:
    enum class Mode {
        Relative, ///< `4 min ago`; beyond a day as Local.
        Local,    ///< In this machine's zone.
        Utc,
        Zone ///< In one that somebody has chosen.
    };
    enum class Clock {
        Hours24, ///< `14:03:07`.
        Hours12, ///< `2:03:07 PM`.
        Language ///< As the language's own short form of a time.
    };
    struct Choice
    {
        Mode mode = Mode::Relative;
        QByteArray zone = {}; ///< As the time-zone database calls it, such as `Europe/Berlin`; empty when none was chosen.
        bool isIso = true;    ///< Dates as `2026-11-25`; else as the language writes them.
        Clock clock = Clock::Hours24;

        friend bool operator==(const Choice &, const Choice &) = default;
    };
    /// Asked of a table's header, for a column that says something about time: true for moments, false for what merely changes as time
    /// passes, and invalid for every other column.
    static constexpr int kColumnRole = Qt::UserRole + 1000;

    static TimeFormat &ours();

    [[nodiscard]] const Choice &choice() const { return m_choice; }
    [[nodiscard]] bool isAbsolute() const { return m_choice.mode != Mode::Relative; }
    /// A zone that this machine does not know counts as UTC.
    void choose(const Choice &choice);

    [[nodiscard]] bool hasTwelveHours() const;
    /// How exactly a time of day is told.
    enum class Detail { Minutes, Seconds, Milliseconds };
    /// Of a time of day, for QLocale.
    [[nodiscard]] QString clockPattern(Detail detail) const;

    /// The same moment in the zone in which people want to read it.
    [[nodiscard]] QDateTime placed(const QDateTime &moment) const;
    /// As the time-zone database calls it: `Europe/Berlin`.
    [[nodiscard]] QByteArray zoneId() const;
    /// What that zone is called at this moment, such as `CET`.
    [[nodiscard]] QString zoneName(const QDateTime &moment) const { return placed(moment).timeZoneAbbreviation(); }

Q_SIGNALS:
    void changed();
    /// Once a second: what is told relative to now is to be told anew.
    void ticked();

private:
    explicit TimeFormat(QObject *parent);

    Choice m_choice;
    QTimeZone m_zone = QTimeZone::utc();
    QTimer m_tick;
};

} // namespace conduit::ui
