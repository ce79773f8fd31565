// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_console.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/models/attempt_model.h"
#include "ui/models/field_model.h"
#include "ui/models/local_worker_model.h"
#include "ui/models/type_model.h"
#include "ui/models/worker_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

wire::Schema schemaOf(const QString &type, const QByteArray &text)
{
    wire::Field field;
    field.name = u"echo"_s;
    field.required = true;
    field.description = u"<b>bold</b>"_s;
    field.example = "1.10";
    return {.taskType = type, .description = u"first line\nsecond"_s, .fields = {field}, .text = text};
}

wire::Worker worker(const QString &name, int secondsAgo)
{
    wire::Worker made;
    made.name = name;
    made.concurrency = 4;
    made.running = 1;
    made.lastSeenAt = test::pretendNow().addSecs(-secondsAgo);
    return made;
}

QString textAt(const QAbstractItemModel &model, int row, int column) { return model.index(row, column).data().toString(); }

} // namespace

class TestListModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void types_keepTheirRowAndSchema()
    {
        ui::TypeModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setNames({u"b"_s, u"d"_s});
        model.setSchema(schemaOf(u"d"_s, "{}"));
        const QPersistentModelIndex d(model.index(1, 0));
        model.setNames({u"a"_s, u"b"_s, u"c"_s, u"d"_s});
        QCOMPARE(d.row(), 3);
        QVERIFY(model.schemaOf(u"d"_s));
        QCOMPARE(textAt(model, 3, ui::TypeModel::Description), u"first line"_s);
        QCOMPARE(textAt(model, 3, ui::TypeModel::Required), u"echo"_s);
        model.setNames({u"d"_s});
        QCOMPARE(d.row(), 0);
        QCOMPARE(model.names(), QStringList {u"d"_s});
    }

    void types_withoutASchemaStandBesideTheOthers()
    {
        ui::TypeModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setSeen({u"a"_s, u"b"_s});
        QCOMPARE(model.rowCount(), 0); // Nobody knows yet which of them have a schema.
        model.setNames({u"b"_s, u"c"_s});
        QCOMPARE(model.names(), (QStringList {u"a"_s, u"b"_s, u"c"_s}));
        QVERIFY(model.isBare(u"a"_s));
        QVERIFY(!model.isBare(u"b"_s));
        QCOMPARE(textAt(model, 0, ui::TypeModel::Fields), u"no schema"_s);
        model.setNames({u"a"_s, u"b"_s});
        QVERIFY(!model.isBare(u"a"_s));
        QCOMPARE(model.rowCount(), 2);
    }

    void types_tellWhatWentOnLatelyAndWhoHandlesThem()
    {
        ui::TypeModel model;
        model.setNames({u"echo"_s, u"mail"_s});
        QCOMPARE(textAt(model, 0, ui::TypeModel::Workers), u"–"_s);
        QCOMPARE(textAt(model, 0, ui::TypeModel::Success), u"–"_s);
        const QDateTime now(QDate(2026, 11, 25), QTime(14, 3), QTimeZone::utc());
        const wire::Worker busy {.name = u"w"_s, .types = {u"echo"_s}, .lastSeenAt = now.addSecs(-5)};
        const wire::Worker gone {.name = u"x"_s, .types = {u"mail"_s}, .lastSeenAt = now.addSecs(-500)};
        model.setWorkers({busy, gone}, now);
        wire::Series series {.of = u"type:echo"_s, .enqueued = {0, 3, {}}, .started = {2, 1, 0}};
        series.total = {{u"enqueued"_s, 1'203}, {u"completed"_s, 9'999}, {u"failed"_s, 1}};
        series.totalRun = {.n = 10'000, .p50 = 0.34, .p95 = 2.4};
        const wire::SeriesAnswer answer {.step = 3'600, .from = now.addSecs(-2 * 3'600), .now = now, .series = {series}};
        model.addFlow({{u"echo"_s, ui::typeFlow(series, answer)}}, now);
        QCOMPARE(textAt(model, 0, ui::TypeModel::Workers), u"1"_s);
        QCOMPARE(textAt(model, 1, ui::TypeModel::Workers), u"none"_s);
        QVERIFY(model.index(1, ui::TypeModel::Workers).data(ui::TypeModel::IsLonelyRole).toBool());
        QCOMPARE(textAt(model, 0, ui::TypeModel::Count), u"1,203"_s);
        QCOMPARE(textAt(model, 0, ui::TypeModel::Success), u"99 %"_s); // Not all.
        QCOMPARE(textAt(model, 0, ui::TypeModel::P50), u"340 ms"_s);
        QCOMPARE(textAt(model, 0, ui::TypeModel::P95), u"2.4 s"_s);
        QCOMPARE(textAt(model, 0, ui::TypeModel::LastSeen), u"1 h ago"_s);
        QCOMPARE(textAt(model, 1, ui::TypeModel::LastSeen), u"–"_s);
    }

    void types_reportASchemaOnlyWhenItIsAnother()
    {
        ui::TypeModel model;
        model.setNames({u"a"_s});
        QSignalSpy changed(&model, &ui::TypeModel::schemaChanged);
        model.setSchema(schemaOf(u"a"_s, "{}"));
        model.setSchema(schemaOf(u"a"_s, "{}"));
        model.setSchema(schemaOf(u"unknown"_s, "{}"));
        QCOMPARE(changed.count(), 1);
        model.setSchema(schemaOf(u"a"_s, "{ }"));
        QCOMPARE(changed.count(), 2);
    }

    void fields_showExamplesExactly()
    {
        ui::FieldModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setFields(schemaOf(u"a"_s, "{}").fields);
        QCOMPARE(textAt(model, 0, ui::FieldModel::Example), u"1.10"_s);
        QCOMPARE(textAt(model, 0, ui::FieldModel::Required), u"required"_s);
        QVERIFY(!model.index(0, ui::FieldModel::Description).data(Qt::ToolTipRole).toString().contains(u"<b>"));
        model.setFields({});
        QCOMPARE(model.rowCount(), 0);
    }

    void attempts_showOneLineOfTheirError()
    {
        ui::AttemptModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, kFatal);
        wire::Attempt attempt;
        attempt.number = 1;
        attempt.outcome = u"lease_lost"_s;
        attempt.startedAt = test::pretendNow().addSecs(-30);
        attempt.endedAt = test::pretendNow().addSecs(-28);
        attempt.error = u"first\nsecond"_s;
        wire::Attempt running;
        running.number = 2;
        running.startedAt = test::pretendNow().addSecs(-12);
        model.setAttempts({attempt, running});
        QCOMPARE(textAt(model, 0, ui::AttemptModel::Outcome), u"Lease lost"_s);
        QCOMPARE(textAt(model, 0, ui::AttemptModel::Duration), u"2.0 s"_s);
        QCOMPARE(textAt(model, 0, ui::AttemptModel::Error), u"first"_s);
        QCOMPARE(model.index(0, ui::AttemptModel::Outcome).data(Qt::ToolTipRole).toString(),
                 ui::plainToolTip(u"Lease lost\nfirst\nsecond"_s));
        QCOMPARE(textAt(model, 1, ui::AttemptModel::Outcome), u"Running"_s);
        QCOMPARE(textAt(model, 1, ui::AttemptModel::Duration), u"12 s"_s);
    }

    void workers_stayInTheirRowsByName()
    {
        ui::WorkerModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, kFatal);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setWorkers({worker(u"b"_s, 2), worker(u"a"_s, 41)});
        const QPersistentModelIndex kept = model.index(1, ui::WorkerModel::Name);
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Name), u"a"_s);
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Heartbeat), u"41 s ago"_s);
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Slots), u"1 of 4"_s);
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Types), u"any"_s);
        model.setWorkers({worker(u"a"_s, 1), worker(u"b"_s, 2)});
        QCOMPARE(model.index(0, 0).data(ui::WorkerModel::SecondsSinceSeenRole).toInt(), 1);
        model.setWorkers({worker(u"aa"_s, 2), worker(u"b"_s, 2), worker(u"c"_s, 2)});
        QCOMPARE(kept.row(), 1);
        QCOMPARE(kept.data().toString(), u"b"_s);
        model.setWorkers({worker(u"c"_s, 2)});
        QVERIFY(!kept.isValid());
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Name), u"c"_s);
        QCOMPARE(reset.count(), 0);
    }

    void workers_showHowTheirAttemptsEnded_data()
    {
        QTest::addColumn<qint64>("completed");
        QTest::addColumn<qint64>("failed");
        QTest::addColumn<QString>("share");
        QTest::newRow("none yet") << qint64 {0} << qint64 {0} << u"–"_s;
        QTest::newRow("all well") << qint64 {12} << qint64 {0} << u"0"_s;
        QTest::newRow("a quarter") << qint64 {3} << qint64 {1} << u"25"_s;
        QTest::newRow("hardly any") << qint64 {100'000} << qint64 {1} << u"< 1"_s;
        QTest::newRow("nearly all") << qint64 {1} << qint64 {100'000} << u"99"_s;
        QTest::newRow("all") << qint64 {0} << qint64 {2} << u"100"_s;
    }
    void workers_showHowTheirAttemptsEnded()
    {
        QFETCH(qint64, completed);
        QFETCH(qint64, failed);
        QFETCH(QString, share);
        ui::WorkerModel model(&test::pretendNow);
        wire::Worker shown = worker(u"w"_s, 2);
        shown.completed = completed;
        shown.failed = failed;
        model.setWorkers({shown});
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Done), ui::countText(completed));
        QCOMPARE(textAt(model, 0, ui::WorkerModel::FailedShare), share);
        const QString tip = model.index(0, ui::WorkerModel::FailedShare).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(ui::countText(failed)), qPrintable(tip));
    }

    void workers_showHowFarTheirClocksAreOff_data()
    {
        QTest::addColumn<std::optional<wire::Seconds>>("ahead");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("isWrong");
        const auto row = [](const char *name, std::optional<double> ahead, const QString &shown, bool isWrong) {
            QTest::newRow(name) << (ahead ? std::optional(wire::Seconds(*ahead)) : std::nullopt) << shown << isWrong;
        };
        row("not told", std::nullopt, u"–"_s, false);
        row("to the millisecond", 0, u"right"_s, false);
        row("two seconds late", -2, u"right"_s, false);
        row("early", 12.3, u"12 s ahead"_s, true);
        row("late", -75, u"1 min 15 s behind"_s, true);
        row("out of this world", 1e300, u"right"_s, false);
    }
    void workers_showHowFarTheirClocksAreOff()
    {
        QFETCH(std::optional<wire::Seconds>, ahead);
        QFETCH(QString, shown);
        QFETCH(bool, isWrong);
        ui::WorkerModel model(&test::pretendNow);
        wire::Worker late = worker(u"w"_s, 2);
        late.clockAhead = ahead;
        model.setWorkers({late, worker(u"x"_s, 2)});
        QCOMPARE(textAt(model, 0, ui::WorkerModel::Clock), shown);
        QCOMPARE(model.hasWrongClock(), isWrong);
        QCOMPARE(model.index(0, 0).data(ui::WorkerModel::HasWrongClockRole).toBool(), isWrong);
    }

    void processes_showWhatTheBrokerSaysAboutThem()
    {
        ui::LocalWorkerModel model(&test::pretendNow);
        const QAbstractItemModelTester tester(&model, kFatal);
        ui::LocalWorkerProcess process;
        process.number = 1;
        process.name = u"local-1"_s;
        process.pid = 4121;
        process.state = ui::LocalWorkerProcess::State::Running;
        process.startedAt = test::pretendNow().addSecs(-7260);
        ui::LocalWorkerProcess crashed;
        crashed.number = 2;
        crashed.name = u"local-2"_s;
        crashed.state = ui::LocalWorkerProcess::State::CrashLooping;
        crashed.restarts = 5;
        crashed.lastExit = u"exit code 1"_s;
        model.setProcesses({process, crashed});
        model.setConnected({worker(u"local-1"_s, 1)});
        QCOMPARE(textAt(model, 0, ui::LocalWorkerModel::Running), u"1 of 4"_s);
        QCOMPARE(textAt(model, 0, ui::LocalWorkerModel::Up), u"2 h 1 min"_s);
        QCOMPARE(textAt(model, 1, ui::LocalWorkerModel::State), u"Keeps crashing"_s);
        QCOMPARE(textAt(model, 1, ui::LocalWorkerModel::Up), QString());
        QCOMPARE(textAt(model, 1, ui::LocalWorkerModel::LastExit), u"exit code 1"_s);
        QCOMPARE(model.rowOf(2), 1);
        QCOMPARE(model.rowOf(3), -1);
    }
};

QTEST_GUILESS_MAIN(TestListModels)
#include "tst_list_models.moc"
