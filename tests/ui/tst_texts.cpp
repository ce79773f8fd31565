// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/backoff_words.h"
#include "ui/format/curl.h"
#include "ui/format/json_layout.h"
#include "ui/format/moment_entry.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"

#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

namespace {

QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }

/// What `curl` would be called with, one argument a line, and then its standard input.
QByteArray runInShell(const QString &command)
{
    QProcess shell;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CONDUIT_TOKEN"_s, u"s3cret"_s);
    shell.setProcessEnvironment(environment);
    shell.start(u"sh"_s);
    shell.write("curl() { printf '%s\\n' \"$@\"; for a; do [ \"$a\" = @- ] && cat; done; return 0; }\n");
    shell.write(command.toUtf8() + '\n');
    shell.closeWriteChannel();
    if (!shell.waitForFinished())
        return "the shell did not end";
    return shell.readAllStandardOutput() + shell.readAllStandardError();
}

} // namespace

class TestTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void age_saysHowLongAgo_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("text");
        QTest::newRow("same second") << u"2026-11-25T14:03:07.900Z"_s << u"now"_s;
        QTest::newRow("seconds") << u"2026-11-25T14:02:55.000Z"_s << u"12 s ago"_s;
        QTest::newRow("minutes") << u"2026-11-25T13:59:00.000Z"_s << u"4 min ago"_s;
        QTest::newRow("hours") << u"2026-11-25T11:00:00.000Z"_s << u"3 h ago"_s;
        QTest::newRow("ahead") << u"2026-11-25T14:13:07.000Z"_s << u"in 10 min"_s;
        QTest::newRow("none") << QString() << QString();
    }
    void age_saysHowLongAgo()
    {
        QFETCH(QString, moment);
        QTEST(ui::ageText(utc(moment), utc(u"2026-11-25T14:03:07.000Z"_s)), "text");
    }

    void age_isADateBeyondADay()
    {
        const auto moment = utc(u"2026-11-20T09:00:00.000Z"_s);
        QCOMPARE(ui::ageText(moment, moment.addDays(5)), ui::momentText(moment));
        QVERIFY(ui::momentInFull(moment, moment.addDays(5)).endsWith(u"2026-11-20 09:00:00.000 UTC"));
    }

    void moment_isWrittenInTheChosenWay_data()
    {
        QTest::addColumn<ui::TimeFormat::Choice>("choice");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("header");
        using Mode = ui::TimeFormat::Mode;
        const auto row = [](const char *name, const ui::TimeFormat::Choice &choice, const QString &text,
                            const QString &header) { QTest::newRow(name) << choice << text << header; };
        row("as an age", {}, u"4 min ago"_s, u"Created"_s);
        row("in UTC", {.mode = Mode::Utc}, u"2026-11-25 13:59:00"_s, u"Created (UTC)"_s);
        row("in a zone", {.mode = Mode::Zone, .zone = "Europe/Berlin"}, u"2026-11-25 14:59:00"_s, u"Created (CET)"_s);
        row("in no zone", {.mode = Mode::Zone, .zone = "Mars/Olympus"}, u"2026-11-25 13:59:00"_s, u"Created (UTC)"_s);
        row("as the language does", {.mode = Mode::Utc, .isIso = false}, u"25 Nov 2026 13:59:00"_s, u"Created (UTC)"_s);
        using Clock = ui::TimeFormat::Clock;
        row("by twelve hours", {.mode = Mode::Utc, .clock = Clock::Hours12}, u"2026-11-25 1:59:00 PM"_s, u"Created (UTC)"_s);
        row("by the language's clock", {.mode = Mode::Utc, .clock = Clock::Language}, u"2026-11-25 13:59:00"_s,
            u"Created (UTC)"_s);
    }
    void moment_isWrittenInTheChosenWay()
    {
        QFETCH(const ui::TimeFormat::Choice, choice);
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose(choice);
        const auto now = utc(u"2026-11-25T14:03:07.000Z"_s);
        QTEST(ui::timeText(utc(u"2026-11-25T13:59:00.000Z"_s), now), "text");
        QTEST(ui::timeHeader(u"Created"_s, now), "header");
    }

    void clock_isThatOfTheLanguageOrTheChosenOne()
    {
        using Detail = ui::TimeFormat::Detail;
        auto &format = ui::TimeFormat::ours();
        const auto restore = qScopeGuard([before = QLocale(), &format] {
            QLocale::setDefault(before);
            format.choose({});
        });
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        format.choose({.mode = ui::TimeFormat::Mode::Utc, .clock = ui::TimeFormat::Clock::Language});
        QCOMPARE(ui::clockText(utc(u"2026-11-25T00:05:09.250Z"_s)), u"12:05:09 AM"_s);
        QCOMPARE(ui::clockTextInFull(utc(u"2026-11-25T00:05:09.250Z"_s)), u"12:05:09.250 AM"_s);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(ui::clockText(utc(u"2026-11-25T00:05:09.250Z"_s)), u"00:05:09"_s);
        QCOMPARE(format.clockPattern(Detail::Minutes), u"HH:mm"_s);
    }

    void moment_inFullHasItsAgeAndEachZone()
    {
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Asia/Tokyo"});
        const auto moment = utc(u"2026-11-25T13:59:00.250Z"_s);
        const auto lines = ui::momentInFull(moment, moment.addSecs(120)).split(u'\n');
        ui::TimeFormat::ours().choose({});
        QCOMPARE(lines.first(), u"2 min ago"_s);
        QCOMPARE(lines.at(1), u"2026-11-25 22:59:00.250 JST"_s);
        QCOMPARE(lines.last(), u"2026-11-25 13:59:00.250 UTC"_s);
    }

    void duration_hasTwoUnitsAtTheMost_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << -5LL << u"0 ms"_s;
        QTest::newRow("ms") << 340LL << u"340 ms"_s;
        QTest::newRow("tenths") << 2'450LL << u"2.4 s"_s;
        QTest::newRow("seconds") << 31'900LL << u"31 s"_s;
        QTest::newRow("minute") << 72'000LL << u"1 min 12 s"_s;
        QTest::newRow("round") << 120'000LL << u"2 min"_s;
        QTest::newRow("hours") << 7'290'000LL << u"2 h 1 min"_s;
        QTest::newRow("days") << 273'600'000LL << u"3 d 4 h"_s;
    }
    void duration_hasTwoUnitsAtTheMost()
    {
        QFETCH(qint64, ms);
        QTEST(ui::durationText(std::chrono::milliseconds(ms)), "text");
    }

    void size_picksItsUnit_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0LL << u"0 B"_s;
        QTest::newRow("bytes") << 812LL << u"812 B"_s;
        QTest::newRow("kib") << 5'222LL << u"5.1 KiB"_s;
        QTest::newRow("many kib") << 600'000LL << u"586 KiB"_s;
        QTest::newRow("mib") << 1'258'291LL << u"1.2 MiB"_s;
    }
    void size_picksItsUnit()
    {
        QFETCH(qint64, bytes);
        QTEST(ui::sizeText(bytes), "text");
    }

    void toolTip_keepsEveryCharacter()
    {
        const auto text = u"a < b and c > d & <img src=x>\n  two"_s;
        const auto tip = ui::plainToolTip(text);
        QVERIFY(tip.contains(text.toHtmlEscaped()));
        QVERIFY(!tip.contains(u"<img"));
        QVERIFY(ui::plainToolTip({}).isEmpty());
    }

    void curl_reachesTheShellUnchanged_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("plain") << QByteArray(R"({"echo":"hello"})");
        QTest::newRow("quotes") << QByteArray("{\"echo\":\"it's $HOME `id` \\\"quoted\\\" \\\\ !\"}");
        QTest::newRow("unicode") << QByteArray("{\"echo\":\"gr\xc3\xbc\xc3\x9f\"}");
        QTest::newRow("exact numbers") << QByteArray(R"({"n":1.10,"big":9007199254740993})");
        QTest::newRow("large") << QByteArray(R"({"echo":"it's )") + QByteArray(300'000, 'x') + "\"}";
    }
    void curl_reachesTheShellUnchanged()
    {
        QFETCH(QByteArray, payload);
        wire::NewTask task;
        task.taskType = u"it's"_s;
        task.payload = payload;
        task.queue = u"gpu"_s;
        task.priority = 7;
        const auto said = runInShell(ui::enqueueCurl(u"http://127.0.0.1:8080"_s, task));
        const auto lines = said.split('\n');
        QVERIFY(lines.contains("http://127.0.0.1:8080/task"));
        QVERIFY(lines.contains("Content-Type: application/json"));
        QVERIFY(lines.contains("Authorization: Bearer s3cret"));
        QVERIFY(lines.contains("{\"task_type\":\"it's\",\"payload\":" + payload + ",\"queue\":\"gpu\",\"priority\":7}"));
    }

    void optionTexts_nameWhatIsUnusual()
    {
        wire::Task task;
        task.timeout = wire::Seconds(1800);
        task.backoff =
            wire::Backoff {.kind = u"polynomial"_s, .base = wire::Seconds(1), .factor = 4, .cap = wire::Seconds(21'600)};
        task.meta = R"({"copied_from":"x"})";
        const auto usual = ui::optionTexts(task);
        for (const auto &text : {usual.timeLimit, usual.rests, usual.triedFor, usual.meta})
            QCOMPARE(text, QString());
        task.timeout = wire::Seconds(0);
        task.backoff->base = wire::Seconds(2);
        task.retryFor = wire::Seconds(3600);
        task.meta = R"({"copied_from":"x","team":"<b>blue</b>"})";
        const auto said = ui::optionTexts(task);
        QCOMPARE(said.timeLimit, u"none"_s);
        QCOMPARE(said.rests, u"2 s, 32 s, 2 min 42 s, 8 min 32 s, …, at most 6 h"_s);
        QCOMPARE(said.triedFor, u"1 h"_s);
        QCOMPARE(said.meta, QString::fromUtf8(task.meta));
    }

    void comingMoments_lieAhead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("moment");
        QTest::newRow("later today") << u"16:30"_s << u"2026-11-25T15:30:00.000Z"_s;
        QTest::newRow("tomorrow") << u"9:30"_s << u"2026-11-26T08:30:00.000Z"_s;
        QTest::newRow("date") << u"2026-12-24 14:30"_s << u"2026-12-24T13:30:00.000Z"_s;
        QTest::newRow("date alone") << u"2026-12-24"_s << u"2026-12-23T23:00:00.000Z"_s;
        QTest::newRow("past date") << u"2026-11-24 14:30"_s << u"2026-11-24T13:30:00.000Z"_s;
        QTest::newRow("UTC") << u"2026-12-24T14:30Z"_s << u"2026-12-24T14:30:00.000Z"_s;
        QTest::newRow("ahead") << u"+1d 2h"_s << u"2026-11-26T16:03:07.000Z"_s;
        QTest::newRow("ago") << u"-2h"_s << QString();
        QTest::newRow("words") << u"tomorrow"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("plus") << u"+"_s << QString();
    }
    void comingMoments_lieAhead()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, moment);
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Europe/Berlin"});
        const auto read = ui::comingMoment(text, utc(u"2026-11-25T14:03:07.000Z"_s));
        const auto again = read ? ui::comingMoment(ui::momentEntry(*read), utc(u"2026-11-25T14:03:07.000Z"_s)) : read;
        ui::TimeFormat::ours().choose({});
        QCOMPARE(read ? read->toUTC().toString(Qt::ISODateWithMs) : QString(), moment);
        QCOMPARE(again, read);
    }

    void curl_hasAllOptions()
    {
        wire::NewTask task;
        task.taskType = u"echo"_s;
        task.retryFor = wire::Seconds(3600);
        task.backoff = wire::Backoff {.kind = u"list"_s, .delays = {wire::Seconds(1), wire::Seconds(0.5)}, .jitter = 0.15};
        task.timeout = wire::Seconds(0);
        task.expiresAt = QDateTime(QDate(2026, 11, 26), QTime(9, 0), QTimeZone::utc());
        task.uniqueKey = u"a"_s;
        task.serialKey = u"b"_s;
        const auto curl = ui::enqueueCurl(u"http://h"_s, task);
        QVERIFY2(curl.contains(
                     u"\"retry_for\":3600,\"backoff\":{\"kind\":\"list\",\"delays\":[1,0.5],\"jitter\":0.15},\"timeout\":0,"
                     "\"expires_at\":\"2026-11-26T09:00:00.000Z\",\"unique_key\":\"a\",\"serial_key\":\"b\"}"_s),
                 qPrintable(curl));
    }

    void curl_holdsNoToken()
    {
        const auto restore = qScopeGuard([] { qunsetenv("CONDUIT_TOKEN"); });
        qputenv("CONDUIT_TOKEN", "s3cret");
        QVERIFY(!ui::enqueueCurl(u"http://h"_s, {}).contains(u"s3cret"));
        QVERIFY(ui::lookUpCurl(u"http://h"_s, u"42"_s).contains(u"$CONDUIT_TOKEN"));
        QVERIFY(ui::schemaCurl(u"http://h"_s, u"a/b c"_s).contains(u"/task/types/a%2Fb%20c/schema"));
    }

    void layout_changesOnlyWhiteSpace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("empties inside") << QByteArray(R"({"a":{},"b":[]})");
        QTest::newRow("numbers") << QByteArray(R"([1.10,1e3,-0,12345678901234567890])");
        QTest::newRow("strings") << QByteArray("{\"a\":\"{[,:]}\\\"\\\\\",\"b\":\" two  spaces \"}");
        QTest::newRow("word") << QByteArray("true");
    }
    void layout_changesOnlyWhiteSpace()
    {
        QFETCH(QByteArray, json);
        QCOMPARE(ui::compacted(ui::indented(json)), json);
    }

    void layout_putsEachMemberOnALine()
    {
        QCOMPARE(ui::indented(R"({"a":1,"b":[2,{}]})"), "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    {}\n  ]\n}");
    }

    void attempts_areNeverMoreThanThereMayBe_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<int>("uncharged");
        QTest::addColumn<int>("max");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("inShort");
        QTest::newRow("as usual") << 2 << 0 << 5 << u"2 of 5"_s << u"2/5"_s;
        QTest::newRow("retried by hand after its only one") << 2 << 1 << 1 << u"1 of 1, not counted: 1"_s << u"1/1"_s;
        QTest::newRow("to be tried again") << 3 << 3 << 3 << u"0 of 3, not counted: 3"_s << u"0/3"_s;
        QTest::newRow("limit was lowered") << 3 << 0 << 1 << u"3, the limit is 1"_s << u"3"_s;
    }
    void attempts_areNeverMoreThanThereMayBe()
    {
        QFETCH(int, attempt);
        QFETCH(int, uncharged);
        QFETCH(int, max);
        wire::Task task;
        task.attempt = attempt;
        task.uncharged = uncharged;
        task.maxAttempts = max;
        QTEST(ui::attemptsText(task), "text");
        QTEST(ui::attemptsInShort(task), "inShort");
    }

    void cause_isNoMarkup()
    {
        QCOMPARE(ui::causeText(u"disk <n> of <id>: errno <n> for <path>, see <url> and \"…\""_s),
                 u"disk # of …: errno # for …, see … and \"…\""_s);
        QCOMPARE(ui::causeText(u"<html> is no picture"_s), u"<html> is no picture"_s);
    }

    void sentence_tellsTheWholeRow()
    {
        wire::Task task;
        task.taskType = u"resize"_s;
        task.state = u"dead"_s;
        task.queue = u"gpu"_s;
        task.attempt = 3;
        task.maxAttempts = 3;
        task.createdAt = utc(u"2026-11-25T13:59:00.000Z"_s);
        QCOMPARE(ui::taskSentence(task, utc(u"2026-11-25T14:03:07.000Z"_s)),
                 u"Dead, task of type resize, queue gpu, attempts: 3 of 3, created 4 min ago"_s);
    }
};

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
