// SPDX-License-Identifier: GPL-3.0-only
// What the console copies to begin with works as it stands: it handles a task of its type at a real broker.
#include "app/cli/typed_stub.h"
#include "tests/app/cli/code_project.h"
#include "tests/app/cli/sample_schemas.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QString kSamples = QStringLiteral(CONDUIT_SOURCE_DIR "/tests/app/cli/gen/");

wire::Schema sample(const QString &file, qsizetype number) { return schemasIn(kSamples + file).value(number); }

} // namespace

class TstTypedStub : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        for (const QString &file : {u"schemas.json"_s, u"hostile_schemas.json"_s})
            QVERIFY2(schemasIn(kSamples + file).size() > 1, "without samples nothing would be tested");
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup() { m_broker.reset(); }

    void stub_saysWhatItIsBeforeAnythingOfAnybodysChoice()
    {
        for (const cli::Language &language : cli::languages()) {
            const QString stub = cli::typedStub(language, sample(u"hostile_schemas.json"_s, 1));
            const QStringList lines = stub.split(u'\n');
            QVERIFY(lines.at(0).startsWith(language.comment) && lines.at(1).startsWith(language.comment));
            QVERIFY2(!stub.contains(u"#pragma"), qPrintable(stub));
            QVERIFY2(!lines.at(0).contains(u"rot13") && !lines.at(1).contains(u"rot13"), qPrintable(stub));
        }
    }

    void python_data() { addSchemas(); }
    void python()
    {
        QFETCH(const QString, file);
        QFETCH(const int, number);
        QFETCH(const QByteArray, payload);
        const wire::Schema schema = sample(file, number);
        const CodeProject project(u"stub_python"_s);
        QVERIFY(project.write(u"stub.py"_s, stubOf(cli::pythonLanguage(), schema)));
        handlesATask(schema, payload, u"python3"_s, {u"-B"_s, u"-W"_s, u"error"_s, project.pathOf(u"stub.py"_s)});
    }

    void cpp_data() { addSchemas(); }
    void cpp()
    {
        QFETCH(const QString, file);
        QFETCH(const int, number);
        QFETCH(const QByteArray, payload);
        const QString program = QStringLiteral(CONDUIT_BUILD_DIR "/tools/stub_%1_%2").arg(file.section(u'.', 0, 0)).arg(number);
        handlesATask(sample(file, number), payload, program, {});
    }

    void typescript_data() { addSchemas(); }
    void typescript()
    {
        QFETCH(const QString, file);
        QFETCH(const int, number);
        QFETCH(const QByteArray, payload);
        const wire::Schema schema = sample(file, number);
        const CodeProject project(u"stub_typescript"_s);
        QVERIFY(project.setUpTypeScript());
        QVERIFY(project.write(u"stub.ts"_s, stubOf(cli::typescriptLanguage(), schema)));
        const QByteArray fault = project.faultOf(u"tsc"_s, {});
        QVERIFY2(fault.isEmpty(), fault.constData());
        handlesATask(schema, payload, u"node"_s, {project.pathOf(u"built/stub.js"_s)});
    }

    void rust_data() { addSchemas(); }
    void rust()
    {
        QFETCH(const QString, file);
        QFETCH(const int, number);
        QFETCH(const QByteArray, payload);
        const wire::Schema schema = sample(file, number);
        const CodeProject project(u"stub_rust"_s);
        QVERIFY(project.setUpRust("typed-stub"));
        QVERIFY(project.write(u"src/main.rs"_s, stubOf(cli::rustLanguage(), schema)));
        const QByteArray fault =
            project.faultOf(u"/usr/bin/cargo"_s, CodeProject::cargoArguments(u"build"_s), CodeProject::cargoEnvironment());
        QVERIFY2(fault.isEmpty(), fault.constData());
        handlesATask(schema, payload, CodeProject::pathOfCrate("typed-stub"), {});
    }

private:
    static QByteArray stubOf(const cli::Language &language, const wire::Schema &schema)
    {
        return cli::typedStub(language, schema).toUtf8();
    }

    static void addSchemas()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("number");
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("ordinary") << u"schemas.json"_s << 0 << QByteArray(R"({"image":"x","width":1.5,"tags":[1]})");
        QTest::newRow("anything") << u"schemas.json"_s << 1 << QByteArray("[1.5]");
        QTest::newRow("hostile") << u"hostile_schemas.json"_s << 0 << QByteArray();
    }

    /// Without a payload it is enough that the worker comes and says what it handles.
    void handlesATask(const wire::Schema &schema, const QByteArray &payload, const QString &program,
                      const QStringList &arguments)
    {
        auto client = m_broker->connect();
        QString id;
        if (!payload.isEmpty()) {
            QJsonObject task {{u"task_type"_s, schema.taskType}};
            task.insert(u"payload"_s,
                        QJsonDocument::fromJson(payload).isArray() ? QJsonValue(QJsonDocument::fromJson(payload).array())
                                                                   : QJsonValue(QJsonDocument::fromJson(payload).object()));
            const auto made = client.post("/task", QJsonDocument(task).toJson());
            QCOMPARE(made.status, 201);
            id = made.json().value(u"id"_s).toString();
        }
        QProcess worker;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CONDUIT_URL"_s, m_broker->address());
        environment.insert(u"PYTHONPATH"_s, QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/python"));
        worker.setProcessEnvironment(environment);
        worker.setProcessChannelMode(QProcess::MergedChannels);
        worker.start(program, arguments);
        QVERIFY2(worker.waitForStarted(), qPrintable(worker.errorString()));
        if (id.isEmpty())
            QTRY_COMPARE_WITH_TIMEOUT(typeOfTheWorker(client), schema.taskType, 20'000);
        else
            QTRY_COMPARE_WITH_TIMEOUT(client.get(taskPath(id)).json().value(u"status"_s).toString(), u"Completed"_s, 20'000);
        worker.terminate();
        QVERIFY(worker.waitForFinished());
    }

    template<typename Client>
    static QString typeOfTheWorker(Client &client)
    {
        const auto workers = client.get("/worker").json().value(u"workers"_s).toArray();
        return workers.at(0).toObject().value(u"types"_s).toArray().at(0).toString();
    }

    std::unique_ptr<BrokerProcess> m_broker;
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstTypedStub)
#include "tst_typed_stub.moc"
