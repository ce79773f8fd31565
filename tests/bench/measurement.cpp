// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/measurement.h"

#include "tests/support/process_usage.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <sys/resource.h>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

std::chrono::microseconds ownProcessorTime()
{
    rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

double rounded(double value, int digits) { return QString::number(value, 'f', digits).toDouble(); }

double medianCost(const QList<Cost> &costs, double Cost::*member)
{
    QList<double> values;
    for (const Cost &cost : costs)
        values.append(cost.*member);
    return medianOf(values);
}

QString forPeople(double value) { return QLocale::c().toString(value, 'f', value < 100 ? 3 : 0); }

} // namespace

CostMeter::CostMeter(qint64 brokerPid)
    : m_brokerPid(brokerPid),
      m_start(std::chrono::steady_clock::now()),
      m_brokerTime(test::processorTime(brokerPid)),
      m_benchTime(ownProcessorTime())
{
}

std::chrono::duration<double> CostMeter::elapsed() const { return std::chrono::steady_clock::now() - m_start; }

Cost CostMeter::cost() const
{
    const std::chrono::duration<double> wall = elapsed();
    const std::chrono::duration<double> broker = test::processorTime(m_brokerPid) - m_brokerTime;
    const std::chrono::duration<double> bench = ownProcessorTime() - m_benchTime;
    return {broker / wall, bench / wall, static_cast<double>(test::residentBytes(m_brokerPid)) / (1024 * 1024)};
}

double Measurement::median() const { return medianOf(values); }

QJsonObject Measurement::toJson() const
{
    QJsonObject json {{u"work"_s, work}, {u"what"_s, what}, {u"unit"_s, unit}};
    if (!absence.isEmpty()) {
        json.insert(u"absence"_s, absence);
        return json;
    }
    QJsonArray runs;
    for (const double value : values)
        runs.append(rounded(value, 4));
    json.insert(u"median"_s, rounded(median(), 4));
    json.insert(u"runs"_s, runs);
    if (costs.isEmpty())
        return json;
    json.insert(u"broker_cores"_s, rounded(medianCost(costs, &Cost::brokerCores), 3));
    json.insert(u"bench_cores"_s, rounded(medianCost(costs, &Cost::benchCores), 3));
    json.insert(u"broker_resident_mib"_s, rounded(medianCost(costs, &Cost::brokerMebibytes), 1));
    return json;
}

QString Measurement::toLine() const
{
    const QString title = u"%1 %2: "_s.arg(work, -5).arg(what);
    if (!absence.isEmpty())
        return title + absence;
    const auto [least, most] = std::minmax_element(values.cbegin(), values.cend());
    QString figures = forPeople(median()) + u' ' + unit;
    if (values.size() > 1)
        figures += u" (%1 … %2)"_s.arg(forPeople(*least), forPeople(*most));
    if (costs.isEmpty())
        return title + figures;
    return title + figures
        + u"; broker %1 cores, %2 MiB; bench %3 cores"_s.arg(medianCost(costs, &Cost::brokerCores), 0, 'f', 2)
              .arg(medianCost(costs, &Cost::brokerMebibytes), 0, 'f', 1)
              .arg(medianCost(costs, &Cost::benchCores), 0, 'f', 2);
}

double medianOf(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

double percentileOf(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto index = static_cast<qsizetype>(share * static_cast<double>(values.size()));
    return values.at(std::min(index, values.size() - 1));
}

} // namespace conduit::bench
