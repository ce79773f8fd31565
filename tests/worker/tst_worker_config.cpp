// SPDX-License-Identifier: GPL-3.0-only
#include "worker/dot_env.h"
#include "worker/worker_config.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit::worker;

namespace {

Surroundings surroundings(const QStringList &flags = {})
{
    return {.arguments = QStringList {u"conduit-worker"_s} + flags,
            .environment = {},
            .dotEnv = {},
            .types = {u"echo"_s, u"validate_image"_s},
            .name = u"atlas-42"_s,
            .cores = 4};
}

WorkerConfig configOf(const Surroundings &given)
{
    const Invocation invocation = invocationFrom(given);
    if (const auto *refusal = std::get_if<Refusal>(&invocation))
        QTest::qFail(qPrintable(refusal->message), __FILE__, __LINE__);
    const auto *config = std::get_if<WorkerConfig>(&invocation);
    return config ? *config : WorkerConfig();
}

QString refusalOf(const Surroundings &given)
{
    const Invocation invocation = invocationFrom(given);
    const auto *refusal = std::get_if<Refusal>(&invocation);
    return refusal ? refusal->message : u"(accepted)"_s;
}

} // namespace

class TestWorkerConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void defaults_needNothing()
    {
        const WorkerConfig config = configOf(surroundings());
        QCOMPARE(config.brokerUrl, QUrl(u"http://127.0.0.1:8080"_s));
        QCOMPARE(config.name, u"atlas-42"_s);
        QCOMPARE(config.pollInterval, 1'000ms);
        QCOMPARE(config.concurrency, 4);
        QCOMPARE(config.types, QStringList({u"echo"_s, u"validate_image"_s}));
        QVERIFY(config.queues.isEmpty());
        QVERIFY(config.token.isEmpty());
        QCOMPARE(config.lease, 30s);
        QCOMPARE(config.grace, 10s);
        QVERIFY(!config.diesWithParent);
        QVERIFY(!config.isStrict);
    }

    void queues_haveWeightsOrAStrictOrder()
    {
        const WorkerConfig shared = configOf(surroundings({u"--queues"_s, u"mail:3, default:1,rest"_s}));
        QCOMPARE(shared.queues, QStringList({u"mail:3"_s, u"default:1"_s, u"rest"_s}));
        QVERIFY(!shared.isStrict);
        const WorkerConfig strict = configOf(surroundings({u"--strict"_s, u"--queues"_s, u"mail,default"_s}));
        QCOMPARE(strict.queues, QStringList({u"mail"_s, u"default"_s}));
        QVERIFY(strict.isStrict);
    }

    void flags_setEverything()
    {
        const WorkerConfig config = configOf(
            surroundings({u"--broker-url"_s, u"https://queue.example:8443/base"_s, u"--name"_s, u"w 🎉"_s,
                          u"--poll-interval-ms=250"_s, u"--concurrency"_s, u"3"_s, u"--types"_s, u"echo"_s, u"--queues"_s,
                          u"a, b,a"_s, u"--lease"_s, u"1.5"_s, u"--grace"_s, u"2.5"_s, u"--die-with-parent"_s}));
        QCOMPARE(config.brokerUrl, QUrl(u"https://queue.example:8443/base"_s));
        QCOMPARE(config.name, u"w 🎉"_s);
        QCOMPARE(config.pollInterval, 250ms);
        QCOMPARE(config.concurrency, 3);
        QCOMPARE(config.types, QStringList({u"echo"_s}));
        QCOMPARE(config.queues, QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(config.lease, 1'500ms);
        QCOMPARE(config.grace, 2'500ms);
        QVERIFY(config.diesWithParent);
    }

    void sources_flagsWinOverEnvironmentWinsOverDotEnv_data()
    {
        QTest::addColumn<QString>("flag");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("dotEnv");
        QTest::addColumn<QString>("taken");
        const QString no;
        QTest::newRow("nothing") << no << no << no << u"atlas-42"_s;
        QTest::newRow("dotenv") << no << no << u"d"_s << u"d"_s;
        QTest::newRow("variable") << no << u"v"_s << no << u"v"_s;
        QTest::newRow("variable over dotenv") << no << u"v"_s << u"d"_s << u"v"_s;
        QTest::newRow("flag") << u"f"_s << no << no << u"f"_s;
        QTest::newRow("flag over dotenv") << u"f"_s << no << u"d"_s << u"f"_s;
        QTest::newRow("flag over variable") << u"f"_s << u"v"_s << no << u"f"_s;
        QTest::newRow("flag over both") << u"f"_s << u"v"_s << u"d"_s << u"f"_s;
    }

    void sources_flagsWinOverEnvironmentWinsOverDotEnv()
    {
        QFETCH(QString, flag);
        QFETCH(QString, variable);
        QFETCH(QString, dotEnv);
        Surroundings given = surroundings(flag.isEmpty() ? QStringList() : QStringList({u"--name"_s, flag}));
        given.environment.insert(u"WORKER_NAME"_s, variable); // empty: as if it were not set
        given.dotEnv = "WORKER_NAME=" + dotEnv.toUtf8();
        QTEST(configOf(given).name, "taken");
    }

    void variables_areTheFourOfTheOriginalAndTheToken()
    {
        Surroundings given = surroundings();
        given.environment.insert(u"BROKER_URL"_s, u"http://broker:1234"_s);
        given.environment.insert(u"POLL_INTERVAL_MS"_s, u"77"_s);
        given.environment.insert(u"CONDUIT_TOKEN"_s, u"s3cret"_s);
        given.dotEnv = "# a comment\nexport WORKER_NAME=\"w 9\" # its name\nOTHER = thing\n";
        const WorkerConfig config = configOf(given);
        QCOMPARE(config.brokerUrl, QUrl(u"http://broker:1234"_s));
        QCOMPARE(config.pollInterval, 77ms);
        QCOMPARE(config.token, "s3cret");
        QCOMPARE(config.name, u"w 9"_s);
    }

    void tokenFile_winsOverTheVariable()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from-file\n");
        file.close();
        Surroundings given = surroundings({u"--token-file"_s, file.fileName()});
        given.environment.insert(u"CONDUIT_TOKEN"_s, u"from-variable"_s);
        QCOMPARE(configOf(given).token, "from-file");
    }

    void handlerFolders_comeFromAFlagOrAVariable()
    {
        QCOMPARE(handlerFoldersFrom(surroundings({})).executables, QString());
        QCOMPARE(handlerFoldersFrom(surroundings({})).plugins, QString());
        Surroundings given = surroundings({});
        given.environment.insert(u"CONDUIT_HANDLERS"_s, u"elsewhere"_s);
        given.environment.insert(u"CONDUIT_PLUGINS"_s, u"beside"_s);
        QCOMPARE(handlerFoldersFrom(given).executables, u"elsewhere"_s);
        QCOMPARE(handlerFoldersFrom(given).plugins, u"beside"_s);
        given.arguments += {u"--handlers"_s, u"scripts"_s, u"--plugins"_s, u"libraries"_s};
        QCOMPARE(handlerFoldersFrom(given).executables, u"scripts"_s);
        QCOMPARE(handlerFoldersFrom(given).plugins, u"libraries"_s);
    }

    void badUsage_isRefusedWithASentence_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QStringList &flags, const QString &sentence) {
            QTest::newRow(name) << flags << sentence;
        };
        row("no scheme", {u"--broker-url"_s, u"localhost:8080"_s},
            u"--broker-url must be an address such as http://127.0.0.1:8080, not \"localhost:8080\"."_s);
        row("wrong scheme", {u"--broker-url"_s, u"ftp://host"_s},
            u"--broker-url must be an address such as http://127.0.0.1:8080, not \"ftp://host\"."_s);
        row("no host", {u"--broker-url"_s, u"http://"_s},
            u"--broker-url must be an address such as http://127.0.0.1:8080, not \"http://\"."_s);
        row("query", {u"--broker-url"_s, u"http://h/?a=b"_s},
            u"--broker-url must be an address such as http://127.0.0.1:8080, not \"http://h/?a=b\"."_s);
        row("password", {u"--broker-url"_s, u"http://me:secret@h"_s},
            u"--broker-url must not hold a name or password; a token goes into a file: --token-file."_s);
        row("no number", {u"--poll-interval-ms"_s, u"1s"_s},
            u"--poll-interval-ms must be a whole number of milliseconds from 1 to 3600000, not \"1s\"."_s);
        row("zero", {u"--concurrency"_s, u"0"_s},
            u"--concurrency must be a whole number of tasks from 1 to 1000, not \"0\"."_s);
        row("too many", {u"--concurrency"_s, u"1001"_s},
            u"--concurrency must be a whole number of tasks from 1 to 1000, not \"1001\"."_s);
        row("beyond an int", {u"--concurrency"_s, u"99999999999"_s},
            u"--concurrency must be a whole number of tasks from 1 to 1000, not \"99999999999\"."_s);
        row("unknown type", {u"--types"_s, u"echo,resize"_s},
            u"There is no handler for the type \"resize\"; there are handlers for echo, validate_image."_s);
        row("empty type", {u"--types"_s, u"echo,"_s},
            u"--types must be names of 1 to 200 characters, separated by commas, not \"echo,\"."_s);
        row("empty queue", {u"--queues"_s, u" "_s},
            u"--queues must be names of 1 to 100 characters, separated by commas, not \" \"."_s);
        for (const QString &queue : {u"mail:0"_s, u"mail:1001"_s, u"mail:x"_s, u"mail:"_s, u":3"_s, u"a:1:2"_s})
            row(qPrintable(queue), {u"--queues"_s, queue},
                u"--queues must be queues such as mail or mail:3, with weights from 1 to 1000, not \"%1\"."_s.arg(queue));
        row("strict weights", {u"--strict"_s, u"--queues"_s, u"a:2,b"_s},
            u"--strict takes the queues in their order, so weights mean nothing to it."_s);
        row("strict for one", {u"--strict"_s, u"--queues"_s, u"a"_s}, u"--strict needs the order of at least two --queues."_s);
        row("blank name", {u"--name"_s, u"  "_s}, u"--name must be a name of 1 to 200 printable characters."_s);
        row("control character in the name", {u"--name"_s, u"a\nb"_s},
            u"--name must be a name of 1 to 200 printable characters."_s);
        row("short lease", {u"--lease"_s, u"0.9"_s}, u"--lease must be a number of seconds from 1 to 86400, not \"0.9\"."_s);
        row("negative grace", {u"--grace"_s, u"-1"_s}, u"--grace must be a number of seconds from 0 to 3600, not \"-1\"."_s);
        row("no grace", {u"--grace"_s, u"nan"_s}, u"--grace must be a number of seconds from 0 to 3600, not \"nan\"."_s);
        row("missing token file", {u"--token-file"_s, u"/nowhere/token"_s},
            u"The token file /nowhere/token cannot be read: No such file or directory."_s);
        row("empty token file", {u"--token-file"_s, u"/dev/null"_s}, u"The token file /dev/null is empty."_s);
        row("stray word", {u"echo"_s}, u"\"echo\" is not an option; settings are given as --name NAME."_s);
        row("unknown flag", {u"--handler"_s, u"x"_s}, u"Unknown option 'handler'."_s);
    }

    void badUsage_isRefusedWithASentence()
    {
        QFETCH(QStringList, flags);
        QTEST(refusalOf(surroundings(flags)), "sentence");
    }

    void badValue_namesItsSource()
    {
        Surroundings given = surroundings();
        given.dotEnv = "POLL_INTERVAL_MS=soon";
        QCOMPARE(refusalOf(given),
                 u"POLL_INTERVAL_MS in .env must be a whole number of milliseconds from 1 to 3600000, not \"soon\"."_s);
        given.environment.insert(u"POLL_INTERVAL_MS"_s, u"later"_s);
        QCOMPARE(refusalOf(given),
                 u"POLL_INTERVAL_MS must be a whole number of milliseconds from 1 to 3600000, not \"later\"."_s);
    }

    void token_withALineBreakIsRefusedAndNotShown()
    {
        Surroundings given = surroundings();
        given.environment.insert(u"CONDUIT_TOKEN"_s, u"s3cret\r\nX-Evil: 1"_s);
        const QString sentence = refusalOf(given);
        QCOMPARE(sentence, u"CONDUIT_TOKEN must hold one token of printable ASCII characters without spaces."_s);
    }

    void help_andVersionAreNotices()
    {
        const Invocation help = invocationFrom(surroundings({u"--help"_s}));
        QVERIFY(std::holds_alternative<Notice>(help));
        for (const QString &word : {u"--broker-url"_s, u"BROKER_URL"_s, u"WORKER_NAME"_s, u"POLL_INTERVAL_MS"_s,
                                    u"CONDUIT_TOKEN"_s, u"--die-with-parent"_s, u".env"_s})
            QVERIFY2(std::get<Notice>(help).text.contains(word), qPrintable(word));
        const Invocation version = invocationFrom(surroundings({u"--version"_s}));
        QCOMPARE(std::get<Notice>(version).text, u"conduit-worker " CONDUIT_VERSION "\n"_s);
    }

    void dotEnv_isReadLineByLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("A=b c") << u"b c"_s;
        QTest::newRow("spaces around") << QByteArray("  A = b \r") << u"b"_s;
        QTest::newRow("double quotes") << QByteArray("A=\" b # c \"") << u" b # c "_s;
        QTest::newRow("single quotes") << QByteArray("A='b \"c\"' # why") << u"b \"c\""_s;
        QTest::newRow("comment behind") << QByteArray("A=b # why") << u"b"_s;
        QTest::newRow("comment only") << QByteArray("A=# why") << QString();
        QTest::newRow("hash inside") << QByteArray("A=http://h/#x") << u"http://h/#x"_s;
        QTest::newRow("equals inside") << QByteArray("A=b=c") << u"b=c"_s;
        QTest::newRow("export") << QByteArray("export A=b") << u"b"_s;
        QTest::newRow("open quote") << QByteArray("A=\"b") << u"\"b"_s;
        QTest::newRow("last one wins") << QByteArray("A=b\nA=c") << u"c"_s;
        QTest::newRow("commented out") << QByteArray("#A=b") << QString();
        QTest::newRow("no assignment") << QByteArray("A b") << QString();
    }

    void dotEnv_isReadLineByLine()
    {
        QFETCH(QByteArray, line);
        QTEST(assignmentsFrom("\n" + line + "\nB=x").value(u"A"_s), "value");
    }
};

QTEST_GUILESS_MAIN(TestWorkerConfig)
#include "tst_worker_config.moc"
