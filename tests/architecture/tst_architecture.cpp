// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/house_rules.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

/// Holds the whole tree against the rules of the house, and each rule against a tree that breaks it.
class TstArchitecture final : public QObject
{
    Q_OBJECT

private:
    SourceTree m_tree;

    /// Prints the faults one by one: a failed comparison would cut a long list.
    static void expectNone(const QStringList &faults)
    {
        for (const QString &fault : faults)
            qWarning().noquote() << fault;
        QCOMPARE(faults.size(), 0);
    }

    static void expectOne(const QStringList &faults, const QString &part)
    {
        QVERIFY2(faults.size() == 1, qPrintable(u"%1 faults\n%2"_s.arg(faults.size()).arg(faults.join(u'\n'))));
        QVERIFY2(faults.first().contains(part), qPrintable(faults.first()));
    }

    static bool existsInProject(const QString &path)
    {
        return QFileInfo::exists(QStringLiteral(CONDUIT_SOURCE_DIR "/") + path);
    }
    static bool existsNowhere(const QString &) { return false; }

private Q_SLOTS:
    void initTestCase()
    {
        m_tree = readSourceTree(QStringLiteral(CONDUIT_SOURCE_DIR));
        QVERIFY(m_tree.contains(u"broker/core/error.h"_s));
        QVERIFY(m_tree.contains(u".ci/run"_s));
    }

    void tree_includesAsTheTableSays() { expectNone(includeFaults(m_tree)); }
    void tree_usesNoBannedToken() { expectNone(tokenFaults(m_tree)); }
    void tree_namesFilesAndTypesForWhatTheyAre() { expectNone(nameFaults(m_tree)); }
    void tree_carriesItsLicences() { expectNone(licenceFaults(m_tree)); }
    void tree_listsEverySourceInCMake() { expectNone(unlistedFaults(m_tree)); }
    void tree_definesTheSqlItUses() { expectNone(sqlNameFaults(m_tree)); }
    void tree_linksToWhatExists() { expectNone(linkFaults(m_tree, &existsInProject)); }
    void tree_documentsEveryErrorWord() { expectNone(errorWordFaults(m_tree)); }

    void comments_areTakenOut_data()
    {
        QTest::addColumn<QString>("cpp");
        QTest::addColumn<QString>("code");
        QTest::newRow("line") << u"a(); // b\nc();"_s << u"a();  \nc();"_s;
        QTest::newRow("block") << u"a(); /* b\n b */ c();"_s << u"a();  \n c();"_s;
        QTest::newRow("quote in a comment") << u"// don't\na();"_s << u" \na();"_s;
        QTest::newRow("address in a string") << u"x = \"http://a\"; // b"_s << u"x = \"http://a\";  "_s;
        QTest::newRow("escaped quote") << uR"(x = "\"// a"; // b)"_s << uR"(x = "\"// a";  )"_s;
        QTest::newRow("character") << uR"(x = '"'; // b)"_s << uR"(x = '"';  )"_s;
        QTest::newRow("grouped digits") << u"x = 1'000; // it's"_s << u"x = 1'000;  "_s;
        QTest::newRow("raw string") << u"x = R\"(\" // a)\"; // b"_s << u"x = R\"(\" // a)\";  "_s;
    }
    void comments_areTakenOut()
    {
        QFETCH(QString, cpp);
        QTEST(withoutCppComments(cpp), "code");
    }

    void include_ofAForbiddenRoomIsFound_data()
    {
        QTest::addColumn<QString>("includes");
        QTest::addColumn<QString>("included");
        QTest::newRow("core, engine") << u"broker/core/a.h"_s << u"broker/engine/b.h"_s;
        QTest::newRow("engine, storage") << u"broker/engine/a.h"_s << u"broker/storage/b.h"_s;
        QTest::newRow("storage, engine") << u"broker/storage/a.h"_s << u"broker/engine/b.h"_s;
        QTest::newRow("http, storage") << u"broker/http/a.cpp"_s << u"broker/storage/b.h"_s;
        QTest::newRow("http, broker") << u"broker/http/a.cpp"_s << u"broker/broker.h"_s;
        QTest::newRow("worker, broker") << u"worker/handlers/a.cpp"_s << u"broker/core/b.h"_s;
        QTest::newRow("ui, broker") << u"ui/pages/a.cpp"_s << u"broker/broker.h"_s;
        QTest::newRow("ui models, ui") << u"ui/models/a.cpp"_s << u"ui/pages/b.h"_s;
        QTest::newRow("app, core") << u"app/a.cpp"_s << u"broker/core/b.h"_s;
        QTest::newRow("product, tests") << u"broker/core/a.cpp"_s << u"tests/support/b.h"_s;
        QTest::newRow("worker, SDK's own") << u"worker/main.cpp"_s << u"sdk/cpp/src/worker/claim_loop.h"_s;
        QTest::newRow("SDK, worker") << u"sdk/cpp/conformance/driver.cpp"_s << u"worker/worker_program.h"_s;
        QTest::newRow("client, SDK worker") << u"sdk/cpp/src/client.cpp"_s << u"sdk/cpp/include/conduit/worker.h"_s;
        QTest::newRow("wire, client") << u"sdk/cpp/include/conduit/wire.h"_s << u"sdk/cpp/src/wire_reader.h"_s;
    }
    void include_ofAForbiddenRoomIsFound()
    {
        QFETCH(QString, includes);
        QFETCH(QString, included);
        const SourceTree tree {{includes, u"\n#include \"%1\"\n"_s.arg(included)}, {included, {}}};
        expectOne(includeFaults(tree), includes + ":2: "_L1);
    }

    void include_ofTheSdkDependsOnTheHeader()
    {
        SourceTree tree {{u"sdk/cpp/include/conduit/client.h"_s, {}}, {u"sdk/cpp/include/conduit/json_text.h"_s, {}}};
        tree.insert(u"broker/core/a.h"_s, u"#include <conduit/json_text.h>"_s);
        tree.insert(u"ui/pages/b.cpp"_s, u"#include <conduit/client.h>"_s);
        expectNone(includeFaults(tree));
        tree.insert(u"ui/models/c.h"_s, u"#include <conduit/client.h>"_s);
        expectOne(includeFaults(tree), u"ui models may not include client"_s);
    }

    void include_byATestPasses()
    {
        expectNone(includeFaults({{u"tests/app/a.cpp"_s, u"#include \"broker/core/b.h\""_s}, {u"broker/core/b.h"_s, {}}}));
    }

    void include_isWrittenFromTheRoot()
    {
        SourceTree tree {{u"broker/core/a.h"_s, {}},
                         {u"broker/core/a.cpp"_s, u"#include \"broker/core/a.h\"\n#include <QString>"_s}};
        expectNone(includeFaults(tree));
        tree.insert(u"broker/core/a.cpp"_s, u"#include \"a.h\""_s);
        expectOne(includeFaults(tree), u"there is no a.h"_s);
    }

    void include_inAnUnknownRoomIsFound() { expectOne(includeFaults({{u"drawer/a.cpp"_s, {}}}), u"belongs to no room"_s); }

    void token_thatIsBannedIsFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QString &path, const QString &text, const QString &fault) {
            QTest::newRow(name) << path << text << fault;
        };
        row("Qt's time", u"ui/a.cpp"_s, u"QDateTime::currentDateTimeUtc()"_s, u"'QDateTime::currentDateTimeUtc'"_s);
        row("std's time", u"broker/core/task.cpp"_s, u"system_clock::now()"_s, u"injected Clock"_s);
        row("C's time", u"app/a.cpp"_s, u"std::time(nullptr)"_s, u"injected Clock"_s);
        row("old zone", u"tests/a.cpp"_s, u"QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)"_s, u"QTimeZone::utc()"_s);
        row("sleeping test", u"tests/ui/a.cpp"_s, u"QTest::qWait(100);"_s, u"QSignalSpy::wait"_s);
        row("sleeping thread", u"worker/a.cpp"_s, u"QThread::msleep(1);"_s, u"wait for a signal"_s);
        row("chance", u"worker/a.cpp"_s, u"QRandomGenerator::global()"_s, u"IdSource"_s);
        row("SQL's time in C++", u"broker/storage/a.cpp"_s, u"u\"DEFAULT CURRENT_TIMESTAMP\""_s, u"'CURRENT_TIMESTAMP'"_s);
        row("SQL's time", u"resources/sql/sqlite/a.sql"_s, u"SELECT datetime('now')"_s, u"bind the time"_s);
        row("throw", u"broker/core/a.cpp"_s, u"throw 1;"_s, u"return a Result"_s);
        row("catch", u"app/a.cpp"_s, u"try { f(); } catch (...) { }"_s, u"only the task pool"_s);
        row("dangling loop", u"ui/a.cpp"_s, u"for (const auto &m : *membersOf(text)) {"_s, u"name the Result first"_s);
        row("skipped test", u"tests/a.cpp"_s, u"QSKIP(\"later\");"_s, u"make the test pass"_s);
        row("unwatched rows", u"broker/storage/a.cpp"_s, u"while ((*rows)->next())"_s, u"let Database step"_s);
        row("note to self", u"app/a.cpp"_s, u"// TODO later"_s, u"do it now"_s);
        row("note in SQL", u"resources/sql/sqlite/a.sql"_s, u"-- FIXME"_s, u"do it now"_s);
    }
    void token_thatIsBannedIsFound()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(QString, fault);
        expectOne(tokenFaults({{path, text}}), fault);
    }

    void token_inACommentOrAnAllowedFilePasses()
    {
        expectNone(tokenFaults({{u"ui/a.cpp"_s, u"// unlike system_clock::now()"_s},
                                {u"broker/core/clock.cpp"_s, u"system_clock::now()"_s},
                                {u"ui/b.cpp"_s, u"for (const auto &m : *members) f(*n(1));"_s},
                                {u"resources/sql/sqlite/a.sql"_s, u"-- datetime() would ask the clock\nSELECT 1"_s}}));
    }

    void name_thatSaysNothingIsFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::newRow("file") << u"broker/core/task_manager.h"_s << QString();
        QTest::newRow("plural file") << u"broker/core/utils.h"_s << QString();
        QTest::newRow("CMake file") << u"cmake/CommonHelpers.cmake"_s << QString();
        QTest::newRow("data file") << u"broker/core/task_data.h"_s << QString();
        QTest::newRow("class") << u"broker/core/a.h"_s << u"class TaskManager final : public QObject\n{"_s;
        QTest::newRow("struct") << u"broker/core/a.h"_s << u"struct TaskData {"_s;
        QTest::newRow("alias") << u"broker/core/a.h"_s << u"using TaskImpl = int;"_s;
        QTest::newRow("rival's word") << u"broker/core/a.h"_s << u"enum class JobState {"_s;
    }
    void name_thatSaysNothingIsFound()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QVERIFY(!nameFaults({{path, text}}).isEmpty());
    }

    void name_ofSomebodyElsesTypePasses()
    {
        expectNone(nameFaults(
            {{u"sdk/cpp/src/http_transport.cpp"_s, u"class QNetworkAccessManager; struct Database { QByteArray a; };"_s}}));
    }

    void licence_mustBeTheFoldersOwn()
    {
        const QString gpl = u"// SPDX-License-Identifier: GPL-3.0-only\n"_s;
        const QString mit = u"// SPDX-License-Identifier: MIT\n"_s;
        expectNone(licenceFaults({{u"app/a.cpp"_s, gpl}, {u"sdk/cpp/a.h"_s, mit}, {u"dev"_s, u"#!/bin/sh\n"_s + gpl}}));
        expectOne(licenceFaults({{u"app/a.cpp"_s, mit}}), u"GPL-3.0-only"_s);
        expectOne(licenceFaults({{u"sdk/cpp/a.h"_s, gpl}}), u"MIT"_s);
        expectOne(licenceFaults({{u"app/CMakeLists.txt"_s, u"add_library(a)"_s}}), u"app/CMakeLists.txt:1:"_s);
    }

    void source_thatNoCMakeFileNamesIsFound()
    {
        SourceTree tree {
            {u"broker/core/CMakeLists.txt"_s, u"conduit_add_library(conduit_core SOURCES a.cpp a.h) # b.cpp"_s},
            {u"tests/CMakeLists.txt"_s, u"conduit_add_test(tst_a LABEL unit)"_s},
            {u"cmake/Targets.cmake"_s, u"a(\"${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp\") b(<cmake/precompiled.h>)"_s}};
        for (const QString &path : {u"broker/core/a.cpp"_s, u"broker/core/a.h"_s, u"tests/tst_a.cpp"_s,
                                    u"cmake/precompiled.cpp"_s, u"cmake/precompiled.h"_s})
            tree.insert(path, {});
        expectNone(unlistedFaults(tree));
        tree.insert(u"broker/core/b.cpp"_s, {});
        expectOne(unlistedFaults(tree), u"broker/core/b.cpp"_s);
    }

    void sqlFile_thatNoCMakeFileNamesIsFound()
    {
        SourceTree tree {{u"broker/storage/CMakeLists.txt"_s, u"FILES ../../resources/sql/sqlite/task.sql"_s},
                         {u"resources/sql/sqlite/task.sql"_s, {}}};
        expectNone(unlistedFaults(tree));
        tree.insert(u"resources/sql/sqlite/type.sql"_s, {});
        expectOne(unlistedFaults(tree), u"type.sql"_s);
    }

    void sqlName_isDefinedAndUsed()
    {
        const QString sql = u"-- name: task.find\nSELECT 1\n"_s;
        const QString cpp = u"m_database.read(u\"task.find\"_s); m_database.runText(u\"migrate.record\"_s, u\"SELECT 1\"_s);"_s;
        SourceTree tree {{u"resources/sql/sqlite/task.sql"_s, sql}, {u"broker/storage/a.cpp"_s, cpp}};
        expectNone(sqlNameFaults(tree));
        tree.insert(u"broker/storage/a.cpp"_s, cpp + u"m_database.read(\"task.fnd\"_L1);"_s);
        expectOne(sqlNameFaults(tree), u"no SQL section is named task.fnd"_s);
        tree.insert(u"broker/storage/a.cpp"_s, {});
        expectOne(sqlNameFaults(tree), u"nothing in broker/storage uses the section task.find"_s);
    }

    void link_thatLeadsNowhereIsFound()
    {
        const QString good =
            u"[a](docs/api.md#tasks) [b](https://example.org/x) [c](#below) `[d](code.md)`\n```\n[e](fence.md)\n```\n"_s;
        SourceTree tree {{u"README.md"_s, good}, {u"docs/api.md"_s, u"[back](../README.md)"_s}};
        expectNone(linkFaults(tree, &existsNowhere));
        tree.insert(u"README.md"_s, good + u"![shot](docs/screenshots/tasks.png)"_s);
        expectOne(linkFaults(tree, &existsNowhere), u"README.md:5: "_s);
    }

    void errorWord_thatADocumentLacksIsFound()
    {
        SourceTree tree {{u"broker/core/error.h"_s, u"enum class ErrorCode {\n    NotFound,\n    LeaseLost, // lost\n};"_s},
                         {u"broker/http/http_error.cpp"_s, u"\"not_found\" \"lease_lost\""_s},
                         {u"docs/api.md"_s, u"`not_found`, `lease_lost`"_s},
                         {u"sdk/contract/openapi.yaml"_s, u"[not_found, lease_lost]"_s}};
        expectNone(errorWordFaults(tree));
        tree.insert(u"docs/api.md"_s, u"`not_found`, `lease_lost_twice`"_s);
        expectOne(errorWordFaults(tree), u"docs/api.md: the error word lease_lost is missing"_s);
        expectOne(errorWordFaults({}), u"no enum class ErrorCode"_s);
    }
};

} // namespace conduit::test

QTEST_APPLESS_MAIN(conduit::test::TstArchitecture)
#include "tst_architecture.moc"
