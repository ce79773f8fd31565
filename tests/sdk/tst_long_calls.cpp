// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/client_fixture.h"

#include <conduit/long_calls.h>

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray task(const QByteArray &id, const QByteArray &status)
{
    return "{\"id\":\"" + id + "\",\"task_type\":\"echo\",\"status\":\"" + status + "\",\"state\":\"ready\"}";
}

} // namespace

class TstLongCalls : public QObject, private ClientFixture
{
    Q_OBJECT

    std::optional<client::Result<wire::Task>> m_end;
    std::optional<client::Result<QList<wire::Task>>> m_all;

private Q_SLOTS:
    void init()
    {
        makeClient();
        m_end.reset();
        m_all.reset();
    }

    void end_isOneQuestionWhenItComesInTime()
    {
        client::awaitEnd(*m_client, u"a"_s, 60s, this, into(m_end));
        m_broker->expect("GET", "/task/a?wait=20");
        m_broker->answer(200, task("a", "Completed"));
        m_broker->expectNothing();
        QCOMPARE((**m_end).id, u"a"_s);
    }

    void end_isAskedForAgain()
    {
        client::awaitEnd(*m_client, u"a"_s, 60s, this, into(m_end));
        m_broker->expect("GET", "/task/a?wait=20");
        // Sooner than asked for, as by a broker that lets nobody wait, which is then left alone for a moment.
        m_broker->answer(200, task("a", "Running"));
        m_broker->expectNothing();
        QTRY_VERIFY(m_broker->isAsked("GET", "/task/a?wait=20"));
        QVERIFY(!m_end);
        m_broker->expect("GET", "/task/a");
        m_broker->answer(200, task("a", "Failed"));
        QCOMPARE((**m_end).status, u"Failed"_s);
    }

    void patience_hasAnEnd()
    {
        client::awaitEnd(*m_client, u"a"_s, 0s, this, into(m_end));
        m_broker->expect("GET", "/task/a?wait=0");
        m_broker->answer(200, task("a", "Pending"));
        QCOMPARE(m_end->error().code, u"timeout"_s);
        QCOMPARE(m_end->error().status, 0);
        QVERIFY(m_end->error().message.contains(u"ready"_s));
    }

    void failure_isTold()
    {
        client::awaitEnd(*m_client, u"a"_s, 60s, this, into(m_end));
        m_broker->expect("GET", "/task/a");
        m_broker->answer(404);
        QCOMPARE(m_end->error().status, 404);
    }

    void context_endsTheWait()
    {
        auto context = std::make_unique<QObject>();
        client::awaitEnd(*m_client, u"a"_s, 60s, context.get(), into(m_end));
        m_broker->expect("GET", "/task/a");
        context.reset();
        m_broker->answer(200, task("a", "Running"));
        QVERIFY(!m_end);
        m_broker->expectNothing();
    }

    void pages_areFollowedAlsoWhenOneIsEmpty()
    {
        client::listAllTasks(*m_client, {.types = {u"echo"_s}, .limit = 2}, this, into(m_all));
        m_broker->expect("GET", "/task?limit=2&type=echo&sort=-created");
        m_broker->answer(200, "{\"tasks\":[" + task("a", "Pending") + ',' + task("b", "Pending") + "],\"next\":\"n1\"}");
        m_broker->expect("GET", "/task?limit=2&type=echo&after=n1&sort=-created");
        m_broker->answer(200, "{\"tasks\":[],\"next\":\"n2\"}");
        m_broker->expect("GET", "/task?limit=2&type=echo&after=n2&sort=-created");
        m_broker->answer(200, "{\"tasks\":[" + task("c", "Pending") + "],\"next\":null}");
        m_broker->expectNothing();
        QCOMPARE((*m_all)->size(), 3);
        QCOMPARE((*m_all)->last().id, u"c"_s);
    }

    void pages_endWithTheFirstFailure()
    {
        client::listAllTasks(*m_client, {}, this, into(m_all));
        m_broker->expect("GET", "/task");
        m_broker->answer(200, "{\"tasks\":[" + task("a", "Pending") + "],\"next\":\"n1\"}");
        m_broker->expect("GET", "/task");
        m_broker->answer(500);
        QCOMPARE(m_all->error().status, 500);
        m_broker->expectNothing();
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstLongCalls)
#include "tst_long_calls.moc"
