// SPDX-License-Identifier: GPL-3.0-only
// Each scenario of sdk/contract/conformance with one SDK. CONFORMANCE_SDK says which, CONFORMANCE_DRIVER the command line of its
// driver, with spaces between the words.
#include "tests/sdk/conformance/parity_table.h"
#include "tests/sdk/conformance/scenario.h"
#include "tests/sdk/conformance/scenario_run.h"

#include <QFile>
#include <QProcess>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstConformance : public QObject
{
    Q_OBJECT

    std::optional<DriverSource> m_drivers;

private Q_SLOTS:
    void initTestCase()
    {
        const QStringList command = QProcess::splitCommand(qEnvironmentVariable("CONFORMANCE_DRIVER"));
        QVERIFY2(!command.isEmpty(), "CONFORMANCE_DRIVER names no driver");
        m_drivers.emplace(command);
    }
    void cleanupTestCase() { QVERIFY2(m_drivers->end(), "the driver does not end with 0 when its stdin ends"); }

    void scenario_data()
    {
        QTest::addColumn<Scenario>("scenario");
        const QString sdk = qEnvironmentVariable("CONFORMANCE_SDK");
        QFile paper(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/README.md"));
        QVERIFY(paper.open(QIODevice::ReadOnly));
        const auto table = parityTableIn(QString::fromUtf8(paper.readAll()));
        QVERIFY2(table, qPrintable(table ? QString() : table.error()));
        const auto scenarios = loadScenarios(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/contract/conformance"));
        QVERIFY2(scenarios, qPrintable(scenarios ? QString() : scenarios.error()));
        const QStringList wanted = table->scenariosFor(sdk);
        QVERIFY2(!wanted.isEmpty(), "sdk/README.md has nothing for CONFORMANCE_SDK");
        for (const Scenario &scenario : *scenarios) {
            if (wanted.contains(scenario.name))
                QTest::newRow(qPrintable(scenario.name)) << scenario;
        }
    }
    void scenario()
    {
        QFETCH(Scenario, scenario);
        const QString fault = ScenarioRun(scenario, *m_drivers).perform();
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstConformance)
#include "tst_conformance.moc"
