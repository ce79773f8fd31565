// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/filter_value.h"

#include "broker/core/moment_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// Far beyond every number of the broker, and far from where sums overflow.
constexpr qint64 kNumberMax = 1'000'000'000'000'000;
constexpr auto kRangeMark = ".."_L1;

using NumberUnit = std::pair<QLatin1String, qint64>;
constexpr std::array kDurationUnits {NumberUnit {"ms"_L1, 1}, NumberUnit {"s"_L1, 1'000}, NumberUnit {"m"_L1, 60'000},
                                     NumberUnit {"h"_L1, 3'600'000}, NumberUnit {"d"_L1, 86'400'000}};
constexpr std::array kSizeUnits {NumberUnit {""_L1, 1}, NumberUnit {"kib"_L1, 1'024}, NumberUnit {"mib"_L1, 1'048'576}};
constexpr std::array kNoUnits {NumberUnit {""_L1, 1}};

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// Digits with one of the units behind them, or `-` and digits where there are no units.
template<std::size_t N>
std::optional<qint64> scaledNumber(QStringView text, const std::array<NumberUnit, N> &units)
{
    const bool isNegative = N == 1 && text.startsWith(u'-');
    if (isNegative)
        text = text.sliced(1);
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit) - text.begin();
    const QStringView unit = text.sliced(end);
    const auto known = std::find_if(units.begin(), units.end(),
                                    [&](const NumberUnit &one) { return unit.compare(one.first, Qt::CaseInsensitive) == 0; });
    bool isNumber = false;
    const qint64 number = text.first(end).toLongLong(&isNumber);
    if (!isNumber || known == units.end() || number > kNumberMax / known->second)
        return std::nullopt;
    return (isNegative ? -number : number) * known->second;
}

std::optional<qint64> durationFrom(QStringView text) { return scaledNumber(text, kDurationUnits); }

/// When the clocks of `zone` show what those of UTC show at `shown`, in milliseconds.
qint64 inZone(qint64 shown, const QTimeZone &zone)
{
    const auto clock = QDateTime::fromMSecsSinceEpoch(shown, QTimeZone::utc());
    return QDateTime(clock.date(), clock.time(), zone).toMSecsSinceEpoch();
}

/// From midnight to midnight; a day on which clocks are changed is shorter or longer, and may begin later than at 00:00.
FilterRange dayIn(qint64 shown, const QTimeZone &zone)
{
    const auto date = QDateTime::fromMSecsSinceEpoch(shown, QTimeZone::utc()).date();
    return {date.startOfDay(zone).toMSecsSinceEpoch(), date.addDays(1).startOfDay(zone).toMSecsSinceEpoch() - 1};
}

/// The moments that a date means: a day, a minute, a second or a millisecond; in `zone` when it names none.
std::optional<FilterRange> momentsFrom(QStringView text, const QTimeZone &zone)
{
    constexpr qsizetype kDay = 10;    // 2026-11-24
    constexpr qsizetype kMinute = 16; // 2026-11-24T10:00
    constexpr qsizetype kSecond = 19; // 2026-11-24T10:00:00
    const bool hasZone = text.size() > kSecond
        && (text.back().toUpper() == u'Z' || text.sliced(kSecond).contains(u'+') || text.sliced(kSecond).contains(u'-'));
    const bool hasFraction = text.size() > kSecond && text[kSecond] == u'.';
    qint64 width = hasFraction ? 1 : 1'000;
    QString whole = text.toString();
    if (text.size() == kDay) {
        whole += "T00:00:00Z"_L1;
    } else if (text.size() == kMinute) {
        whole += ":00Z"_L1;
        width = 60'000;
    } else if (!hasZone) {
        whole += u'Z';
    }
    const auto moment = momentFromText(whole);
    if (!moment)
        return std::nullopt;
    const qint64 named = moment->time_since_epoch().count();
    if (text.size() == kDay)
        return dayIn(named, zone);
    const qint64 first = hasZone ? named : inZone(named, zone);
    return FilterRange {first, first + width - 1};
}

/// What a relation makes of a place on a line; an equal one is the place itself.
FilterRange related(FilterRelation relation, const FilterRange &place)
{
    switch (relation) {
    case FilterRelation::None:
    case FilterRelation::Equal:
        return place;
    case FilterRelation::Less:
        return {std::nullopt, *place.min - 1};
    case FilterRelation::LessOrEqual:
        return {std::nullopt, place.max};
    case FilterRelation::Greater:
        return {*place.max + 1, std::nullopt};
    case FilterRelation::GreaterOrEqual:
        return {place.min, std::nullopt};
    }
    Q_UNREACHABLE();
}

bool isPlain(FilterRelation relation) { return relation == FilterRelation::None || relation == FilterRelation::Equal; }

/// The two ends of `a..b`.
std::optional<std::pair<QStringView, QStringView>> endsOf(const FilterValue &value)
{
    const qsizetype mark = value.isQuoted ? -1 : value.text.indexOf(kRangeMark);
    if (mark < 0)
        return std::nullopt;
    const QStringView text = value.text;
    return std::pair(text.first(mark), text.sliced(mark + kRangeMark.size()));
}

Error backwards(const FilterValue &value)
{
    return filterError(value.span, u"A range goes from the smaller to the larger end."_s);
}

Error relatedRange(const FilterValue &value)
{
    return filterError(value.span, u"A range has no <, >, or = before it: write a..b alone."_s);
}

/// A range or a relation over places that `read` finds; `what` says in an error what was expected.
template<typename F>
Result<FilterRange> rangeFrom(const FilterValue &value, F &&read, const QString &what)
{
    const auto ends = endsOf(value);
    if (!ends) {
        const auto place = read(QStringView(value.text));
        if (!place)
            return filterError(value.span, what);
        return related(value.relation, *place);
    }
    const auto first = read(ends->first);
    const auto last = read(ends->second);
    if (!first || !last)
        return filterError(value.span, what);
    if (value.relation != FilterRelation::None)
        return relatedRange(value);
    if (*first->min > *last->max)
        return backwards(value);
    return FilterRange {first->min, last->max};
}

template<std::size_t N>
auto scaledPlaces(const std::array<NumberUnit, N> &units)
{
    return [&units](QStringView text) -> std::optional<FilterRange> {
        const auto number = scaledNumber(text, units);
        return number ? std::optional(FilterRange {number, number}) : std::nullopt;
    };
}

/// A relation or a range over durations; each is longer than a moment, so one alone would hardly ever fit.
Result<FilterRange> durationRange(const QString &key, const FilterValue &value)
{
    if (!endsOf(value) && isPlain(value.relation))
        return filterError(value.span, u"%1 takes <, > or a range with a duration: %1:>30s or %1:1m..5m."_s.arg(key));
    return rangeFrom(value, scaledPlaces(kDurationUnits),
                     u"%1 takes durations such as 90s, 15m, 2h or 3d: %1:>30s or %1:1m..5m."_s.arg(key));
}

bool isDuration(const FilterValue &value)
{
    const auto ends = endsOf(value);
    return !value.isQuoted && durationFrom(ends ? ends->first : QStringView(value.text)).has_value();
}

Result<FilterRange> dates(const QString &key, const FilterValue &value, const QTimeZone &zone)
{
    return rangeFrom(
        value, [&zone](QStringView text) { return momentsFrom(text, zone); },
        u"%1 takes a date such as 2026-11-24 or 2026-11-24T10:00:00Z, a range a..b, or a duration such as <2h."_s.arg(key));
}

std::optional<FilterNumber> jsonNumberFrom(QStringView text)
{
    const auto isPart = [](QChar c) { return isDigit(c) || c == u'.' || c == u'-' || c == u'+' || c == u'e' || c == u'E'; };
    const QStringView digits = text.startsWith(u'-') ? text.sliced(1) : text;
    if (digits.isEmpty() || !isDigit(digits.front()) || !isDigit(digits.back())
        || !std::all_of(digits.begin(), digits.end(), isPart))
        return std::nullopt;
    bool isWhole = false;
    const qint64 whole = text.toLongLong(&isWhole);
    if (isWhole)
        return whole;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional<FilterNumber>(number) : std::nullopt;
}

double magnitudeOf(const FilterNumber &number)
{
    return std::visit([](auto value) { return static_cast<double>(value); }, number);
}

void setBounds(DocumentTerm &term, FilterRelation relation, const FilterNumber &number)
{
    switch (relation) {
    case FilterRelation::None:
    case FilterRelation::Equal:
        term.min = NumberBound {number};
        term.max = NumberBound {number};
        return;
    case FilterRelation::Less:
    case FilterRelation::LessOrEqual:
        term.max = NumberBound {number, relation == FilterRelation::LessOrEqual};
        return;
    case FilterRelation::Greater:
    case FilterRelation::GreaterOrEqual:
        term.min = NumberBound {number, relation == FilterRelation::GreaterOrEqual};
        return;
    }
    Q_UNREACHABLE();
}

using Trait = std::pair<QLatin1String, TaskTrait>;
constexpr std::array kIsTraits {Trait {"late"_L1, TaskTrait::Late}, Trait {"stuck"_L1, TaskTrait::Stuck},
                                Trait {"held"_L1, TaskTrait::Held}, Trait {"retried"_L1, TaskTrait::Retried}};
constexpr std::array kHasTraits {Trait {"error"_L1, TaskTrait::HasError}, Trait {"result"_L1, TaskTrait::HasResult},
                                 Trait {"logs"_L1, TaskTrait::HasLogs}, Trait {"progress"_L1, TaskTrait::HasProgress},
                                 Trait {"checkpoint"_L1, TaskTrait::HasCheckpoint}};
/// Of parts of the broker that are still to come.
constexpr std::array kLaterTraits {"orphan"_L1, "edited"_L1, "note"_L1};

template<std::size_t N>
Result<TaskTrait> traitFrom(const std::array<Trait, N> &traits, const FilterValue &value, const QString &what)
{
    const auto isIt = [&](QLatin1String word) { return value.text.compare(word, Qt::CaseInsensitive) == 0; };
    const auto known = std::find_if(traits.begin(), traits.end(), [&](const Trait &trait) { return isIt(trait.first); });
    if (known != traits.end() && isPlain(value.relation))
        return known->second;
    if (std::any_of(kLaterTraits.begin(), kLaterTraits.end(), isIt))
        return filterError(value.span, u"%1 is not known yet. %2"_s.arg(value.text, what));
    return filterError(value.span, what);
}

constexpr qsizetype kIdDigits = 32;
constexpr qsizetype kIdCharacters = 36; // With hyphens.

/// The digits of a part of an id, in lower case, with hyphens only where a UUID has them when the part begins at `place`.
std::optional<QByteArray> digitsOfId(QStringView text, qsizetype place)
{
    QByteArray digits;
    for (const QChar c : text) {
        const bool isHyphenPlace = place == 8 || place == 13 || place == 18 || place == 23;
        const QChar low = c.toLower();
        if (isDigit(low) || (low >= u'a' && low <= u'f'))
            digits += low.toLatin1();
        else if (c != u'-' || !isHyphenPlace)
            return std::nullopt;
        ++place;
    }
    return digits;
}

} // namespace

Error filterError(TextSpan span, const QString &message)
{
    return {ErrorCode::InvalidArgument, u"The filter cannot be read: "_s + message, {{u"q"_s, u"syntax"_s, message, span}}};
}

std::optional<IdTerm> idsBeginningWith(QStringView text, qsizetype digitsMin)
{
    const auto digits = digitsOfId(text, 0);
    if (!digits || digits->size() < digitsMin || digits->size() > kIdDigits)
        return std::nullopt;
    return IdTerm {QByteArray::fromHex(digits->leftJustified(kIdDigits, '0')),
                   QByteArray::fromHex(digits->leftJustified(kIdDigits, 'f'))};
}

std::optional<IdEndTerm> idsEndingWith(QStringView text, qsizetype digitsMin)
{
    const bool hasHyphens = text.contains(u'-');
    if (text.size() >= (hasHyphens ? kIdCharacters : kIdDigits))
        return std::nullopt;
    const auto digits = digitsOfId(text, hasHyphens ? kIdCharacters - text.size() : 0);
    if (!digits || digits->size() < digitsMin)
        return std::nullopt;
    return IdEndTerm {*digits};
}

Result<IdTerm> idFrom(const QString &key, const FilterValue &value)
{
    const auto ids = isPlain(value.relation) ? idsBeginningWith(value.text, 1) : std::nullopt;
    if (!ids)
        return filterError(value.span, u"%1 takes an id or its first digits: %1:0198f0c4."_s.arg(key));
    return *ids;
}

Result<std::vector<TaskState>> statesFrom(const QString &key, const FilterValue &value)
{
    const QString word = value.text.toLower();
    std::vector<TaskState> states;
    std::copy_if(kTaskStates.begin(), kTaskStates.end(), std::back_inserter(states), [&](TaskState state) {
        return state != TaskState::Trashed && (word == wordFrom(state) || word == QString(statusFrom(state)).toLower());
    });
    if (states.empty() || !isPlain(value.relation))
        return filterError(
            value.span,
            u"%1 takes pending, running, completed and failed, and scheduled, blocked, ready, retrying, dead and cancelled."_s
                .arg(key));
    return states;
}

Result<QString> textFrom(const QString &key, const FilterValue &value)
{
    if (!isPlain(value.relation))
        return filterError(value.span,
                           u"%1 is a text and takes no < and no >. Put a text that begins with them into quotes."_s.arg(key));
    return value.text;
}

Result<FilterRange> numbersFrom(const QString &key, const FilterValue &value)
{
    return rangeFrom(value, scaledPlaces(kNoUnits), u"%1 takes whole numbers: %1:3, %1:>1 or %1:1..5."_s.arg(key));
}

Result<FilterRange> sizesFrom(const QString &key, const FilterValue &value)
{
    return rangeFrom(value, scaledPlaces(kSizeUnits),
                     u"%1 takes numbers of bytes, KiB or MiB: %1:>64KiB or %1:0..100."_s.arg(key));
}

Result<FilterRange> durationsFrom(const QString &key, const FilterValue &value) { return durationRange(key, value); }

Result<FilterRange> pastFrom(const QString &key, const FilterValue &value, const FilterTimes &times)
{
    if (!isDuration(value))
        return dates(key, value, times.zone);
    const auto ages = durationRange(key, value);
    if (!ages)
        return ages.error();
    // The longer ago, the earlier: each end becomes the other.
    const qint64 here = times.now.time_since_epoch().count();
    const auto ago = [here](const std::optional<qint64> &age) { return age ? std::optional(here - *age) : std::nullopt; };
    return FilterRange {ago(ages->max), ago(ages->min)};
}

Result<FilterRange> futureFrom(const QString &key, const FilterValue &value, const FilterTimes &times)
{
    if (!isDuration(value))
        return dates(key, value, times.zone);
    auto ahead = durationRange(key, value);
    if (!ahead)
        return ahead;
    const qint64 here = times.now.time_since_epoch().count();
    const auto then = [here](const std::optional<qint64> &distance) {
        return distance ? std::optional(here + *distance) : std::nullopt;
    };
    return FilterRange {then(ahead->min), then(ahead->max)};
}

Result<QTimeZone> zoneFrom(const QString &key, const FilterValue &value)
{
    // Qt opens a file by the name. One that is no zone's may be a file elsewhere, or one that never ends.
    const QByteArray name = value.text.toUtf8();
    if (isPlain(value.relation) && !name.contains('.') && QTimeZone::isTimeZoneIdAvailable(name))
        return QTimeZone(name);
    return filterError(
        value.span, u"%1 takes a name of the time-zone database that the broker's machine knows: %1:Europe/Berlin."_s.arg(key));
}

Result<TaskTrait> isTraitFrom(const QString &key, const FilterValue &value)
{
    return traitFrom(kIsTraits, value, u"%1 takes late, stuck, held and retried; for a state write state:running."_s.arg(key));
}

Result<TaskTrait> hasTraitFrom(const QString &key, const FilterValue &value)
{
    return traitFrom(kHasTraits, value, u"%1 takes error, result, logs, progress and checkpoint."_s.arg(key));
}

Result<DocumentTerm> documentTermFrom(const QString &key, const FilterValue &value, DocumentTerm term)
{
    if (value.isQuoted && isPlain(value.relation)) {
        term.text = value.text;
        return term;
    }
    if (const auto ends = endsOf(value)) {
        const auto first = jsonNumberFrom(ends->first);
        const auto last = jsonNumberFrom(ends->second);
        if (first && last) {
            if (value.relation != FilterRelation::None)
                return relatedRange(value);
            if (magnitudeOf(*first) > magnitudeOf(*last))
                return backwards(value);
            term.min = NumberBound {*first};
            term.max = NumberBound {*last};
            return term;
        }
    }
    const auto number = value.isQuoted ? std::nullopt : jsonNumberFrom(value.text);
    if (number)
        setBounds(term, value.relation, *number);
    else if (!isPlain(value.relation))
        return filterError(value.span, u"%1 takes < and > only before a number."_s.arg(key));
    if (!isPlain(value.relation))
        return term;
    // Nobody should have to know whether a program sent 123 or "123".
    term.text = value.text;
    if (value.text == "true"_L1 || value.text == "false"_L1)
        term.boolean = value.text == "true"_L1;
    term.isNull = value.text == "null"_L1;
    return term;
}

} // namespace conduit::broker
