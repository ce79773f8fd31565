// SPDX-License-Identifier: GPL-3.0-only
// Nights in which the clocks change, where 2:30 comes twice or not at all, and clocks that are set while the console runs.
#include "tests/support/scripted_transport.h"
#include "ui/feeds/broker_clock.h"
#include "ui/format/moment_entry.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }

} // namespace

class TestClockChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { ui::TimeFormat::ours().choose({}); }

    void aDay_isAllOfItsHours_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *name, const char *zone, const QString &day, const QString &from, const QString &to) {
            QTest::newRow(name) << QByteArray(zone) << day << from << to;
        };
        row("24 hours", "Europe/Berlin", u"2026-10-24"_s, u"2026-10-23T22:00:00.000Z"_s, u"2026-10-24T21:59:59.999Z"_s);
        row("25 hours", "Europe/Berlin", u"2026-10-25"_s, u"2026-10-24T22:00:00.000Z"_s, u"2026-10-25T22:59:59.999Z"_s);
        row("23 hours", "Europe/Berlin", u"2026-03-29"_s, u"2026-03-28T23:00:00.000Z"_s, u"2026-03-29T21:59:59.999Z"_s);
        row("half an hour more", "Australia/Lord_Howe", u"2026-04-05"_s, u"2026-04-04T13:00:00.000Z"_s,
            u"2026-04-05T13:29:59.999Z"_s);
        row("no midnight", "America/Santiago", u"2026-09-06"_s, u"2026-09-06T04:00:00.000Z"_s, u"2026-09-07T02:59:59.999Z"_s);
    }
    void aDay_isAllOfItsHours()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const QString, day);
        show(zone);
        const auto span = ui::momentFromEntry(day, utc(u"2026-11-25T14:03:07.000Z"_s));
        QVERIFY(span);
        QTEST(span->from.toUTC().toString(Qt::ISODateWithMs), "from");
        QTEST(span->to.toUTC().toString(Qt::ISODateWithMs), "to");
    }

    /// What the console writes into a field of time means the same moment when it is read, each hour of the year.
    void aTimeThatIsWritten_isReadAsTheSameMoment_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const auto *zone : {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "America/Santiago", "UTC"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void aTimeThatIsWritten_isReadAsTheSameMoment()
    {
        QFETCH(const QByteArray, zone);
        show(zone);
        const auto now = utc(u"2026-01-01T00:10:00.000Z"_s);
        for (auto moment = now.addSecs(1800); moment.date().year() == 2026; moment = moment.addSecs(1800)) {
            const auto text = ui::momentEntry(moment);
            const auto read = ui::comingMoment(text, now);
            QVERIFY2(read && *read == moment, qPrintable(moment.toString(Qt::ISODate) + u" as "_s + text));
        }
    }

    void anHourThatComesTwice_isToldApart()
    {
        show("Europe/Berlin");
        const auto summer = utc(u"2026-10-25T00:30:00.000Z"_s);
        const auto winter = summer.addSecs(3600);
        const auto now = winter.addSecs(3600);
        QCOMPARE(ui::TimeFormat::ours().zoneName(summer), u"CEST"_s);
        QCOMPARE(ui::TimeFormat::ours().zoneName(winter), u"CET"_s);
        QVERIFY(ui::momentInFull(summer, now) != ui::momentInFull(winter, now));
        QVERIFY(ui::momentInWords(now.addSecs(60), now).endsWith(u"2026-10-25 03:31:00 CET"_s));
        // Ages count hours, not what clocks show.
        QCOMPARE(ui::ageText(summer, now), u"2 h ago"_s);
        QCOMPARE(ui::durationText(std::chrono::milliseconds(summer.msecsTo(now))), u"2 h"_s);
    }

    void aTimeThatIsNone_isStillOneNearIt()
    {
        show("Europe/Berlin");
        const auto now = utc(u"2026-03-01T00:00:00.000Z"_s);
        const auto read = ui::comingMoment(u"2026-03-29 02:30"_s, now);
        QVERIFY(read && read->isValid());
        QVERIFY(std::abs(read->secsTo(utc(u"2026-03-29T01:00:00.000Z"_s))) <= 1800);
    }

    /// Somebody sets this machine's clock, or it wakes up: the broker's time counts after a few answers, either way and back.
    void aClockThatIsSet_isMadeUpFor_data()
    {
        QTest::addColumn<int>("jumpSecs");
        QTest::newRow("an hour ahead") << 3600;
        QTest::newRow("an hour back") << -3600;
        QTest::newRow("a month ahead") << 30 * 86'400;
    }
    void aClockThatIsSet_isMadeUpFor()
    {
        QFETCH(const int, jumpSecs);
        constexpr int kAnswers = 10;
        test::ScriptedTransport broker;
        client::Client client(broker);
        const auto real = utc(u"2026-10-25T00:30:00.000Z"_s);
        auto here = real;
        ui::BrokerClock clock(client, [&here] { return here; });
        const auto hear = [&] {
            for (int i = 0; i < kAnswers; ++i) {
                client.loadStats(this, [](const client::Result<wire::Stats> &) { });
                broker.expect("GET", "/stats");
                broker.setTime(real);
                broker.answer(200, "{}");
            }
        };
        hear();
        QCOMPARE(clock.skew(), 0ms);
        here = real.addSecs(jumpSecs);
        hear();
        QVERIFY(std::abs(clock.now().msecsTo(real)) <= ui::BrokerClock::kSkewBorne.count());
        QCOMPARE(ui::ageText(real.addSecs(-90), clock.now()), u"1 min ago"_s);
        here = real;
        hear();
        QCOMPARE(clock.skew(), 0ms);
    }

private:
    static void show(const QByteArray &zone)
    {
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = zone});
    }
};

QTEST_GUILESS_MAIN(TestClockChanges)
#include "tst_clock_changes.moc"
