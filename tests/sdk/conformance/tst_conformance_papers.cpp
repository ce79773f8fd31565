// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/parity_table.h"
#include "tests/sdk/conformance/scenario.h"

#include <QFile>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

QString projectFile(const QString &path)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Holds scenarios, the table of what each SDK can do, and the suite's own description against each other.
class TstConformancePapers : public QObject
{
    Q_OBJECT

    QList<Scenario> m_scenarios;
    ParityTable m_table;

private Q_SLOTS:
    void initTestCase()
    {
        const auto scenarios = loadScenarios(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/contract/conformance"));
        QVERIFY2(scenarios, qPrintable(scenarios ? QString() : scenarios.error()));
        m_scenarios = *scenarios;
        const auto table = parityTableIn(projectFile(u"sdk/README.md"_s));
        QVERIFY2(table, qPrintable(table ? QString() : table.error()));
        m_table = *table;
    }

    void table_hasAColumnForEachSdk()
    {
        QCOMPARE(m_table.sdks, (QStringList {u"cpp"_s, u"python"_s, u"typescript"_s, u"rust"_s}));
    }

    /// A driver runs what the table says yes to, so a scenario that is in no row would be run by nobody.
    void scenario_standsInExactlyOneRow()
    {
        QStringList inTable;
        for (const ParityTable::Row &row : m_table.rows)
            inTable += row.scenarios;
        for (const Scenario &scenario : m_scenarios)
            QVERIFY2(inTable.count(scenario.name) == 1, qPrintable(scenario.name));
    }

    void row_namesScenariosThatThereAre()
    {
        for (const ParityTable::Row &row : m_table.rows) {
            QVERIFY2(!row.scenarios.isEmpty(), qPrintable(row.feature));
            for (const QString &name : row.scenarios) {
                const auto isIt = [&name](const Scenario &scenario) { return scenario.name == name; };
                QVERIFY2(std::ranges::any_of(m_scenarios, isIt), qPrintable(name));
            }
        }
    }

    void description_knowsEachKindOfStep()
    {
        const QString description = projectFile(u"sdk/contract/conformance/README.md"_s);
        for (const auto &[kind, members] : stepKinds()) {
            QVERIFY2(description.contains(u"| `%1` | "_s.arg(kind)), qPrintable(kind));
            for (const QString &member : members)
                QVERIFY2(description.contains(u"`%1`"_s.arg(member)), qPrintable(kind + u' ' + member));
        }
    }
};

} // namespace conduit::test

QTEST_APPLESS_MAIN(conduit::test::TstConformancePapers)
#include "tst_conformance_papers.moc"
