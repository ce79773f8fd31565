// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/figure.h"

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

QString numberText(double value) { return QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0); }

} // namespace

bool Figure::isKept(double slack) const
{
    switch (bound) {
    case Bound::None:
        return true;
    case Bound::AtMost:
        return value <= limit * slack;
    case Bound::AtLeast:
        return value * slack >= limit;
    }
    Q_UNREACHABLE();
}

QJsonObject Figure::toJson(double slack) const
{
    QJsonObject json {{u"budget"_s, budget}, {u"what"_s, what}, {u"value"_s, value}, {u"unit"_s, unit}};
    if (bound != Bound::None) {
        json.insert(bound == Bound::AtMost ? u"at_most"_s : u"at_least"_s, limit);
        json.insert(u"kept"_s, isKept(slack));
    }
    if (!note.isEmpty())
        json.insert(u"note"_s, note);
    return json;
}

QString Figure::toLine(double slack) const
{
    const QString limitText =
        bound == Bound::None ? QString() : (bound == Bound::AtMost ? u"≤ "_s : u"≥ "_s) + numberText(limit);
    const QString verdict = bound == Bound::None ? QString() : isKept(slack) ? u"kept"_s : u"BROKEN"_s;
    const QString line = u"%1 %2 %3 %4 %5 %6"_s.arg(budget, -4)
                             .arg(what, -66)
                             .arg(limitText, 9)
                             .arg(numberText(value), 9)
                             .arg(unit, -7)
                             .arg(verdict, -6);
    return note.isEmpty() ? line : line + u"  "_s + note;
}

Figure atMost(const QString &budget, const QString &what, double value, double limit, const QString &unit, const QString &note)
{
    return {.budget = budget,
            .what = what,
            .value = value,
            .unit = unit,
            .bound = Figure::Bound::AtMost,
            .limit = limit,
            .note = note};
}

Figure atMostOfOwn(const QString &budget, const QString &what, double value, double limit, const QString &unit,
                   const QString &note)
{
    Figure figure = atMost(budget, what, value, limit, unit, note);
    figure.isByClock = false;
    return figure;
}

Figure atLeast(const QString &budget, const QString &what, double value, double limit, const QString &unit)
{
    return {.budget = budget, .what = what, .value = value, .unit = unit, .bound = Figure::Bound::AtLeast, .limit = limit};
}

Figure told(const QString &budget, const QString &what, double value, const QString &unit)
{
    return {.budget = budget, .what = what, .value = value, .unit = unit};
}

} // namespace conduit::bench
