// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/runs.h"
#include "tests/bench/works.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kCallsForAMedian = 5;
constexpr std::size_t kBareCalls = 200;
/// What lies behind the last place that is asked for.
constexpr qint64 kTasksOfAPage = 50;

/// Tasks that have ended were enqueued first, and all that wait after them.
struct Places
{
    qint64 first = 0;
    qint64 last = 0;

    [[nodiscard]] qint64 middle() const { return first + (last - first) / 2; }
    [[nodiscard]] qint64 lastPage() const { return std::max(last - kTasksOfAPage, first); }
};

struct List
{
    QString filter; ///< Empty, or with & at its end.
    QString sort;
    Places places; ///< Of the tasks among which it pages.
};

QList<List> listsOf(qint64 tasks)
{
    const Places all {1, tasks};
    const Places ended {1, tasks / 2};
    const Places waiting {tasks / 2 + 1, tasks};
    return {
        {{}, u"created"_s, all},
        {{}, u"-created"_s, all},
        {u"state=ready&"_s, u"created"_s, waiting},
        {u"state=ready&"_s, u"-created"_s, waiting},
        {u"state=completed&"_s, u"-created"_s, ended},
        {u"status=Pending&"_s, u"-created"_s, waiting},
        {u"type=echo&"_s, u"-created"_s, all},
        {u"q=is:late&"_s, u"-created"_s, waiting},
        {u"q=is:held&"_s, u"-created"_s, all},
        {{}, u"-run_at"_s, all},
        {{}, u"-priority"_s, all},
        {{}, u"-started"_s, ended},
        {{}, u"-completed"_s, ended},
        {u"state=completed&"_s, u"-completed"_s, ended},
        {{}, u"-duration"_s, ended},
    };
}

Result<std::string> bodyOf(HttpConnection &connection, const std::string &request)
{
    const auto answer = connection.call(request);
    if (!answer)
        return answer.error();
    return answer->status == 200 ? Result<std::string>(std::string(answer->body)) : Result<std::string>(describe(*answer));
}

/// The middle one of some calls, in milliseconds.
Result<double> callTime(HttpConnection &connection, const std::string &request, std::size_t calls)
{
    QList<double> times;
    for (std::size_t i = 0; i < calls; ++i) {
        const auto start = Clock::now();
        const auto answer = connection.call(request);
        times.append(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        if (!answer)
            return answer.error();
        if (answer->status != 200)
            return describe(*answer);
    }
    return medianOf(times);
}

/// A cursor as the broker writes it; see broker/http/cursor_text.
QByteArray cursorOf(qint64 key, qint64 place)
{
    const QByteArray text = QByteArray::number(key) + '.' + QByteArray::number(place);
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

qint64 momentIn(const std::string &task, std::string_view member)
{
    const auto text = stringMember(task, member);
    return QDateTime::fromString(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), Qt::ISODateWithMs)
        .toMSecsSinceEpoch();
}

/// What a list with this sort sorts the task by that was enqueued at `place`.
Result<qint64> keyOf(HttpConnection &connection, const Endpoint &endpoint, const QString &sort, qint64 place)
{
    const QString name = sort.startsWith(u'-') ? sort.sliced(1) : sort;
    if (name == u"created")
        return place;
    if (name == u"priority")
        return 5; // that of every task here
    const std::string target = "/task?sort=created&limit=1&after=" + cursorOf(place - 1, place - 1).toStdString();
    const auto task = bodyOf(connection, endpoint.get(target));
    if (!task)
        return task.error();
    if (name == u"duration")
        return momentIn(*task, "completed_at") - momentIn(*task, "started_at");
    return momentIn(*task, name == u"run_at" ? "run_at" : name == u"started" ? "started_at" : "completed_at");
}

Result<Measurements> measureList(HttpConnection &connection, const Endpoint &endpoint, const List &list, double bareTime)
{
    const std::string target = "/task?" + (list.filter + u"sort="_s + list.sort).toStdString();
    const bool isFalling = list.sort.startsWith(u'-');
    Measurements figures;
    for (const auto &[name, place] :
         {std::pair(u"first page"_s, qint64(0)), std::pair(u"in the middle"_s, list.places.middle()),
          std::pair(u"last page"_s, isFalling ? list.places.first + kTasksOfAPage : list.places.lastPage())}) {
        std::string page = target;
        if (place > 0) {
            const auto key = keyOf(connection, endpoint, list.sort, place);
            if (!key)
                return key.error();
            page += "&after=" + cursorOf(*key, place).toStdString();
        }
        const auto time = callTime(connection, endpoint.get(page), kCallsForAMedian);
        if (!time)
            return time.error();
        Measurement figure = measurement(u"lists"_s, u"%1sort=%2, %3"_s.arg(list.filter, list.sort, name), u"ms"_s);
        figure.values.append(std::max(*time - bareTime, 0.0));
        figures.append(figure);
    }
    return figures;
}

} // namespace

Result<Measurements> measureLists(const Settings &settings)
{
    const auto half = static_cast<std::size_t>(settings.backlog) / 2;
    BrokerUnderTest broker(settings);
    const auto endpoint = broker.fresh();
    if (!endpoint)
        return endpoint.error();
    if (const auto ended = fillWithEnded(*endpoint, half, settings.connections); !ended)
        return ended.error();
    if (const auto waiting = fill(*endpoint, half, settings.connections); !waiting)
        return waiting.error();
    auto connection = HttpConnection::open(*endpoint);
    if (!connection)
        return connection.error();
    const auto bareTime = callTime(*connection, endpoint->get("/healthz"), kBareCalls);
    if (!bareTime)
        return bareTime.error();
    Measurements figures;
    for (const List &list : listsOf(settings.backlog)) {
        const auto measured = measureList(*connection, *endpoint, list, *bareTime);
        if (!measured)
            return measured.error();
        figures += *measured;
    }
    return figures;
}

} // namespace conduit::bench
