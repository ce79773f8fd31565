// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/time_format.h"
#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"
#include "ui/models/saved_filter_text.h"

#include <QScopeGuard>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using Kind = ui::FilterToken::Kind;

/// Lines of the broker's filter language as they are typed.
class TestFilterText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tokens_haveTheirPlaces()
    {
        const QList<ui::FilterToken> wanted {{Kind::Sign, 0, 1},  {Kind::Key, 1, 6},    {Kind::Value, 7, 3},
                                             {Kind::Sign, 11, 1}, {Kind::Word, 12, 4},  {Kind::Sign, 17, 2},
                                             {Kind::Key, 20, 6},  {Kind::Value, 26, 5}, {Kind::Sign, 31, 1}};
        QCOMPARE(ui::filterTokens(u"-queue:low (disk OR error:\"a b\")"_s), wanted);
        // What is being typed is not finished.
        QCOMPARE(ui::filterTokens(u"error:\"a b"_s).last(), (ui::FilterToken {Kind::Value, 6, 4}));
        QCOMPARE(ui::filterTokens(u"-"_s), (QList<ui::FilterToken> {{Kind::Sign, 0, 1}}));
    }

    void simpleTerms_areChips_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("states");
        QTest::addColumn<QStringList>("types");
        QTest::addColumn<QStringList>("queues");
        QTest::addColumn<QString>("text");
        const QStringList none;
        QTest::newRow("empty") << u""_s << none << none << none << u""_s;
        QTest::newRow("all three") << u"state:dead,ready type:\"a \\\"b\\\"\" queue:gpu"_s
                                   << QStringList {u"dead"_s, u"ready"_s} << QStringList {u"a \"b\""_s}
                                   << QStringList {u"gpu"_s} << u""_s;
        QTest::newRow("with others") << u"created:<2h state:dead -queue:low disk"_s << QStringList {u"dead"_s} << none << none
                                     << u"created:<2h -queue:low disk"_s;
        QTest::newRow("a status is no state") << u"state:failed"_s << none << none << none << u"state:failed"_s;
        QTest::newRow("twice") << u"state:dead state:ready"_s << QStringList {u"dead"_s} << none << none << u"state:ready"_s;
        QTest::newRow("or") << u"state:dead OR type:echo"_s << none << none << none << u"state:dead OR type:echo"_s;
        QTest::newRow("group") << u"(state:dead)"_s << none << none << none << u"(state:dead)"_s;
        QTest::newRow("unfinished") << u"type:"_s << none << none << none << u"type:"_s;
        QTest::newRow("unfinished quote") << u"type:\"a"_s << none << none << none << u"type:\"a"_s;
    }
    void simpleTerms_areChips()
    {
        QFETCH(const QString, line);
        const auto filter = ui::filterFromLine(line);
        QTEST(filter.states, "states");
        QTEST(filter.types, "types");
        QTEST(filter.queues, "queues");
        QTEST(filter.text, "text");
        // Written out it stands for the same.
        QCOMPARE(ui::filterFromLine(ui::queryText(filter)), filter);
    }

    void line_changesOnlyWhereAChipWasClicked()
    {
        const auto line = u"created:<2h  state:dead -queue:low"_s;
        QCOMPARE(ui::lineWithValues(line, u"state"_s, {u"ready"_s, u"dead"_s}), u"created:<2h  state:ready,dead -queue:low"_s);
        QCOMPARE(ui::lineWithValues(line, u"state"_s, {}), u"created:<2h -queue:low"_s);
        QCOMPARE(ui::lineWithValues(line, u"type"_s, {u"a b"_s}), line + u" type:\"a b\""_s);
        QCOMPARE(ui::lineWithValues(u"a OR b"_s, u"state"_s, {u"dead"_s}), u"(a OR b) state:dead"_s);
        QCOMPARE(ui::lineWithValues(u"(a OR b) state:dead"_s, u"state"_s, {}), u"(a OR b)"_s);
        QCOMPARE(ui::lineWithValues(u"-(state:ready) state:dead"_s, u"state"_s, {}), u"-(state:ready)"_s);
    }

    void values_areThoseThatTheLineAsksForByThemselves()
    {
        QCOMPARE(ui::valuesInLine(u"created:<2h worker:\"a b\",c"_s, u"worker"_s), (QStringList {u"a b"_s, u"c"_s}));
        QCOMPARE(ui::valuesInLine(u"(a OR b) state:dead"_s, u"state"_s), QStringList {u"dead"_s});
        QCOMPARE(ui::valuesInLine(u"state:dead OR state:ready"_s, u"state"_s), QStringList());
        QCOMPARE(ui::valuesInLine(u"-state:dead (state:ready)"_s, u"state"_s), QStringList());
    }

    void namesOfAnyKind_comeBack_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto *name :
             {"echo", "img/resize 50%", "a,b", "\"", "\\", "a\"b\\", "(x)", "OR", "-x", "größe", "a..b", "x:y", "%1"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void namesOfAnyKind_comeBack()
    {
        QFETCH(const QString, name);
        ui::TaskFilter filter;
        filter.types = {name, u"other"_s};
        filter.text = u"a OR b"_s;
        const auto line = ui::queryText(filter);
        QVERIFY(line.endsWith(u"(a OR b)"));
        filter.text.clear();
        QCOMPARE(ui::filterFromLine(ui::queryText(filter)), filter);
    }

    void costlyTerms_waitForReturn_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("waits");
        QTest::newRow("states") << u"state:dead created:<2h"_s << false;
        QTest::newRow("id") << u"8c12f0"_s << false;
        QTest::newRow("word") << u"disk"_s << true;
        QTest::newRow("error") << u"state:dead error:disk"_s << true;
        QTest::newRow("payload") << u"(is:late OR payload.a:1)"_s << true;
    }
    void costlyTerms_waitForReturn()
    {
        QFETCH(const QString, line);
        QTEST(ui::isCostly(line), "waits");
    }

    void plainDates_areOfTheShownZone_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isPlain");
        QTest::newRow("day") << u"state:dead finished:2026-11-24"_s << true;
        QTest::newRow("minute") << u"-created:>2026-11-24T10:00"_s << true;
        QTest::newRow("range with one zone") << u"due:2026-11-24T10:00:00Z..2026-11-25"_s << true;
        QTest::newRow("in parentheses") << u"(a OR (started:<2026-11-24T10:00:00.5 b))"_s << true;
        QTest::newRow("UTC") << u"created:2026-11-24T10:00:00Z"_s << false;
        QTest::newRow("offset") << u"created:2026-11-24T10:00:00.250+01:00"_s << false;
        QTest::newRow("age") << u"created:<2h"_s << false;
        QTest::newRow("text") << u"error:2026-11-24"_s << false;
        QTest::newRow("zone") << u"created:2026-11-24 zone:UTC"_s << false;
    }
    void plainDates_areOfTheShownZone()
    {
        QFETCH(const QString, line);
        QFETCH(const bool, isPlain);
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Asia/Tokyo"});
        QCOMPARE(ui::hasPlainDate(line), isPlain);
        QCOMPARE(ui::withShownZone(line), isPlain ? line + u" zone:Asia/Tokyo"_s : line);
        // A list, and what is done with all that it finds, ask alike.
        QVERIFY(!isPlain || ui::taskQueryFor(ui::filterFromLine(line)).filter.endsWith(u" zone:Asia/Tokyo"));
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        QCOMPARE(ui::withShownZone(line), isPlain ? line + u" zone:UTC"_s : line);
    }

    void everyOrder_goesWithWhatReadsNoDocument_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isSorted");
        QTest::newRow("nothing") << u""_s << true;
        QTest::newRow("times and tag") << u"created:<24h duration:>30s tag:nightly"_s << true;
        QTest::newRow("words") << u"disk error:full -is:late"_s << true;
        QTest::newRow("quoted") << u"error:\"payload.a:1\""_s << true;
        QTest::newRow("payload") << u"state:dead payload.a:1"_s << false;
        QTest::newRow("result") << u"(is:late OR -Result.rows:>5)"_s << false;
        QTest::newRow("meta") << u"meta.source:cron"_s << false;
        QTest::newRow("element") << u"payload[0].a:1"_s << false;
    }
    void everyOrder_goesWithWhatReadsNoDocument()
    {
        QFETCH(const QString, line);
        QFETCH(const bool, isSorted);
        const auto filter = ui::filterFromLine(line);
        QCOMPARE(ui::fittingSort(filter, u"-duration"_s), isSorted ? u"-duration"_s : ui::TaskFilter::kNewestFirst);
        QCOMPARE(ui::fittingSort(filter, u"created"_s), u"created"_s);
    }

    void prompt_isWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << u""_s << u""_s << u""_s;
        QTest::newRow("key") << u"state:dead cre"_s << u""_s << u"cre"_s;
        QTest::newRow("negated") << u"-qu"_s << u""_s << u"qu"_s;
        QTest::newRow("group") << u"(st"_s << u""_s << u"st"_s;
        QTest::newRow("value") << u"state:de"_s << u"state"_s << u"de"_s;
        QTest::newRow("second value") << u"state:dead,re"_s << u"state"_s << u"re"_s;
        QTest::newRow("first of none") << u"state:"_s << u"state"_s << u""_s;
        QTest::newRow("next") << u"state:dead "_s << u""_s << u""_s;
    }
    void prompt_isWhatIsBeingTyped()
    {
        QFETCH(const QString, line);
        const auto prompt = ui::promptAt(line, line.size());
        QTEST(prompt.key, "key");
        QTEST(prompt.typed, "typed");
        QCOMPARE(prompt.begin + prompt.typed.size(), line.size());
    }

    void savedFilters_belongToOneBroker()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        ui::SavedFilters here(settings, u"http://127.0.0.1:8080"_s);
        here.save({u"Mine"_s, u"queue:gpu"_s});
        here.save({u"Other"_s, u"disk"_s});
        here.save({u"Mine"_s, u"queue:cpu"_s});
        const QList<ui::SavedFilter> wanted {{u"Mine"_s, u"queue:cpu"_s}, {u"Other"_s, u"disk"_s}};
        QCOMPARE(ui::SavedFilters(settings, u"http://127.0.0.1:8080"_s).all(), wanted);
        QVERIFY(ui::SavedFilters(settings, u"http://10.0.0.7:8080"_s).all().isEmpty());
        here.remove(u"Mine"_s);
        QCOMPARE(here.all().size(), 1);
    }

    void savedFilters_ofFormerVersionsAreRead()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        settings.setValue(u"filters/http%3A%2F%2Fh"_s, QStringList {u"Mine"_s, u"queue:gpu"_s});
        ui::SavedFilters filters(settings, u"http://h"_s);
        QCOMPARE(filters.all(), (QList<ui::SavedFilter> {{.name = u"Mine"_s, .line = u"queue:gpu"_s}}));
        filters.setPinned(u"Mine"_s, true);
        QVERIFY(filters.all().first().isPinned);
    }

    void pinnedFilters_standFirst()
    {
        const auto offered =
            ui::offeredFilters({{.name = u"a"_s, .line = u"x"_s}, {.name = u"b"_s, .line = {}, .isPinned = true}}, {});
        QCOMPARE(offered.first().name, u"b"_s);
        QCOMPARE(offered.last().name, u"a"_s);
        QCOMPARE(offered.size(), 2 + ui::builtInFilters({}).size());
    }

    void mine_isWhatTheConsoleHasEnqueued()
    {
        const auto withName = ui::builtInFilters(u"console anna \"the boss\"@atlas"_s);
        QCOMPARE(withName.first().name, u"Mine"_s);
        QCOMPARE(withName.first().line, u"by:\"console anna \\\"the boss\\\"@atlas\""_s);
        QCOMPARE(withName.first().sort, ui::TaskFilter::kNewestFirst);
        const auto withoutName = ui::builtInFilters({});
        QCOMPARE(withoutName.size(), withName.size() - 1);
        for (const auto &filter : withoutName)
            QVERIFY(!filter.line.contains(u"by:"));
    }

    void filterFile_givesBackWhatItTook()
    {
        const QList<ui::SavedFilter> filters {{.name = u"The \"GPUs\""_s,
                                               .line = u"queue:gpu error:\"a b\""_s,
                                               .sort = u"-duration"_s,
                                               .columns = {{u"state"_s, 110}, {u"error"_s, 300}},
                                               .isPinned = true},
                                              {.name = u"Mine"_s, .line = u"tag:me"_s}};
        const auto read = ui::filtersFromText(ui::textFromFilters(filters));
        QVERIFY(read);
        QCOMPARE(*read, filters);
    }

    void filterFile_thatIsNoneSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("no JSON") << QByteArray("{") << u"It is no JSON"_s;
        QTest::newRow("something else") << QByteArray("[1]") << u"It holds no saved filters."_s;
        QTest::newRow("another file") << QByteArray("{\"filters\":[]}") << u"It holds no saved filters."_s;
    }
    void filterFile_thatIsNoneSaysWhy()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, why);
        const auto read = ui::filtersFromText(text);
        QVERIFY(!read);
        QVERIFY2(read.error().startsWith(why), qPrintable(read.error()));
    }

    void filterFile_ofALaterVersion_isReadAsFarAsItCanBe()
    {
        const auto read = ui::filtersFromText("{\"conduit_filters\":2,\"new\":1,\"filters\":[{\"name\":\"a\",\"query\":\"x\","
                                              "\"notify\":3},{\"query\":\"no name\"},7]}");
        QVERIFY(read);
        QCOMPARE(*read, (QList<ui::SavedFilter> {{.name = u"a"_s, .line = u"x"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestFilterText)
#include "tst_filter_text.moc"
