// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/answer_writer.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace conduit::broker {

namespace {

constexpr int kNoContent = 204;

QByteArrayView statusPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case kNoContent:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return ""; // The phrase may be empty; the number decides.
    }
}

void appendNumber(QByteArray &out, qint64 number)
{
    std::array<char, 20> digits {};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end - digits.data());
}

} // namespace

void AnswerWriter::append(QByteArray &out, const Answer &answer, const AnswerForm &form)
{
    out.append("HTTP/1.1 ");
    appendNumber(out, answer.status);
    out.append(' ').append(statusPhrase(answer.status)).append("\r\n");
    out.append(date());
    if (answer.status != kNoContent) {
        out.append("Content-Type: application/json\r\nContent-Length: ");
        appendNumber(out, answer.body.size());
        out.append("\r\n");
    }
    for (const auto &[name, value] : answer.headers)
        out.append(name).append(": ").append(value).append("\r\n");
    if (!form.allowedOrigin.isEmpty()) {
        out.append("Access-Control-Allow-Origin: ").append(form.allowedOrigin);
        out.append("\r\nAccess-Control-Expose-Headers: Location, ETag, Retry-After\r\nVary: Origin\r\n");
    }
    if (form.closes)
        out.append("Connection: close\r\n");
    out.append("\r\n");
    if (!form.isHead && answer.status != kNoContent)
        out.append(answer.body);
}

QByteArrayView AnswerWriter::date()
{
    using namespace std::chrono;
    static constexpr std::array kWeekdays {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

    const auto second = floor<seconds>(m_clock.now());
    if (second == m_dateSecond)
        return m_date;
    m_dateSecond = second;

    const auto day = floor<days>(second);
    const year_month_day calendar {day};
    const hh_mm_ss time {second - day};
    std::array<char, 64> line {};
    const int size = std::snprintf(line.data(), line.size(), "Date: %s, %02u %s %04d %02d:%02d:%02d GMT\r\n",
                                   kWeekdays[weekday {day}.c_encoding()], static_cast<unsigned>(calendar.day()),
                                   kMonths[static_cast<unsigned>(calendar.month()) - 1], static_cast<int>(calendar.year()),
                                   static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                   static_cast<int>(time.seconds().count()));
    m_date = QByteArray(line.data(), size);
    return m_date;
}

} // namespace conduit::broker
