// SPDX-License-Identifier: GPL-3.0-only
#include "worker/plugins/file_trust.h"
#include "worker/plugins/plugin_folder.h"

#include "sdk/cpp/src/worker/run_context.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;

class TestPlugins : public QObject
{
    Q_OBJECT

    /// The path of a copy of a built plug-in in the folder, which only this user may write to.
    QString put(const QString &plugin, const QString &name) const
    {
        const QString path = m_folder->filePath(name);
        QFile::copy(QStringLiteral(CONDUIT_PLUGIN_DIR "/") + plugin + u".so"_s, path);
        allow(path, 0755);
        return path;
    }

    static void allow(const QString &path, mode_t mode) { QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0); }

    [[nodiscard]] PluginReport added(HandlerRegistry &handlers) const
    {
        const auto report = addPlugins(m_folder->path(), handlers);
        return report ? *report : PluginReport {.loaded = {}, .refused = {report.error()}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void plugin_givesItsHandlers()
    {
        put(u"trial_plugin"_s, u"trial.so"_s);
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QCOMPARE(report.refused, QStringList());
        QCOMPARE(report.loaded, QStringList {u"The plug-in trial.so runs trial, trial_with_schema."_s});
        QCOMPARE(handlers.find(u"trial_with_schema"_s)->schema()->description, u"from a plug-in"_s);

        wire::Task task;
        task.payload = "[1.50]";
        RunNotes notes([] { return QDateTime(); });
        const Outcome outcome = handlers.find(u"trial"_s)->run(RunContext(task, notes));
        QCOMPARE(std::get<Output>(outcome).json, "[1.50]");
    }

    void anotherVersion_isRefusedUnrunAndKeepsNobodyOut()
    {
        put(u"later_plugin"_s, u"a.so"_s);
        put(u"trial_plugin"_s, u"b.so"_s);
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QCOMPARE(report.loaded.size(), 1);
        QCOMPARE(report.refused.size(), 1);
        QVERIFY2(report.refused.first().contains(
                     u"version 2 of the plug-in interface, and this worker has version 1: build it with"),
                 qPrintable(report.refused.first()));
    }

    void whatCannotBeLoaded_isRefused_data()
    {
        QTest::addColumn<QString>("plugin");
        QTest::addColumn<QString>("why");
        QTest::newRow("another program's") << u"foreign_plugin"_s << u"it is no plug-in of handlers for Conduit"_s;
        QTest::newRow("throws") << u"throwing_plugin"_s << u"no licence key"_s;
    }
    void whatCannotBeLoaded_isRefused()
    {
        QFETCH(const QString, plugin);
        QFETCH(const QString, why);
        put(plugin, u"x.so"_s);
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QCOMPARE(report.loaded, QStringList());
        QCOMPARE(report.refused.size(), 1);
        QVERIFY2(report.refused.first().contains(why), qPrintable(report.refused.first()));
        QCOMPARE(handlers.types(), QStringList());
    }

    void fileThatIsNoLibrary_isRefused()
    {
        QFile file(m_folder->filePath(u"text.so"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no library");
        file.close();
        HandlerRegistry handlers;
        QCOMPARE(added(handlers).refused.size(), 1);
    }

    void typeThatIsTaken_refusesThePluginAsAWhole()
    {
        put(u"trial_plugin"_s, u"trial.so"_s);
        HandlerRegistry handlers;
        handlers.add(u"trial_with_schema"_s, [](const TaskContext &) { return Snooze {}; });
        const PluginReport report = added(handlers);
        QCOMPARE(report.loaded, QStringList());
        QVERIFY2(report.refused.value(0).contains(u"there is a handler for trial_with_schema already"),
                 qPrintable(report.refused.value(0)));
        QCOMPARE(handlers.types(), QStringList {u"trial_with_schema"_s});
    }

    void libraryAndItsLink_areOne()
    {
        const QString path = put(u"trial_plugin"_s, u"trial.so.1"_s);
        QVERIFY(QFile::link(path, m_folder->filePath(u"trial.so"_s)));
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QCOMPARE(report.loaded.size(), 1);
        QCOMPARE(report.refused, QStringList());
    }

    void fileThatOthersMayWrite_isRefused()
    {
        allow(put(u"trial_plugin"_s, u"trial.so"_s), 0757);
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QVERIFY2(report.refused.value(0).contains(u"chmod go-w "), qPrintable(report.refused.value(0)));
        QCOMPARE(handlers.types(), QStringList());
    }

    void linkToAFileThatOthersMayWrite_isRefused()
    {
        const QTemporaryDir elsewhere;
        const QString path = elsewhere.filePath(u"trial.so"_s);
        QVERIFY(QFile::copy(put(u"trial_plugin"_s, u"first.so"_s), path));
        allow(path, 0775);
        QVERIFY(QFile::remove(m_folder->filePath(u"first.so"_s)));
        QVERIFY(QFile::link(path, m_folder->filePath(u"trial.so"_s)));
        HandlerRegistry handlers;
        const PluginReport report = added(handlers);
        QVERIFY2(report.refused.value(0).contains(u"others may write to "_s + path), qPrintable(report.refused.value(0)));
    }

    void folderThatOthersMayWrite_isRefused_data()
    {
        QTest::addColumn<uint>("mode");
        QTest::newRow("world") << 0757U;
        QTest::newRow("group") << 0775U;
        QTest::newRow("world, sticky") << 01777U;
    }
    void folderThatOthersMayWrite_isRefused()
    {
        QFETCH(const uint, mode);
        put(u"trial_plugin"_s, u"trial.so"_s);
        allow(m_folder->path(), mode);
        HandlerRegistry handlers;
        const auto report = addPlugins(m_folder->path(), handlers);
        QVERIFY(!report);
        QVERIFY2(report.error().contains(u"cannot be trusted: others may write to "), qPrintable(report.error()));
        QCOMPARE(handlers.types(), QStringList());
    }

    void folderBelowOneThatOthersMayWrite_isRefused()
    {
        const QString inner = m_folder->filePath(u"inner"_s);
        QVERIFY(QDir().mkdir(inner));
        allow(inner, 0755);
        QVERIFY(!distrustOf(inner));
        allow(m_folder->path(), 0777);
        QVERIFY(distrustOf(inner));
        allow(m_folder->path(), 01777); // as /tmp is
        QVERIFY(!distrustOf(inner));
    }

    void folderWithoutLibraries_isToldSo()
    {
        HandlerRegistry handlers;
        const auto empty = addPlugins(m_folder->path(), handlers);
        QVERIFY(!empty);
        QVERIFY(empty.error().contains(u"has no shared library"));
        const auto missing = addPlugins(m_folder->filePath(u"missing"_s), handlers);
        QVERIFY(!missing);
        QVERIFY(missing.error().contains(u"is not there"));
    }
};

QTEST_GUILESS_MAIN(TestPlugins)
#include "tst_plugins.moc"
