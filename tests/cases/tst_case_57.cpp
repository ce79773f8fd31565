// SPDX-License-Identifier: GPL-3.0-only
// Case 57: twenty thousand short visits, a console that looks again and again, and a hundred thousand tasks.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"
#include "tests/support/task_stream.h"

#include <atomic>
#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVisitors = 8;
constexpr int kRefreshes = 200;
constexpr int kTasks = 100'000;
// A sanitizer's allocator pads whatever is kept, keeps more of what is free, and remembers each stack that asked for memory.
#ifdef CONDUIT_SANITIZED
constexpr qint64 kGrowthMax = qint64 {160} * 1024 * 1024;
#else
constexpr qint64 kGrowthMax = qint64 {20} * 1024 * 1024;
#endif

struct Reading
{
    qint64 resident = 0;
    int descriptors = 0;
    int connections = 0; ///< To the database.
};

/// One request on a connection of its own; the ways to leave take turns.
HttpAnswer visit(quint16 port, int number, QByteArrayView method, QByteArrayView target, QByteArrayView json = {})
{
    RawHttpClient client(port);
    const HttpAnswer answer = client.request(method, target, json, number % 2 == 0 ? "" : "Connection: close\r\n");
    if (number % 4 == 0)
        client.reset();
    return answer;
}

} // namespace

class TstCase57 : public CaseWithBroker
{
    Q_OBJECT

    void prepare(BrokerProcess &broker) override
    {
        // Freed memory that the address sanitizer keeps for a while would look like a leak here.
        broker.setEnvironment(u"ASAN_OPTIONS"_s,
                              withSanitizerOption(broker.environment(u"ASAN_OPTIONS"_s), u"quarantine_size_mb=1"_s));
    }

    [[nodiscard]] Reading reading()
    {
        return {residentBytes(broker().pid()), openDescriptors(broker().pid()),
                openDescriptors(broker().pid(), broker().dataFolder() + u"/conduit.db"_s)};
    }

    /// POST, GET, claim and result in turn; the number of those that were not answered well.
    int visits(int count)
    {
        std::atomic<int> failed = 0;
        std::vector<std::thread> visitors;
        for (int visitor = 0; visitor < kVisitors; ++visitor) {
            visitors.emplace_back([&failed, visitor, count, port = broker().port()] {
                for (int i = 0; i < count / kVisitors; i += 4) {
                    const int number = i / 4 + visitor;
                    const HttpAnswer posted =
                        visit(port, number, "POST", "/task", R"({"task_type":"echo","payload":{"echo":"x"}})");
                    const HttpAnswer read = visit(port, number + 1, "GET", taskPath(posted.json()));
                    const HttpAnswer claimed = visit(port, number + 2, "GET", "/task/next?types=echo&worker=visitor");
                    const HttpAnswer reported =
                        visit(port, number + 3, "POST", taskPath(claimed.json(), "/result"),
                              R"({"output":null,"lease_token":)" + quoted(claimed.json()["lease_token"_L1].toString()) + '}');
                    failed += posted.status == 201 ? 0 : 1;
                    failed += read.status == 200 ? 0 : 1;
                    failed += claimed.status == 200 ? 0 : 1;
                    failed += reported.status == 200 ? 0 : 1;
                }
            });
        }
        for (std::thread &visitor : visitors)
            visitor.join();
        return failed;
    }

    void compare(const Reading &before)
    {
        // The broker may hear a moment later that the last ones have gone.
        QTRY_VERIFY(std::abs(reading().descriptors - before.descriptors) <= 5);
        const Reading now = reading();
        QCOMPARE(now.connections, before.connections);
        QVERIFY2(now.resident - before.resident < kGrowthMax, qPrintable(QString::number(now.resident - before.resident)));
    }

private Q_SLOTS:
    void visitsRefreshesAndTasks_leaveNothingBehind()
    {
        const int idle = reading().descriptors;
        QCOMPARE(visits(1'000), 0);
        QTRY_VERIFY(std::abs(reading().descriptors - idle) <= 5);
        const Reading before = reading();
        QVERIFY(before.connections >= 2);

        QCOMPARE(visits(9'000), 0);
        compare(before);
        QCOMPARE(visits(10'000), 0);
        compare(before);

        auto console = connect();
        for (int i = 0; i < kRefreshes; ++i) {
            for (const char *target : {"/info", "/stats", "/worker", "/task/types", "/task?limit=100&sort=-created",
                                       "/task?limit=500&changed_since=0", "/task?state=dead&limit=50"})
                QCOMPARE(console.get(target).status, 200);
        }
        console.close();
        compare(before);

        QCOMPARE(streamTasks(broker().port(), kTasks), QByteArray());
        compare(before);

        const QByteArray log = broker().log();
        for (const char *line : {"does not belong to the calling thread", "is still in use", "duplicate connection name"})
            QVERIFY2(!log.contains(line), line);
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase57)
#include "tst_case_57.moc"
