// SPDX-License-Identifier: GPL-3.0-only
// What `conduit gen` writes is built and run: each language enqueues the same tasks at a real broker, also of types whose
// names and descriptions try to break out.
#include "tests/app/cli/code_project.h"
#include "tests/app/cli/sample_schemas.h"
#include "tests/app/cli/verb_run.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QString kSamples = QStringLiteral(CONDUIT_SOURCE_DIR "/tests/app/cli/gen/");
const QString kBuild = QStringLiteral(CONDUIT_BUILD_DIR "/");

/// Where the text has to be right byte for byte.
const QByteArrayList kExactPayloads {"{\"image\":\"x\",\"width\":12345678901234567890,\"tags\":[1,\"two\",null]}",
                                     "{\"image\":\"y\",\"tags\":[]}", "[1.5]"};
/// Where languages escape differently.
const QByteArrayList kPayloads {
    "{\"*/ \\\"quoted\\\" \\\\\":\"q\",\"new\\nline\\r\\t\\u0000\\u001f\\u0085\\u2028\\u202eend\":\"n\",\"?\?/?\?=\":1.5,"
    "\"\\u6f22\\u5b57\":true}",
    "{\"abstract\":\"a\",\"trait\":\"b\",\"decltype\":\"c\",\"typeid\":\"d\",\"readonly\":\"e\"}"};

} // namespace

class TstGeneratedCode : public QObject
{
    Q_OBJECT

    std::unique_ptr<BrokerProcess> m_broker;
    void generate(const QString &language, const QString &file)
    {
        const VerbOutcome done = VerbRun(m_broker->address()).run({u"gen"_s, language, u"-o"_s, file});
        QVERIFY2(done.code == 0, done.err.constData());
    }
    static void copy(const QString &from, const QString &to)
    {
        (void)QFile::remove(to);
        QVERIFY(QFile::copy(from, to));
    }
    void run(const CodeProject &project, const QString &program, const QStringList &arguments,
             QProcessEnvironment environment = {})
    {
        environment.insert(u"CONDUIT_URL"_s, m_broker->address());
        const QByteArray fault = project.faultOf(program, arguments, environment);
        QVERIFY2(fault.isEmpty(), fault.constData());
    }

    void checkTasks()
    {
        auto client = m_broker->connect();
        const QJsonArray tasks = client.get("/task?sort=created").json().value(u"tasks"_s).toArray();
        QCOMPARE(tasks.size(), kExactPayloads.size() + kPayloads.size());
        for (qsizetype i = 0; i < tasks.size(); ++i) {
            const QString id = tasks.at(i).toObject().value(u"id"_s).toString();
            const QByteArray text = client.get(taskPath(id)).body;
            if (i < kExactPayloads.size()) {
                QVERIFY2(text.contains("\"payload\":" + kExactPayloads.at(i) + ','), text.constData());
            } else {
                const QJsonObject expected = QJsonDocument::fromJson(kPayloads.at(i - kExactPayloads.size())).object();
                QCOMPARE(QJsonDocument::fromJson(text).object().value(u"payload"_s).toObject(), expected);
            }
        }
        QCOMPARE(tasks.at(0).toObject().value(u"priority"_s).toInt(), 7);
        QCOMPARE(tasks.at(1).toObject().value(u"priority"_s).toInt(), 5);
    }

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        for (const QString &file : {u"schemas.json"_s, u"hostile_schemas.json"_s}) {
            const auto schemas = schemasIn(kSamples + file);
            QVERIFY(!schemas.isEmpty());
            for (const wire::Schema &schema : schemas)
                QCOMPARE(client.post("/task/set_schema", schema.text).status, 200);
        }
    }
    void cleanup() { m_broker.reset(); }

    void cpp()
    {
        const CodeProject project(u"cpp"_s);
        generate(u"cpp"_s, project.pathOf(u"tasks.h"_s));
        QFile generated(project.pathOf(u"tasks.h"_s));
        QFile compiled(QStringLiteral(CONDUIT_TYPED_TASKS));
        QVERIFY(generated.open(QIODevice::ReadOnly) && compiled.open(QIODevice::ReadOnly));
        QVERIFY2(generated.readAll() == compiled.readAll(), "what was compiled is not what the program writes");

        run(project, kBuild + u"tools/use_typed_tasks"_s, {});
        checkTasks();
    }

    void python()
    {
        const CodeProject project(u"python"_s);
        generate(u"python"_s, project.pathOf(u"tasks.py"_s));
        QProcessEnvironment environment;
        environment.insert(u"PYTHONPATH"_s, QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/python:") + project.pathOf(u"."_s));
        run(project, u"python3"_s, {u"-B"_s, u"-W"_s, u"error"_s, kSamples + u"use_tasks.py"_s}, environment);
        checkTasks();
    }

    void typescript()
    {
        const CodeProject project(u"typescript"_s);
        QVERIFY(project.setUpTypeScript());
        generate(u"typescript"_s, project.pathOf(u"tasks.ts"_s));
        copy(kSamples + u"use_tasks.ts"_s, project.pathOf(u"use_tasks.ts"_s));
        run(project, u"tsc"_s, {});
        run(project, u"node"_s, {u"built/use_tasks.js"_s});
        checkTasks();
    }

    void rust()
    {
        const CodeProject project(u"rust"_s);
        QVERIFY(project.setUpRust("use-tasks"));
        generate(u"rust"_s, project.pathOf(u"src/tasks.rs"_s));
        copy(kSamples + u"use_tasks.rs"_s, project.pathOf(u"src/main.rs"_s));
        run(project, u"/usr/bin/cargo"_s, CodeProject::cargoArguments(u"run"_s), CodeProject::cargoEnvironment());
        checkTasks();
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstGeneratedCode)
#include "tst_generated_code.moc"
