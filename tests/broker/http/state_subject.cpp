// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/state_subject.h"

#include "broker/core/moment_text.h"

#include <QTest>

namespace conduit::test {

using namespace broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Told toldBy(const ApiFixture::Reply &reply) { return {reply.status, reply.errorCode()}; }

/// Of an answer that is a list with one entry.
Told toldInList(const ApiFixture::Reply &reply, QLatin1String list)
{
    const QJsonObject entry = reply.json()[list][0].toObject();
    return {reply.status, entry["error"_L1]["code"_L1].toString()};
}

} // namespace

void Subject::enqueue(const QByteArray &members)
{
    const auto made = m_api.post("/task", postOf("mine", "\"expires_at\":" + momentIn(8h) + ',' + members));
    m_id = made.at("id").toString().toLatin1();
}

QByteArray Subject::enqueueNeighbour()
{
    m_neighbour = m_api.post("/task", postOf("other", R"("priority":5)")).at("id").toString().toLatin1();
    return m_neighbour;
}

void Subject::endNeighbour()
{
    if (m_neighbour.isEmpty())
        enqueueNeighbour();
    m_api.post("/task/" + m_neighbour + "/cancel", {});
}

Told Subject::claim() { return takeToken(m_api.get("/task/next?worker=w&lease=60&types=" + typeOf("mine"))); }

Told Subject::claimInList()
{
    const auto reply = m_api.post("/task/claim", "{\"worker\":\"w\",\"types\":[\"" + typeOf("mine") + "\"]}");
    const bool isEmpty = reply.at("tasks").toArray().isEmpty();
    return isEmpty ? Told {204, {}} : Told {reply.status, {}};
}

Told Subject::tell(const QByteArray &act, const QByteArray &members)
{
    return toldBy(m_api.post(path() + act, '{' + leaseMember() + members + '}'));
}

Told Subject::tellInList(const QByteArray &members)
{
    return toldInList(m_api.post("/task/results", "{\"results\":[" + entry(members) + "]}"), "results"_L1);
}

Told Subject::tellWithClaim(const QByteArray &members)
{
    const QByteArray body = R"({"worker":"w","types":["nothing"],"results":[)" + entry(members) + "]}";
    return toldInList(m_api.post("/task/claim", body), "results"_L1);
}

Told Subject::beatHeart()
{
    return toldInList(m_api.post("/worker/w/heartbeat", "{\"leases\":[" + entry({}) + "]}"), "leases"_L1);
}

Told Subject::act(const QByteArray &verb) { return toldBy(m_api.post(path() + '/' + verb, {})); }

Told Subject::edit(const QByteArray &members) { return toldBy(m_api.send(Method::Patch, path(), '{' + members + '}')); }

Told Subject::moveTo(Milliseconds fromNow) { return edit("\"run_at\":" + momentIn(fromNow)); }

Told Subject::moveAsMany(Milliseconds fromNow)
{
    return operate("reschedule", ",\"args\":{\"run_at\":" + momentIn(fromNow) + '}');
}

Told Subject::remove() { return toldBy(m_api.send(Method::Delete, path())); }

Told Subject::operate(const QByteArray &verb, const QByteArray &args)
{
    const auto started = m_api.post("/operation", "{\"verb\":\"" + verb + "\",\"ids\":[\"" + m_id + "\"]" + args + '}');
    m_api.inside.turn([this] {
        const auto operation = m_api.inside.engine->operations.due();
        QVERIFY(operation && *operation);
        QVERIFY(m_api.inside.engine->operations.goOn(**operation));
    });
    const auto ended = m_api.get("/operation/" + started.at("id").toString().toLatin1());
    for (const char *word : {"done", "skipped", "failed"})
        if (ended.at(word).toInt() == 1)
            return {started.status, QString::fromLatin1(word)};
    return {started.status, u"nothing"_s};
}

Told Subject::obeying(Told asked)
{
    if (isRunning())
        tell("/result", R"(,"error":"stopped")");
    return asked;
}

Told Subject::pass(Milliseconds time, Pass pass)
{
    m_api.inside.clock.advance(time);
    m_api.inside.turn([&] {
        Engine &engine = *m_api.inside.engine;
        const auto done = pass == Pass::Due ? engine.promoter.runOnce()
            : pass == Pass::Leases          ? engine.overdue.runOnce()
                                            : engine.expiry.runOnce();
        QVERIFY(done);
    });
    return {};
}

QJsonObject Subject::seen()
{
    QJsonObject task = m_api.get(path()).json();
    task.remove("waiting_for"_L1);
    return task;
}

bool Subject::isRunning() { return seen()["state"_L1].toString() == "running"_L1; }

QByteArray Subject::typeOf(const QByteArray &whose) const { return whose + m_number; }

QByteArray Subject::postOf(const QByteArray &whose, const QByteArray &members) const
{
    return "{\"task_type\":\"" + typeOf(whose) + "\",\"serial_key\":\"line" + m_number + "\"," + members + '}';
}

QByteArray Subject::momentIn(Milliseconds time) const { return '"' + textFromMoment(m_api.inside.clock.now() + time) + '"'; }

QByteArray Subject::path() const { return "/task/" + m_id; }

QByteArray Subject::leaseMember() const { return "\"lease_token\":\"" + m_token + '"'; }

QByteArray Subject::entry(const QByteArray &members) const
{
    return "{\"id\":\"" + m_id + "\"," + leaseMember() + members + '}';
}

Told Subject::takeToken(const ApiFixture::Reply &reply)
{
    if (reply.status == 200)
        m_token = reply.at("lease_token").toString().toLatin1();
    return toldBy(reply);
}

} // namespace conduit::test
