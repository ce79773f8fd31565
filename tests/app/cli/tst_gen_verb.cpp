// SPDX-License-Identifier: GPL-3.0-only
// `conduit gen` against a real broker: what it prints, writes, compares and refuses.
#include "app/cli/typed_source.h"
#include "tests/app/cli/sample_schemas.h"
#include "tests/app/cli/verb_run.h"
#include "tests/support/broker_process.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstGenVerb : public QObject
{
    Q_OBJECT

    std::unique_ptr<BrokerProcess> m_broker;
    std::optional<VerbRun> m_conduit;
    QTemporaryDir m_folder;

    [[nodiscard]] QString tasksFile() const { return m_folder.filePath(u"tasks.py"_s); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QList<wire::Schema> samples()
    {
        return schemasIn(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/app/cli/gen/schemas.json"));
    }
    void registerSchema(const QByteArray &schema)
    {
        auto client = m_broker->connect();
        QCOMPARE(client.post("/task/set_schema", schema).status, 200);
    }
    [[nodiscard]] VerbOutcome run(const QStringList &arguments) const { return m_conduit->run(arguments); }

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_conduit.emplace(m_broker->address());
        const auto schemas = samples();
        QCOMPARE(schemas.size(), 3);
        for (const wire::Schema &schema : schemas)
            registerSchema(schema.text);
    }
    void cleanup()
    {
        m_broker.reset();
        (void)QFile::remove(tasksFile());
    }

    void prints_whatTheSchemasSay_data()
    {
        QTest::addColumn<QString>("language");
        for (const QString &name : cli::languageNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void prints_whatTheSchemasSay()
    {
        QFETCH(const QString, language);
        const VerbOutcome done = run({u"gen"_s, language});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.err, "");
        const QString command = u"conduit gen "_s + language;
        QCOMPARE(QString::fromUtf8(done.out), cli::typedSource(*cli::findLanguage(language), samples(), command));
    }

    void types_mayBeChosen()
    {
        const VerbOutcome done = run({u"gen"_s, u"python"_s, u"resize"_s, u"img/Thumbnail 50%"_s, u"resize"_s});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.out.contains("\n#     conduit gen python 'img/Thumbnail 50%' resize\n"), done.out.constData());
        QCOMPARE(done.out.count("\n# ---- "), 2);
        QVERIFY(!done.out.contains("Ping"));
    }

    void typeWithoutSchema_isRefused()
    {
        const VerbOutcome done = run({u"gen"_s, u"rust"_s, u"nothing"_s, u"-o"_s, tasksFile()});
        QCOMPARE(done.code, 5);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.contains("nothing"), done.err.constData());
        QVERIFY(!QFile::exists(tasksFile()));
    }

    void noTypeAtAll_leavesTheFileAlone()
    {
        BrokerProcess empty(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(empty.start(), empty.log().constData());
        QCOMPARE(run({u"gen"_s, u"python"_s, u"-o"_s, tasksFile()}).code, 0);
        const QByteArray before = contentOf(tasksFile());
        const VerbOutcome done = run({u"gen"_s, u"python"_s, u"-o"_s, tasksFile(), u"--broker"_s, empty.address()});
        QCOMPARE(done.code, 5);
        QVERIFY2(done.err.contains("No type has a schema"), done.err.constData());
        QCOMPARE(contentOf(tasksFile()), before);
    }

    void output_isWrittenOnlyWhenItChanges()
    {
        const QStringList arguments {u"gen"_s, u"python"_s, u"-o"_s, tasksFile()};
        const VerbOutcome done = run(arguments);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out + done.err, "");
        QCOMPARE(contentOf(tasksFile()), run({u"gen"_s, u"python"_s}).out);

        QFile file(tasksFile());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const auto longAgo = QDateTime::fromSecsSinceEpoch(1'000'000'000);
        QVERIFY(file.setFileTime(longAgo, QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(run(arguments).code, 0);
        QCOMPARE(QFileInfo(tasksFile()).lastModified(), longAgo);
        registerSchema("{\"task_type\":\"new\",\"fields\":{}}");
        QCOMPARE(run(arguments).code, 0);
        QVERIFY(contentOf(tasksFile()).contains("NewPayload"));
    }

    void check_namesTheTypesThatDrifted()
    {
        const QStringList check {u"gen"_s, u"python"_s, u"--check"_s, u"-o"_s, tasksFile()};
        const VerbOutcome absent = run(check);
        QCOMPARE(absent.code, 1);
        QVERIFY2(absent.err.contains("cannot be read"), absent.err.constData());
        QCOMPARE(run({u"gen"_s, u"python"_s, u"-o"_s, tasksFile()}).code, 0);
        const VerbOutcome fine = run(check);
        QCOMPARE(fine.code, 0);
        QCOMPARE(fine.out + fine.err, "");

        const QByteArray before = contentOf(tasksFile());
        registerSchema("{\"task_type\":\"resize\",\"fields\":{\"image\":{\"field_type\":\"string\",\"required\":true}}}");
        registerSchema("{\"task_type\":\"new\",\"fields\":{}}");
        const VerbOutcome drifted = run(check);
        QCOMPARE(drifted.code, 1);
        QCOMPARE(drifted.out, "");
        const QByteArray path = tasksFile().toUtf8();
        QCOMPARE(drifted.err,
                 "conduit: '" + path
                     + "' is not what the schemas say: \"new\" is missing, \"resize\" has changed. Write it anew: "
                     + "conduit gen python -o " + path + '\n');
        QCOMPARE(contentOf(tasksFile()), before);
    }

    void mistakes_exit1_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("no language") << QStringList {} << QByteArray("typescript|python|rust|cpp");
        QTest::newRow("other language") << QStringList {u"cobol"_s} << QByteArray("typescript, python, rust, cpp");
        QTest::newRow("check of what?") << QStringList {u"rust"_s, u"--check"_s} << QByteArray("-o FILE");
        QTest::newRow("no file") << QStringList {u"rust"_s, u"-o"_s, QString()} << QByteArray("-o FILE");
        QTest::newRow("no folder") << QStringList {u"rust"_s, u"-o"_s, u"/nowhere/tasks.rs"_s}
                                   << QByteArray("/nowhere/tasks.rs");
        QTest::newRow("no JSON") << QStringList {u"rust"_s, u"--json"_s} << QByteArray("json");
    }
    void mistakes_exit1()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, named);
        const VerbOutcome done = run(QStringList {u"gen"_s} + arguments);
        QCOMPARE(done.code, 1);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.startsWith("conduit: ") && done.err.contains(named), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstGenVerb)
#include "tst_gen_verb.moc"
