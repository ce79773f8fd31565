// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "ui/feeds/time_rail_feed.h"
#include "ui/format/moment_entry.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }

QByteArray endPage(const QByteArray &created)
{
    return R"({"tasks":[{"id":"1","task_type":"echo","status":"Pending","created_at":")" + created
        + R"("}],"next":null,"prev":null,"searched_to":null,"revision":1})";
}

QByteArray counts(const QByteArray &from, int n, const QByteArray &next)
{
    return R"({"buckets":[{"from":")" + from + R"(","n":)" + QByteArray::number(n) + R"(}],"n":1,"exact":false,"next":)" + next
        + '}';
}

} // namespace

/// What the rail of time beside the list of tasks is made of, and how a time is typed.
class TestTimeRail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3"); }

    void stretches_coverEverythingBetweenTheEnds_data()
    {
        QTest::addColumn<qint64>("span"); // milliseconds
        for (const qint64 span : {qint64 {0}, qint64 {1}, qint64 {999}, qint64 {255'000}, qint64 {256'000}, qint64 {86'400'000},
                                  qint64 {400} * 86'400'000})
            QTest::addRow("%lld ms", static_cast<long long>(span)) << span;
    }
    void stretches_coverEverythingBetweenTheEnds()
    {
        QFETCH(qint64, span);
        for (const qint64 start : {qint64 {-5'000'123}, qint64 {0}, qint64 {1'764'079'387'123}}) {
            const auto oldest = QDateTime::fromMSecsSinceEpoch(start, QTimeZone::utc());
            const auto newest = oldest.addMSecs(span);
            const ui::TimeHistogram histogram(oldest, newest);
            QVERIFY(histogram.size() >= 1 && histogram.size() <= ui::TimeHistogram::kStretchesMax);
            QCOMPARE(histogram.placeOf(oldest), 0);
            QCOMPARE(histogram.placeOf(newest), histogram.size() - 1);
            QVERIFY(histogram.begin(0) <= oldest);
            QVERIFY(histogram.end(histogram.size() - 1) >= newest);
            QCOMPARE(histogram.begin(0).toMSecsSinceEpoch() % (histogram.secondsEach() * 1000), 0);
            for (int place = 0; place < histogram.size(); ++place) {
                QCOMPARE(histogram.placeOf(histogram.begin(place)), place);
                QCOMPARE(histogram.placeOf(histogram.end(place)), place);
            }
            QCOMPARE(histogram.placeOf(oldest.addYears(-1)), 0);
            QCOMPARE(histogram.placeOf(newest.addYears(1)), histogram.size() - 1);
        }
    }

    void counts_areAddedUp_andThoseOutsideAreLeftOut()
    {
        ui::TimeHistogram histogram(utc(u"2026-11-25T10:00:00Z"_s), utc(u"2026-11-25T10:04:00Z"_s));
        QCOMPARE(histogram.secondsEach(), 1);
        histogram.add(utc(u"2026-11-25T10:02:00Z"_s), 3);
        histogram.add(utc(u"2026-11-25T10:02:00Z"_s), 4);
        histogram.add(utc(u"2026-11-25T10:05:00Z"_s), 100);
        histogram.add(utc(u"2026-11-25T09:59:59Z"_s), 100);
        QCOMPARE(histogram.count(120), 7);
        QCOMPARE(histogram.peak(), 7);
        QVERIFY(!histogram.isCounted(240));
        histogram.setCountedTo(utc(u"2026-11-25T10:03:00Z"_s));
        QVERIFY(histogram.isCounted(180) && !histogram.isCounted(179));
        histogram.setCounted();
        QVERIFY(histogram.isCounted(0));
    }

    void feed_countsInPieces_fromTheNewestOn()
    {
        begin({.states = {u"dead"_s}});
        QSignalSpy changed(m_feed.get(), &ui::TimeRailFeed::changed);
        m_broker.expect("GET", "/task?limit=1&state=dead&sort=created");
        m_broker.answer(200, endPage("2026-11-25T10:00:00.000Z"));
        m_broker.expect("GET", "/task?limit=1&state=dead&sort=-created");
        m_broker.answer(200, endPage("2026-11-25T10:04:00.000Z"));
        m_broker.expect("GET", "/task/histogram?state=dead&limit=10000&bucket=1");
        m_broker.answer(200, counts("2026-11-25T10:03:00.000Z", 5, R"("c")"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_feed->histogram().count(180), 5);
        QVERIFY(!m_feed->histogram().isCounted(0));
        m_broker.expectNothing(); // Others have their turn first.
        QTRY_VERIFY(m_broker.isAsked("GET", "/task/histogram"));
        m_broker.expect("GET", "/task/histogram?state=dead&after=c&limit=10000&bucket=1");
        m_broker.answer(200, counts("2026-11-25T10:01:00.000Z", 2, "null"));
        QCOMPARE(changed.count(), 2);
        QCOMPARE(m_feed->histogram().count(60), 2);
        QVERIFY(m_feed->histogram().isCounted(0));
    }

    void feed_countsNothingThatReadsPayloads()
    {
        begin({.text = u"payload.user:1"_s});
        m_broker.expect("GET", "/task?limit=1&sort=created");
        m_broker.answer(200, endPage("2026-11-25T10:00:00.000Z"));
        m_broker.expect("GET", "/task?limit=1&sort=-created");
        m_broker.answer(200, endPage("2026-11-25T10:04:00.000Z"));
        QCOMPARE(m_feed->histogram().size(), 241);
        QVERIFY(!m_feed->histogram().isCounted(240));
        m_broker.expectNothing();
    }

    void feed_takesHowFarThereIsNothing_forAnEnd()
    {
        begin({.text = u"created:<2h"_s});
        m_broker.expect("GET", "/task?limit=1&q=created%3A%3C2h&sort=created");
        m_broker.answer(200, R"({"tasks":[],"next":"n","prev":null,"searched_to":"2026-11-25T10:00:00.000Z","revision":1})");
        m_broker.expect("GET", "/task?limit=1&q=created%3A%3C2h&sort=-created");
        m_broker.answer(200, endPage("2026-11-25T10:04:00.000Z"));
        QCOMPARE(m_feed->histogram().size(), 0);
        m_broker.expect("GET", "/task/histogram?q=created%3A%3C2h&limit=10000&bucket=1");
        m_broker.answer(200, counts("2026-11-25T10:03:00.000Z", 5, "null"));
        QCOMPARE(m_feed->histogram().size(), 241);
    }

    void feed_ofNoTasks_isEmpty()
    {
        begin({});
        m_broker.expect("GET", "/task?limit=1&sort=created");
        m_broker.answer(200, R"({"tasks":[],"next":null,"prev":null,"searched_to":null,"revision":1})");
        QVERIFY(m_feed->histogram().isEmpty());
        m_broker.expectNothing();
    }

    void feed_forgetsWhatWasAskedForAnotherFilter()
    {
        begin({});
        m_broker.expect("GET", "/task?limit=1&sort=created");
        m_feed->setFilter({.states = {u"dead"_s}});
        QTRY_VERIFY(m_broker.isAsked("GET", "/task?limit=1&state=dead&sort=created"));
        m_broker.answer(200, endPage("2026-11-25T10:00:00.000Z"));
        QCOMPARE(m_broker.waitingCalls(), 1); // Nothing came of the answer.
    }

    void times_areReadAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("from"); // UTC
        QTest::addColumn<QString>("to");
        const auto row = [](const char *text, const QString &from, const QString &to) {
            QTest::newRow(text) << QString::fromUtf8(text) << from << to;
        };
        row("2026-11-24", u"2026-11-23T23:00:00.000Z"_s, u"2026-11-24T22:59:59.999Z"_s);
        row("2026-11-24 14:02", u"2026-11-24T13:02:00.000Z"_s, u"2026-11-24T13:02:59.999Z"_s);
        row("2026-07-01T14:02:05", u"2026-07-01T12:02:05.000Z"_s, u"2026-07-01T12:02:05.999Z"_s);
        row("2026-11-24T14:02:05Z", u"2026-11-24T14:02:05.000Z"_s, u"2026-11-24T14:02:05.999Z"_s);
        row("2026-11-24t14:02:05.250z", u"2026-11-24T14:02:05.000Z"_s, u"2026-11-24T14:02:05.999Z"_s);
        row("2026-11-24T14:02-05:30", u"2026-11-24T19:32:00.000Z"_s, u"2026-11-24T19:32:59.999Z"_s);
        row("2026-11-24 14:02 +0100", u"2026-11-24T13:02:00.000Z"_s, u"2026-11-24T13:02:59.999Z"_s);
        row(" 15:03 ", u"2026-11-25T14:03:00.000Z"_s, u"2026-11-25T14:03:59.999Z"_s);
        row("15:04", u"2026-11-24T14:04:00.000Z"_s, u"2026-11-24T14:04:59.999Z"_s);
        row("9:30", u"2026-11-25T08:30:00.000Z"_s, u"2026-11-25T08:30:59.999Z"_s);
        row("14:03Z", u"2026-11-25T14:03:00.000Z"_s, u"2026-11-25T14:03:59.999Z"_s);
        row("now", u"2026-11-25T14:03:07.000Z"_s, u"2026-11-25T14:03:07.000Z"_s);
        row("-2h", u"2026-11-25T12:03:07.000Z"_s, u"2026-11-25T12:03:07.000Z"_s);
        row("-1d 12H", u"2026-11-24T02:03:07.000Z"_s, u"2026-11-24T02:03:07.000Z"_s);
        row("- 90s", u"2026-11-25T14:01:37.000Z"_s, u"2026-11-25T14:01:37.000Z"_s);
        row("-1w", u"2026-11-18T14:03:07.000Z"_s, u"2026-11-18T14:03:07.000Z"_s);
    }
    void times_areReadAsTheyAreWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto span = ui::momentFromEntry(text, kNow);
        QVERIFY(span);
        QCOMPARE(span->from.toUTC().toString(Qt::ISODateWithMs), from);
        QCOMPARE(span->to.toUTC().toString(Qt::ISODateWithMs), to);
    }

    void otherTexts_areNoTimes_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", " ", "2h", "tomorrow", "2026-13-01", "2026-02-30", "25:00", "14:60", "2026-11-24 24:00",
                                 "-2y", "-", "14", "2026-11-2414:02", "T14:02x", "-999999999w"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void otherTexts_areNoTimes()
    {
        QFETCH(QString, text);
        QVERIFY(!ui::momentFromEntry(text, kNow));
    }

    void zone_isNamed()
    {
        QCOMPARE(ui::zoneText(kNow), u"CET, UTC+01:00"_s);
        QCOMPARE(ui::zoneText(utc(u"2026-07-01T12:00:00Z"_s)), u"CEST, UTC+02:00"_s);
    }

private:
    const QDateTime kNow = utc(u"2026-11-25T14:03:07.000Z"_s);

    void begin(const ui::TaskFilter &filter)
    {
        m_feed.reset();
        m_client.reset();
        m_broker = {};
        m_client = std::make_unique<client::Client>(m_broker);
        m_feed = std::make_unique<ui::TimeRailFeed>(*m_client);
        m_feed->setFilter(filter);
        m_feed->setVisible(true);
        QTRY_VERIFY(m_broker.waitingCalls() > 0);
    }

    test::ScriptedTransport m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::TimeRailFeed> m_feed;
};

QTEST_GUILESS_MAIN(TestTimeRail)
#include "tst_time_rail.moc"
