// SPDX-License-Identifier: GPL-3.0-only
// Pools of local workers on the Workers page, what is done to one process, and its log by channel and level.
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/models/log_level.h"
#include "ui/pages/local_worker_acts.h"
#include "ui/pages/local_workers_section.h"
#include "ui/pages/pool_acts.h"
#include "ui/pages/pool_dialog.h"
#include "ui/pages/worker_log_panel.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/variable_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

using State = ui::LocalWorkerProcess::State;

ui::LocalWorkerProcess process(int pool, int number, State state)
{
    ui::LocalWorkerProcess made;
    made.pool = pool;
    made.number = number;
    made.name = u"w-%1"_s.arg(number);
    made.state = state;
    made.pid = state == State::Running ? 4000 + number : 0;
    made.memoryBytes = 1024 * 1024;
    return made;
}

ui::LocalPool images()
{
    return {.number = 1,
            .definition = {.name = u"images"_s,
                           .environment = {{u"KEY"_s, u"hush"_s, true}, {u"MODE"_s, u"fast"_s, false}},
                           .types = {u"resize"_s},
                           .processes = 2,
                           .concurrency = 3}};
}

} // namespace

class TestLocalPools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_local = std::make_unique<test::PretendWorkers>();
        m_local->setPools({images()});
        m_local->setProcesses(
            {process(0, 1, State::Running), process(1, 1001, State::Running), process(1, 1002, State::Stopped)});
        m_page = std::make_unique<ui::WorkersPage>(*m_client, u"http://h"_s, &test::pretendNow, m_local.get(), **m_settings);
        m_page->resize(1000, 620);
        m_page->show();
        test::TimedApp::watch();
    }

    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_local.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void severalPools_haveRowsAboveTheirProcesses()
    {
        const QAbstractItemModelTester tester(m_page->localTable()->model());
        QCOMPARE(names(), (QStringList {u"local"_s, u"w-1"_s, u"images"_s, u"w-1001"_s, u"w-1002"_s}));
        QCOMPARE(cell(2, ui::LocalWorkerModel::State), u"Running"_s);
        QCOMPARE(cell(2, ui::LocalWorkerModel::Memory), u"2.0 MiB"_s);
        QVERIFY(!m_page->localTable()->horizontalHeader()->sectionsClickable());
        m_local->setProcesses(
            {process(0, 1, State::Running), process(1, 1001, State::Running), process(1, 1002, State::CrashLooping)});
        QCOMPARE(cell(2, ui::LocalWorkerModel::State), u"Keeps crashing"_s);
        m_local->setPools({});
        m_local->setProcesses({process(0, 1, State::Running)});
        QCOMPARE(names(), QStringList {u"w-1"_s});
    }

    void boxes_scaleThePoolOfTheChosenRow()
    {
        choose(4);
        QCOMPARE(m_page->countBox()->value(), 2);
        m_page->countBox()->setValue(5);
        QCOMPARE(m_local->pools().last().definition.processes, 5);
        QCOMPARE(m_local->pools().last().definition.types, QStringList {u"resize"_s});
        choose(1);
        QCOMPARE(m_page->countBox()->value(), 1);
        m_page->countBox()->setValue(2);
        QCOMPARE(m_local->orders().last(), u"count 2"_s);
    }

    void orders_areForThePoolWhoseRowIsChosen()
    {
        choose(2);
        for (const auto *id : {"worker.start", "worker.stop", "worker.restart"})
            act(id)->trigger();
        QCOMPARE(m_local->orders(), (QStringList {u"start pool 1"_s, u"stop pool 1"_s, u"restart pool 1"_s}));
        QVERIFY(!act("worker.kill")->isEnabled());
        choose(3);
        act("worker.restart")->trigger();
        QCOMPARE(m_local->orders().last(), u"restart 1001"_s);
    }

    void crashLoop_isStartedAgainInTheWholePool()
    {
        m_local->setProcesses(
            {process(0, 1, State::CrashLooping), process(1, 1001, State::CrashLooping), process(1, 1002, State::CrashLooping)});
        QTest::mouseClick(m_page->crashBar()->button(), Qt::LeftButton);
        QCOMPARE(m_local->orders(), QStringList {u"start 1"_s});
        m_local->setProcesses(
            {process(0, 1, State::Running), process(1, 1001, State::CrashLooping), process(1, 1002, State::CrashLooping)});
        QTest::mouseClick(m_page->crashBar()->button(), Qt::LeftButton);
        QCOMPARE(m_local->orders().sliced(1), (QStringList {u"start 1001"_s, u"start 1002"_s}));
    }

    void newPool_staysOpenUntilItIsTaken()
    {
        act("pool.new")->trigger();
        auto *dialog = pools()->dialog();
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->nameField()->setText(u"mail"_s);
        dialog->commandField()->setText(u"python3"_s);
        dialog->argumentsField()->setPlainText(u"mailer.py\n--name=a b\n"_s);
        dialog->variables()->item(0, ui::VariableTable::Name)->setText(u"HOST"_s);
        dialog->variables()->item(0, ui::VariableTable::Value)->setText(u"smtp"_s);
        QCOMPARE(dialog->variables()->rowCount(), 2); // One is always empty.
        m_local->setPoolFault(u"No."_s);
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->note(), u"No."_s);
        m_local->setPoolFault({});
        QSignalSpy said(m_page.get(), &ui::WorkersPage::said);
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        const auto made = m_local->pools().last().definition;
        QCOMPARE(made.name, u"mail"_s);
        QCOMPARE(made.arguments, (QStringList {u"mailer.py"_s, u"--name=a b"_s}));
        QCOMPARE(made.environment.size(), 1);
        QCOMPARE(said.value(0).value(0).toString(), u"The pool mail was made."_s);
    }

    void secrets_showAsDotsAndStayWhatTheyAre()
    {
        choose(2);
        act("pool.edit")->trigger();
        auto *dialog = pools()->dialog();
        auto *table = dialog->variables();
        QCOMPARE(table->item(0, ui::VariableTable::Value)->data(Qt::AccessibleTextRole).toString(), u"secret"_s);
        table->setCurrentCell(0, ui::VariableTable::Value);
        table->editItem(table->currentItem());
        const auto *editor = table->findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->echoMode(), QLineEdit::Password);
        dialog->processesBox()->setValue(7);
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        auto expected = images().definition;
        expected.processes = 7;
        QCOMPARE(m_local->pools().last().definition, expected);
    }

    void ownPool_isCopiedButNeitherEditedNorRemoved()
    {
        choose(1);
        QVERIFY(!act("pool.edit")->isEnabled() && !act("pool.remove")->isEnabled());
        QVERIFY(ui::whyNot(*act("pool.edit")).contains(u"--workers"));
        act("pool.duplicate")->trigger();
        QCOMPARE(pools()->dialog()->nameField()->text(), u"local-2"_s);
    }

    void pool_isRemovedOnlyWhenItIsConfirmed()
    {
        choose(3);
        act("pool.remove")->trigger();
        auto *question = pools()->question();
        QVERIFY(question && question->noButton()->isDefault());
        QCOMPARE(question->text(), u"Remove the pool images?"_s);
        choose(1); // Which row is chosen by now is not which pool was meant.
        QCOMPARE(m_local->pools().size(), 2);
        QTest::mouseClick(question->yesButton(), Qt::LeftButton);
        QCOMPARE(m_local->pools().size(), 1);
        QCOMPARE(m_local->pools().first().number, 0);
    }

    void kill_saysWhatIsLostAndAsks()
    {
        choose(3);
        act("worker.kill")->trigger();
        auto *question = m_page->localSection()->acts()->question();
        QVERIFY(question && question->noButton()->isDefault());
        QVERIFY(question->details().contains(u"is lost"));
        choose(1);
        QTest::mouseClick(question->yesButton(), Qt::LeftButton);
        QCOMPARE(m_local->orders(), QStringList {u"kill 1001"_s});
        choose(4);
        QCOMPARE(ui::whyNot(*act("worker.kill")), u"The process does not run."_s);
    }

    void commandLine_isCopied()
    {
        choose(3);
        act("worker.copy_command")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"worker --number 1001"_s);
    }

    void log_isShownByItsChannel()
    {
        choose(1);
        auto *panel = m_page->logPanel();
        m_local->setLogPath(1, u"/logs/w.log"_s);
        m_local->write(1, {u"out 1"_s});
        m_local->write(1, {u"err 1"_s}, true);
        m_page->log()->flush();
        QCOMPARE(m_page->log()->text(), u"out 1\nerr 1"_s);
        panel->channelBox()->setCurrentIndex(2);
        QCOMPARE(m_page->log()->text(), u"err 1"_s);
        m_local->write(1, {u"out 2"_s});
        m_local->write(1, {u"err 2"_s}, true);
        m_page->log()->flush();
        QCOMPARE(m_page->log()->text(), u"err 1\nerr 2"_s);
        panel->channelBox()->setCurrentIndex(1);
        QCOMPARE(m_page->log()->text(), u"out 1\nout 2"_s);
        choose(3);
        m_local->setLogPath(1001, u"/logs/i.log"_s);
        choose(1);
        QCOMPARE(panel->path(), u"/logs/w.log"_s);
        panel->channelBox()->setCurrentIndex(2);
        QCOMPARE(panel->path(), u"/logs/w.log.err"_s);
    }

    void matches_areGoneThroughAndRound()
    {
        choose(1);
        m_local->write(1, {u"begin"_s, u"error 1"_s, u"between"_s, u"error 2"_s, u"end"_s});
        m_page->log()->flush();
        auto *panel = m_page->logPanel();
        QVERIFY(!panel->nextButton()->isVisible());
        panel->contextBox()->setValue(5);
        panel->patternInput()->setText(u"error \\d"_s);
        QVERIFY(panel->nextButton()->isVisible());
        panel->nextButton()->click();
        QCOMPARE(m_page->log()->chosenText(), u"error 1"_s);
        panel->nextButton()->click();
        QCOMPARE(m_page->log()->chosenText(), u"error 2"_s);
        panel->nextButton()->click();
        QCOMPARE(m_page->log()->chosenText(), u"error 1"_s);
        panel->previousButton()->click();
        QCOMPARE(m_page->log()->chosenText(), u"error 2"_s);
    }

    void level_isThatOfTheFirstWordThatNamesOne_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("level");
        QTest::newRow("plain") << u"2026-11-25T14:02:48.502 echo 8c12f0aa started"_s << int(ui::LogLevel::Plain);
        QTest::newRow("error") << u"14:12:58 ERROR no room"_s << int(ui::LogLevel::Error);
        QTest::newRow("python") << u"Traceback (most recent call last):"_s << int(ui::LogLevel::Error);
        QTest::newRow("warning") << u"[warn] an error was mended"_s << int(ui::LogLevel::Warning);
        QTest::newRow("debug") << u"DEBUG: x"_s << int(ui::LogLevel::Quiet);
        QTest::newRow("no word of its own") << u"terrors and warned"_s << int(ui::LogLevel::Plain);
    }
    void level_isThatOfTheFirstWordThatNamesOne()
    {
        QFETCH(const QString, line);
        QFETCH(const int, level);
        QCOMPARE(int(ui::levelOf(line)), level);
    }

    void level_hasItsColour()
    {
        choose(1);
        m_local->write(1, {u"all is well"_s, u"error: nothing is"_s});
        m_page->log()->flush();
        const auto block = m_page->log()->findChild<QPlainTextEdit *>()->document()->firstBlock();
        QVERIFY(block.layout()->formats().isEmpty());
        QTRY_COMPARE(block.next().layout()->formats().size(), 1);
    }

private:
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_page->localTable()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_page->localTable()->model()->rowCount(); ++row)
            names.append(cell(row, ui::LocalWorkerModel::Name));
        return names;
    }
    void choose(int row) const { m_page->localTable()->setCurrentIndex(m_page->localTable()->model()->index(row, 0)); }
    [[nodiscard]] QAction *act(const char *id) const
    {
        for (auto *action : m_page->workerActions())
            if (action->objectName() == QLatin1StringView(id))
                return action;
        return nullptr;
    }
    [[nodiscard]] ui::PoolActs *pools() const { return m_page->localSection()->poolActs(); }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<test::PretendWorkers> m_local;
    std::unique_ptr<ui::WorkersPage> m_page;
};

CONDUIT_TIMED_MAIN(TestLocalPools)
#include "tst_local_pools.moc"
