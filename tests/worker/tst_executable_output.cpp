// SPDX-License-Identifier: GPL-3.0-only
#include "worker/executables/executable_output.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit::worker;

/// What an executable says with its lines.
class TestExecutableOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_progress.clear();
        m_output = std::make_unique<ExecutableOutput>(ExecutableOutput::Listener {
            .progress = [this](const auto &told) { m_progress += u"%1 %2"_s.arg(told.percent).arg(told.message); },
            .log = [this](const QByteArray &line) { m_log += QString::fromUtf8(line); }});
    }

    void result_isTheLastLineThatIsJson_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("nothing") << QByteArray() << QByteArray("null");
        QTest::newRow("one line") << QByteArray("{\"ok\":true}\n") << QByteArray("{\"ok\":true}");
        QTest::newRow("no end of line") << QByteArray("[1]") << QByteArray("[1]");
        QTest::newRow("words after it") << QByteArray("{\"n\": 1}\n[done] in 3 s\n") << QByteArray("{\"n\":1}");
        QTest::newRow("a later one") << QByteArray("1\n2\n") << QByteArray("2");
        QTest::newRow("progress is none") << QByteArray("\"good\"\n{\"progress\":100}\n") << QByteArray("\"good\"");
        QTest::newRow("every digit") << QByteArray("{\"x\":1.10,\"big\":18446744073709551615}\n")
                                     << QByteArray("{\"x\":1.10,\"big\":18446744073709551615}");
        QTest::newRow("line ends of Windows") << QByteArray("{\"n\":1}\r\n") << QByteArray("{\"n\":1}");
        QTest::newRow("words alone") << QByteArray("hello\n") << QByteArray("null");
        QTest::newRow("bad, then good") << QByteArray("{oops\n3\n") << QByteArray("3");
    }

    void result_isTheLastLineThatIsJson()
    {
        QFETCH(QByteArray, output);
        QFETCH(QByteArray, result);
        m_output->addOutput(output);
        m_output->finish();
        QVERIFY(m_output->result());
        QCOMPARE(*m_output->result(), result);
    }

    void pieces_areTheSameAsTheWhole()
    {
        const QByteArray output = "{\"progress\":7}\nhello\n{\"text\":\"a b\"}\n";
        for (const char c : output)
            m_output->addOutput(QByteArrayView(&c, 1));
        m_output->finish();
        QCOMPARE(*m_output->result(), "{\"text\":\"a b\"}");
        QCOMPARE(m_progress, QStringList {u"7 "_s});
        QCOMPARE(m_log, QStringList {u"hello"_s});
    }

    void progress_takesANumberOrAnObject()
    {
        m_output->addOutput(
            "{\"progress\":40}\n{\"progress\":{\"percent\":50.5,\"message\":\"half\"}}\n{\"progress\":{\"message\":\"on\"}}\n");
        QCOMPARE(m_progress, (QStringList {u"40 "_s, u"50.5 half"_s, u"0 on"_s}));
    }

    void objectThatOnlyHasProgressAmongOthers_isAResult()
    {
        m_output->addOutput("{\"progress\":40,\"pages\":2}\n");
        m_output->finish();
        QCOMPARE(*m_output->result(), "{\"progress\":40,\"pages\":2}");
        QVERIFY(m_progress.isEmpty());
    }

    void brokenObject_isNotTakenForNothing()
    {
        m_output->addOutput("{\"ok\": True}\n");
        m_output->finish();
        QVERIFY(!m_output->result());
        QVERIFY2(m_output->result().error().contains(u"line 1"), qPrintable(m_output->result().error()));
    }

    void lineBeyondTheLimit_isTold()
    {
        const QByteArray piece(LineCutter::kBytesMax / 2 + 1, '1');
        m_output->addOutput(piece);
        m_output->addOutput(piece);
        m_output->addOutput("\n{\"ok\":true}\n");
        m_output->finish();
        QVERIFY(!m_output->result());
        QVERIFY(m_output->result().error().contains(u"too long"));
    }

    void otherLines_goToTheLog()
    {
        m_output->addOutput("reading\n\n1\n2\n");
        m_output->addError("careful\nlast");
        m_output->finish();
        // A first result that a second one has replaced is not lost.
        QCOMPARE(m_log, (QStringList {u"reading"_s, u"1"_s, u"careful"_s, u"last"_s}));
    }

    void tail_isTheEndOfStandardError()
    {
        m_output->addError("begin " + QByteArray(3 * ExecutableOutput::kTailBytesMax, 'x'));
        m_output->addError("\nno such host\n");
        QVERIFY(m_output->tail().endsWith(u"x\nno such host"));
        QVERIFY(!m_output->tail().contains(u"begin"));
        QVERIFY(m_output->tail().size() <= ExecutableOutput::kTailBytesMax);
    }

private:
    std::unique_ptr<ExecutableOutput> m_output;
    QStringList m_log;
    QStringList m_progress;
};

QTEST_GUILESS_MAIN(TestExecutableOutput)
#include "tst_executable_output.moc"
