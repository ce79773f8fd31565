// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/chart_lines.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/models/export_file.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

double ChartLines::peak() const
{
    double peak = 0;
    for (int at = 0; at < steps(); ++at) {
        double sum = 0;
        for (const ChartLine &line : lines) {
            const double value = line.values.value(at).value_or(0);
            sum = isStacked ? sum + value : std::max(sum, value);
        }
        peak = std::max(peak, sum);
    }
    return peak;
}

QString ChartLines::valueText(std::optional<double> value) const
{
    if (!value)
        return u"–"_s;
    if (unit == ChartUnit::Count)
        return countText(std::llround(*value));
    return durationText(std::chrono::milliseconds(std::llround(*value * 1000)));
}

QString csvOf(const ChartLines &chart)
{
    QList<QStringList> rows {{u"time"_s}};
    for (const ChartLine &line : chart.lines)
        rows.first().append(line.name);
    for (int at = 0; at < chart.steps(); ++at) {
        QStringList row {chart.timeOf(at).toUTC().toString(Qt::ISODate)};
        for (const ChartLine &line : chart.lines) {
            const auto value = line.values.value(at);
            row.append(value ? QString::number(*value, 'g', 12) : QString());
        }
        rows.append(row);
    }
    QString text;
    for (const QStringList &row : std::as_const(rows))
        text += csvLine(row);
    return text;
}

double roundedUp(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= value * 0.9999)
            return factor * power;
    return 10 * power;
}

} // namespace conduit::ui
