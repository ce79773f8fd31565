// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/format/times.h"
#include "ui/models/attention.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/first_steps.h"
#include "ui/pages/overview_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/time_series_widget.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

ui::ChartLines chartOf(const wire::Steps &values)
{
    ui::ChartLines chart {.from = test::pretendNow(), .step = 60, .unit = ui::ChartUnit::Count, .isStacked = true, .lines = {}};
    chart.lines = {{u"Completed"_s, ui::ChartInk::Good, values}};
    return chart;
}

wire::Queue waiting(const QString &name, qint64 ready)
{
    wire::Queue queue;
    queue.name = name;
    queue.states.insert(u"ready"_s, ready);
    return queue;
}

wire::Worker workerOf(const QStringList &queues, int silentSecs)
{
    wire::Worker worker;
    worker.name = u"gpu-3"_s;
    worker.queues = queues;
    worker.concurrency = 4;
    worker.lastSeenAt = test::pretendNow().addSecs(-silentSecs);
    return worker;
}

wire::Series typeSeries(const QString &type, qint64 completed, qint64 failed)
{
    wire::Series series;
    series.of = u"type:"_s + type;
    series.total = {{u"completed"_s, completed}, {u"failed"_s, failed}};
    return series;
}

ui::AttentionFacts quiet()
{
    ui::AttentionFacts facts;
    facts.now = test::pretendNow();
    return facts;
}

/// Three steps of a broker: a gap, then something.
QByteArray seriesOf(const QMap<QString, QString> &query)
{
    QByteArray all;
    for (const QString &of : query.value(u"of"_s).split(u','))
        all += (all.isEmpty() ? "" : ",")
            + ("{\"of\":\"" + of.toUtf8()
               + "\",\"enqueued\":[null,3,4],\"started\":[null,3,4],\"completed\":[null,30,4],\"failed\":[null,1,10],\"dead\":["
                 "null,0,0],"
                 "\"ready\":[null,7,5],\"oldest_wait\":[null,2.5,1],\"wait\":{\"n\":[],\"p50\":[],\"p95\":[]},"
                 "\"run\":{\"n\":[null,3,3],\"p50\":[null,0.5,0.5],\"p95\":[null,2,2]},\"total\":{\"completed\":34,\"failed\":"
                 "11,"
                 "\"run\":{\"n\":45,\"p50\":0.5,\"p95\":2.4,\"p99\":3}}}");
    return "{\"step\":60,\"from\":\"2026-11-25T14:00:00.000Z\",\"now\":\"2026-11-25T14:03:07.000Z\",\"series\":[" + all + "]}";
}

} // namespace

/// What a broker is doing, at a glance.
class TestOverview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { test::TimedApp::watch(); }
    void cleanup() { QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault())); }

    void aQueueThatNobodyTakesFrom_needsAWorker()
    {
        auto facts = quiet();
        facts.queues = {waiting(u"mail"_s, 212), waiting(u"gpu"_s, 3), waiting(u"idle"_s, 0)};
        facts.workers = {workerOf({u"gpu"_s}, 2)};
        auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.first().isBad);
        QVERIFY(rows.first().text.contains(u"mail"_s) && rows.first().text.contains(u"212"_s));
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowWorkers);
        facts.canStartWorkers = true;
        QCOMPARE(ui::attentionFor(facts).first().act, ui::Attention::Act::StartWorker);
        facts.queues.first().isPaused = true;
        rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowQueues);
    }

    void aBrokerThatIsSilent_comesFirst()
    {
        auto facts = quiet();
        facts.queues = {waiting(u"mail"_s, 212)};
        facts.silentSince = facts.now;
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.first().text.contains(ui::clockText(facts.now)));
        QCOMPARE(rows.first().act, ui::Attention::Act::AskAgain);
    }

    void aWorkerThatIsGoneOrDraining_takesNothing()
    {
        QVERIFY(ui::takesFrom(workerOf({}, 5), u"q"_s, test::pretendNow()));
        QVERIFY(!ui::takesFrom(workerOf({}, 100), u"q"_s, test::pretendNow()));
        auto draining = workerOf({}, 5);
        draining.draining = true;
        QVERIFY(!ui::takesFrom(draining, u"q"_s, test::pretendNow()));
    }

    void aTypeThatFailsOften_needsALook()
    {
        auto facts = quiet();
        facts.types = {typeSeries(u"resize"_s, 137, 41), typeSeries(u"rare"_s, 1, 2), typeSeries(u"fine"_s, 100, 3)};
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.first().text.contains(u"resize"_s) && rows.first().text.contains(u"23"_s));
        QCOMPARE(rows.first().types, QStringList {u"resize"_s});
        const auto types = ui::failingTypes(facts);
        QCOMPARE(types.size(), 3);
        QCOMPARE(types.first().type, u"resize"_s);
        QCOMPARE(types.first().percent(), 23);
    }

    void clocksThatDiffer_areToldWithNothingToPress()
    {
        auto facts = quiet();
        facts.skew = std::chrono::seconds(-90);
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY2(rows.first().text.startsWith(u"The broker's clock is 1 min 30 s behind this machine's."),
                 qPrintable(rows.first().text));
        QVERIFY(rows.first().actText.isEmpty());
    }

    void deadTasksAndSilentWorkers_areToldWithTheirCause()
    {
        auto facts = quiet();
        facts.dead = 37;
        wire::DeathGroup group;
        group.type = u"resize"_s;
        group.signature = u"disk full"_s;
        facts.deaths = {group};
        auto silent = workerOf({}, 41);
        silent.running = 2;
        facts.workers = {silent};
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.at(0).text.contains(u"37"_s) && rows.at(0).text.contains(u"disk full"_s));
        QCOMPARE(rows.at(0).states, QStringList {u"dead"_s});
        QVERIFY(rows.at(1).text.contains(u"gpu-3"_s));
    }

    void tasksThatRunForTooLong_areToldByType()
    {
        const auto running = [](const QString &type, int seconds) {
            wire::Task task;
            task.taskType = type;
            task.startedAt = test::pretendNow().addSecs(-seconds);
            return task;
        };
        const auto usual = [](const QString &type, qint64 n, double p95) {
            auto series = typeSeries(type, n, 0);
            series.totalRun.n = n;
            series.totalRun.p95 = p95;
            return series;
        };
        const QList<wire::Task> tasks {running(u"resize"_s, 300), running(u"resize"_s, 700), running(u"resize"_s, 90),
                                       running(u"quick"_s, 59), running(u"rare"_s, 9'000)};
        const auto stuck = ui::stuckTypes(
            tasks, {usual(u"resize"_s, 500, 20), usual(u"quick"_s, 500, 0.1), usual(u"rare"_s, 3, 1)}, test::pretendNow());
        QCOMPARE(stuck, (QList<ui::StuckType> {{u"resize"_s, 2, std::chrono::seconds(700)}}));
        auto facts = quiet();
        facts.stuck = stuck;
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.first().text.contains(u"11 min 40 s"_s));
        QCOMPARE(rows.first().states, QStringList {u"running"_s});
        QCOMPARE(rows.first().types, QStringList {u"resize"_s});
    }

    void chartModel_holdsItsForm()
    {
        ui::ChartModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLines(chartOf({1, std::nullopt, 3}));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 1).data().toString(), u"3"_s);
        QCOMPARE(model.index(1, 1).data().toString(), u"–"_s);
        model.setLines(chartOf({1, 2, 4}));
        QCOMPARE(model.index(0, 1).data().toString(), u"4"_s);
        model.setLines(chartOf({1}));
        QCOMPARE(model.rowCount(), 1);
    }

    void failingModel_holdsItsForm()
    {
        ui::FailingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTypes({{u"resize"_s, 41, 178, u"disk full"_s}});
        QCOMPARE(model.index(0, ui::FailingModel::Share).data().toString(), u"23 %"_s);
        model.setTypes({});
        QCOMPARE(model.rowCount(), 0);
    }

    void axis_endsAtARoundNumber()
    {
        QCOMPARE(ui::roundedUp(0), 1.0);
        QCOMPARE(ui::roundedUp(0.03), 0.05);
        QCOMPARE(ui::roundedUp(7), 10.0);
        QCOMPARE(ui::roundedUp(100), 100.0);
        QCOMPARE(ui::roundedUp(612), 1000.0);
    }

    void aGap_isPaintedAndIsNotZero()
    {
        ui::ChartCanvas canvas;
        canvas.resize(400, 160);
        const auto inkAt = [&](int step, int steps) {
            const QImage image = canvas.grab().toImage();
            const QRectF plot = canvas.plot();
            int inks = 0;
            const qreal ratio = image.devicePixelRatio();
            for (qreal x = plot.left() + plot.width() * step / steps + 3;
                 x < plot.left() + plot.width() * (step + 1) / steps - 3; ++x)
                for (qreal y = plot.top() + plot.height() * 0.1; y < plot.top() + plot.height() * 0.4; ++y)
                    inks +=
                        image.pixelColor(QPoint(int(x * ratio), int(y * ratio))) != canvas.palette().color(QPalette::Window);
            return inks;
        };
        canvas.setLines(chartOf({0, std::nullopt, 5}));
        QCOMPARE(inkAt(0, 3), 0);
        QVERIFY(inkAt(1, 3) > 20);
        QVERIFY(inkAt(2, 3) > 100);
    }

    void largeNumbers_haveRoomBesideTheAxis()
    {
        ui::ChartCanvas canvas;
        canvas.resize(400, 160);
        canvas.setLines(chartOf({5}));
        const qreal usual = canvas.plot().left();
        canvas.setLines(chartOf({7'000'000}));
        const int label = canvas.fontMetrics().horizontalAdvance(u"10,000,000"_s);
        QVERIFY2(canvas.plot().left() > usual && canvas.plot().left() > 0.85 * label, qPrintable(QString::number(label)));
    }

    void chartsAndWhatStandsBesideThem_beginAtTheSameHeights()
    {
        test::PretendBroker broker(test::pretendNow());
        broker.add({.taskType = u"echo"_s});
        client::Client client(broker);
        ui::OverviewPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, nullptr);
        wire::Stats stats;
        stats.states.insert(u"ready"_s, 1);
        page.setStats(stats);
        page.resize(1110, 640);
        page.show();
        const auto middleOf = [&page](const QString &heading) {
            for (const auto *label : page.findChildren<ui::ElidingLabel *>())
                if (label->fullText() == heading)
                    return label->mapTo(&page, label->rect().center()).y();
            return -1;
        };
        QTRY_VERIFY(middleOf(u"Throughput"_s) > 0);
        QTRY_COMPARE(middleOf(u"Needs attention"_s), middleOf(u"Throughput"_s));
        QTRY_COMPARE(middleOf(u"Failing types, last 5 min"_s), middleOf(u"Run time"_s));
    }

    void theCursor_readsTheValuesOfAStep()
    {
        ui::TimeSeriesWidget chart(u"Throughput"_s);
        chart.resize(400, 200);
        chart.setLines(chartOf({1, 2, 3}));
        QTest::keyClick(chart.canvas(), Qt::Key_Left);
        QCOMPARE(chart.canvas()->cursor(), 2);
        QVERIFY(chart.canvas()->cursorText().endsWith(u"Completed 3"_s));
        QCOMPARE(chart.canvas()->accessibleDescription(), chart.canvas()->cursorText());
        QTest::keyClick(chart.canvas(), Qt::Key_Home);
        QVERIFY(chart.canvas()->cursorText().endsWith(u"Completed 1"_s));
        QTest::keyClick(chart.canvas(), Qt::Key_Escape);
        QCOMPARE(chart.canvas()->cursor(), -1);
        chart.tableButton()->click();
        QCOMPARE(chart.table()->model()->rowCount(), 3);
    }

    void aChart_isCopiedAsImageAndAsValues()
    {
        ui::TimeSeriesWidget chart(u"Throughput"_s);
        chart.resize(400, 200);
        auto lines = chartOf({1, std::nullopt, 3});
        lines.lines.append({u"=cmd, mails"_s, ui::ChartInk::Bad, {0.5, 0, std::nullopt}});
        chart.setLines(lines);
        chart.show();
        QSignalSpy copied(&chart, &ui::TimeSeriesWidget::copied);
        chart.copyValues();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 "time,Completed,\"'=cmd, mails\"\r\n2026-11-25T14:03:07Z,1,0.5\r\n"
                 "2026-11-25T14:04:07Z,,0\r\n2026-11-25T14:05:07Z,3,\r\n"_L1);
        chart.copyImage();
        QVERIFY(QGuiApplication::clipboard()->image().width() > 300);
        QCOMPARE(copied.size(), 2);
    }

    void aTimeInAChart_isChosenByMouseAndByKey()
    {
        ui::ChartCanvas canvas;
        canvas.resize(400, 200);
        canvas.setLines(chartOf({1, 2, 3, 4}));
        QSignalSpy chosen(&canvas, &ui::ChartCanvas::spanChosen);
        const auto middleOf = [&canvas](int step) {
            return QPointF(canvas.plot().left() + canvas.plot().width() * (step + 0.5) / 4, canvas.plot().center().y())
                .toPoint();
        };
        const auto span = [&chosen] {
            const auto args = chosen.takeFirst();
            return std::pair {test::pretendNow().secsTo(args[0].toDateTime()), test::pretendNow().secsTo(args[1].toDateTime())};
        };
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, middleOf(1));
        QVERIFY(chosen.isEmpty()); // It leads nowhere yet.
        canvas.setSpanTip(u"Shows the tasks of then."_s);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, middleOf(1));
        QCOMPARE(span(), (std::pair<qint64, qint64> {60, 120}));
        // Backwards, and beyond the edge.
        QTest::mousePress(&canvas, Qt::LeftButton, {}, middleOf(2));
        QTest::mouseMove(&canvas, middleOf(1));
        QVERIFY(canvas.cursorText().contains(u" to "));
        QTest::mouseMove(&canvas, {0, 5});
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {0, 5});
        QCOMPARE(span(), (std::pair<qint64, qint64> {0, 180}));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, {2, 190});
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&canvas, Qt::Key_Return);
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&canvas, Qt::Key_End);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(span(), (std::pair<qint64, qint64> {180, 240}));
    }

    void whatTheOldestTaskWaits_needsAWordOnce()
    {
        auto facts = quiet();
        facts.oldestWait = std::chrono::seconds(299);
        QVERIFY(ui::attentionFor(facts).isEmpty());
        facts.oldestWait = std::chrono::minutes(12);
        facts.queues = {waiting(u"mail"_s, 3)};
        facts.workers = {workerOf({}, 2)};
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY2(rows.first().text.contains(u"12 min"), qPrintable(rows.first().text));
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowOldest);
        facts.workers.clear(); // Then that is the reason, and told.
        QCOMPARE(ui::attentionFor(facts).size(), 1);
        QCOMPARE(ui::attentionFor(facts).first().act, ui::Attention::Act::ShowWorkers);
        facts.workers = {workerOf({}, 2)};
        facts.queues.first().isPaused = true;
        QCOMPARE(ui::attentionFor(facts).size(), 1);
        QCOMPARE(ui::attentionFor(facts).first().act, ui::Attention::Act::ShowQueues);
    }

    void aWorkersClockThatIsOff_leadsToThatWorker()
    {
        auto facts = quiet();
        facts.workers = {workerOf({}, 2), workerOf({}, 2), workerOf({}, 2)};
        facts.workers[0].clockAhead = wire::Seconds(2);
        facts.workers[1].clockAhead = wire::Seconds(-0.4);
        QVERIFY(ui::attentionFor(facts).isEmpty());
        facts.workers[1].name = u"atlas"_s;
        facts.workers[1].clockAhead = wire::Seconds(-75);
        auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(!rows.first().isBad);
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowWorker);
        QCOMPARE(rows.first().worker, u"atlas"_s);
        QCOMPARE(rows.first().text,
                 u"The clock of worker atlas is off, compared with the broker's: about 1 min 15 s behind."_s);
        facts.workers[2].clockAhead = wire::Seconds(3);
        rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().worker, u"atlas"_s);
        QVERIFY2(rows.first().text.endsWith(u"So is that of 1 other."), qPrintable(rows.first().text));
        facts.workers[1].lastSeenAt = facts.now.addSecs(-91); // Nobody knows what it says by now.
        QCOMPARE(ui::attentionFor(facts).first().act, ui::Attention::Act::ShowWorker);
        QVERIFY(ui::attentionFor(facts).first().worker != u"atlas");
    }

    void aDiskThatFillsUp_leadsToWhatIsKept()
    {
        constexpr qint64 kGiB = 1LL << 30;
        auto facts = quiet();
        facts.disk =
            wire::Disk {.freeBytes = 2 * kGiB, .totalBytes = 100 * kGiB, .databaseBytes = 3 * kGiB, .grownBytes = kGiB};
        QVERIFY(ui::attentionFor(facts).isEmpty());
        facts.disk->freeBytes = kGiB / 2;
        auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.first().isBad);
        QCOMPARE(rows.first().text, u"The broker's disk has only 512 MiB left; its database takes 3.0 GiB."_s);
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowTasks);
        QCOMPARE(rows.first().states, (QStringList {u"completed"_s, u"cancelled"_s, u"dead"_s}));
        facts.disk->totalBytes = kGiB; // A small disk, half empty.
        QVERIFY(ui::attentionFor(facts).isEmpty());
        facts.disk->grownBytes = kGiB + kGiB / 2;
        facts.disk->grownWithin = std::chrono::hours(6);
        rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(!rows.first().isBad);
        QCOMPARE(rows.first().text,
                 u"The broker's database has grown by 1.5 GiB within 6 h. There are 512 MiB left on its disk."_s);
    }

    void workersThatKeepDying_needAttention()
    {
        auto facts = quiet();
        facts.crashLoops = 2;
        const auto rows = ui::attentionFor(facts);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.first().isBad);
        QCOMPARE(rows.first().act, ui::Attention::Act::ShowWorkers);
    }

    void chartsAndTheOldestWait_leadToTheirTasks()
    {
        test::PretendBroker broker(test::pretendNow());
        broker.setAnswer(u"/stats/series"_s, seriesOf);
        broker.add({.taskType = u"resize"_s, .state = u"ready"_s});
        client::Client client(broker);
        test::PretendWorkers workers;
        ui::OverviewPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, &workers);
        QList<ui::TaskFilter> asked;
        connect(&page, &ui::OverviewPage::filterRequested, this,
                [&asked](const ui::TaskFilter &filter) { asked.append(filter); });
        page.resize(1100, 640);
        page.setStats({.states = {{u"ready"_s, 1}}});
        page.show();
        auto *canvas = page.throughput()->canvas();
        const auto hasSteps = [canvas] {
            QTest::keyClick(canvas, Qt::Key_End);
            return canvas->cursor() == 2;
        };
        QTRY_VERIFY(hasSteps());
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().text, u"finished:2026-11-25T14:02:00Z..2026-11-25T14:02:59Z"_s);
        page.tile(ui::OverviewPage::OldestWait)->click();
        QCOMPARE(asked.last().states, QStringList {u"ready"_s});
        QCOMPARE(asked.last().sort, u"created"_s);
        ui::LocalWorkerProcess process;
        process.number = 1;
        process.state = ui::LocalWorkerProcess::State::CrashLooping;
        workers.setProcesses({process});
        page.reload();
        const auto isTold = [&page] {
            const auto labels = page.attention()->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [](const QLabel *label) { return label->text().contains(u"dying"); });
        };
        QTRY_VERIFY(isTold());
    }

    void thePage_showsWhatTheBrokerTells()
    {
        test::PretendBroker broker(test::pretendNow());
        broker.setAnswer(u"/stats/series"_s, seriesOf);
        broker.setAnswer(u"/task/groups"_s, [](const auto &) { return QByteArray("{\"groups\":[],\"exact\":true}"); });
        broker.add({.taskType = u"resize"_s, .state = u"dead"_s});
        broker.add({.taskType = u"resize"_s, .state = u"ready"_s});
        client::Client client(broker);
        ui::OverviewPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, nullptr);
        client.loadStats(&page, [&](const auto &stats) {
            page.setStats(*stats);
            page.show();
        });
        QTRY_COMPARE(page.tile(ui::OverviewPage::Waiting)->value(), u"1"_s);
        QCOMPARE(page.tile(ui::OverviewPage::Dead)->value(), u"1"_s);
        QVERIFY(!page.showsFirstSteps());
        QTRY_COMPARE(page.tile(ui::OverviewPage::RunTime)->value(), u"2.4 s"_s);
        QCOMPARE(page.tile(ui::OverviewPage::Done)->value(), u"34"_s);
        QCOMPARE(page.tile(ui::OverviewPage::Failed)->accessibleName(), u"Failed 5 min: 11 24.4 %"_s);
        QCOMPARE(page.tile(ui::OverviewPage::OldestWait)->value(), u"2.5 s"_s);
        QTRY_COMPARE(page.failingTable()->model()->rowCount(), 1);

        const auto buttons = page.attention()->findChildren<QPushButton *>();
        QVERIFY(!buttons.isEmpty());
        QSignalSpy tasks(&page, &ui::OverviewPage::tasksRequested);
        page.tile(ui::OverviewPage::Dead)->click();
        QCOMPARE(tasks.last().first().toStringList(), QStringList {u"dead"_s});
        QSignalSpy workers(&page, &ui::OverviewPage::workersRequested);
        buttons.first()->click(); // A task is ready, and there is no worker at all.
        QCOMPARE(workers.size(), 1);
    }

    void attention_hasItsButtonsInOneColumn()
    {
        ui::AttentionList list;
        list.resize(400, 300);
        list.setRows({{.isBad = true, .text = u"A worker is silent"_s, .actText = u"Show it"_s},
                      {.isBad = false, .text = u"Tasks have died"_s, .actText = u"Show all dead tasks"_s},
                      {.isBad = false, .text = u"Nothing to press"_s, .actText = {}}},
                     true);
        list.show();
        const auto buttons = list.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        QTRY_COMPARE(buttons.first()->mapTo(&list, QPoint()).x(), buttons.last()->mapTo(&list, QPoint()).x());
        QCOMPARE(buttons.first()->width(), buttons.last()->width());
    }

    void brokerThatDoesNotWork_isNotSaidToBeWell()
    {
        test::PretendBroker broker(test::pretendNow());
        broker.setTrouble({.status = 500, .body = R"({"error":{"code":"storage_failed","message":"disk"}})"});
        client::Client client(broker);
        ui::OverviewPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, nullptr);
        page.show();
        QTRY_VERIFY(broker.isIdle());
        QCoreApplication::processEvents();
        QCOMPARE(page.tile(ui::OverviewPage::Workers)->value(), u"–"_s);
        for (const auto *label : page.attention()->findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(u"Nothing"), qPrintable(label->text()));
    }

    void withoutATask_thePageSaysHowToBegin()
    {
        test::PretendBroker broker(test::pretendNow());
        client::Client client(broker);
        test::PretendWorkers workers;
        ui::OverviewPage page(client, u"http://127.0.0.1:8080"_s, &test::pretendNow, &workers);
        page.setStats({});
        page.show();
        QVERIFY(page.showsFirstSteps());
        QSignalSpy enqueue(&page, &ui::OverviewPage::enqueueRequested);
        page.firstSteps()->startButton()->click();
        QCOMPARE(workers.orders(), QStringList {u"count 1"_s});
        QVERIFY(!page.firstSteps()->startButton()->isEnabled());
        page.firstSteps()->enqueueButton()->click();
        QCOMPARE(enqueue.size(), 1);
        QTRY_VERIFY(broker.isIdle());
    }
};

CONDUIT_TIMED_MAIN(TestOverview)
#include "tst_overview.moc"
