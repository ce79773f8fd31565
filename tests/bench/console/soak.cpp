// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/soak.h"

#include "tests/bench/console/budgets.h"
#include "tests/bench/console/inflow.h"
#include "tests/bench/console/mishaps.h"
#include "tests/bench/console/random_walk.h"
#include "tests/support/process_usage.h"
#include "tests/ui/timed_app.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <malloc.h>
#include <numeric>
#include <utility>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::TimedApp;

namespace {

constexpr double kBytesPerMiB = 1024.0 * 1024.0;
constexpr double kMsPerHour = 3'600'000;
constexpr auto kReportEvery = 1min;
constexpr auto kSampleEvery = 5s;
/// Lists, caches and the allocator's own store are full by then.
constexpr std::chrono::milliseconds kWarmUpMax = 10min;
/// What memory in use may seem to have grown by while nothing leaks, however long somebody watches: it is more with a full list than on the
/// page of queues.
constexpr double kNoiseMiB = 4;
constexpr double kJudgedHoursMin = 10.0 / 60; ///< What comes and goes in less time has no trend.
constexpr double kResidentMaxMiB = 150;
constexpr double kEventMaxMs = 100;

double residentMiB() { return double(test::residentBytes(QCoreApplication::applicationPid())) / kBytesPerMiB; }

/// Of the heap. What is resident beyond it the allocator keeps for later.
double inUseMiB()
{
    const auto heap = mallinfo2();
    return double(heap.uordblks + heap.hblkhd) / kBytesPerMiB;
}

/// Counts what Qt warns of while it exists, and tells it.
class WarningWatch
{
public:
    explicit WarningWatch(std::function<void(const QString &)> tell) : m_tell(std::move(tell))
    {
        s_watch = this;
        m_before = qInstallMessageHandler(&WarningWatch::note);
    }
    ~WarningWatch()
    {
        qInstallMessageHandler(m_before);
        s_watch = nullptr;
    }
    WarningWatch(const WarningWatch &) = delete;
    WarningWatch &operator=(const WarningWatch &) = delete;

    [[nodiscard]] int count() const { return m_count; }

private:
    /// From any thread.
    static void note(QtMsgType type, const QMessageLogContext &, const QString &text)
    {
        // The platform without a display says so of each window.
        if (type == QtDebugMsg || type == QtInfoMsg || text.startsWith("This plugin does not support"_L1))
            return;
        ++s_watch->m_count;
        s_watch->m_tell(u"Qt warns: "_s + text);
    }

    static inline WarningWatch *s_watch = nullptr;
    std::function<void(const QString &)> m_tell;
    QtMessageHandler m_before = nullptr;
    std::atomic<int> m_count = 0;
};

/// Memory over time.
class MemoryTrend
{
public:
    void add(double hours, double mebibytes)
    {
        m_hours.append(hours);
        m_mebibytes.append(mebibytes);
    }
    [[nodiscard]] double hours() const { return m_hours.isEmpty() ? 0 : m_hours.last() - m_hours.first(); }
    /// Of the line that is nearest to all samples, by the sum of squares, in MiB an hour.
    [[nodiscard]] double slope() const
    {
        const double meanHours = meanOf(m_hours);
        const double meanMebibytes = meanOf(m_mebibytes);
        double together = 0;
        double alone = 0;
        for (qsizetype i = 0; i < m_hours.size(); ++i) {
            together += (m_hours[i] - meanHours) * (m_mebibytes[i] - meanMebibytes);
            alone += (m_hours[i] - meanHours) * (m_hours[i] - meanHours);
        }
        return alone > 0 ? together / alone : 0;
    }

private:
    static double meanOf(const QList<double> &values)
    {
        return std::accumulate(values.begin(), values.end(), 0.0) / double(std::max<qsizetype>(values.size(), 1));
    }

    QList<double> m_hours;
    QList<double> m_mebibytes;
};

/// What is watched while the console is wandered through.
class Watch
{
public:
    Watch(std::chrono::milliseconds time, const std::function<void(const QString &)> &tell)
        : m_tell(tell), m_warmUpMs(std::min<std::chrono::milliseconds>(kWarmUpMax, time / 4).count())
    {
        m_clock.start();
        TimedApp::watch();
    }

    [[nodiscard]] qint64 elapsedMs() const { return m_clock.elapsed(); }
    /// Samples when it is time to; `more` is told beside what was watched, once a minute.
    void proceed(const std::function<QString()> &more)
    {
        if (m_nextSample.hasExpired())
            sample();
        if (m_nextReport.hasExpired())
            report(more());
    }
    [[nodiscard]] Figures figures(int warnings)
    {
        sample();
        noteEvents();
        return {atMostOfOwn(u"P16"_s, u"soak: the most that the console had resident"_s, m_most, kResidentMaxMiB, u"MiB"_s),
                trendInUse(),
                told(u"P16"_s, u"soak: trend of resident memory over the same time"_s, m_resident.slope(), u"MiB/h"_s),
                atMostOfOwn(u"P16"_s, u"soak: slowest event of the window"_s, m_worstMs, kEventMaxMs, u"ms"_s, m_worst),
                atMostOfOwn(u"P16"_s, u"soak: warnings of Qt"_s, warnings, 0, {})};
    }

private:
    [[nodiscard]] Figure trendInUse() const
    {
        const QString what = u"soak: trend of memory in use over the last %1 min"_s.arg(m_inUse.hours() * 60, 0, 'f', 0);
        if (m_inUse.hours() < kJudgedHoursMin)
            return told(u"P16"_s, what, m_inUse.slope(), u"MiB/h"_s);
        return atMostOfOwn(u"P16"_s, what, m_inUse.slope(), kNoiseMiB / m_inUse.hours(), u"MiB/h"_s);
    }
    void sample()
    {
        m_nextSample.setRemainingTime(kSampleEvery);
        m_now = residentMiB();
        m_most = std::max(m_most, m_now);
        noteEvents();
        if (elapsedMs() < m_warmUpMs)
            return;
        m_resident.add(double(elapsedMs()) / kMsPerHour, m_now);
        m_inUse.add(double(elapsedMs()) / kMsPerHour, inUseMiB());
    }
    /// And forgets those that were noted: their record would be a part of what is measured.
    void noteEvents()
    {
        const auto events = TimedApp::figures();
        m_latelyWorstMs = std::max(m_latelyWorstMs, events.worstMs);
        if (events.worstMs > m_worstMs) {
            m_worstMs = events.worstMs;
            m_worst = events.worst.section(u" in "_s, 1);
        }
        TimedApp::watch();
    }
    void report(const QString &more)
    {
        m_nextReport.setRemainingTime(kReportEvery);
        m_tell(u"%1 min  %2 MiB resident, %3 in use, trends %4 and %5 MiB/h, slowest event %6 ms, %7"_s
                   .arg(elapsedMs() / 60'000, 4)
                   .arg(m_now, 6, 'f', 1)
                   .arg(inUseMiB(), 5, 'f', 1)
                   .arg(m_resident.slope(), 5, 'f', 1)
                   .arg(m_inUse.slope(), 5, 'f', 1)
                   .arg(std::exchange(m_latelyWorstMs, 0), 4, 'f', 1)
                   .arg(more));
    }

    const std::function<void(const QString &)> &m_tell;
    qint64 m_warmUpMs;
    QElapsedTimer m_clock;
    QDeadlineTimer m_nextSample {0};
    QDeadlineTimer m_nextReport {kReportEvery};
    MemoryTrend m_resident;
    MemoryTrend m_inUse;
    double m_now = 0;
    double m_most = 0;
    double m_latelyWorstMs = 0; ///< Since the last report.
    double m_worstMs = 0;
    QString m_worst;
};

void seeAllPages(ConsoleUnderTest &console)
{
    for (const QString &page : console.pages()) {
        console.openPage(page);
        ConsoleUnderTest::wait(500ms);
    }
}

} // namespace

Result<Figures> measureSoak(const Soak &soak)
{
    const WarningWatch warnings(soak.tell);
    Endpoint endpoint;
    endpoint.port = soak.broker.port();
    QRandomGenerator random(soak.seed);
    Mishaps mishaps(soak.broker, soak.binFolder, soak.time, random);
    if (const auto prepared = Inflow::prepare(endpoint); !prepared)
        return prepared.error();
    if (const auto begun = mishaps.begin(); !begun)
        return begun.error();
    ConsoleUnderTest console(soak.broker.address(), u"tasks"_s);
    if (const auto rows = awaitRows(console); !rows)
        return rows.error();
    seeAllPages(console); // Pages that are being built may take longer.

    const Inflow inflow(endpoint);
    RandomWalk walk(console, random);
    Watch watch(soak.time, soak.tell);
    const auto told = [&] {
        return u"%1 widgets, %2 objects in the window, %3 tasks, %4 steps, killed: %5 workers, %6 brokers"_s
            .arg(QApplication::allWidgets().size())
            .arg(console.window().findChildren<QObject *>().size())
            .arg(inflow.added())
            .arg(walk.steps())
            .arg(mishaps.workersKilled())
            .arg(mishaps.brokersKilled());
    };
    while (watch.elapsedMs() < std::chrono::milliseconds(soak.time).count()) {
        walk.step();
        if (const auto done = mishaps.proceed(); !done)
            return done.error();
        watch.proceed(told);
    }
    soak.tell(told());
    const double rate = double(inflow.added()) * 1000 / double(watch.elapsedMs());
    if (const auto ended = mishaps.end(); !ended)
        return ended.error();
    return watch.figures(warnings.count())
        + Figures {atLeast(u"P16"_s, u"soak: the load beside it"_s, rate, Inflow::kTasksPerSecond / 2.0, u"tasks/s"_s)};
}

} // namespace conduit::bench
