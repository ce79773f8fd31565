// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_log.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::LaneFixture;

class TestSqlTaskLog : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<LaneFixture> m_fixture;
    Task m_task;

    void append(int attempt, const std::vector<QString> &messages)
    {
        std::vector<LogLine> lines;
        for (const QString &message : messages)
            lines.push_back({LogLevel::Info, m_fixture->clock.now(), message});
        m_fixture->turn([&] { QVERIFY(m_fixture->store.appendLog(m_task.seq, attempt, lines)); });
    }
    /// `count` lines with the numbers from `first` on.
    void appendNumbered(int first, int count, qsizetype length = 0)
    {
        std::vector<QString> messages;
        for (int i = first; i < first + count; ++i)
            messages.push_back(QString::number(i).leftJustified(length));
        append(1, messages);
    }
    TaskLog log() { return **SqlTaskReader(*m_fixture->database).log(m_task.id); }
    QList<int> numbers()
    {
        QList<int> all;
        for (const AttemptLogLine &entry : log().lines)
            all.append(entry.line.message.trimmed().toInt());
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<LaneFixture>();
        m_task = m_fixture->enqueue(LaneFixture::newTask());
    }

    void lines_comeBackInTheirOrderAsTheyWereSaid()
    {
        append(1, {u"first"_s, u""_s});
        m_fixture->turn([&] {
            QVERIFY(m_fixture->store.appendLog(m_task.seq, 2, {{LogLevel::Warning, Moment {Milliseconds {7}}, u"größe"_s}}));
        });
        append(1, {u"late"_s});
        const TaskLog all = log();
        QCOMPARE(all.lines.size(), 4U);
        QCOMPARE(all.lines[0].line.message, u"first"_s);
        QCOMPARE(all.lines[1].line.message, QString());
        QCOMPARE(all.lines[2].line.message, u"late"_s);
        QCOMPARE(all.lines[2].attempt, 1);
        QCOMPARE(all.lines[3].attempt, 2);
        QCOMPARE(all.lines[3].line.message, u"größe"_s);
        QVERIFY(all.lines[3].line.level == LogLevel::Warning);
        QVERIFY(all.lines[3].line.time == Moment {Milliseconds {7}});
        QVERIFY(!all.isTruncated);
    }

    void unknownTask_hasNoLog() { QVERIFY(!SqlTaskReader(*m_fixture->database).log(QUuid::createUuid())->has_value()); }

    void messages_areCut()
    {
        append(1, {QString(kLogMessageCharactersMax + 1, u'x')});
        QCOMPARE(log().lines.front().line.message.size(), kLogMessageCharactersMax);
    }

    void tooManyLines_loseTheMiddle()
    {
        appendNumbered(0, kLogLinesMax);
        QVERIFY(!log().isTruncated);
        for (int i = 0; i < 3; ++i)
            appendNumbered(kLogLinesMax + i * 100, 100);
        const QList<int> kept = numbers();
        QCOMPARE(kept.size(), kLogLinesMax);
        QVERIFY(log().isTruncated);
        QCOMPARE(kept[1'999], 1'999);
        QCOMPARE(kept[2'000], 2'300);
        QCOMPARE(kept.last(), kLogLinesMax + 299);
    }

    void tooManyBytes_loseTheMiddle()
    {
        // 128 fill the log, 25 of them its head.
        appendNumbered(0, 128, 8'192);
        QVERIFY(!log().isTruncated);
        appendNumbered(128, 10, 8'192);
        const QList<int> kept = numbers();
        QCOMPARE(kept.size(), 128);
        QVERIFY(log().isTruncated);
        QCOMPARE(kept[24], 24);
        QCOMPARE(kept[25], 35);
        QCOMPARE(kept.last(), 137);
    }

    void otherAttempts_loseNothing()
    {
        append(2, {u"-1"_s});
        appendNumbered(0, kLogLinesMax + 1);
        QCOMPARE(numbers().last(), -1);
    }

    void answer_isBoundedAndHasTheNewest()
    {
        for (int attempt = 1; attempt <= 3; ++attempt)
            append(attempt, std::vector<QString>(kLogLinesMax, QString::number(attempt)));
        const TaskLog all = log();
        QCOMPARE(all.lines.size(), SqlTaskReader::kLogLinesShownMax);
        QCOMPARE(all.lines.front().attempt, 2);
        QCOMPARE(all.lines.back().attempt, 3);
        QVERIFY(all.isTruncated);
    }

    void turn_thatFailsAddsNothing()
    {
        m_fixture->turn([&] {
            QVERIFY(m_fixture->store.appendLog(m_task.seq, 1, {{LogLevel::Info, {}, u"x"_s}}));
            m_fixture->lane.fail({ErrorCode::StorageFailed, u"a disk"_s});
        });
        QVERIFY(log().lines.empty());
    }
};

QTEST_GUILESS_MAIN(TestSqlTaskLog)
#include "tst_sql_task_log.moc"
