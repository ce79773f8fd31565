// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/task_export.h"
#include "ui/models/task_file.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/export_dialog.h"
#include "ui/pages/task_exports.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::ExportFile;
using ui::ExportRun;
using ui::TaskExport;

namespace {

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

wire::Task task(int number)
{
    wire::Task made;
    made.id = idOf(number);
    made.taskType = u"echo"_s;
    made.state = u"dead"_s;
    made.createdAt = test::pretendNow().addSecs(number - 1'000'000);
    return made;
}

} // namespace

/// Tasks go into a file: whole, or not at all.
class TestTaskExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
    }
    void cleanup()
    {
        m_page.reset();
        m_client.reset();
        m_broker.reset();
    }

    void csv_isQuotedAndHoldsNoFormula()
    {
        wire::Task odd = task(1);
        odd.taskType = u"=HYPERLINK(\"http://a\")"_s;
        odd.worker = u"a,b"_s;
        odd.tags = {u"-x"_s, u"y"_s};
        odd.lastError = u"one\ntwo"_s;
        odd.enqueuedBy = u"console anna@atlas"_s;
        ExportFile file(path(), ui::taskFileHead(ExportFile::Format::Csv));
        QVERIFY(file.write(ui::taskFileLines({odd}, ExportFile::Format::Csv)).isEmpty());
        QVERIFY(!QFile::exists(path()));
        QVERIFY(file.finish().isEmpty());
        const auto lines = content().split('\n');
        QVERIFY(lines[0].startsWith("id,task_type,state,queue,priority"));
        QVERIFY(lines[1].startsWith(idOf(1).toUtf8() + ",\"'=HYPERLINK(\"\"http://a\"\")\",dead,"));
        QVERIFY(lines[1].contains(",\"a,b\",\"'-x, y\",\"one"));
        QVERIFY(lines[0].endsWith(",enqueued_by\r"));
        QVERIFY(content().endsWith(",console anna@atlas\r\n"));
    }

    void csv_ofNothing_hasItsNames()
    {
        ExportFile file(path(), ui::taskFileHead(ExportFile::Format::Csv));
        QVERIFY(file.finish().isEmpty());
        QCOMPARE(content().count('\n'), 1);
    }

    void jsonLines_haveTheContractsNames()
    {
        auto odd = task(1);
        odd.lastError = u"a\nb"_s;
        odd.meta = "{\"n\":1.10}";
        odd.enqueuedBy = u"bert"_s;
        ExportFile file(path(), ui::taskFileHead(ExportFile::Format::JsonLines));
        QVERIFY(file.write(ui::taskFileLines({odd, task(2)}, ExportFile::Format::JsonLines)).isEmpty());
        QVERIFY(file.finish().isEmpty());
        const auto lines = content().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].contains("\"error\":\"a\\nb\""));
        QVERIFY(lines[0].contains("\"meta\":{\"n\":1.10}"));
        QVERIFY(lines[0].contains("\"started_at\":null"));
        QVERIFY(lines[0].contains("\"enqueued_by\":\"bert\""));
        QVERIFY(lines[1].contains("\"enqueued_by\":null"));
        QVERIFY(lines[1].contains(idOf(2).toUtf8()));
    }

    void list_isReadPageByPage()
    {
        m_broker->addMany(1'203, [](int place) { return task(place); });
        TaskExport run(*m_client, plan());
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
        QCOMPARE(run.written(), 1'203);
        QCOMPARE(*run.total(), 1'203);
        QCOMPARE(content().count('\n'), 1'204);
        QCOMPARE(m_broker->largestPage(), TaskExport::kTasksAtOnce);
        QVERIFY(content().indexOf(idOf(1'202).toUtf8()) < content().indexOf(idOf(7).toUtf8()));
    }

    void exceptions_areLeftOut()
    {
        for (int number = 0; number < 5; ++number)
            m_broker->add(task(number));
        auto asked = plan();
        asked.except = {idOf(2)};
        TaskExport run(*m_client, asked);
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
        QCOMPARE(run.written(), 4);
        QVERIFY(!content().contains(idOf(2).toUtf8()));
    }

    void selectedTasks_areAskedForByTheirIds()
    {
        test::ScriptedTransport transport;
        client::Client client(transport);
        auto asked = plan();
        for (int number = 0; number < 51; ++number)
            asked.ids.append(idOf(number));
        TaskExport run(client, asked);
        run.start();
        QCOMPARE(*run.total(), 51);
        transport.expect("GET", "/task");
        QVERIFY(transport.call().path.contains(idOf(49).toUtf8()));
        QVERIFY(!transport.call().path.contains(idOf(50).toUtf8()));
        QVERIFY(transport.call().path.size() < 2'000);
        transport.answer(200, "{\"tasks\":[],\"next\":null,\"prev\":null,\"revision\":1}");
        QTRY_VERIFY(transport.isAsked("GET", "/task"));
        transport.expect("GET", "/task");
        QVERIFY(transport.call().path.contains(idOf(50).toUtf8()));
        transport.answer(200, "{\"tasks\":[],\"next\":null,\"prev\":null,\"revision\":1}");
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
    }

    void selectedTasks_whosePayloadsArePagesLong_areReadToTheirEnd()
    {
        test::ScriptedTransport transport;
        client::Client client(transport);
        TaskExport run(
            client, {.path = path(), .format = ExportFile::Format::JsonLines, .ids = {idOf(1), idOf(2)}, .withPayloads = true});
        run.start();
        transport.expect("GET", "/task");
        QVERIFY(transport.call().path.contains("payloads=true"));
        transport.answer(200, pageOf(1, R"({"ratio":1.10})", "\"c1\""));
        QTRY_VERIFY(transport.isAsked("GET", "/task"));
        transport.expect("GET", "/task");
        QVERIFY(transport.call().path.contains("after=c1") && transport.call().path.contains(idOf(2).toUtf8()));
        transport.answer(200, pageOf(2, "null", "null"));
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
        QCOMPARE(run.written(), 2);
        QVERIFY2(content().contains(R"("payload":{"ratio":1.10},)"), content());
        QVERIFY2(content().contains("\"payload\":null,"), content());
    }

    void payloads_areAskedForOnlyWhenTheyAreWanted()
    {
        auto one = task(1);
        one.payload = R"({"big":9007199254740993})";
        m_broker->add(one);
        TaskExport without(*m_client, {.path = path(), .format = ExportFile::Format::JsonLines});
        without.start();
        QTRY_COMPARE(without.state(), ExportRun::State::Done);
        QVERIFY(!content().contains("\"payload\""));
        TaskExport with(*m_client, {.path = path(), .format = ExportFile::Format::JsonLines, .withPayloads = true});
        with.start();
        QTRY_COMPARE(with.state(), ExportRun::State::Done);
        QVERIFY2(content().contains("\"payload\":" + one.payload), content());
    }

    void results_areReadOneByOneWhenTheyAreWanted()
    {
        for (int number = 1; number <= 20; ++number) {
            auto ended = task(number);
            ended.status = u"Failed"_s;
            ended.result = {.output = "null", .error = u"disk %1 is full\nat a"_s.arg(number)};
            m_broker->add(ended);
        }
        auto waiting = task(21);
        waiting.state = u"ready"_s;
        m_broker->add(waiting);
        TaskExport without(*m_client, {.path = path(), .format = ExportFile::Format::JsonLines});
        without.start();
        QTRY_COMPARE(without.state(), TaskExport::State::Done);
        QVERIFY(!content().contains("\"result\""));
        TaskExport with(*m_client, {.path = path(), .format = ExportFile::Format::JsonLines, .withResults = true});
        with.start();
        QTRY_COMPARE(with.state(), TaskExport::State::Done);
        QCOMPARE(with.written(), 21);
        QCOMPARE(content().count('\n'), 21);
        QVERIFY2(content().contains("\"result\":{\"output\":null,\"error\":\"disk 20 is full\\nat a\"}"), content());
        QCOMPARE(content().count("\"result\":"), 20);
    }

    void resultsOfAnAwayBroker_areWaitedFor()
    {
        test::ScriptedTransport transport;
        client::Client client(transport);
        TaskExport run(client,
                       {.path = path(), .format = ExportFile::Format::JsonLines, .ids = {idOf(1)}, .withResults = true});
        run.start();
        transport.expect("GET", "/task");
        transport.answer(200, pageOf(1, "null", "null"));
        QTRY_VERIFY(transport.isAsked("GET", "/task/" + idOf(1).toUtf8()));
        transport.expect("GET", "/task/" + idOf(1).toUtf8());
        transport.breakOff();
        QCOMPARE(run.state(), TaskExport::State::Waiting);
        QTRY_VERIFY(transport.isAsked("GET", "/task/" + idOf(1).toUtf8()));
        transport.expect("GET", "/task/" + idOf(1).toUtf8());
        transport.answer(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"Gone.\",\"details\":[]}}");
        QTRY_COMPARE(run.state(), TaskExport::State::Done);
        QCOMPARE(run.written(), 1);
    }

    void form_offersPayloadsInLinesOfJson()
    {
        QWidget page;
        ui::ExportDialog dialog(u"All tasks"_s, {}, &page);
        QVERIFY(!dialog.payloadsBox()->isEnabled() && !dialog.payloadsBox()->toolTip().isEmpty());
        dialog.formatBox()->setCurrentIndex(1);
        QVERIFY(dialog.payloadsBox()->isEnabled() && !dialog.withPayloads());
        dialog.payloadsBox()->click();
        QVERIFY(dialog.withPayloads() && !dialog.withResults());
        dialog.resultsBox()->click();
        QVERIFY(dialog.withResults());
        dialog.formatBox()->setCurrentIndex(0);
        QVERIFY(!dialog.withPayloads() && !dialog.withResults());
    }

    void awayBroker_isWaitedFor()
    {
        m_broker->addMany(1'203, [](int place) { return task(place); });
        TaskExport run(*m_client, plan());
        connect(&run, &TaskExport::changed, &run, [&] {
            if (run.written() == TaskExport::kTasksAtOnce && run.state() == ExportRun::State::Running)
                m_broker->setAway(true);
        });
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Waiting);
        ui::ExportBar bar(ui::ExportBar::Of::Tasks);
        bar.showRun(run);
        QVERIFY(bar.isVisible());
        QVERIFY(bar.text().startsWith(u"500 of about 1,203 tasks exported. It waits for the broker"_s));
        QVERIFY(!QFile::exists(path()));
        run.disconnect(&run);
        m_broker->setAway(false);
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
        QCOMPARE(content().count('\n'), 1'204);
    }

    void refusedFilter_isToldAndLeavesNoFile()
    {
        test::ScriptedTransport transport;
        client::Client client(transport);
        TaskExport run(client, plan());
        run.start();
        transport.expect("GET", "/task");
        transport.answer(
            400, "{\"error\":{\"code\":\"invalid_argument\",\"message\":\"The filter cannot be read.\",\"details\":[]}}");
        QCOMPARE(run.state(), ExportRun::State::Failed);
        QCOMPARE(run.reason(), u"The filter cannot be read."_s);
        QVERIFY(isFolderEmpty());
    }

    void stoppedExport_leavesNoFile()
    {
        m_broker->addMany(1'203, [](int place) { return task(place); });
        TaskExport run(*m_client, plan());
        connect(&run, &TaskExport::changed, &run, [&run] {
            if (run.written() > 0)
                run.stop();
        });
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Stopped);
        QCOMPARE(run.written(), TaskExport::kTasksAtOnce);
        QTRY_VERIFY(isFolderEmpty());
    }

    void fileThatWasThere_staysUntilTheNewOneIsWhole()
    {
        QFile before(path());
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
        before.close();
        m_broker->addMany(1'203, [](int place) { return task(place); });
        TaskExport run(*m_client, plan());
        QByteArray meanwhile;
        connect(&run, &TaskExport::changed, &run, [&] {
            if (run.written() == TaskExport::kTasksAtOnce)
                meanwhile = content();
        });
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Done);
        QCOMPARE(meanwhile, "before");
        QVERIFY(content().startsWith("id,"));
    }

    void placeThatCannotBeWritten_isTold()
    {
        m_broker->add(task(1));
        auto asked = plan();
        asked.path = m_folder->filePath(u"missing/tasks.csv"_s);
        TaskExport run(*m_client, asked);
        run.start();
        QTRY_COMPARE(run.state(), ExportRun::State::Failed);
        QVERIFY(run.reason().startsWith(u"The file cannot be written: "_s));
    }

    void page_exportsWhatItsFilterFinds()
    {
        for (int number = 0; number < 12; ++number)
            m_broker->add(task(number));
        showPage(12);
        m_page->setFilter({.states = {u"dead"_s}});
        QTRY_VERIFY(m_broker->isIdle());
        auto *exports = m_page->exports();
        QVERIFY(m_page->taskActions().contains(exports->action()));
        QVERIFY(m_page->contextMenu()->actions().contains(exports->action()));
        exports->action()->trigger();
        QVERIFY(exports->dialog());
        QCOMPARE(exports->dialog()->allButton()->text(), u"All that match state:dead"_s);
        QVERIFY(!exports->dialog()->selectedButton()->isEnabled());
        QCOMPARE(exports->dialog()->format(), ExportFile::Format::Csv);
        exports->dialog()->reject();
        auto asked = plan();
        asked.filter = m_page->filter();
        exports->begin(asked);
        QVERIFY(exports->bar()->isVisible());
        QCOMPARE(ui::whyNot(*exports->action()), u"An export is under way. Wait for it, or stop it."_s);
        QTRY_VERIFY(!exports->bar()->isVisible());
        QCOMPARE(m_said.last(), u"12 tasks exported to tasks.csv"_s);
        QCOMPARE(m_button, u"Show folder"_s);
        QVERIFY(exports->action()->isEnabled());
        m_page->setOnline(false);
        QVERIFY(!exports->action()->isEnabled());
    }

    void page_exportsWhatIsSelected()
    {
        for (int number = 0; number < 3; ++number)
            m_broker->add(task(number));
        showPage(3);
        QTest::keyClick(m_page->table(), Qt::Key_A, Qt::ControlModifier);
        m_page->exports()->action()->trigger();
        auto *dialog = m_page->exports()->dialog();
        QVERIFY(dialog->isOfSelected());
        QCOMPARE(dialog->selectedButton()->text(), u"3 selected"_s);
        dialog->formatBox()->setCurrentIndex(1);
        QCOMPARE(dialog->format(), ExportFile::Format::JsonLines);
    }

    void longExport_keepsTheWindowMoving()
    {
        m_broker->addMany(20'000, [](int place) { return task(place); });
        showPage(ui::TaskWindowModel::kPageRows);
        test::TimedApp::watch();
        m_page->exports()->begin(plan());
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), 1, 60'000);
        QCOMPARE(m_said.last(), u"20,000 tasks exported to tasks.csv"_s);
        QCOMPARE(content().count('\n'), 20'001);
        QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault()));
    }

    void renewedWindow_goesOn()
    {
        m_broker->addMany(1'203, [](int place) { return task(place); });
        QWidget before;
        auto *first = new ui::TaskExports(*m_client, &before);
        first->begin(plan());
        QWidget after;
        ui::TaskExports second(*m_client, &after);
        QStringList said;
        connect(&second, &ui::TaskExports::said, &after, [&said](const QString &text) { said += text; });
        second.continueFrom(*first);
        delete first;
        QTRY_COMPARE(said, QStringList {u"1,203 tasks exported to tasks.csv"_s});
    }

private:
    /// A page of the list with one task.
    static QByteArray pageOf(int number, const QByteArray &payload, const QByteArray &next)
    {
        return "{\"tasks\":[{\"id\":\"" + idOf(number).toUtf8()
            + "\",\"task_type\":\"echo\",\"status\":\"Failed\",\"payload_size\":9,\"payload\":" + payload
            + "}],\"next\":" + next + ",\"prev\":null,\"revision\":1}";
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"tasks.csv"_s); }
    [[nodiscard]] TaskExport::Plan plan() const { return {.path = path(), .format = ExportFile::Format::Csv}; }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool isFolderEmpty() const
    {
        return QDir(m_folder->path()).isEmpty(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden);
    }
    void showPage(int rows)
    {
        m_settings = std::make_unique<test::PretendSettings>();
        m_page = std::make_unique<ui::TasksPage>(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow, **m_settings);
        m_said.clear();
        connect(m_page.get(), &ui::TasksPage::said, this, [this](const QString &text, const QString &button) {
            m_said += text;
            m_button = button;
        });
        m_page->resize(1100, 640);
        m_page->show();
        QTRY_COMPARE(m_page->model().rowCount(), rows);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TasksPage> m_page;
    QStringList m_said;
    QString m_button;
};

CONDUIT_TIMED_MAIN(TestTaskExports)
#include "tst_task_exports.moc"
