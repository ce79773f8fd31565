// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/broker_process.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/pages/many_check_page.h"
#include "ui/pages/many_file_page.h"
#include "ui/pages/many_run_page.h"
#include "ui/pages/many_wizard.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr int kRows = 50'000;
constexpr qint64 kLimitMs = 20'000;
/// A second pass through all that is there costs the broker look-ups, and this machine may be busy.
constexpr int kPatienceMs = 60'000;

} // namespace

/// Journey J8: fifty thousand rows, three of them bad, against a real broker.
class TestEnqueueMany : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_broker = std::make_unique<test::BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log());
        m_transport = std::make_unique<client::HttpTransport>(QUrl(m_broker->address()));
        m_client = std::make_unique<client::Client>(*m_transport);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("source,width,note\n");
        for (int row = 1; row <= kRows; ++row) {
            if (row % 20'000 == 7)
                file.write("in/" + QByteArray::number(row) + ".png,wide,\"a, b\"\n");
            else
                file.write("in/" + QByteArray::number(row) + ".png," + QByteArray::number(row) + ",\"a, b\"\n");
        }
    }

    void rows_areEnqueuedWithoutAStall()
    {
        QElapsedTimer timer;
        timer.start();
        begin();
        test::TimedApp::watch();
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->run()->hasEnded(), kPatienceMs);
        const auto spent = timer.elapsed();
        qInfo("%d rows in %lld ms", kRows, static_cast<long long>(spent));
        QCOMPARE(test::TimedApp::fault(), QString());
        QCOMPARE(m_wizard->run()->state(), ui::EnqueueRun::State::Done);
        QCOMPARE(m_wizard->run()->added(), kRows - 3);
        QCOMPARE(m_wizard->run()->rejected(), 3);
#ifndef CONDUIT_SANITIZED
        QVERIFY2(spent <= kLimitMs, QByteArray::number(spent));
#endif
    }

    void rejectedRows_areGivenBackWithTheirReasons()
    {
        const auto rejected = m_folder.filePath(u"rejected.csv"_s);
        m_wizard->runPage()->saveRejectedTo(rejected);
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->runPage()->note().startsWith(u"3 rows saved"), kPatienceMs);
        QFile file(rejected);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 5); // header, three rows, and what stands behind the last line end
        QVERIFY2(lines[1].startsWith("in/7.png,wide,\"a, b\",\"width: 'wide' is no number"), lines[1]);
    }

    void aRepetition_makesNoDoubles_alsoWhenTheBrokerIsKilledMeanwhile()
    {
        begin();
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->run()->answered() > 5'000, kPatienceMs);
        m_broker->kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_wizard->run()->state(), ui::EnqueueRun::State::Waiting, kPatienceMs);
        QVERIFY2(m_broker->restart(), m_broker->log());
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->run()->hasEnded(), kPatienceMs);
        QCOMPARE(m_wizard->run()->added(), 0);
        QCOMPARE(m_wizard->run()->known(), kRows - 3);
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"rows.csv"_s); }

    void begin()
    {
        const auto field = [](const QString &name, wire::FieldType type) {
            return wire::Field {.name = name, .type = type, .required = true};
        };
        m_wizard = std::make_unique<ui::ManyWizard>(
            *m_client, &test::pretendNow, u"resize"_s,
            wire::Schema {.taskType = u"resize"_s,
                          .fields = {field(u"source"_s, wire::FieldType::String), field(u"width"_s, wire::FieldType::Number)}});
        m_wizard->show();
        m_wizard->filePage()->chooseFile(path());
        QTRY_VERIFY(m_wizard->button(QWizard::NextButton)->isEnabled());
        m_wizard->button(QWizard::NextButton)->click();
        m_wizard->button(QWizard::NextButton)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_wizard->button(QWizard::CommitButton)->isEnabled(), kPatienceMs);
        m_wizard->button(QWizard::CommitButton)->click();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::BrokerProcess> m_broker;
    std::unique_ptr<client::HttpTransport> m_transport;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::ManyWizard> m_wizard;
};

CONDUIT_TIMED_MAIN(TestEnqueueMany)
#include "tst_enqueue_many.moc"
