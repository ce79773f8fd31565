// SPDX-License-Identifier: GPL-3.0-only
#include "app/access_token.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::app {

using OpenFailure = broker::Broker::OpenFailure;

class TestAccessToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void loopback_asksForNoneWithoutAFile_data();
    void loopback_asksForNoneWithoutAFile();
    void loopback_enforcesAFileThatExists();
    void loopback_makesAFileThatThePersonNamed();
    void otherAddresses_makeASecretFile_data();
    void otherAddresses_makeASecretFile();
    void insecure_asksForNone();
    void file_isKeptOverStarts();
    void log_namesTheFileAndNeverTheToken();
    void badFiles_areRefused_data();
    void badFiles_areRefused();
    void folderThatCannotBeWritten_isUnavailable();
    void folder_isMadeForItsOwnerOnly();

private:
    void write(const QByteArray &text) const
    {
        QFile file(m_config.tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    AppConfig m_config;
};

void TestAccessToken::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_config = AppConfig();
    m_config.dataDirectory = m_folder->path();
    m_config.tokenFile = m_folder->filePath(u"token"_s);
}

void TestAccessToken::loopback_asksForNoneWithoutAFile_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("IPv4") << u"127.0.0.1"_s;
    QTest::newRow("IPv4, another") << u"127.8.0.1"_s;
    QTest::newRow("IPv6") << u"::1"_s;
}

void TestAccessToken::loopback_asksForNoneWithoutAFile()
{
    QFETCH(const QString, host);
    m_config.broker.host = host;
    const auto token = tokenFor(m_config);
    QVERIFY(token);
    QVERIFY(token->isEmpty());
    QVERIFY(!QFile::exists(m_config.tokenFile));
}

void TestAccessToken::loopback_enforcesAFileThatExists()
{
    write("sesame\n");
    const auto token = tokenFor(m_config);
    QVERIFY(token);
    QCOMPARE(*token, "sesame");
}

void TestAccessToken::loopback_makesAFileThatThePersonNamed()
{
    m_config.isTokenFileChosen = true;
    const auto token = tokenFor(m_config);
    QVERIFY(token);
    QVERIFY(!token->isEmpty());
    QVERIFY(QFile::exists(m_config.tokenFile));
}

void TestAccessToken::otherAddresses_makeASecretFile_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("every IPv4") << u"0.0.0.0"_s;
    QTest::newRow("every IPv6") << u"::"_s;
    QTest::newRow("one of a network") << u"192.0.2.7"_s;
}

void TestAccessToken::otherAddresses_makeASecretFile()
{
    QFETCH(const QString, host);
    m_config.broker.host = host;
    const auto token = tokenFor(m_config);
    QVERIFY(token);
    QVERIFY(token->size() >= 40);
    QFile file(m_config.tokenFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), *token + '\n');
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
}

void TestAccessToken::insecure_asksForNone()
{
    write("sesame\n");
    m_config.broker.host = u"0.0.0.0"_s;
    m_config.isInsecure = true;
    const auto token = tokenFor(m_config);
    QVERIFY(token);
    QVERIFY(token->isEmpty());
}

void TestAccessToken::file_isKeptOverStarts()
{
    m_config.broker.host = u"0.0.0.0"_s;
    const auto first = tokenFor(m_config);
    const auto second = tokenFor(m_config);
    QVERIFY(first && second);
    QCOMPARE(*first, *second);
}

void TestAccessToken::log_namesTheFileAndNeverTheToken()
{
    static QString s_log;
    s_log.clear();
    const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { s_log += text; });
    m_config.broker.host = u"0.0.0.0"_s;
    const auto token = tokenFor(m_config);
    qInstallMessageHandler(before);
    QVERIFY(token);
    QVERIFY(s_log.contains(m_config.tokenFile));
    QVERIFY(!s_log.contains(QString::fromLatin1(*token)));
}

void TestAccessToken::badFiles_areRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("\n");
    QTest::newRow("two words") << QByteArray("open sesame\n");
    QTest::newRow("two lines") << QByteArray("open\nsesame\n");
    QTest::newRow("not ASCII") << QByteArray("s\xc3\xa9same\n");
    QTest::newRow("a whole book") << QByteArray(5'000, 'a');
}

void TestAccessToken::badFiles_areRefused()
{
    QFETCH(const QByteArray, text);
    write(text);
    const auto token = tokenFor(m_config);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, OpenFailure::BadConfiguration);
    QVERIFY(token.error().message.contains(m_config.tokenFile));
}

void TestAccessToken::folderThatCannotBeWritten_isUnavailable()
{
    // A file where a folder should be stops root, too.
    write("sesame\n");
    m_config.dataDirectory = m_config.tokenFile + u"/data"_s;
    const auto folder = prepareFolder(m_config);
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, OpenFailure::Unavailable);
    QVERIFY(folder.error().message.contains(m_config.dataDirectory));

    m_config.tokenFile = m_config.dataDirectory + u"/token"_s;
    m_config.broker.host = u"0.0.0.0"_s;
    const auto token = tokenFor(m_config);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, OpenFailure::Unavailable);
}

void TestAccessToken::folder_isMadeForItsOwnerOnly()
{
    m_config.dataDirectory = m_folder->filePath(u"a/b/conduit"_s);
    QVERIFY(prepareFolder(m_config));
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    const auto permissions =
        QFile::permissions(m_config.dataDirectory) & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
    QCOMPARE(permissions, owner);
    QVERIFY(prepareFolder(m_config)); // It may be there already.
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestAccessToken)
#include "tst_access_token.moc"
