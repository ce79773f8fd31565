// SPDX-License-Identifier: GPL-3.0-only
#include "tests/counts/baseline.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSaveFile>
#include <QSysInfo>

#include <algorithm>
#include <cmath>
#include <optional>

namespace conduit::counts {

using namespace Qt::StringLiterals;
using bench::Result;

namespace {

constexpr auto kInstructions = "instructions"_L1;
constexpr auto kAllocations = "allocations"_L1;

QString forPeople(double value) { return QLocale::c().toString(value, 'f', value < 1'000 ? 1 : 0); }

/// Where allocations are few, one more or less for each other task is no news.
constexpr double kAllocationsSlackMin = 0.5;

/// Nothing while the two are near each other.
std::optional<QString> difference(const QString &what, double now, double before, double slackMin)
{
    if (std::abs(now - before) <= std::max(before * kSlack, slackMin))
        return std::nullopt;
    const double share = now / before - 1;
    return u"%1: %2 a task, %3 % %4 than the %5 of the baseline"_s.arg(what, forPeople(now))
        .arg(std::abs(share) * 100, 0, 'f', 0)
        .arg(share > 0 ? u"more"_s : u"fewer"_s, forPeople(before));
}

const Cost *costOf(const Costs &costs, const QString &part)
{
    const auto found = std::find_if(costs.begin(), costs.end(), [&](const Cost &cost) { return cost.part == part; });
    return found == costs.end() ? nullptr : &*found;
}

} // namespace

QString systemName()
{
    return QSysInfo::productType() + u'-' + QSysInfo::productVersion() + u'-' + QSysInfo::currentCpuArchitecture();
}

Result<Costs> readBaseline(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"there is no baseline for %1: %2"_s.arg(systemName(), path);
    const QJsonObject parts = QJsonDocument::fromJson(file.readAll()).object();
    Costs costs;
    for (const QString &part : parts.keys()) {
        const QJsonObject cost = parts.value(part).toObject();
        costs.append({part, cost.value(kInstructions).toDouble(), cost.value(kAllocations).toDouble()});
    }
    return costs;
}

Result<Unit> writeBaseline(const QString &path, const Costs &costs)
{
    QJsonObject parts;
    for (const Cost &cost : costs)
        parts.insert(cost.part,
                     QJsonObject {{kInstructions, std::round(cost.instructions)},
                                  {kAllocations, std::round(cost.allocations * 100) / 100}});
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(parts).toJson()) < 0 || !file.commit())
        return u"cannot write "_s + path;
    return Unit {};
}

QStringList differences(const Costs &costs, const Costs &baseline)
{
    QStringList found;
    for (const Cost &cost : costs) {
        const Cost *before = costOf(baseline, cost.part);
        if (!before) {
            found += cost.part + u": not in the baseline"_s;
            continue;
        }
        for (const auto &sentence :
             {difference(cost.part + u", instructions"_s, cost.instructions, before->instructions, 0),
              difference(cost.part + u", allocations"_s, cost.allocations, before->allocations, kAllocationsSlackMin)}) {
            if (sentence)
                found += *sentence;
        }
    }
    for (const Cost &cost : baseline) {
        if (!costOf(costs, cost.part))
            found += cost.part + u": in the baseline, but not counted any more"_s;
    }
    return found;
}

} // namespace conduit::counts
