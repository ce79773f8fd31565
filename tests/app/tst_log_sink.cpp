// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_sink.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimeZone>

#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

const QDateTime kNoon = QDateTime::fromString(u"2026-11-25T12:00:00.007+02:00"_s, Qt::ISODateWithMs);

/// Sends stderr into a file for as long as it lives.
class RedirectedStderr
{
public:
    RedirectedStderr() : m_before(::dup(STDERR_FILENO))
    {
        if (m_file.open())
            ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~RedirectedStderr()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
    }
    Q_DISABLE_COPY_MOVE(RedirectedStderr)

    [[nodiscard]] QList<QByteArray> lines() const
    {
        QFile file(m_file.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    }

private:
    QTemporaryFile m_file;
    int m_before;
};

} // namespace

class TestLogSink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void line_hasTimeLevelCategoryAndText_data();
    void line_hasTimeLevelCategoryAndText();
    void line_staysOneLine();
    void sink_writesWholeLinesFromManyThreads();
    void latestLines_areKept();
};

void TestLogSink::line_hasTimeLevelCategoryAndText_data()
{
    QTest::addColumn<QtMsgType>("type");
    QTest::addColumn<QByteArray>("category");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("info") << QtInfoMsg << QByteArray("conduit.app")
                          << QByteArray("2026-11-25T10:00:00.007Z info conduit.app: hello\n");
    QTest::newRow("warning") << QtWarningMsg << QByteArray("a") << QByteArray("2026-11-25T10:00:00.007Z warning a: hello\n");
    QTest::newRow("error") << QtCriticalMsg << QByteArray("a") << QByteArray("2026-11-25T10:00:00.007Z error a: hello\n");
    QTest::newRow("no category") << QtDebugMsg << QByteArray("default") << QByteArray("2026-11-25T10:00:00.007Z debug hello\n");
}

void TestLogSink::line_hasTimeLevelCategoryAndText()
{
    QFETCH(const QtMsgType, type);
    QFETCH(const QByteArray, category);
    QFETCH(const QByteArray, line);
    QCOMPARE(logLine(type, category.constData(), u"hello"_s, kNoon), line);
}

void TestLogSink::line_staysOneLine()
{
    const QByteArray line = logLine(QtInfoMsg, nullptr, u"a\n2026 forged\r\x1b[31m gr\u00fcn"_s, kNoon);
    QCOMPARE(line, "2026-11-25T10:00:00.007Z info a\\n2026 forged\\x0d\\x1b[31m gr\xc3\xbcn\n");
}

void TestLogSink::sink_writesWholeLinesFromManyThreads()
{
    constexpr int kThreads = 4;
    constexpr int kLinesEach = 200;
    const RedirectedStderr redirected;
    installLogSink([] { return kNoon; });
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back(QThread::create([] {
            for (int n = 0; n < kLinesEach; ++n)
                qInfo().noquote() << QString(100, u'x');
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    qInstallMessageHandler(nullptr);

    QList<QByteArray> lines = redirected.lines();
    QCOMPARE(lines.takeLast(), "");
    QCOMPARE(lines.size(), kThreads * kLinesEach);
    const QByteArray expected = "2026-11-25T10:00:00.007Z info " + QByteArray(100, 'x');
    QCOMPARE(lines.count(expected), lines.size());
}

void TestLogSink::latestLines_areKept()
{
    const RedirectedStderr quiet;
    installLogSink([] { return kNoon; });
    for (int i = 0; i < 3 * kLogLinesKept; ++i)
        qInfo("line %d", i);
    qInstallMessageHandler(nullptr);
    const QByteArrayList lines = recentLogLines();
    QVERIFY(lines.size() <= kLogLinesKept && lines.size() >= kLogLinesKept / 2);
    QVERIFY2(lines.last().endsWith("line 5999\n"), lines.last().constData());
    QVERIFY(lines.at(lines.size() - 2).endsWith("line 5998\n"));
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestLogSink)
#include "tst_log_sink.moc"
