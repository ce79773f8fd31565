// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"

namespace conduit::broker {

namespace {

void putDigits(char *to, int width, unsigned value)
{
    for (int place = width - 1; place >= 0; --place) {
        to[place] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

/// Reads fixed-width fields one after the other; once something does not fit, everything after it fails too.
class FieldScanner
{
public:
    explicit FieldScanner(QStringView text) : m_rest(text) { }

    int digits(int width)
    {
        if (!m_good || m_rest.size() < width)
            return fail();
        int value = 0;
        for (const QChar c : m_rest.first(width)) {
            if (c < u'0' || c > u'9')
                return fail();
            value = value * 10 + (c.unicode() - u'0');
        }
        m_rest = m_rest.sliced(width);
        return value;
    }

    bool accept(QStringView anyOf)
    {
        if (!m_good || m_rest.isEmpty() || !anyOf.contains(m_rest.front()))
            return false;
        m_accepted = m_rest.front();
        m_rest = m_rest.sliced(1);
        return true;
    }

    void expect(QStringView anyOf)
    {
        if (!accept(anyOf))
            fail();
    }

    /// Digits of a fraction as milliseconds; further ones are read and dropped.
    int fraction()
    {
        int milliseconds = 0;
        int places = 0;
        while (m_good && !m_rest.isEmpty() && m_rest.front() >= u'0' && m_rest.front() <= u'9') {
            if (places < 3)
                milliseconds = milliseconds * 10 + (m_rest.front().unicode() - u'0');
            ++places;
            m_rest = m_rest.sliced(1);
        }
        if (places == 0)
            return fail();
        for (; places < 3; ++places)
            milliseconds *= 10;
        return milliseconds;
    }

    [[nodiscard]] QChar accepted() const { return m_accepted; }
    [[nodiscard]] bool isAtGoodEnd() const { return m_good && m_rest.isEmpty(); }

private:
    int fail()
    {
        m_good = false;
        return 0;
    }

    QStringView m_rest;
    QChar m_accepted;
    bool m_good = true;
};

} // namespace

MomentText::MomentText(Moment moment)
    : m_text {'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0',
              '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0', 'Z'}
{
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date {day};
    const std::chrono::hh_mm_ss time {moment - day};
    char *to = m_text.data();
    putDigits(to, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    putDigits(to + 5, 2, static_cast<unsigned>(date.month()));
    putDigits(to + 8, 2, static_cast<unsigned>(date.day()));
    putDigits(to + 11, 2, static_cast<unsigned>(time.hours().count()));
    putDigits(to + 14, 2, static_cast<unsigned>(time.minutes().count()));
    putDigits(to + 17, 2, static_cast<unsigned>(time.seconds().count()));
    putDigits(to + 20, 3, static_cast<unsigned>(time.subseconds().count()));
}

QByteArray textFromMoment(Moment moment) { return QByteArrayView(MomentText(moment)).toByteArray(); }

std::optional<Moment> momentFromText(QStringView text)
{
    using namespace std::chrono;
    FieldScanner scan(text);
    const int yearNumber = scan.digits(4);
    scan.expect(u"-");
    const int monthNumber = scan.digits(2);
    scan.expect(u"-");
    const int dayNumber = scan.digits(2);
    scan.expect(u"Tt ");
    const int hour = scan.digits(2);
    scan.expect(u":");
    const int minute = scan.digits(2);
    scan.expect(u":");
    const int second = scan.digits(2);
    const int millisecond = scan.accept(u".") ? scan.fraction() : 0;

    minutes offset {0};
    scan.expect(u"Zz+-");
    if (scan.accepted() == u'+' || scan.accepted() == u'-') {
        const int sign = scan.accepted() == u'+' ? 1 : -1;
        const int offsetHours = scan.digits(2);
        scan.expect(u":");
        const int offsetMinutes = scan.digits(2);
        if (offsetHours > 23 || offsetMinutes > 59)
            return std::nullopt;
        offset = sign * (hours {offsetHours} + minutes {offsetMinutes});
    }

    const year_month_day date {year {yearNumber}, month {static_cast<unsigned>(monthNumber)},
                               day {static_cast<unsigned>(dayNumber)}};
    if (!scan.isAtGoodEnd() || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const Moment moment =
        sys_days {date} + hours {hour} + minutes {minute} + seconds {second} + milliseconds {millisecond} - offset;
    if (moment < kMomentMin || moment > kMomentMax)
        return std::nullopt;
    return moment;
}

} // namespace conduit::broker
