// SPDX-License-Identifier: GPL-3.0-only
// The headless broker opens no display and loads no platform plug-in; the worker and the command line neither.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// The files that a process has mapped, libraries and plug-ins among them.
QByteArray mappedFiles(qint64 pid)
{
    QFile file(u"/proc/%1/maps"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The first mapped plug-in of a desktop; empty when there is none. The X11 libraries themselves are no sign: QtGui links them.
QByteArray desktopPluginOf(qint64 pid)
{
    const QList<QByteArray> lines = mappedFiles(pid).split('\n');
    for (const QByteArray &line : lines) {
        for (const char *part :
             {"/platforms/", "/platformthemes/", "/platforminputcontexts/", "/styles/", "libqxcb", "libQt6XcbQpa"}) {
            if (line.contains(part))
                return line;
        }
    }
    return {};
}

/// An X server that says nothing, only to see who comes.
class SilentDisplay
{
public:
    SilentDisplay() { m_server.listen(QHostAddress::LocalHost); }
    /// A display's number is its port less 6000.
    [[nodiscard]] QString name() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort() - 6000); }
    [[nodiscard]] bool wasOpened() { return m_server.waitForNewConnection(0); }

private:
    QTcpServer m_server;
};

} // namespace

class TstConsoleFree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void headlessBroker_opensNoDisplay_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::newRow("no platform named") << QString();
        QTest::newRow("X11") << u"xcb"_s;
        QTest::newRow("one that does not exist") << u"nothing"_s;
    }
    void headlessBroker_opensNoDisplay()
    {
        QFETCH(const QString, platform);
        SilentDisplay display;
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        broker.setEnvironment(u"DISPLAY"_s, display.name());
        broker.setEnvironment(u"WAYLAND_DISPLAY"_s, u"none"_s);
        broker.setEnvironment(u"QT_QPA_PLATFORM"_s, platform);
        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        QVERIFY(!enqueue(client, R"({"task_type":"echo"})").isEmpty());
        QVERIFY(!mappedFiles(broker.pid()).isEmpty());
        QCOMPARE(desktopPluginOf(broker.pid()), QByteArray());
        QCOMPARE(broker.terminate().value_or(-1), 0);
        QVERIFY(!display.wasOpened());
    }

    void worker_opensNoDisplay()
    {
        SilentDisplay display;
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker.address(), u"w"_s);
        worker.setEnvironment(u"DISPLAY"_s, display.name());
        worker.setEnvironment(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        QVERIFY(worker.start());
        auto client = broker.connect();
        const QString id = enqueue(client, R"({"task_type":"echo","payload":{"echo":"x"}})");
        QCOMPARE(awaitTask(client, id)["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(desktopPluginOf(worker.pid()), QByteArray());
        QVERIFY(!display.wasOpened());
    }

    void commandLine_opensNoDisplay()
    {
        SilentDisplay display;
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        const QTemporaryDir folder;
        ChildProcess verb(QStringLiteral(CONDUIT_BIN_DIR "/conduit"), folder.filePath(u"log"_s));
        verb.setEnvironment(u"DISPLAY"_s, display.name());
        verb.setEnvironment(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        QVERIFY(verb.start({u"enqueue"_s, u"t"_s, u"--wait"_s, u"--broker"_s, broker.address()}));
        auto client = broker.connect();
        const QJsonObject task = claim(client, "worker=w&wait=20");
        QVERIFY(!mappedFiles(verb.pid()).isEmpty());
        QCOMPARE(desktopPluginOf(verb.pid()), QByteArray());
        QCOMPARE(report(client, task, "\"output\":1").status, 200);
        QCOMPARE(verb.waitForEnd(), 0);
        QVERIFY2(!display.wasOpened(), verb.log().constData());
    }

#ifdef CONDUIT_WITHOUT_GUI
    void headlessBuild_linksNoWindows()
    {
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(broker.start(), broker.log().constData());
        const QByteArray files = mappedFiles(broker.pid());
        QVERIFY(files.contains("libQt6Core"));
        QVERIFY(!files.contains("libQt6Widgets"));
        QVERIFY(!files.contains("libQt6Gui"));
    }
#endif
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstConsoleFree)
#include "tst_console_free.moc"
