// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/moment_text.h"
#include "app/cli/plain_text.h"
#include "app/cli/task_card.h"
#include "app/cli/text_table.h"

#include <QTest>

using namespace conduit;
using namespace conduit::cli;
using namespace Qt::StringLiterals;

/// What a terminal gets to see.
class TestCliTexts : public QObject
{
    Q_OBJECT

    static QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }
    using Form = TextTable::Form;

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3"); }

    void onOneLine_escapesWhatMovesACursor_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"größe 漢 \u00a0 \\n"_s << u"größe 漢 \u00a0 \\n"_s;
        QTest::newRow("line ends") << u"a\r\nb\tc"_s << u"a\\r\\nb\\tc"_s;
        QTest::newRow("escape") << u"\u001b[2J"_s << u"\\u001b[2J"_s;
        QTest::newRow("delete") << u"\u007f"_s << u"\\u007f"_s;
        QTest::newRow("C1") << QString(QChar(0x9b)) + u"2J"_s << u"\\u009b2J"_s;
        QTest::newRow("separators") << QString(QChar(0x2028)) + QChar(0x2029) << u"\\u2028\\u2029"_s;
        QTest::newRow("turned writing") << QString(QChar(0x202e)) + u"exe"_s + QChar(0x2066) << u"\\u202eexe\\u2066"_s;
        QTest::newRow("pictograph") << u"\U0001f600"_s << u"\U0001f600"_s;
    }
    void onOneLine_escapesWhatMovesACursor()
    {
        QFETCH(const QString, text);
        QTEST(onOneLine(text), "line");
    }

    void harmlessJson_meansTheSame()
    {
        const QByteArray json = "{\"a\":\"\x7f\xc2\x9b\",\"n\":12345678901234567890,\"t\":\"\\u00e4\"}";
        QCOMPARE(harmlessJson(json), "{\"a\":\"\\u007f\\u009b\",\"n\":12345678901234567890,\"t\":\"\\u00e4\"}");
        QCOMPARE(harmlessJson("\"\xef\xbb\xbf\""), "\"\xef\xbb\xbf\"");
    }

    void columns_areThoseOfATerminal()
    {
        QCOMPARE(columnsOf(u"abc"), 3);
        QCOMPARE(columnsOf(u"größe"), 5);
        QCOMPARE(columnsOf(u"gro\u0308ße"), 5);
        QCOMPARE(columnsOf(u"漢字"), 4);
        QCOMPARE(columnsOf(u"\U0001f600"), 2);
    }

    void cut_leavesRoomForTheEllipsis()
    {
        QCOMPARE(cutTo(u"abcdef"_s, 6), u"abcdef"_s);
        QCOMPARE(cutTo(u"abcdefg"_s, 6), u"abcde…"_s);
        QCOMPARE(cutTo(u"漢字漢字"_s, 6), u"漢字…"_s);
        QCOMPARE(cutTo(u"\U0001f600\U0001f600"_s, 3), u"\U0001f600…"_s);
    }

    void table_alignsWordsAndNumbers()
    {
        TextTable table({{u"NAME"_s}, {u"TASKS"_s, Form::Number}, {u"NOTE"_s, Form::Text}});
        table.add({u"漢"_s, u"7"_s, u"x\ny"_s});
        table.add({u"default"_s, u"1234567"_s, {}});
        QCOMPARE(table.takeText(),
                 u"NAME       TASKS  NOTE\n"
                 "漢             7  x\\ny\n"
                 "default  1234567  -\n"_s);
    }

    void table_growsFromPieceToPiece()
    {
        TextTable table({{u"A"_s}, {u"B"_s}});
        QCOMPARE(table.takeText(), QString());
        table.add({u"1234"_s, u"x"_s});
        QCOMPARE(table.takeText(), u"A     B\n1234  x\n"_s);
        table.add({u"1"_s, u"x"_s});
        table.add({u"12345"_s, u"x"_s});
        QCOMPARE(table.takeText(), u"1      x\n12345  x\n"_s);
        QCOMPARE(table.takeText(), QString());
    }

    void table_cutsTextsToFitALine()
    {
        TextTable table({{u"ID"_s}, {u"TYPE"_s, Form::Text}, {u"ERROR"_s, Form::Text}}, 30);
        table.add({u"0123456789"_s, u"resize"_s, u"there is no room left on the disk"_s});
        QCOMPARE(table.takeText(),
                 u"ID          TYPE    ERROR\n"
                 "0123456789  resize  there is …\n"_s);
    }

    void table_neverCutsWords()
    {
        TextTable table({{u"ID"_s}, {u"TYPE"_s, Form::Text}}, 10);
        table.add({u"0123456789"_s, u"validate_image"_s});
        QCOMPARE(table.takeText(), u"ID          TYPE\n0123456789  valid…\n"_s);
    }

    void age_isRoundedDown_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("age");
        QTest::newRow("ahead") << u"2026-11-25T10:00:05Z"_s << u"0 s"_s;
        QTest::newRow("seconds") << u"2026-11-25T09:59:00.001Z"_s << u"59 s"_s;
        QTest::newRow("minutes") << u"2026-11-25T09:00:01Z"_s << u"59 min"_s;
        QTest::newRow("hours") << u"2026-11-24T10:00:01Z"_s << u"23 h"_s;
        QTest::newRow("days") << u"2026-11-23T10:00:00Z"_s << u"2 d"_s;
        QTest::newRow("none") << QString() << QString();
    }
    void age_isRoundedDown()
    {
        QFETCH(const QString, moment);
        QTEST(ageText(utc(moment), utc(u"2026-11-25T10:00:00Z"_s)), "age");
    }

    void moment_namesItsOffset()
    {
        const QDateTime now = utc(u"2026-11-25T10:00:00Z"_s);
        QCOMPARE(momentText(utc(u"2026-11-25T09:57:00Z"_s), now), u"2026-11-25T10:57:00+01:00 (3 min ago)"_s);
        QCOMPARE(momentText(utc(u"2026-07-01T10:00:00Z"_s), now), u"2026-07-01T12:00:00+02:00 (147 d ago)"_s);
        QCOMPARE(momentText(utc(u"2026-11-25T12:00:00Z"_s), now), u"2026-11-25T13:00:00+01:00 (in 2 h)"_s);
        QCOMPARE(momentText({}, now), QString());
    }

    void card_tellsOfATaskThatWaits()
    {
        wire::Task task;
        task.id = u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s;
        task.taskType = u"say\u001b"_s;
        task.payload = "{\"text\":\"\xc2\x9b\"}";
        task.status = u"Pending"_s;
        task.state = u"ready"_s;
        task.queue = u"default"_s;
        task.createdAt = utc(u"2026-11-25T09:57:00Z"_s);
        task.enqueuedBy = u"console anna@atlas"_s;
        task.waitingFor = {{u"no_worker"_s, u"No worker takes it."_s, {}}};
        QCOMPARE(taskCard(task, utc(u"2026-11-25T10:00:00Z"_s)),
                 u"id          0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b\n"
                 "type        say\\u001b\n"
                 "state       ready (Pending)\n"
                 "queue       default\n"
                 "priority    5\n"
                 "created     2026-11-25T10:57:00+01:00 (3 min ago)\n"
                 "enqueued by console anna@atlas\n"
                 "attempt     0 of 20\n"
                 "waits for   no_worker: No worker takes it.\n"
                 "payload     {\"text\":\"\\u009b\"}\n"_s);
    }

    void card_tellsHowATaskEnded()
    {
        wire::Task task;
        task.status = u"Failed"_s;
        task.state = u"dead"_s;
        task.result = wire::TaskResult {.output = "null", .error = u"no such host\nat all"_s};
        QVERIFY(taskCard(task, {}).contains(u"error       no such host\\nat all\n"));
        QVERIFY(!taskCard(task, {}).contains(u"output"));
        task.result = wire::TaskResult {.output = "{\"n\":1.50}", .error = {}};
        QVERIFY(taskCard(task, {}).contains(u"output      {\"n\":1.50}\n"));
    }
};

QTEST_APPLESS_MAIN(TestCliTexts)
#include "tst_cli_texts.moc"
