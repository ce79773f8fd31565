// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/broker_process.h"
#include "tests/support/child_process.h"

#include <QDir>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

/// The console as a process: it has its own broker and workers, or another's; there is one of it; it ends politely.
class TestConduitDesktop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void console_servesAndEndsPolitely();
    void secondStart_raisesTheFirst();
    void failedBroker_keepsTheConsoleOpen();
    void remoteConsole_hasNoBrokerOfItsOwn();
    void missingDisplay_isSaid();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::unique_ptr<ChildProcess> program() const;
    [[nodiscard]] QStringList own(const QStringList &more = {}) const
    {
        return QStringList {u"--data-dir"_s, path(u"queue"_s), u"--workers"_s, u"1"_s} + more;
    }
    /// Of the broker inside; 0 until it serves.
    [[nodiscard]] static quint16 portOf(const ChildProcess &program);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConduitDesktop::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkdir(u"runtime"_s));
    QVERIFY(QFile::setPermissions(path(u"runtime"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

std::unique_ptr<ChildProcess> TestConduitDesktop::program() const
{
    static int s_number = 0;
    auto program =
        std::make_unique<ChildProcess>(QStringLiteral(CONDUIT_BIN_DIR "/conduit"), path(u"%1.log"_s.arg(++s_number)));
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith(u"CONDUIT_"))
            program->unsetEnvironment(name);
    }
    program->setEnvironment(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program->setEnvironment(u"XDG_RUNTIME_DIR"_s, path(u"runtime"_s));
    program->setEnvironment(u"XDG_CONFIG_HOME"_s, path(u"settings"_s));
    return program;
}

quint16 TestConduitDesktop::portOf(const ChildProcess &program)
{
    static const QRegularExpression address(u"listening on http://127\\.0\\.0\\.1:(\\d+)"_s);
    return static_cast<quint16>(address.match(QString::fromUtf8(program.log())).captured(1).toUInt());
}

void TestConduitDesktop::console_servesAndEndsPolitely()
{
    const auto console = program();
    QVERIFY(console->start(own({u"--port"_s, u"0"_s})));
    QTRY_VERIFY_WITH_TIMEOUT(portOf(*console) != 0, 20'000);
    RawHttpClient client(portOf(*console));
    QCOMPARE(client.get("/healthz").status, 200);
    const auto hasWorker = [&] { return client.get("/worker").body.contains("-local-1"); };
    QTRY_VERIFY_WITH_TIMEOUT(hasWorker(), 20'000);
    QCOMPARE(console->terminate(), 0);
}

void TestConduitDesktop::secondStart_raisesTheFirst()
{
    const auto first = program();
    QVERIFY(first->start(own({u"--port"_s, u"0"_s})));
    QTRY_VERIFY_WITH_TIMEOUT(portOf(*first) != 0, 20'000);
    const auto second = program();
    QVERIFY(second->start(own({u"--port"_s, u"0"_s})));
    QCOMPARE(second->waitForEnd(), 0);
    QCOMPARE(portOf(*second), 0);
    QVERIFY(first->isRunning());
    QCOMPARE(first->terminate(), 0);
}

void TestConduitDesktop::failedBroker_keepsTheConsoleOpen()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(other.serverPort());
    const auto console = program();
    QVERIFY(console->start(own({u"--port"_s, QString::fromLatin1(port)})));
    QTRY_VERIFY_WITH_TIMEOUT(console->log().contains(port), 20'000);
    QVERIFY(console->isRunning());
    QCOMPARE(console->terminate(), 0);
}

void TestConduitDesktop::remoteConsole_hasNoBrokerOfItsOwn()
{
    BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
    QVERIFY2(broker.start(), broker.log().constData());
    const QStringList arguments {u"--connect"_s, broker.address()};
    const auto console = program();
    console->setEnvironment(u"XDG_DATA_HOME"_s, path(u"share"_s));
    QVERIFY(console->start(arguments));
    const auto isOpen = [&] { return !QDir(path(u"runtime"_s)).entryList({u"conduit-*"_s}, QDir::System).isEmpty(); };
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 20'000);
    const auto second = program();
    QVERIFY(second->start(arguments));
    QCOMPARE(second->waitForEnd(), 0);
    QVERIFY(!QDir(path(u"share/conduit"_s)).exists());
    QCOMPARE(console->terminate(), 0);
    QVERIFY(broker.isRunning());
}

void TestConduitDesktop::missingDisplay_isSaid()
{
    const auto console = program();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        console->unsetEnvironment(name);
    QVERIFY(console->start(own()));
    QCOMPARE(console->waitForEnd(), 1);
    QVERIFY(console->log().contains("--no-gui"));
}

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TestConduitDesktop)
#include "tst_conduit_desktop.moc"
