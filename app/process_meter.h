// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace conduit::app {

/// What a process takes of this computer.
struct ProcessUse
{
    std::optional<double> cpuPercent; ///< Of one core, since the look before; nothing at the first look.
    qint64 memoryBytes = 0;           ///< Resident.
};

/// What /proc says about a process at one moment.
struct ProcessSample
{
    std::chrono::duration<double> cpu {0};
    qint64 memoryBytes = 0;
    std::chrono::steady_clock::time_point at {};
};

/// Of the texts of /proc/PID/stat and /proc/PID/statm; nothing when they are not those.
[[nodiscard]] std::optional<ProcessSample> sampleFrom(QByteArrayView stat, QByteArrayView statm);

/// Looks every two seconds, in the background, what some processes take. Lives on the main thread.
class ProcessMeter final : public QObject
{
    Q_OBJECT
public:
    explicit ProcessMeter(QObject *parent = nullptr);

    /// Those to look at; none stops it.
    void setPids(const QList<qint64> &pids);
    [[nodiscard]] std::optional<ProcessUse> useOf(qint64 pid) const;

Q_SIGNALS:
    void measured();

private:
    using Samples = QHash<qint64, ProcessSample>;
    void look();
    void take(const Samples &samples);

    QTimer m_timer;
    QList<qint64> m_pids;
    Samples m_samples;
    QHash<qint64, ProcessUse> m_uses;
    bool m_isLooking = false;
};

} // namespace conduit::app
