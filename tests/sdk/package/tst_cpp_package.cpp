// SPDX-License-Identifier: GPL-3.0-only
// The installed C++ SDK: what is in it, and its samples with a real broker. build_samples.sh has made both.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QString kFolder = QStringLiteral(CONDUIT_BIN_DIR "/../sdk_cpp/");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    for (QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories); each.hasNext();)
        files += each.next().sliced(folder.size());
    return files;
}

} // namespace

class TstCppPackage : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::unique_ptr<ChildProcess> sample(const QString &name, const QStringList &arguments = {}) const
    {
        auto process = std::make_unique<ChildProcess>(kFolder + u"build/"_s + name, m_logs.filePath(name));
        process->setEnvironment(u"CONDUIT_URL"_s, m_broker->address());
        return process->start(arguments) ? std::move(process) : nullptr;
    }

    QTemporaryDir m_logs;
    QTemporaryDir m_plugins; ///< Where nobody else may write, wherever the build lies.
    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void initTestCase()
    {
        const QString plugin = m_plugins.filePath(u"reverse.so"_s);
        QVERIFY(QFile::copy(kFolder + u"build/plugins/reverse.so"_s, plugin));
        QVERIFY(QFile::setPermissions(plugin, QFile::ReadOwner | QFile::WriteOwner));
    }
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup() { m_broker.reset(); }

    void package_isTheSdkAlone()
    {
        static const QRegularExpression own(
            u"^(include/conduit/\\w+\\.h|lib(/[\\w-]+)?/libconduit_(wire|client|worker)\\.a"
            "|lib(/[\\w-]+)?/cmake/Conduit/Conduit\\w+(-\\w+)?\\.cmake|share/licenses/conduit/LICENSE)$"_s);
        const QStringList files = filesBelow(kFolder + u"prefix/"_s);
        QVERIFY(files.size() > 10);
        for (const QString &file : files)
            QVERIFY2(own.match(file).hasMatch(), qPrintable(file));
    }

    void package_isUnderMit()
    {
        QVERIFY(contentOf(kFolder + u"prefix/share/licenses/conduit/LICENSE"_s).startsWith("MIT License"));
        const QString headers = kFolder + u"prefix/include/"_s;
        const QStringList files = filesBelow(headers);
        for (const QString &file : files)
            QVERIFY2(contentOf(headers + file).startsWith("// SPDX-License-Identifier: MIT\n"), qPrintable(file));
    }

    void readme_beginsWithTheWorker()
    {
        const QByteArray source = contentOf(kFolder + u"samples/worker.cpp"_s);
        const QByteArray worker = source.sliced(source.indexOf('\n') + 1); // without its licence
        QVERIFY2(worker.count('\n') <= 10, worker.constData());
        const QByteArray readme = contentOf(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/cpp/README.md"));
        const qsizetype fence = readme.indexOf("```cpp\n");
        QVERIFY(fence > 0);
        QCOMPARE(readme.sliced(fence + 7, worker.size() + 3), worker + "```");
    }

    void samples_doATask()
    {
        const auto worker = sample(u"worker"_s);
        QVERIFY(worker);
        const auto enqueue = sample(u"enqueue"_s, {u"shout"_s, u"{\"text\": \"größe\"}"_s});
        QVERIFY(enqueue);
        const auto id = enqueue->readLine();
        QVERIFY2(id, enqueue->log().constData());
        QCOMPARE(id->size(), 36);
        QCOMPARE(enqueue->waitForEnd(), 0);

        const auto watch = sample(u"watch"_s, {QString::fromLatin1(*id)});
        QVERIFY(watch);
        QByteArray last;
        while (const auto line = watch->readLine())
            last = *line;
        QCOMPARE(QString::fromUtf8(last), QString::fromLatin1(*id) + u" shout completed {\"shouted\":\"GRÖSSE\"}"_s);
        QCOMPARE(watch->waitForEnd(), 0);

        QCOMPARE(worker->terminate(), 0);
    }

    void pluginSample_runsInConduitWorker()
    {
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), m_broker->address(), u"w1"_s);
        worker.setArguments({u"--plugins"_s, m_plugins.path(), u"--types"_s, u"reverse"_s});
        QVERIFY2(worker.start(), worker.log().constData());
        auto client = m_broker->connect();
        const QString task = enqueue(client, "{\"task_type\":\"reverse\",\"payload\":{\"text\":\"hello\"}}");
        QCOMPARE(awaitTask(client, task)["result"_L1]["output"_L1]["reversed"_L1].toString(), u"olleh"_s);
        QCOMPARE(worker.terminate(), 0);
        QVERIFY2(worker.log().contains("The plug-in reverse.so runs reverse."), worker.log().constData());
    }

    void pluginSample_runsInTheLocalWorkers()
    {
        QCOMPARE(m_broker->terminate(), 0);
        m_broker->setWorkers(1);
        m_broker->setArguments({u"--plugins"_s, m_plugins.path()});
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        const QString task = enqueue(client, "{\"task_type\":\"reverse\",\"payload\":{\"text\":\"hello\"}}");
        QCOMPARE(awaitTask(client, task)["result"_L1]["output"_L1]["reversed"_L1].toString(), u"olleh"_s);
        QCOMPARE(m_broker->terminate(), 0);
    }

    void samples_sayWhatIsWrong()
    {
        const auto watch = sample(u"watch"_s, {u"00000000-0000-7000-8000-000000000000"_s});
        QVERIFY(watch);
        QCOMPARE(watch->waitForEnd(), 1);
        QVERIFY2(watch->log().contains("task"), watch->log().constData());

        ChildProcess worker(kFolder + u"build/worker"_s, m_logs.filePath(u"misled"_s));
        worker.setEnvironment(u"CONDUIT_URL"_s, u"nowhere"_s);
        QVERIFY(worker.start({}));
        QCOMPARE(worker.waitForEnd(), 1);
        QVERIFY2(worker.log().contains("must read like http://127.0.0.1:8080"), worker.log().constData());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCppPackage)
#include "tst_cpp_package.moc"
