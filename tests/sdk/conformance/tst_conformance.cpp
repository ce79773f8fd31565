// SPDX-License-Identifier: GPL-3.0-only
// Each scenario of sdk/contract/conformance with one SDK. CONFORMANCE_SDK says which, CONFORMANCE_DRIVER the command line of its
// driver, with spaces between the words. An argument such as scenario:NAME chooses.
#include "tests/sdk/conformance/ensemble.h"
#include "tests/sdk/conformance/parity_table.h"
#include "tests/sdk/conformance/scenario.h"

#include <QFile>
#include <QProcess>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstConformance : public QObject
{
    Q_OBJECT

    QList<Scenario> m_scenarios;
    std::optional<Ensemble> m_ensemble;

    /// Whether the arguments choose it, or choose none.
    static bool isChosen(const Scenario &scenario)
    {
        const QStringList choice = QCoreApplication::arguments().filter(u"scenario:"_s);
        return choice.isEmpty() || choice.contains(u"scenario:"_s + scenario.name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QStringList command = QProcess::splitCommand(qEnvironmentVariable("CONFORMANCE_DRIVER"));
        QVERIFY2(!command.isEmpty(), "CONFORMANCE_DRIVER names no driver");
        QFile paper(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/README.md"));
        QVERIFY(paper.open(QIODevice::ReadOnly));
        const auto table = parityTableIn(QString::fromUtf8(paper.readAll()));
        QVERIFY2(table, qPrintable(table ? QString() : table.error()));
        const auto scenarios = loadScenarios(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/contract/conformance"));
        QVERIFY2(scenarios, qPrintable(scenarios ? QString() : scenarios.error()));
        const QStringList wanted = table->scenariosFor(qEnvironmentVariable("CONFORMANCE_SDK"));
        QVERIFY2(!wanted.isEmpty(), "sdk/README.md has nothing for CONFORMANCE_SDK");
        for (const Scenario &scenario : *scenarios) {
            if (wanted.contains(scenario.name) && isChosen(scenario))
                m_scenarios.append(scenario);
        }
        m_ensemble.emplace(command, m_scenarios);
    }
    void cleanupTestCase() { QVERIFY2(m_ensemble->end(), "a driver does not end with 0 when its stdin ends"); }

    void scenario_data()
    {
        QTest::addColumn<qsizetype>("number");
        for (qsizetype i = 0; i < m_scenarios.size(); ++i)
            QTest::newRow(qPrintable(m_scenarios.at(i).name)) << i;
    }
    void scenario()
    {
        QFETCH(qsizetype, number);
        const QString fault = m_ensemble->faultOf(number);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstConformance)
#include "tst_conformance.moc"
