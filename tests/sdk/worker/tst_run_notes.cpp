// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/run_context.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <limits>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;

class TestRunNotes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_notes = std::make_unique<RunNotes>([] { return QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate); });
    }

    void notes_areTakenOnce()
    {
        m_notes->addLine(u"info"_s, u"hello"_s);
        m_notes->setProgress({.percent = 1});
        const wire::TaskHeartbeat beat = m_notes->take();
        QCOMPARE(beat.log.size(), 1);
        QCOMPARE(beat.log[0].time, QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate));
        QVERIFY(m_notes->take().isEmpty());
    }

    void longLog_losesItsMiddleAndSaysSo_data()
    {
        QTest::addColumn<int>("lineLength");
        QTest::newRow("many lines") << 10;
        QTest::newRow("long lines") << 3'000;
        QTest::newRow("endless lines") << 100'000;
    }
    void longLog_losesItsMiddleAndSaysSo()
    {
        QFETCH(const int, lineLength);
        constexpr int kLines = 3'000;
        for (int i = 0; i < kLines; ++i)
            m_notes->addLine(u"info"_s, u"%1 "_s.arg(i).leftJustified(lineLength, u'x'));
        const QList<wire::LogLine> log = m_notes->take().log;
        QVERIFY(log.size() <= RunNotes::kLinesMax + 1);
        QVERIFY(log.first().message.startsWith(u"0 "_s));
        QVERIFY(log.last().message.startsWith(u"2999 "_s));
        qsizetype characters = 0;
        qsizetype gap = 0;
        int before = -1;
        for (qsizetype i = 0; i < log.size(); ++i) {
            characters += log[i].message.size();
            if (log[i].message.startsWith(u'(')) {
                gap = i;
                continue;
            }
            const int number = log[i].message.section(u' ', 0, 0).toInt();
            QVERIFY(number == before + 1 || (gap == i - 1 && number > before));
            before = number;
        }
        QVERIFY(characters <= RunNotes::kCharactersMax + 100);
        QCOMPARE(log[gap].message, u"(%1 lines left out)"_s.arg(kLines - log.size() + 1));
    }

    void undelivered_isOlderThanWhatCameSince()
    {
        m_notes->setProgress({.percent = 1});
        m_notes->setCheckpoint("1");
        m_notes->addLine(u"info"_s, u"a"_s);
        const auto first = m_notes->take();
        m_notes->setProgress({.percent = 2});
        m_notes->addLine(u"info"_s, u"b"_s);
        m_notes->putBack(first);
        const auto both = m_notes->take();
        QCOMPARE(both.progress->percent, 2.0);
        QCOMPARE(both.checkpoint, "1");
        QCOMPARE(both.log.size(), 2);
        QCOMPARE(both.log[0].message, u"a"_s);
    }

    void undelivered_doesNotGrowWithoutBound()
    {
        for (int i = 0; i < 20; ++i) {
            for (int line = 0; line < 500; ++line)
                m_notes->addLine(u"info"_s, u"line"_s);
            m_notes->putBack(m_notes->take());
        }
        QVERIFY(m_notes->take().log.size() <= RunNotes::kLinesMax + 1);
    }

    void context_givesWhatCameWithTheTask()
    {
        wire::Task task;
        task.attempt = 3;
        task.checkpoint = "{\"page\":7}";
        const RunContext context(task, *m_notes);
        QCOMPARE(context.attempt(), 3);
        QCOMPARE(context.checkpoint(), "{\"page\":7}");
        QVERIFY(!context.isCancelled());
        m_notes->cancel(CancelReason::Requested);
        QVERIFY(context.isCancelled());
    }

    void cancel_keepsTheFirstReason()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        QVERIFY(!context.cancelReason());
        m_notes->cancel(CancelReason::LeaseLost);
        m_notes->cancel(CancelReason::Stopping);
        QVERIFY(context.cancelReason() == CancelReason::LeaseLost);
    }

    void wait_lastsAsLongAsItSays()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        QElapsedTimer time;
        time.start();
        QVERIFY(context.waitFor(std::chrono::milliseconds(30)));
        QVERIFY(time.elapsed() >= 29);
    }

    void wait_endsWhenTheRunIsCancelled()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        bool isWanted = true;
        const std::unique_ptr<QThread> handler(QThread::create([&] { isWanted = context.waitFor(std::chrono::hours(1)); }));
        handler->start();
        m_notes->cancel(CancelReason::Requested);
        QVERIFY(handler->wait(30'000));
        QVERIFY(!isWanted);
        QVERIFY(!context.waitFor(std::chrono::hours(1)));
    }

    void progress_carriesJsonOnly()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        context.reportProgress(1, {}, "{\"page\":7}");
        QCOMPARE(m_notes->take().progress->data, "{\"page\":7}");
        context.reportProgress(2, {}, "{");
        QCOMPARE(m_notes->take().progress->data, QByteArray());
    }

    void progress_isANumberFromZeroToHundred_data()
    {
        QTest::addColumn<double>("told");
        QTest::addColumn<double>("carried");
        QTest::newRow("within") << 62.5 << 62.5;
        QTest::newRow("below") << -1.0 << 0.0;
        QTest::newRow("above") << 1e300 << 100.0;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 100.0;
        QTest::newRow("none") << std::numeric_limits<double>::quiet_NaN() << 0.0;
    }
    void progress_isANumberFromZeroToHundred()
    {
        QFETCH(const double, told);
        const wire::Task task;
        RunContext(task, *m_notes).reportProgress(told, QString(1'000, u'x'), {});
        const auto beat = m_notes->take();
        QTEST(beat.progress->percent, "carried");
        QCOMPARE(beat.progress->message.size(), 256);
    }

    void log_hasFourLevels()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
            context.log(level, u"x"_s);
        QStringList levels;
        for (const wire::LogLine &line : m_notes->take().log)
            levels.append(line.level);
        QCOMPARE(levels, QStringList({u"debug"_s, u"info"_s, u"warning"_s, u"error"_s}));
    }

    void checkpoint_isJsonOfASize()
    {
        const wire::Task task;
        const RunContext context(task, *m_notes);
        QVERIFY(context.saveCheckpoint("[1,2]"));
        QVERIFY(!context.saveCheckpoint("[1,"));
        QVERIFY(!context.saveCheckpoint('"' + QByteArray(64 * 1024, 'x') + '"'));
        QCOMPARE(m_notes->take().checkpoint, "[1,2]");
    }

private:
    std::unique_ptr<RunNotes> m_notes;
};

QTEST_APPLESS_MAIN(TestRunNotes)
#include "tst_run_notes.moc"
