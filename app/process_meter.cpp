// SPDX-License-Identifier: GPL-3.0-only
#include "app/process_meter.h"

#include "ui/background.h"

#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

namespace {

// Counted from the field behind the name, as proc(5) counts from its beginning.
constexpr qsizetype kUserTicksAt = 14 - 3;
constexpr qsizetype kSystemTicksAt = 15 - 3;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<ProcessSample> sampleFrom(QByteArrayView stat, QByteArrayView statm)
{
    // A program may be called anything, also `) R 1 1`: what counts stands behind the last parenthesis.
    const auto nameEnd = stat.lastIndexOf(')');
    if (nameEnd < 0)
        return {};
    const auto fields = stat.sliced(nameEnd + 1).trimmed().toByteArray().split(' ');
    const auto pages = statm.toByteArray().split(' ').value(1).toLongLong();
    if (fields.size() <= kSystemTicksAt)
        return {};
    const auto ticks = fields[kUserTicksAt].toLongLong() + fields[kSystemTicksAt].toLongLong();
    return ProcessSample {
        .cpu = std::chrono::duration<double>(static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK))),
        .memoryBytes = pages * ::sysconf(_SC_PAGESIZE)};
}

ProcessMeter::ProcessMeter(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(2s);
    connect(&m_timer, &QTimer::timeout, this, &ProcessMeter::look);
}

void ProcessMeter::setPids(const QList<qint64> &pids)
{
    if (pids == m_pids)
        return;
    m_pids = pids;
    if (m_pids.isEmpty())
        return m_timer.stop();
    m_timer.start();
    look();
}

std::optional<ProcessUse> ProcessMeter::useOf(qint64 pid) const
{
    const auto found = m_uses.constFind(pid);
    return found == m_uses.cend() ? std::nullopt : std::optional(*found);
}

void ProcessMeter::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    const auto read = [pids = m_pids] {
        Samples samples;
        for (const auto pid : pids) {
            const auto folder = u"/proc/%1/"_s.arg(pid);
            if (auto sample = sampleFrom(contentOf(folder + u"stat"_s), contentOf(folder + u"statm"_s))) {
                sample->at = std::chrono::steady_clock::now();
                samples.insert(pid, *sample);
            }
        }
        return samples;
    };
    ui::inBackground(this, read, [this](const Samples &samples) {
        m_isLooking = false;
        take(samples);
    });
}

void ProcessMeter::take(const Samples &samples)
{
    m_uses.clear();
    for (auto sample = samples.cbegin(); sample != samples.cend(); ++sample) {
        ProcessUse use {.cpuPercent = {}, .memoryBytes = sample->memoryBytes};
        const auto before = m_samples.constFind(sample.key());
        if (before != m_samples.cend() && sample->at > before->at)
            use.cpuPercent = 100 * (sample->cpu - before->cpu) / std::chrono::duration<double>(sample->at - before->at);
        m_uses.insert(sample.key(), use);
    }
    m_samples = samples;
    Q_EMIT measured();
}

} // namespace conduit::app
