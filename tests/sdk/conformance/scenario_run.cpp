// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/scenario_run.h"

#include "tests/sdk/conformance/json_pattern.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// For what is sure to come, on a machine that has other things to do. Longer than a call of an SDK may take: one that an outage has
/// left hanging is repeated only after that.
constexpr auto kPatience = 60s;
/// Between two looks at what nobody announces.
constexpr auto kLookAgain = 200ms;
/// Pauses that differ by less than this share may be the same ones.
constexpr double kSamePauseShare = 0.06;
/// Shorter ones say nothing on a machine that has other things to do.
constexpr double kPauseThatTells = 0.15;
constexpr qsizetype kLogBytes = 4'000;
const QString kFirst = u"first"_s;
const QString kNow = u"now"_s;

QDeadlineTimer patience() { return QDeadlineTimer(kPatience); }

/// What a worker has unless the scenario says otherwise.
QJsonObject withWorkerDefaults(QJsonObject members, const QString &side, const QString &url)
{
    const QJsonObject defaults {{u"url"_s, url}, {u"name"_s, side}, {u"concurrency"_s, 1}, {u"lease"_s, 30}, {u"grace"_s, 10}};
    for (auto each = defaults.begin(); each != defaults.end(); ++each) {
        if (!members.contains(each.key()))
            members.insert(each.key(), each.value());
    }
    return members;
}

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isUndefined())
        return {};
    return body.isString() ? body.toString().toUtf8() : QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
}

QJsonValue jsonOf(const HttpAnswer &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

std::vector<double> pausesBetween(const std::vector<FaultProxy::Request> &requests)
{
    std::vector<double> pauses;
    for (std::size_t i = 1; i < requests.size(); ++i)
        pauses.push_back(std::chrono::duration<double>(requests[i].at - requests[i - 1].at).count());
    return pauses;
}

double secondsFromFirstToLast(const std::vector<FaultProxy::Request> &requests)
{
    return requests.empty() ? 0 : std::chrono::duration<double>(requests.back().at - requests.front().at).count();
}

bool isInStep(const std::vector<double> &some, const std::vector<double> &others)
{
    for (std::size_t i = 0; i < std::min(some.size(), others.size()); ++i) {
        const double longer = std::max(some[i], others[i]);
        if (longer > kPauseThatTells && std::abs(some[i] - others[i]) > kSamePauseShare * longer)
            return false;
    }
    return true;
}

QJsonArray recordsOf(const std::vector<FaultProxy::Request> &requests)
{
    QJsonArray records;
    for (const auto &request : requests)
        records.append(request.record());
    return records;
}

/// What a list of requests does not do that the step asks for.
QString faultOf(const QJsonObject &step, const std::vector<FaultProxy::Request> &requests)
{
    const QJsonArray records = recordsOf(requests);
    if (step.contains("each"_L1)) {
        for (const QJsonValue record : records) {
            if (const QString fault = misfit(step["each"_L1], record); !fault.isEmpty())
                return fault;
        }
    }
    if (step.contains("last"_L1)) {
        if (const QString fault = misfit(step["last"_L1], records.isEmpty() ? QJsonValue() : records.last()); !fault.isEmpty())
            return u"the last one: "_s + fault;
    }
    for (const QJsonValue pointer : step["same"_L1].toArray()) {
        for (const QJsonValue record : records) {
            if (partAt(record, pointer.toString()) != partAt(records.first(), pointer.toString()))
                return u"%1 is not the same in each"_s.arg(pointer.toString());
        }
    }
    for (const double pause : pausesBetween(requests)) {
        if (pause < step["apart"_L1].toDouble())
            return u"two of them are only %1 s apart"_s.arg(pause);
    }
    if (secondsFromFirstToLast(requests) < step["spread"_L1].toDouble())
        return u"they all came within %1 s"_s.arg(secondsFromFirstToLast(requests));
    return {};
}

} // namespace

ScenarioRun::ScenarioRun(const Scenario &scenario, DriverSource &drivers)
    : m_scenario(scenario), m_drivers(drivers), m_broker(QStringLiteral(CONDUIT_BIN_DIR))
{
}

QString ScenarioRun::perform()
{
    if (const QString fault = begin(); !fault.isEmpty())
        return u"%1 did not begin: %2\n%3"_s.arg(m_scenario.name, fault, logs());
    for (qsizetype i = 0; i < m_scenario.steps.size(); ++i) {
        const QJsonObject step = filledIn(m_scenario.steps.at(i), m_saved).toObject();
        if (const QString fault = perform(step); !fault.isEmpty())
            return u"%1, step %2 %3\n%4\n%5"_s.arg(m_scenario.name).arg(i + 1).arg(jsonText(step), fault, logs());
    }
    if (const QString fault = end(); !fault.isEmpty())
        return u"%1: %2\n%3"_s.arg(m_scenario.name, fault, logs());
    return {};
}

QString ScenarioRun::begin()
{
    m_saved.insert("folder"_L1, m_broker.dataFolder());
    QStringList options;
    for (const QString &option : m_scenario.brokerOptions)
        options += filledIn(option, m_saved).toString();
    m_broker.setArguments(options);
    if (!m_broker.start())
        return u"the broker does not start"_s;
    QFile token(m_broker.dataFolder() + u"/token"_s);
    if (token.open(QIODevice::ReadOnly))
        m_token = token.readAll().trimmed();
    m_saved.insert("broker"_L1, m_broker.address());
    m_saved.insert("token"_L1, QString::fromLatin1(m_token));
    const auto first = sideOf({});
    if (!first)
        return first.error();
    m_saved.insert("url"_L1, (*first)->proxy.address());
    return {};
}

QString ScenarioRun::end()
{
    for (const auto &[name, side] : m_sides) {
        if (side->driver->isAsNew())
            m_drivers.giveBack(std::move(side->driver));
        else if (!side->driver->end())
            return u"the driver '%1' does not end with 0 when its stdin ends"_s.arg(name);
    }
    return {};
}

Result<ScenarioRun::Side *, QString> ScenarioRun::sideOf(const QJsonObject &step)
{
    const QString name = step["by"_L1].toString(kFirst);
    std::unique_ptr<Side> &side = m_sides[name];
    if (side)
        return side.get();
    side = std::make_unique<Side>(m_drivers.take(), m_broker.port());
    const int call = side->driver->call(u"configure"_s, {{u"url"_s, side->proxy.address()}, {u"timeout"_s, 10}});
    const QJsonObject hello = side->driver->answerTo(call, patience());
    if (hello["ok"_L1]["sdk"_L1].toString().isEmpty())
        return u"the driver does not answer 'configure': %1 %2"_s.arg(side->driver->failure(), jsonText(hello));
    m_saved.insert("sdk"_L1, hello["ok"_L1]["sdk"_L1]);
    return side.get();
}

QString ScenarioRun::perform(const QJsonObject &step)
{
    using Do = QString (ScenarioRun::*)(const QJsonObject &);
    static const std::map<QString, Do> acts {
        {u"call"_s, &ScenarioRun::doCall},     {u"answer_of"_s, &ScenarioRun::doAnswerOf},
        {u"event"_s, &ScenarioRun::doEvent},   {u"no_event"_s, &ScenarioRun::doNoEvent},
        {u"http"_s, &ScenarioRun::doHttp},     {u"until"_s, &ScenarioRun::doUntil},
        {u"broker"_s, &ScenarioRun::doBroker}, {u"faults"_s, &ScenarioRun::doFaults},
        {u"mark"_s, &ScenarioRun::doMark},     {u"requests"_s, &ScenarioRun::doRequests},
    };
    return (this->*acts.at(kindOf(step)))(step);
}

QString ScenarioRun::doCall(const QJsonObject &step)
{
    const auto side = sideOf(step);
    if (!side)
        return side.error();
    const QString what = step["call"_L1].toString();
    QJsonObject members = step["with"_L1].toObject();
    if (what == u"worker_start")
        members = withWorkerDefaults(members, step["by"_L1].toString(kFirst), (*side)->proxy.address());
    else if (what == u"configure" && !members.contains("url"_L1))
        members.insert("url"_L1, (*side)->proxy.address());
    const int call = (*side)->driver->call(what, members);
    if (step.contains("later"_L1)) {
        (*side)->openCalls.insert_or_assign(step["later"_L1].toString(), call);
        return {};
    }
    return takeAnswer(**side, call, step);
}

QString ScenarioRun::doAnswerOf(const QJsonObject &step)
{
    const auto side = sideOf(step);
    if (!side)
        return side.error();
    const auto call = (*side)->openCalls.find(step["answer_of"_L1].toString());
    if (call == (*side)->openCalls.end())
        return u"no call was made under this name"_s;
    return takeAnswer(**side, call->second, step);
}

QString ScenarioRun::takeAnswer(Side &side, int call, const QJsonObject &step)
{
    const QJsonObject answer = side.driver->answerTo(call, patience());
    if (answer.isEmpty())
        return side.driver->failure();
    const QString member = step.contains("error"_L1) ? u"error"_s : u"ok"_s;
    if (!answer.contains(member))
        return u"the answer is "_s + jsonText(answer);
    if (step.contains(member)) {
        if (const QString fault = misfit(step[member], answer[member]); !fault.isEmpty())
            return member + fault;
    }
    return save(step, answer[member]);
}

QString ScenarioRun::doEvent(const QJsonObject &step)
{
    const auto side = sideOf(step);
    if (!side)
        return side.error();
    const QJsonObject event = (*side)->driver->event(step["event"_L1].toString(), step["where"_L1].toObject(), patience());
    return event.isEmpty() ? (*side)->driver->failure() : save(step, event);
}

QString ScenarioRun::doNoEvent(const QJsonObject &step)
{
    const auto side = sideOf(step);
    if (!side)
        return side.error();
    const bool hasCome = (*side)->driver->hasSeen(step["no_event"_L1].toString(), step["where"_L1].toObject());
    return hasCome ? u"it has come"_s : QString();
}

HttpAnswer ScenarioRun::ask(const QString &what, const QJsonValue &body) const
{
    const QByteArray bytes = bodyOf(body);
    const QByteArray authorization = m_token.isEmpty() ? QByteArray() : "Authorization: Bearer " + m_token + "\r\n";
    return m_broker.connect(kPatience).request(what.section(u' ', 0, 0).toLatin1(), what.section(u' ', 1).toLatin1(), bytes,
                                               authorization);
}

QString ScenarioRun::doHttp(const QJsonObject &step)
{
    const HttpAnswer answer = ask(step["http"_L1].toString(), step["body"_L1]);
    if (answer.status != step["status"_L1].toInt(200))
        return u"the answer is %1 %2%3"_s.arg(answer.status)
            .arg(QString::fromUtf8(answer.body), QString::fromUtf8(answer.failure));
    if (step.contains("answer"_L1)) {
        if (const QString fault = misfit(step["answer"_L1], jsonOf(answer)); !fault.isEmpty())
            return u"the answer"_s + fault;
    }
    return save(step, jsonOf(answer));
}

/// A task is asked for with a short `wait`, so that the broker answers as soon as it has ended; for anything else the next look
/// is when the driver has asked for something, or a moment later.
QString ScenarioRun::doUntil(const QJsonObject &step)
{
    static const QRegularExpression aTask(u"^GET /task/[0-9a-f-]{36}$"_s);
    QString what = step["until"_L1].toString();
    const bool isTask = aTask.match(what).hasMatch();
    if (isTask)
        what += u"?wait=0.2"_s;
    for (const QDeadlineTimer deadline = patience();;) {
        const HttpAnswer answer = ask(what, {});
        const QString fault = answer.status == 200 ? misfit(step["answer"_L1], jsonOf(answer)) : QString::fromUtf8(answer.body);
        if (fault.isEmpty())
            return save(step, jsonOf(answer));
        if (deadline.hasExpired())
            return u"in vain: "_s + fault;
        if (!isTask) {
            const FaultProxy &proxy = m_sides.at(kFirst)->proxy;
            const std::size_t seen = proxy.requests().size();
            proxy.waitFor([seen](const Requests &requests) { return requests.size() > seen; }, kLookAgain);
        }
    }
}

QString ScenarioRun::doBroker(const QJsonObject &step)
{
    const QString what = step["broker"_L1].toString();
    if (what == u"kill") {
        m_broker.kill();
        return {};
    }
    if (what == u"stop")
        return m_broker.terminate() == 0 ? QString() : u"the broker does not stop well"_s;
    if (what == u"start")
        return m_broker.start() ? QString() : u"the broker does not start"_s;
    return u"a broker can be killed, stopped and started"_s;
}

QString ScenarioRun::doFaults(const QJsonObject &step)
{
    const auto side = sideOf(step);
    if (!side)
        return side.error();
    (*side)->proxy.setRules(step["faults"_L1].toArray());
    return {};
}

QString ScenarioRun::doMark(const QJsonObject &step)
{
    for (const auto &[name, side] : m_sides)
        side->marks.insert_or_assign(step["mark"_L1].toString(), side->proxy.requests().size());
    return {};
}

ScenarioRun::Requests ScenarioRun::requestsFor(const QJsonObject &step, const Side &side, const Requests &all)
{
    const std::size_t first = step.contains("since"_L1) ? side.marks.at(step["since"_L1].toString()) : 0;
    Requests wanted;
    std::ranges::copy_if(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), std::back_inserter(wanted),
                         [&step](const FaultProxy::Request &request) {
                             return request.is(step["requests"_L1].toString())
                                 && (!step.contains("task"_L1) || request.tasks().contains(step["task"_L1].toString()))
                                 && (!step.contains("where"_L1) || misfit(step["where"_L1], request.record()).isEmpty());
                         });
    return wanted;
}

QString ScenarioRun::doRequests(const QJsonObject &step)
{
    const auto found = sideOf(step);
    if (!found)
        return found.error();
    Side &side = **found;
    side.marks.insert_or_assign(kNow, side.proxy.requests().size());
    const bool isExact = step.contains("count"_L1);
    const qint64 least = (isExact ? step["count"_L1] : step["least"_L1]).toInteger();
    const qint64 most = (isExact ? step["count"_L1] : step["most"_L1]).toInteger(std::numeric_limits<qint64>::max());
    side.proxy.waitFor([&](const Requests &all) { return std::ssize(requestsFor(step, side, all)) >= least; }, kPatience);
    const Requests all = side.proxy.requests();
    const Requests requests = requestsFor(step, side, all);
    if (std::ssize(requests) < least || std::ssize(requests) > most)
        return u"there were %1 among %2"_s.arg(requests.size()).arg(jsonText(recordsOf(all)));
    if (const QString fault = faultOf(step, requests); !fault.isEmpty())
        return fault + u'\n' + jsonText(recordsOf(requests));
    if (step.contains("out_of_step_with"_L1) && isInStepWithAll(step, requests))
        return u"all drivers make the same pauses: "_s + jsonText(recordsOf(requests));
    return save(step, QJsonObject {{u"count"_s, static_cast<qint64>(requests.size())}, {u"requests"_s, recordsOf(requests)}});
}

bool ScenarioRun::isInStepWithAll(const QJsonObject &step, const Requests &requests) const
{
    const QJsonArray others = step["out_of_step_with"_L1].toArray();
    return std::ranges::all_of(others, [&](const QJsonValue &name) {
        const Side &other = *m_sides.at(name.toString());
        return isInStep(pausesBetween(requests), pausesBetween(requestsFor(step, other, other.proxy.requests())));
    });
}

QString ScenarioRun::save(const QJsonObject &step, const QJsonValue &value)
{
    const QJsonObject wanted = step["save"_L1].toObject();
    for (auto each = wanted.begin(); each != wanted.end(); ++each) {
        const QJsonValue part = partAt(value, each.value().toString());
        if (part.isUndefined())
            return u"there is no %1 to save in %2"_s.arg(each.value().toString(), jsonText(value));
        m_saved.insert(each.key(), part);
    }
    return {};
}

QString ScenarioRun::logs() const
{
    QString text;
    for (const auto &[name, side] : m_sides) {
        if (side && side->driver)
            text += u"--- the log of the driver '%1'\n%2"_s.arg(name, QString::fromUtf8(side->driver->log().right(kLogBytes)));
    }
    return text + u"--- the log of the broker\n"_s + QString::fromUtf8(m_broker.log().right(kLogBytes));
}

} // namespace conduit::test
