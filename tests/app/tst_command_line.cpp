// SPDX-License-Identifier: GPL-3.0-only
#include "app/command_line.h"
#include "app/setting.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::app {

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void flags_areReadWithTheirValues();
    void list_takesEachRepetition();
    void check_isNoSetting();
    void backup_namesItsFile();
    void backup_hasAHelpOfItsOwn();
    void mistakes_areRefused_data();
    void mistakes_areRefused();
    void help_namesEverySetting();
    void version_isSaid();
};

void TestCommandLine::flags_areReadWithTheirValues()
{
    const auto line = parseCommandLine({u"conduit"_s, u"--no-gui"_s, u"--port=0"_s, u"--host"_s, u"::1"_s});
    QVERIFY(line);
    QVERIFY(line->answer.isEmpty());
    QCOMPARE(line->flags.size(), 3);
    QCOMPARE(line->flags.value(u"no-gui"_s), QStringList {u"true"_s});
    QCOMPARE(line->flags.value(u"port"_s), QStringList {u"0"_s});
    QCOMPARE(line->flags.value(u"host"_s), QStringList {u"::1"_s});
}

void TestCommandLine::list_takesEachRepetition()
{
    const auto line = parseCommandLine({u"conduit"_s, u"--allowed-host"_s, u"a"_s, u"--allowed-host"_s, u"b"_s});
    QVERIFY(line);
    QCOMPARE(line->flags.value(u"allowed-host"_s), (QStringList {u"a"_s, u"b"_s}));
}

void TestCommandLine::check_isNoSetting()
{
    const auto line = parseCommandLine({u"conduit"_s, u"--check"_s, u"--data-dir"_s, u"d"_s});
    QVERIFY(line);
    QVERIFY(line->isCheck);
    QVERIFY(!line->backup);
    QVERIFY(!line->isMigrateOnly);
    QCOMPARE(line->flags.keys(), QStringList {u"data-dir"_s});
    const auto other = parseCommandLine({u"conduit"_s, u"--migrate-only"_s});
    QVERIFY(other && other->isMigrateOnly && !other->isCheck && other->flags.isEmpty());
}

void TestCommandLine::backup_namesItsFile()
{
    const auto line = parseCommandLine({u"conduit"_s, u"backup"_s, u"--database=sqlite:a.db"_s, u"copy.db"_s});
    QVERIFY(line);
    QVERIFY(!line->isCheck);
    QVERIFY(line->backup.has_value());
    QCOMPARE(line->backup->file, u"copy.db"_s);
    QVERIFY(!line->backup->mayReplace);
    QVERIFY(parseCommandLine({u"conduit"_s, u"backup"_s, u"copy.db"_s, u"--force"_s})->backup->mayReplace);
}

void TestCommandLine::backup_hasAHelpOfItsOwn()
{
    const auto line = parseCommandLine({u"conduit"_s, u"backup"_s, u"--help"_s});
    QVERIFY(line);
    QVERIFY(line->answer.startsWith(u"Usage: conduit backup FILE"));
    QVERIFY(line->answer.contains(u"--force"));
}

void TestCommandLine::mistakes_areRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown flag") << QStringList {u"--prot=1"_s} << u"prot"_s;
    QTest::newRow("value missing") << QStringList {u"--port"_s} << u"port"_s;
    QTest::newRow("value for a switch") << QStringList {u"--no-gui=maybe"_s} << u"no-gui"_s;
    QTest::newRow("given twice") << QStringList {u"--port=1"_s, u"--port=2"_s} << u"--port"_s;
    QTest::newRow("stray argument") << QStringList {u"serve"_s} << u"serve"_s;
    QTest::newRow("backup of nothing") << QStringList {u"backup"_s} << u"FILE"_s;
    QTest::newRow("backup to two files") << QStringList {u"backup"_s, u"a"_s, u"b"_s} << u"'b'"_s;
    QTest::newRow("force without backup") << QStringList {u"--force"_s} << u"--force"_s;
    QTest::newRow("check and backup") << QStringList {u"--check"_s, u"backup"_s, u"a"_s} << u"--check"_s;
    QTest::newRow("check and migrate") << QStringList {u"--check"_s, u"--migrate-only"_s} << u"--migrate-only"_s;
    QTest::newRow("migrate elsewhere") << QStringList {u"--migrate-only"_s, u"--connect=http://a"_s} << u"--connect"_s;
    QTest::newRow("check elsewhere") << QStringList {u"--check"_s, u"--connect=http://a"_s} << u"--connect"_s;
}

void TestCommandLine::mistakes_areRefused()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, named);
    const auto line = parseCommandLine(QStringList {u"conduit"_s} + arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().contains(named), qPrintable(line.error()));
}

void TestCommandLine::help_namesEverySetting()
{
    const auto line = parseCommandLine({u"conduit"_s, u"--help"_s});
    QVERIFY(line);
    for (const Setting &setting : settings())
        QVERIFY2(line->answer.contains(u"--"_s + setting.name), qPrintable(setting.name));
    QVERIFY(line->answer.simplified().contains(u"0 to 65535; default 8080"_s));
}

void TestCommandLine::version_isSaid()
{
    const auto line = parseCommandLine({u"conduit"_s, u"--version"_s});
    QVERIFY(line);
    QCOMPARE(line->answer, QStringLiteral("conduit " CONDUIT_VERSION "\n"));
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestCommandLine)
#include "tst_command_line.moc"
