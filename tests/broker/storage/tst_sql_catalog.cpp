// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_catalog.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestSqlCatalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statements_areCutAtTheirNamesAndLoseTheirComments()
    {
        const auto statements = sqlStatementsFrom(u"-- what this file is: it's about :things\n"
                                                  "-- name: a.first\n-- isn't bound: :now\nSELECT 1\n  FROM t\n\n"
                                                  "-- name: a.second\nCREATE TRIGGER x BEGIN SELECT 1; SELECT 2; END\n"_s);
        QCOMPARE(statements.size(), 2);
        QCOMPARE(statements[0].name, u"a.first"_s);
        QCOMPARE(statements[0].text, u"SELECT 1\n  FROM t\n"_s);
        QCOMPARE(statements[1].text, u"CREATE TRIGGER x BEGIN SELECT 1; SELECT 2; END\n"_s);
    }

    void theCatalogue_isCompiledIn() { QVERIFY(SqlCatalog::sqlite().text(u"task.claim"_s).contains(u"UPDATE tasks"_s)); }
};

QTEST_APPLESS_MAIN(TestSqlCatalog)
#include "tst_sql_catalog.moc"
