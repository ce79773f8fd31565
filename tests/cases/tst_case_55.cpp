// SPDX-License-Identifier: GPL-3.0-only
// Case 55: a German desktop.
#include "tests/cases/case_broker.h"
#include "tests/support/worker_process.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTemporaryDir>

#include <algorithm>
#include <clocale>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kGerman = "de_DE.UTF-8";

/// Makes the locale known to this process and its children. A machine that has it only uncompiled compiles it here, so that the
/// test needs no rights; without its sources the test fails, since a test in the wrong locale would show nothing.
class GermanLocale
{
public:
    GermanLocale()
    {
        if (isThere())
            return;
        QProcess compiler;
        compiler.start(u"localedef"_s,
                       {u"-i"_s, u"de_DE"_s, u"-f"_s, u"UTF-8"_s, m_folder.filePath(QLatin1StringView(kGerman))});
        compiler.waitForFinished();
        qputenv("LOCPATH", m_folder.path().toUtf8());
    }
    ~GermanLocale() { qunsetenv("LOCPATH"); }
    GermanLocale(const GermanLocale &) = delete;
    GermanLocale &operator=(const GermanLocale &) = delete;

    /// True when numbers have decimal commas.
    [[nodiscard]] static bool isThere()
    {
        const bool isKnown =
            std::setlocale(LC_ALL, kGerman) != nullptr && QByteArrayView(std::localeconv()->decimal_point) == ",";
        std::setlocale(LC_ALL, "C.UTF-8");
        return isKnown;
    }

private:
    QTemporaryDir m_folder;
};

/// What may differ between two runs of the same script: moments, tokens, ports, process ids, the room on the disk, and how many turns of the lane took what
/// the worker announced.
QByteArray withoutTheMoment(QByteArray text)
{
    const std::pair<const char *, const char *> volatileParts[] {
        {R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)", "MOMENT"},
        {"Date: [^\r\n]+", "Date: MOMENT"},
        {"\"lease_token\":\"[^\"]*\"", "\"lease_token\":\"TOKEN\""},
        {"\"pid\":\\d+", "\"pid\":0"},
        {R"("clock_ahead":(-?[\d.]+|null))", "\"clock_ahead\":0"},
        {R"("disk":(\{[^}]*\}|null))", "\"disk\":null"},
        {"\"revision\":\\d+", "\"revision\":0"},
        {R"(127\.0\.0\.1:\d+)", "127.0.0.1:PORT"},
        {R"(\b\d{13}\b)", "MILLISECONDS"},
    };
    QString masked = QString::fromUtf8(text);
    for (const auto &[pattern, word] : volatileParts)
        masked.replace(QRegularExpression(QLatin1StringView(pattern)), QLatin1StringView(word));
    return masked.toUtf8();
}

/// Every row of every table, as SQL literals, in the order of their texts: a worker announces its types at once, and any may come first.
QByteArray rowsOf(const QString &path)
{
    QByteArrayList dump;
    const QString name = u"dump"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        if (!database.open())
            return {};
        QStringList tables = database.tables();
        tables.sort();
        // Milliseconds that tasks took, written when a minute ends: no two runs have the same.
        tables.removeAll(u"activity"_s);
        for (const QString &table : std::as_const(tables)) {
            QStringList columns;
            const QSqlRecord record = database.record(table);
            // Tokens are chance; so is whatever is a number of the process or of a turn, or says what came first.
            QStringList chance {u"pid"_s, u"revision"_s};
            if (table == u"audit"_s)
                chance += u"number"_s;
            for (int i = 0; i < record.count(); ++i) {
                if (!record.fieldName(i).contains(u"token"_s) && !chance.contains(record.fieldName(i)))
                    columns += u"quote(\"%1\")"_s.arg(record.fieldName(i));
            }
            QSqlQuery rows(database);
            rows.exec(u"SELECT %1 FROM \"%2\""_s.arg(columns.join(u"||'|'||"_s), table));
            while (rows.next())
                dump += withoutTheMoment(table.toUtf8() + ": " + rows.value(0).toByteArray());
        }
    }
    QSqlDatabase::removeDatabase(name);
    std::sort(dump.begin(), dump.end());
    return dump.join('\n');
}

} // namespace

class CaseGermanDesktop : public QObject
{
    Q_OBJECT

    struct Traces
    {
        QByteArray answers;
        QByteArray rows;
    };

    /// One client's and one worker's life with a broker, under a locale.
    static void live(const QByteArray &locale, Traces &traces)
    {
        BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
        broker.setEnvironment(u"LC_ALL"_s, QString::fromLatin1(locale));
        broker.setEnvironment(u"LANG"_s, QString::fromLatin1(locale));
        QVERIFY2(broker.start(), broker.log().constData());
        auto client = broker.connect();
        const auto note = [&](const HttpAnswer &answer) {
            QVERIFY2(answer.status != 0, answer.failure.constData());
            traces.answers += withoutTheMoment(answer.head + "\n\n" + answer.body + '\n');
        };
        note(client.post(
            "/task/set_schema",
            R"({"task_type":"measure","description":"Maß nehmen","fields":{"x":{"field_type":"number","required":true,"example":0.5}}})"));
        note(client.get("/task/types/measure/schema"));
        note(client.post(
            "/task",
            R"({"id":"01890a5d-ac96-774b-bcce-b302099a8051","task_type":"measure","payload":{"x":0.5,"big":1234567.25},"delay":0.25})"));
        note(client.post("/task",
                         R"({"id":"01890a5d-ac96-774b-bcce-b302099a8052","task_type":"measure","payload":{"x":"0,5"}})"));
        note(client.post("/task", R"({"task_type":"measure","payload":{"x":0,5}})"));
        note(client.post("/task", R"({"task_type":"measure","payload":{"x":1},"delay":"1,5"})"));
        const HttpAnswer taken = client.get("/task/next?worker=w&types=measure&wait=10&lease=86400");
        COMPARE_STATUS(taken, 200);
        note(taken);
        note(client.get("/task/next?worker=w&wait=0,5"));
        note(withLease(client, taken.json(), "heartbeat", R"("progress":{"percent":12.5})"));
        note(report(client, taken.json(), R"("output":{"y":0.125,"z":1e-7})"));

        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker.address(), u"w2"_s);
        worker.setEnvironment(u"LC_ALL"_s, QString::fromLatin1(locale));
        worker.setEnvironment(u"LANG"_s, QString::fromLatin1(locale));
        worker.setArguments({u"--types"_s, u"echo,validate_image"_s});
        QVERIFY(worker.start());
        const QJsonObject picture {{u"image"_s, QString::fromLatin1(caseFile(u"jpeg-cmyk-320x240.jpg"_s).toBase64())}};
        const QJsonObject pictureTask {{u"id"_s, u"01890a5d-ac96-774b-bcce-b302099a8053"_s},
                                       {u"task_type"_s, u"validate_image"_s},
                                       {u"payload"_s, picture}};
        COMPARE_STATUS(client.post("/task", QJsonDocument(pictureTask).toJson(QJsonDocument::Compact)), 201);
        const HttpAnswer pictureDone = client.get("/task/01890a5d-ac96-774b-bcce-b302099a8053?wait=15");
        QVERIFY2(pictureDone.body.contains(R"("status":"Completed")"), (pictureDone.body + worker.log()).constData());
        note(pictureDone);
        COMPARE_STATUS(
            client.post(
                "/task",
                R"({"id":"01890a5d-ac96-774b-bcce-b302099a8054","task_type":"echo","payload":{"echo":"ä","n":1234567.25}})"),
            201);
        const HttpAnswer echoDone = client.get("/task/01890a5d-ac96-774b-bcce-b302099a8054?wait=15");
        QVERIFY2(echoDone.body.contains(R"("status":"Completed")"), (echoDone.body + worker.log()).constData());
        note(echoDone);
        QVERIFY(worker.terminate().has_value());
        note(client.get("/task?limit=10&state=completed"));
        note(client.get("/stats"));

        QCOMPARE(broker.terminate().value_or(-1), 0);
        traces.rows = rowsOf(QDir(broker.dataFolder()).filePath(databaseIn(broker.dataFolder())));
        // Exact text may lie there as text or as bytes.
        const QByteArray number = R"("y":0.125)";
        QVERIFY2(traces.rows.contains(number) || traces.rows.contains(number.toHex().toUpper()), traces.rows.constData());
    }

    static QString databaseIn(const QString &folder)
    {
        const QStringList files = QDir(folder).entryList({u"*.db"_s, u"*.sqlite"_s, u"*.sqlite3"_s}, QDir::Files);
        return files.value(0);
    }

    GermanLocale m_locale;

private Q_SLOTS:
    void locale_isThere() { QVERIFY2(GermanLocale::isThere(), "cannot set de_DE.UTF-8; install the package `locales`"); }

    void sameScript_leavesTheSameTraces()
    {
        QVERIFY2(GermanLocale::isThere(), "cannot set de_DE.UTF-8; install the package `locales`");
        Traces plain;
        live("C.UTF-8", plain);
        Traces german;
        live(kGerman, german);
        QVERIFY(!plain.answers.isEmpty());
        // Line by line, so that a difference names its line.
        QCOMPARE(german.answers.split('\n'), plain.answers.split('\n'));
        QCOMPARE(german.rows.split('\n'), plain.rows.split('\n'));
        QVERIFY(plain.answers.contains(R"("payload":{"x":0.5,"big":1234567.25})"));
        QVERIFY(plain.answers.contains(R"("n":1234567.25)"));
    }

    void settingsFile_isReadTheSame()
    {
        // A dot is a dot in the settings file, and 1,5 is no number anywhere.
        for (const char *locale : {"C.UTF-8", kGerman}) {
            const QTemporaryDir folder;
            QFile settings(folder.filePath(u"conduit.ini"_s));
            QVERIFY(settings.open(QIODevice::WriteOnly));
            settings.write("grace=1.5\n");
            settings.close();
            BrokerProcess broker(QStringLiteral(CONDUIT_BIN_DIR));
            broker.setEnvironment(u"LC_ALL"_s, QString::fromLatin1(locale));
            broker.setArguments({u"--config"_s, settings.fileName()});
            QVERIFY2(broker.start(), broker.log().constData());
            QCOMPARE(broker.terminate().value_or(-1), 0);

            BrokerProcess refused(QStringLiteral(CONDUIT_BIN_DIR));
            refused.setEnvironment(u"LC_ALL"_s, QString::fromLatin1(locale));
            refused.setArguments({u"--grace"_s, u"1,5"_s});
            QVERIFY(!refused.start());
            QCOMPARE(refused.waitForEnd().value_or(-1), 1);
        }
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseGermanDesktop)
#include "tst_case_55.moc"
