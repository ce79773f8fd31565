// SPDX-License-Identifier: GPL-3.0-only
#include "app/demo_broker.h"
#include "ui/feeds/demo_feed.h"

#include <conduit/client.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

/// The demonstration with a real broker in a process of its own.
class TestDemoBroker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void demonstration_isFilledAndThrownAway();
    void environment_leadsToNoRealBroker();
    void program_thatIsMissingIsSaid();

private:
    static constexpr int kPatienceMs = 60'000;
};

void TestDemoBroker::demonstration_isFilledAndThrownAway()
{
    app::DemoBroker demo(QStringLiteral(CONDUIT_BIN_DIR "/conduit"));
    QSignalSpy opened(&demo, &ui::Demonstration::opened);
    demo.open();
    demo.open(); // Impatience starts no second one.
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kPatienceMs);
    QVERIFY(opened.first().first().toBool());
    demo.open();
    QCOMPARE(opened.size(), 2);
    QVERIFY(!opened.last().first().toBool());

    client::HttpTransport transport(QUrl(demo.address()));
    client::Client client(transport);
    ui::DemoFeed feed(client);
    QSignalSpy failed(&feed, &ui::DemoFeed::failed);
    QSignalSpy finished(&feed, &ui::DemoFeed::finished);
    feed.start();
    QTRY_VERIFY_WITH_TIMEOUT(finished.size() + failed.size() == 1, 2 * kPatienceMs);
    QVERIFY2(failed.isEmpty(), qPrintable(failed.isEmpty() ? QString() : failed.first().first().toString()));
    std::optional<wire::Stats> stats;
    client.loadStats(this, [&](const client::Result<wire::Stats> &answer) {
        if (answer)
            stats = *answer;
    });
    QTRY_VERIFY(stats);
    qint64 all = 0;
    for (const auto &state : {u"ready"_s, u"scheduled"_s, u"retrying"_s, u"running"_s, u"completed"_s, u"dead"_s}) {
        const qint64 count = stats->states.value(state);
        QVERIFY2(count > 0, qPrintable(state)); // Each page has something to show.
        all += count;
    }
    QCOMPARE(all, ui::DemoFeed::kTasks);

    const QString folder = demo.folder();
    QVERIFY(QDir(folder).exists());
    QSignalSpy ended(&demo, &ui::Demonstration::ended);
    demo.discard();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMs);
    QVERIFY(!QDir(folder).exists());
    QVERIFY(demo.address().isEmpty());
}

void TestDemoBroker::environment_leadsToNoRealBroker()
{
    const QTemporaryDir real;
    qputenv("CONDUIT_DATABASE", "sqlite:" + real.filePath(u"real.db"_s).toUtf8());
    qputenv("CONDUIT_DATA_DIR", real.path().toUtf8());
    QString folder;
    {
        app::DemoBroker demo(QStringLiteral(CONDUIT_BIN_DIR "/conduit"));
        QSignalSpy opened(&demo, &ui::Demonstration::opened);
        demo.open();
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kPatienceMs);
        folder = demo.folder();
        QVERIFY(QDir(folder + u"/data"_s).exists(u"conduit.db"_s));
    }
    qunsetenv("CONDUIT_DATABASE");
    qunsetenv("CONDUIT_DATA_DIR");
    QVERIFY(QDir(real.path()).isEmpty());
    QVERIFY(!QDir(folder).exists()); // Also when the program ends before.
}

void TestDemoBroker::program_thatIsMissingIsSaid()
{
    app::DemoBroker demo(u"/nowhere/conduit"_s);
    QSignalSpy failed(&demo, &ui::Demonstration::failed);
    demo.open();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(demo.address().isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoBroker)
#include "tst_demo_broker.moc"
