// SPDX-License-Identifier: GPL-3.0-only
// What `conduit gen` writes is built and run: each language enqueues the same tasks at a real broker, also of types whose
// names and descriptions try to break out.
#include "tests/app/cli/sample_schemas.h"
#include "tests/app/cli/verb_run.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
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
    QDir m_folder; ///< Of the program that is built; what earlier runs left speeds it up.

    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder.filePath(name); }

    void makeFolder(const QString &name)
    {
        m_folder.setPath(kBuild + u"generated_code/"_s + name);
        QVERIFY(m_folder.mkpath(u"."_s));
    }
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
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    void run(const QString &program, const QStringList &arguments, const QProcessEnvironment &more = {})
    {
        constexpr int kPatience = 300'000;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(more);
        environment.insert(u"CONDUIT_URL"_s, m_broker->address());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        const bool hasEnded = process.waitForFinished(kPatience);
        const QByteArray said = process.readAll() + process.errorString().toUtf8();
        QVERIFY2(hasEnded && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());
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
        makeFolder(u"cpp"_s);
        generate(u"cpp"_s, pathOf(u"tasks.h"_s));
        QFile generated(pathOf(u"tasks.h"_s));
        QFile compiled(QStringLiteral(CONDUIT_TYPED_TASKS));
        QVERIFY(generated.open(QIODevice::ReadOnly) && compiled.open(QIODevice::ReadOnly));
        QVERIFY2(generated.readAll() == compiled.readAll(), "what was compiled is not what the program writes");

        run(kBuild + u"tools/use_typed_tasks"_s, {});
        checkTasks();
    }

    void python()
    {
        makeFolder(u"python"_s);
        generate(u"python"_s, pathOf(u"tasks.py"_s));
        QProcessEnvironment environment;
        environment.insert(u"PYTHONPATH"_s, QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/python:") + m_folder.path());
        run(u"python3"_s, {u"-B"_s, u"-W"_s, u"error"_s, kSamples + u"use_tasks.py"_s}, environment);
        checkTasks();
    }

    void typescript()
    {
        makeFolder(u"typescript"_s);
        generate(u"typescript"_s, pathOf(u"tasks.ts"_s));
        copy(kSamples + u"use_tasks.ts"_s, pathOf(u"use_tasks.ts"_s));
        write(pathOf(u"package.json"_s), R"({"type": "module"})");
        write(
            pathOf(u"tsconfig.json"_s),
            R"({"compilerOptions": {"strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true,)"
            R"("noUnusedLocals": true, "noUnusedParameters": true, "target": "ES2022", "lib": ["ES2022", "DOM"], "types": [],)"
            R"("module": "nodenext", "outDir": "built"}, "include": ["*.ts"]})");
        QVERIFY(m_folder.mkpath(u"node_modules"_s));
        (void)QFile::remove(pathOf(u"node_modules/conduit-client"_s));
        QVERIFY(QFile::link(kBuild + u"sdk_typescript/typescript"_s, pathOf(u"node_modules/conduit-client"_s)));
        run(u"tsc"_s, {});
        run(u"node"_s, {u"built/use_tasks.js"_s});
        checkTasks();
    }

    void rust()
    {
        makeFolder(u"rust/src"_s);
        generate(u"rust"_s, pathOf(u"tasks.rs"_s));
        copy(kSamples + u"use_tasks.rs"_s, pathOf(u"main.rs"_s));
        makeFolder(u"rust"_s);
        const QByteArray sdk = (kBuild + u"sdk_rust/rust"_s).toUtf8();
        write(pathOf(u"Cargo.toml"_s),
              "[package]\nname = \"use-tasks\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\n"
              "conduit-client = { path = \""
                  + sdk + "\" }\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n[workspace]\n");
        QProcessEnvironment environment;
        environment.insert(u"CARGO_TARGET_DIR"_s, kBuild + u"sdk_rust/target"_s);
        environment.insert(u"CARGO_HOME"_s, kBuild + u"sdk_rust/home"_s);
        environment.insert(u"CARGO_PROFILE_DEV_DEBUG"_s, u"0"_s);
        environment.insert(u"RUSTC"_s, u"/usr/bin/rustc"_s);
        run(u"/usr/bin/cargo"_s,
            {u"run"_s, u"--quiet"_s, u"--offline"_s, u"--config"_s, QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/rust/debian.toml")},
            environment);
        checkTasks();
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstGeneratedCode)
#include "tst_generated_code.moc"
