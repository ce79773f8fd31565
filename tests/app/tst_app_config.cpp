// SPDX-License-Identifier: GPL-3.0-only
#include "app/app_config.h"
#include "app/setting.h"

#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::app {

class TestAppConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void defaults_areThoseOfTheBroker();
    void dataDirectory_holdsDatabaseAndTokenUnlessSaidOtherwise();
    void precedence_isFlagThenVariableThenFile();
    void dataFolder_hasTheWeakestFile();
    void dataFolder_cannotSayWhereItLies();
    void everySetting_hasAVariableAndAKey_data();
    void everySetting_hasAVariableAndAKey();
    void emptyVariable_isNotSet();
    void list_hasCommasOutsideTheCommandLine();
    void switch_canBeTurnedOffInTheFile();
    void fraction_isReadInTheCLocale();
    void badValues_areNamedWithWhatIsAllowed_data();
    void badValues_areNamedWithWhatIsAllowed();
    void complaint_saysWhereTheValueStands();
    void file_mustBeThereAndKnown_data();
    void file_mustBeThereAndKnown();
    void contradictions_areRefused_data();
    void contradictions_areRefused();
    void localhost_isTheLoopbackAddress();
    void token_forARemoteBrokerComesFromTheEnvironment();

private:
    [[nodiscard]] Result<AppConfig, QString> config(const QHash<QString, QStringList> &flags,
                                                    const Environment &environment = {}) const
    {
        return configFrom({.flags = flags, .answer = {}}, environment);
    }
    /// Writes an INI file and returns the flag that names it.
    [[nodiscard]] std::pair<QString, QStringList> iniFile(const QByteArray &text) const
    {
        // A name of its own, since QSettings remembers what it read a moment ago.
        QTemporaryFile file(m_folder->filePath(u"XXXXXX.ini"_s));
        file.setAutoRemove(false);
        [[maybe_unused]] const bool isOpen = file.open();
        file.write(text);
        return {u"config"_s, {file.fileName()}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAppConfig::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestAppConfig::defaults_areThoseOfTheBroker()
{
    const auto config = this->config({});
    QVERIFY(config);
    const broker::BrokerConfig standard;
    QCOMPARE(config->broker.host, u"127.0.0.1"_s);
    QCOMPARE(config->broker.port, 8080);
    QCOMPARE(config->broker.grace, 25s);
    QCOMPARE(config->broker.stopGrace, 10s);
    QCOMPARE(config->broker.http.bodyBytesMax, standard.http.bodyBytesMax);
    QCOMPARE(config->workers, 1);
    QVERIFY(config->concurrency >= 1);
    QVERIFY(!config->isHeadless);
    QVERIFY(!config->isInsecure);
    QVERIFY(config->connect.isEmpty());
}

void TestAppConfig::dataDirectory_holdsDatabaseAndTokenUnlessSaidOtherwise()
{
    const auto config = this->config({{u"data-dir"_s, {u"/srv/queue"_s}}});
    QVERIFY(config);
    QCOMPARE(config->broker.databasePath, u"/srv/queue/conduit.db"_s);
    QCOMPARE(config->tokenFile, u"/srv/queue/token"_s);
    QVERIFY(!config->isTokenFileChosen);

    const auto other = this->config(
        {{u"data-dir"_s, {u"/srv/queue"_s}}, {u"database"_s, {u"sqlite:/var/q.db"_s}}, {u"token-file"_s, {u"/etc/token"_s}}});
    QVERIFY(other);
    QCOMPARE(other->broker.databasePath, u"/var/q.db"_s);
    QCOMPARE(other->tokenFile, u"/etc/token"_s);
    QVERIFY(other->isTokenFileChosen);
}

void TestAppConfig::precedence_isFlagThenVariableThenFile()
{
    const auto ini = iniFile("port = 1\nworkers = 1\ngrace = 1\n");
    const auto config =
        this->config({ini, {u"port"_s, {u"3"_s}}}, {{u"CONDUIT_PORT"_s, u"2"_s}, {u"CONDUIT_WORKERS"_s, u"2"_s}});
    QVERIFY(config);
    QCOMPARE(config->broker.port, 3);
    QCOMPARE(config->workers, 2);
    QCOMPARE(config->broker.grace, 1s);
}

void TestAppConfig::dataFolder_hasTheWeakestFile()
{
    QFile own(m_folder->filePath(u"conduit.ini"_s));
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write("port=9\nworkers=9\ngrace=9\nlease=9\n") > 0);
    own.close();
    const auto ini = iniFile("grace = 1\n");
    const auto config =
        this->config({ini, {u"data-dir"_s, {m_folder->path()}}, {u"port"_s, {u"3"_s}}}, {{u"CONDUIT_WORKERS"_s, u"2"_s}});
    QVERIFY2(config, config ? "" : qPrintable(config.error()));
    QCOMPARE(config->broker.port, 3);
    QCOMPARE(config->workers, 2);
    QCOMPARE(config->broker.grace, 1s);
    QCOMPARE(config->broker.lease, 9s);
    QCOMPARE(config->origins.value(u"port"_s), u"--port"_s);
    QCOMPARE(config->origins.value(u"workers"_s), u"CONDUIT_WORKERS"_s);
    QCOMPARE(config->origins.value(u"grace"_s), u"grace in "_s + ini.second.first());
    QVERIFY(!config->origins.contains(u"lease"_s));
}

void TestAppConfig::dataFolder_cannotSayWhereItLies()
{
    QFile own(m_folder->filePath(u"conduit.ini"_s));
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write("data-dir=/tmp\n") > 0);
    own.close();
    const auto moved = config({}, {{u"CONDUIT_DATA_DIR"_s, m_folder->path()}});
    QVERIFY(!moved);
    QVERIFY2(moved.error().contains(u"data-dir"), qPrintable(moved.error()));
    // The console of a broker elsewhere has no folder.
    QVERIFY(config({{u"connect"_s, {u"http://127.0.0.1:1"_s}}}, {{u"CONDUIT_DATA_DIR"_s, m_folder->path()}}));
}

void TestAppConfig::everySetting_hasAVariableAndAKey_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("bad");
    for (const Setting &setting : settings()) {
        // A path may be called anything, so there is no wrong one but the empty one.
        if (setting.use != Setting::Use::Flag && !setting.valueName.startsWith(u"FILE") && setting.valueName != u"DIR")
            QTest::newRow(qPrintable(setting.name)) << setting.name << u"?/?"_s;
    }
}

/// A wrong value is noticed only by who reads it.
void TestAppConfig::everySetting_hasAVariableAndAKey()
{
    QFETCH(const QString, name);
    QFETCH(const QString, bad);
    const auto fromFile = config({iniFile(name.toUtf8() + " = \"" + bad.toUtf8() + "\"\n")});
    QVERIFY(!fromFile);
    QVERIFY2(fromFile.error().startsWith(name + u" in "_s), qPrintable(fromFile.error()));
    QVERIFY2(fromFile.error().contains(bad), qPrintable(fromFile.error()));

    const auto fromVariable = config({}, {{variableFrom(name), bad}});
    QVERIFY(!fromVariable);
    QVERIFY2(fromVariable.error().startsWith(variableFrom(name)), qPrintable(fromVariable.error()));
}

void TestAppConfig::emptyVariable_isNotSet()
{
    const auto config = this->config({}, {{u"CONDUIT_PORT"_s, QString()}});
    QVERIFY(config);
    QCOMPARE(config->broker.port, 8080);
}

void TestAppConfig::list_hasCommasOutsideTheCommandLine()
{
    const QStringList both {u"a.example"_s, u"b.example"_s};
    const auto fromVariable = config({}, {{u"CONDUIT_ALLOWED_HOST"_s, u"a.example, b.example"_s}});
    QVERIFY(fromVariable);
    QCOMPARE(fromVariable->broker.allowedHosts, both);
    const auto fromFile = config({iniFile("allowed-host = a.example, b.example\nallowed-origin = https://a.example:8443\n")});
    QVERIFY(fromFile);
    QCOMPARE(fromFile->broker.allowedHosts, both);
    QCOMPARE(fromFile->broker.allowedOrigins, QStringList {u"https://a.example:8443"_s});
}

void TestAppConfig::switch_canBeTurnedOffInTheFile()
{
    const auto off = config({iniFile("insecure = false\nno-gui = yes\n")});
    QVERIFY(off);
    QVERIFY(!off->isInsecure);
    QVERIFY(off->isHeadless);
}

void TestAppConfig::fraction_isReadInTheCLocale()
{
    const auto config = this->config({iniFile("grace = 1.5\n")});
    QVERIFY(config);
    QCOMPARE(config->broker.grace, 1500ms);
    const auto german = this->config({iniFile("grace = 1,5\n")});
    QVERIFY(!german);
    QVERIFY2(german.error().contains(u"'1,5' is not a number of seconds from 0 to 3600 s"_s), qPrintable(german.error()));
}

void TestAppConfig::badValues_areNamedWithWhatIsAllowed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("allowed");
    QTest::newRow("port too high") << u"port"_s << u"65536"_s << u"0 to 65535"_s;
    QTest::newRow("port negative") << u"port"_s << u"-1"_s << u"0 to 65535"_s;
    QTest::newRow("port no number") << u"port"_s << u"http"_s << u"whole number"_s;
    QTest::newRow("port a fraction") << u"port"_s << u"80.5"_s << u"whole number"_s;
    QTest::newRow("port beyond 64 bits") << u"port"_s << u"99999999999999999999"_s << u"0 to 65535"_s;
    QTest::newRow("port empty") << u"port"_s << QString() << u"whole number"_s;
    QTest::newRow("workers too many") << u"workers"_s << u"65"_s << u"0 to 64"_s;
    QTest::newRow("concurrency none") << u"concurrency"_s << u"0"_s << u"1 to 256"_s;
    QTest::newRow("grace negative") << u"grace"_s << u"-0.1"_s << u"0 to 3600 s"_s;
    QTest::newRow("grace endless") << u"grace"_s << u"inf"_s << u"0 to 3600 s"_s;
    QTest::newRow("grace no number") << u"grace"_s << u"nan"_s << u"0 to 3600 s"_s;
    QTest::newRow("host a name") << u"host"_s << u"example.org"_s << u"IP address"_s;
    QTest::newRow("host empty") << u"host"_s << QString() << u"IP address"_s;
    QTest::newRow("database of another kind") << u"database"_s << u"postgres://h/q"_s << u"sqlite:FILE"_s;
    QTest::newRow("database without a file") << u"database"_s << u"sqlite:"_s << u"no file"_s;
    QTest::newRow("data folder empty") << u"data-dir"_s << QString() << u"no file or folder"_s;
    QTest::newRow("connect without a scheme") << u"connect"_s << u"127.0.0.1:8080"_s << u"http://"_s;
    QTest::newRow("connect with a password") << u"connect"_s << u"http://a:b@h:1"_s << u"http://"_s;
    QTest::newRow("connect by ftp") << u"connect"_s << u"ftp://h"_s << u"http://"_s;
    QTest::newRow("origin with a path") << u"allowed-origin"_s << u"https://a.example/x"_s << u"without a path"_s;
    QTest::newRow("origin a star") << u"allowed-origin"_s << u"*"_s << u"origin"_s;
    QTest::newRow("host name with a port") << u"allowed-host"_s << u"a.example:80"_s << u"host name"_s;
}

void TestAppConfig::badValues_areNamedWithWhatIsAllowed()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, allowed);
    const auto config = this->config({{name, {value}}});
    QVERIFY(!config);
    QVERIFY2(config.error().startsWith(u"--%1: '%2'"_s.arg(name, value)), qPrintable(config.error()));
    QVERIFY2(config.error().contains(allowed), qPrintable(config.error()));
}

void TestAppConfig::complaint_saysWhereTheValueStands()
{
    const auto ini = iniFile("port = x\n");
    QVERIFY(config({ini}).error().startsWith(u"port in "_s + ini.second.first()));
    QVERIFY(config({}, {{u"CONDUIT_PORT"_s, u"x"_s}}).error().startsWith(u"CONDUIT_PORT: 'x'"_s));
}

void TestAppConfig::file_mustBeThereAndKnown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown key") << QByteArray("prot = 1\n") << u"'prot'"_s;
    QTest::newRow("in a section") << QByteArray("[broker]\nport = 1\n") << u"'broker/port'"_s;
    QTest::newRow("another settings file") << QByteArray("config = /x\n") << u"'config'"_s;
    QTest::newRow("no INI") << QByteArray("this is prose\n") << u"INI"_s;
}

void TestAppConfig::file_mustBeThereAndKnown()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, named);
    const auto config = this->config({iniFile(text)});
    QVERIFY(!config);
    QVERIFY2(config.error().contains(named), qPrintable(config.error()));

    const auto missing = this->config({{u"config"_s, {u"/nowhere/conduit.ini"_s}}});
    QVERIFY(!missing);
    QVERIFY2(missing.error().contains(u"/nowhere/conduit.ini"_s), qPrintable(missing.error()));
}

void TestAppConfig::contradictions_areRefused_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("console and none") << QStringList {u"connect"_s, u"no-gui"_s} << QStringList {u"http://h:1"_s, u"true"_s};
    QTest::newRow("a flag without effect") << QStringList {u"connect"_s, u"port"_s} << QStringList {u"http://h:1"_s, u"1"_s};
    QTest::newRow("payload beyond body") << QStringList {u"max-payload-bytes"_s, u"max-body-bytes"_s}
                                         << QStringList {u"4096"_s, u"2048"_s};
}

void TestAppConfig::contradictions_areRefused()
{
    QFETCH(const QStringList, names);
    QFETCH(const QStringList, values);
    QHash<QString, QStringList> flags;
    for (qsizetype i = 0; i < names.size(); ++i) {
        flags.insert(names.at(i), {values.at(i)});
        if (i == 0)
            continue;
        const auto config = this->config(flags);
        QVERIFY(!config);
        QVERIFY2(config.error().contains(names.at(i)), qPrintable(config.error()));
    }
}

void TestAppConfig::localhost_isTheLoopbackAddress()
{
    const auto config = this->config({{u"host"_s, {u"localhost"_s}}});
    QVERIFY(config);
    QCOMPARE(config->broker.host, u"127.0.0.1"_s);
}

void TestAppConfig::token_forARemoteBrokerComesFromTheEnvironment()
{
    const auto config = this->config({{u"connect"_s, {u"http://h:1"_s}}}, {{u"CONDUIT_TOKEN"_s, u"secret"_s}});
    QVERIFY(config);
    QCOMPARE(config->connect, QUrl(u"http://h:1"_s));
    QCOMPARE(config->connectToken, "secret");
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestAppConfig)
#include "tst_app_config.moc"
