// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/answer_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <limits>

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

// Status line, Date, Content-Type, Content-Length, Connection and the lines for a page of an allowed origin, without the latter's name.
constexpr qsizetype kOwnHeadBytesMax = 512;

/// Writes where there is room already.
class Pen
{
public:
    explicit Pen(char *at) : m_at(at) { }

    Pen &put(QByteArrayView text)
    {
        m_at = std::copy_n(text.begin(), text.size(), m_at);
        return *this;
    }
    Pen &put(qint64 number)
    {
        m_at = std::to_chars(m_at, m_at + std::numeric_limits<qint64>::digits10 + 2, number).ptr;
        return *this;
    }
    [[nodiscard]] const char *at() const { return m_at; }

private:
    char *m_at;
};

} // namespace

void AnswerWriter::append(QByteArray &out, const Answer &answer, const AnswerForm &form)
{
    const qsizetype begin = out.size();
    qsizetype room = kOwnHeadBytesMax + form.allowedOrigin.size() + answer.body.size();
    for (const auto &[name, value] : answer.headers)
        room += name.size() + value.size() + 4;
    out.resize(begin + room);

    Pen pen(out.data() + begin);
    pen.put("HTTP/1.1 ").put(qint64 {answer.status}).put(" ").put(statusPhrase(answer.status)).put("\r\n").put(date());
    if (answer.status != kNoContent)
        pen.put("Content-Type: ").put(answer.mediaType).put("\r\n");
    if (answer.status != kNoContent && !answer.isStream)
        pen.put("Content-Length: ").put(qint64 {answer.body.size()}).put("\r\n");
    for (const auto &[name, value] : answer.headers)
        pen.put(name).put(": ").put(value).put("\r\n");
    if (!form.allowedOrigin.isEmpty()) {
        pen.put("Access-Control-Allow-Origin: ").put(form.allowedOrigin);
        pen.put("\r\nAccess-Control-Expose-Headers: Location, ETag, Retry-After\r\nVary: Origin\r\n");
    }
    if (form.closes)
        pen.put("Connection: close\r\n");
    pen.put("\r\n");
    if (!form.isHead && answer.status != kNoContent)
        pen.put(answer.body);
    out.resize(pen.at() - out.constData());
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
