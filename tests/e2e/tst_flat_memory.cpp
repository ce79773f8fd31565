// SPDX-License-Identifier: GPL-3.0-only
// Many tasks through one broker, which keeps them all in its database and none in its memory. FLAT_MEMORY_TASKS makes a longer run.
#include "tests/support/broker_process.h"
#include "tests/support/process_usage.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/task_stream.h"

#include <QElapsedTimer>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTasks = 60'000;
/// After so many, every cache is warm; what comes then must add nothing.
constexpr int kWarmUp = 10'000;
constexpr int kReadings = 10;
// A sanitizer's allocator pads whatever is kept, keeps more of what is free, and remembers each stack that asked for memory.
#ifdef CONDUIT_SANITIZED
constexpr qint64 kGrowthMax = qint64 {60} * 1024 * 1024;
#else
constexpr qint64 kGrowthMax = qint64 {20} * 1024 * 1024;
#endif

struct Reading
{
    qint64 resident = 0;
    int descriptors = 0;
    int connections = 0; ///< To the database.
};

Reading readingOf(const BrokerProcess &broker)
{
    return {residentBytes(broker.pid()), openDescriptors(broker.pid()),
            openDescriptors(broker.pid(), broker.dataFolder() + u"/conduit.db"_s)};
}

} // namespace

class TstFlatMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyTasks_leaveNothingInMemory()
    {
        const int tasks = std::max(qEnvironmentVariableIntValue("FLAT_MEMORY_TASKS"), kTasks);
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        // Freed memory that the address sanitizer keeps for a while would look like a leak here.
        broker.setEnvironment(u"ASAN_OPTIONS"_s,
                              withSanitizerOption(broker.environment(u"ASAN_OPTIONS"_s), u"quarantine_size_mb=1"_s));
        QVERIFY2(broker.start(), broker.log().constData());
        QElapsedTimer time;
        time.start();
        QCOMPARE(streamTasks(broker.port(), kWarmUp), QByteArray());
        const Reading warm = readingOf(broker);
        QVERIFY(warm.connections >= 2);
        for (int reading = 1; reading <= kReadings; ++reading) {
            QCOMPARE(streamTasks(broker.port(), (tasks - kWarmUp) / kReadings), QByteArray());
            // The connections of a stream are closed, and the broker may hear of it a moment later: also of those of the warm-up.
            QTRY_VERIFY(readingOf(broker).descriptors <= warm.descriptors);
            const Reading now = readingOf(broker);
            qInfo().noquote() << u"after %1 tasks, %2 s: %3 KiB resident (%4 when warm), %5 descriptors, %6 to the database"_s
                                     .arg(kWarmUp + reading * ((tasks - kWarmUp) / kReadings))
                                     .arg(time.elapsed() / 1000)
                                     .arg(now.resident / 1024)
                                     .arg(warm.resident / 1024)
                                     .arg(now.descriptors)
                                     .arg(now.connections);
            QCOMPARE(now.connections, warm.connections);
            QVERIFY2(now.resident - warm.resident < kGrowthMax, qPrintable(QString::number(now.resident - warm.resident)));
        }
        auto client = broker.connect();
        QCOMPARE(client.get("/stats").json()["states"_L1]["completed"_L1].toInt(), tasks);
        QCOMPARE(broker.terminate(), 0);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstFlatMemory)
#include "tst_flat_memory.moc"
