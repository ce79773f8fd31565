// SPDX-License-Identifier: GPL-3.0-only
#include "app/pool_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

PoolDefinition mailer()
{
    return {.name = u"mailer"_s,
            .command = u"/usr/bin/python3"_s,
            .arguments = {u"mail er.py"_s, u"--to=a,b"_s, u"@odd"_s, u"\"quoted\""_s, u"back\\slash"_s},
            .folder = u"/srv/mail"_s,
            .environment = {{u"HOST"_s, u"smtp, or = not"_s, false}, {u"PASSWORD"_s, u"p%; #ä"_s, true}},
            .types = {u"send_mail"_s},
            .queues = {u"mail"_s, u"default"_s},
            .processes = 3,
            .concurrency = 7,
            .isStartedByItself = false,
            .restart = PoolRestart::OnFailure};
}

} // namespace

class TestPoolFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void pools_comeBackAsTheyWereWritten()
    {
        const QList<PoolDefinition> pools {{.name = u"images"_s}, mailer()};
        QVERIFY(writePools(file(), pools));
        const auto read = readPools(file());
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(*read, pools);
    }

    void file_isItsOwnersAlone()
    {
        constexpr auto kOthers = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(writePools(file(), {mailer()}));
        QVERIFY(!(QFileInfo(file()).permissions() & kOthers));
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(writePools(file(), {mailer(), {.name = u"other"_s}}));
        QVERIFY(!(QFileInfo(file()).permissions() & kOthers));
    }

    void file_thatIsNotThereHasNoPools()
    {
        const auto read = readPools(file());
        QVERIFY(read && read->isEmpty());
    }

    void file_thatCannotBeWrittenIsTold() { QVERIFY(!writePools(m_folder->filePath(u"no/where.ini"_s), {mailer()})); }

    void file_byHandMayLeaveOutAlmostAll()
    {
        write("[images]\narguments = --strict, --poll-interval-ms, 500\nsecrets = KEY\nenvironment = KEY=a=b\n");
        const auto read = readPools(file());
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->size(), 1);
        const PoolDefinition &pool = read->first();
        QCOMPARE(pool.arguments, (QStringList {u"--strict"_s, u"--poll-interval-ms"_s, u"500"_s}));
        QCOMPARE(pool.environment, (QList<PoolVariable> {{u"KEY"_s, u"a=b"_s, true}}));
        QCOMPARE(pool.processes, 1);
        QVERIFY(pool.isStartedByItself);
        QCOMPARE(pool.restart, PoolRestart::Always);
    }

    /// A comma makes a list of a value; the program must not become the bundled one for it.
    void command_keepsItsCommas()
    {
        write("[a]\ncommand = /opt/a,b\nfolder = /srv/c,d\n");
        const auto read = readPools(file());
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->first().command, u"/opt/a,b"_s);
        QCOMPARE(read->first().folder, u"/srv/c,d"_s);
    }

    void file_thatIsAFolderIsTold()
    {
        QVERIFY(QDir().mkdir(file()));
        const auto read = readPools(file());
        QVERIFY(!read);
        QCOMPARE(read.error(), u"The file of the pools '%1' cannot be read."_s.arg(file()));
    }

    void list_withNothingInItIsNoList()
    {
        write("[images]\ntypes =\nqueues = mail:3, echo\n");
        const auto read = readPools(file());
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->first().types, QStringList());
        QCOMPARE(read->first().queues, (QStringList {u"mail:3"_s, u"echo"_s}));
    }

    void mistake_isToldWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no section") << QByteArray("processes = 2\n") << u"a section for each pool"_s;
        QTest::newRow("key") << QByteArray("[a]\nprocess = 2\n") << u"unknown key 'process'"_s;
        QTest::newRow("name") << QByteArray("[a b]\nprocesses = 2\n") << u"a name has"_s;
        QTest::newRow("own name") << QByteArray("[local]\nprocesses = 2\n") << u"is not 'local'"_s;
        QTest::newRow("name with a line break") << QByteArray("[a%0A]\nprocesses = 2\n") << u"a name has"_s;
        QTest::newRow("name with a slash") << QByteArray("[a/b]\nprocesses = 2\n") << u"a name has no '/'"_s;
        QTest::newRow("processes in words") << QByteArray("[a]\nprocesses = two\n") << u"processes are 0 to 64"_s;
        QTest::newRow("processes as a list") << QByteArray("[a]\nprocesses = 1, 2\n") << u"processes are 0 to 64"_s;
        QTest::newRow("too many processes") << QByteArray("[a]\nprocesses = 65\n") << u"processes are 0 to 64"_s;
        QTest::newRow("fewer processes than none") << QByteArray("[a]\nprocesses = -1\n") << u"processes are 0 to 64"_s;
        QTest::newRow("concurrency in words") << QByteArray("[a]\nconcurrency = few\n") << u"concurrency is 1 to"_s;
        QTest::newRow("no concurrency") << QByteArray("[a]\nconcurrency = 0\n") << u"concurrency is 1 to"_s;
        QTest::newRow("autostart") << QByteArray("[a]\nautostart = no\n") << u"autostart is true or false"_s;
        QTest::newRow("folder") << QByteArray("[a]\nfolder = here\n") << u"an absolute path"_s;
        QTest::newRow("variable") << QByteArray("[a]\nenvironment = 1=2\n") << u"NAME=VALUE"_s;
        QTest::newRow("a comma in a type") << QByteArray("[a]\ntypes = \"echo,mail\"\n") << u"none has a comma in itself"_s;
        QTest::newRow("a queue without a name") << QByteArray("[a]\nqueues = mail,,echo\n") << u"none is empty"_s;
        QTest::newRow("a comma at the end") << QByteArray("[a]\ntypes = echo,\n") << u"none is empty"_s;
        QTest::newRow("a blank name") << QByteArray("[a]\nqueues = \" \", mail\n") << u"none is empty"_s;
        QTest::newRow("restart") << QByteArray("[a]\nrestart = maybe\n") << u"restart is always"_s;
        QTest::newRow("case of restart") << QByteArray("[a]\nrestart = Always\n") << u"restart is always"_s;
        QByteArray many;
        for (int pool = 0; pool <= kPoolsMax; ++pool)
            many += "[p" + QByteArray::number(pool) + "]\nprocesses = 1\n";
        QTest::newRow("too many") << many << u"more than 16 pools"_s;
    }
    void mistake_isToldWithItsPlace()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, part);
        write(text);
        const auto read = readPools(file());
        QVERIFY(!read);
        QVERIFY2(read.error().contains(part), qPrintable(read.error()));
        QVERIFY2(read.error().contains(file()), qPrintable(read.error()));
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"pools.ini"_s); }
    void write(const QByteArray &text) const
    {
        QFile made(file());
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestPoolFile)
#include "tst_pool_file.moc"
