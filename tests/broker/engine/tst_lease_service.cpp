// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestLeaseService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<LaneFixture>(); }

    // Enqueue.

    void enqueue_makesATaskReady()
    {
        const Task task = m_fixture->enqueue(LaneFixture::newTask());
        QVERIFY(task.state == TaskState::Ready);
        QCOMPARE(task.attempt, 0);
        QCOMPARE(task.version, 1);
        QVERIFY(task.createdAt == m_fixture->clock.now());
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 1);
    }

    void enqueue_forLaterSchedules()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.delay = 5s;
        const Task task = m_fixture->enqueue(wanted);
        QVERIFY(task.state == TaskState::Scheduled);
        QVERIFY(task.runAt == m_fixture->clock.now() + 5s);
        QVERIFY(!m_fixture->claim());
    }

    void enqueue_inThePastMeansNowAndDoesNotOvertake()
    {
        const Task first = m_fixture->enqueue(LaneFixture::newTask());
        NewTask wanted = LaneFixture::newTask();
        wanted.runAt = m_fixture->clock.now() - 24h;
        const Task past = m_fixture->enqueue(wanted);
        QVERIFY(past.state == TaskState::Ready);
        QVERIFY(m_fixture->claim()->id == first.id);
    }

    void enqueue_twiceWithOneIdIsHarmless()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.id = QUuid::createUuid();
        QVERIFY((*m_fixture->intake.enqueue(wanted)).isNew);
        const auto again = m_fixture->intake.enqueue(wanted);
        QVERIFY(!again->isNew);
        QVERIFY(again->task.id == *wanted.id);
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 1);
        wanted.payload = "[]";
        QVERIFY(m_fixture->intake.enqueue(wanted).error().code == ErrorCode::Duplicate);
        wanted.payload = "{}";
        wanted.type = u"other"_s;
        QVERIFY(m_fixture->intake.enqueue(wanted).error().code == ErrorCode::Duplicate);
    }

    // Claim.

    void claim_takesTheOldestFirstAlsoInsideOneMillisecond()
    {
        QList<QUuid> ids;
        for (int i = 0; i < 20; ++i)
            ids.append(m_fixture->enqueue(LaneFixture::newTask()).id);
        for (const QUuid &id : ids)
            QVERIFY(m_fixture->claim()->id == id);
        QVERIFY(!m_fixture->claim());
    }

    void claim_prefersPriorityButNeverForLongerThanItIsWorth()
    {
        NewTask low = LaneFixture::newTask();
        low.priority = 0;
        NewTask high = LaneFixture::newTask();
        high.priority = 9;
        const Task waited = m_fixture->enqueue(low);
        m_fixture->clock.advance(8h);
        const Task urgent = m_fixture->enqueue(high);
        m_fixture->clock.advance(2h);
        const Task late = m_fixture->enqueue(high);
        QVERIFY(m_fixture->claim()->id == urgent.id);
        QVERIFY(m_fixture->claim()->id == waited.id);
        QVERIFY(m_fixture->claim()->id == late.id);
    }

    void claim_keepsTheOrderAcrossQueuesAndTypes()
    {
        QList<QUuid> ids;
        for (int i = 0; i < 9; ++i) {
            NewTask wanted = LaneFixture::newTask(QString::number(i % 3));
            wanted.queue = QString::number(i % 2);
            ids.append(m_fixture->enqueue(wanted).id);
            m_fixture->clock.advance(1ms);
        }
        std::vector<Task> claimed;
        m_fixture->turn([&] { claimed = *m_fixture->leases.claim({{}, u"w"_s, 100, 30s, false}); });
        QList<QUuid> got;
        for (const Task &task : claimed)
            got.append(task.id);
        QCOMPARE(got, ids);
    }

    void claim_takesOnlyWhatItsFilterTakes()
    {
        m_fixture->enqueue(LaneFixture::newTask(u"nobody"_s));
        const Task echo = m_fixture->enqueue(LaneFixture::newTask(u"echo"_s));
        QVERIFY(!m_fixture->claim({{u"other"_s}, {}}));
        QVERIFY(!m_fixture->claim({{u"echo"_s}, {u"other"_s}}));
        QVERIFY(m_fixture->claim({{u"echo"_s}, {u"default"_s}})->id == echo.id);
    }

    void claim_handsOutNoMoreBytesThanAllowedButAtLeastOneTask()
    {
        EngineSettings settings;
        settings.claimBytesMax = 100;
        m_fixture = std::make_unique<LaneFixture>(u":memory:"_s, settings);
        m_fixture->enqueue(LaneFixture::newTask(u"echo"_s, QByteArray(150, 'x')));
        m_fixture->enqueue(LaneFixture::newTask(u"echo"_s, QByteArray(60, 'x')));
        m_fixture->enqueue(LaneFixture::newTask(u"echo"_s, QByteArray(60, 'x')));
        for (const std::size_t expected : {1U, 1U, 1U, 0U}) {
            std::size_t claimed = 0;
            m_fixture->turn([&] { claimed = m_fixture->leases.claim({{}, u"w"_s, 10, 30s, false})->size(); });
            QCOMPARE(claimed, expected);
        }
    }

    // Results.

    void aGoodResult_completesTheTask()
    {
        const Task task = claimed();
        m_fixture->clock.advance(2s);
        const Task done = *report(task, good("{\"echoed\":1}"));
        QVERIFY(done.state == TaskState::Completed);
        QCOMPARE(m_fixture->load(task.id).output, QByteArray("{\"echoed\":1}"));
        QVERIFY(m_fixture->load(task.id).completedAt == m_fixture->clock.now());
        QCOMPARE(m_fixture->ledger.total(TaskState::Completed), 1);
        QCOMPARE(m_fixture->ledger.total(TaskState::Running), 0);
    }

    void theSameResultTwice_givesTheSameAnswerAlsoAfterARestart()
    {
        const QTemporaryDir folder;
        m_fixture = std::make_unique<LaneFixture>(folder.filePath(u"x.db"_s));
        const Task task = claimed();
        QVERIFY(report(task, good("1")));
        QVERIFY(report(task, good("1"))->state == TaskState::Completed);
        m_fixture.reset();
        m_fixture = std::make_unique<LaneFixture>(folder.filePath(u"x.db"_s));
        QVERIFY(report(task, good("1"))->state == TaskState::Completed);
        QVERIFY(report(task, good("2")).error().code == ErrorCode::AlreadyEnded);
        QVERIFY(report(task, bad(u"no"_s)).error().code == ErrorCode::AlreadyEnded);
        QCOMPARE(m_fixture->load(task.id).output, QByteArray("1"));
    }

    void aFailedAttempt_isRetriedAfterItsDelay()
    {
        const Task task = claimed();
        m_fixture->ids.jitter = -1;
        QVERIFY(report(task, bad(u"no luck"_s))->state == TaskState::Retrying);
        const Task resting = m_fixture->load(task.id);
        QVERIFY(resting.runAt == m_fixture->clock.now() + 850ms);
        QCOMPARE(resting.error, u"no luck"_s);
        QVERIFY(!m_fixture->claim());
        // Said again, it is the same failure, not another one.
        QVERIFY(report(task, bad(u"no luck"_s))->state == TaskState::Retrying);
        QCOMPARE(m_fixture->load(task.id).version, resting.version);
        m_fixture->clock.advance(1s);
        m_fixture->turn([&] { QCOMPARE(*m_fixture->engine->promoter.runOnce(), 1); });
        QCOMPARE(m_fixture->claim()->attempt, 2);
    }

    void anotherFailure_isNotTheSameOne_data()
    {
        QTest::addColumn<QString>("other");
        QTest::newRow("none") << QString();
        QTest::newRow("a part") << u"luck"_s;
        QTest::newRow("the beginning") << u"no"_s;
        QTest::newRow("more") << u"no luck: no"_s;
    }
    void anotherFailure_isNotTheSameOne()
    {
        QFETCH(QString, other);
        const Task task = claimed();
        QVERIFY(report(task, bad(u"no: no luck"_s)));
        QVERIFY(report(task, bad(other)).error().code == ErrorCode::AlreadyEnded);
        QVERIFY(report(task, bad(u"no: no luck"_s)));
    }

    void theSameFailure_isKnownBehindWhatTheBrokerSaysOfIt_data()
    {
        QTest::addColumn<QString>("error");
        QTest::newRow("short") << u"no luck"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("cut") << QString(20'000, u'x');
        QTest::newRow("cut before a pair") << u"😀"_s.repeated(10'000);
    }
    void theSameFailure_isKnownBehindWhatTheBrokerSaysOfIt()
    {
        QFETCH(QString, error);
        NewTask wanted = LaneFixture::newTask();
        wanted.policy.retryFor = 1s;
        m_fixture->enqueue(wanted);
        Task task = *m_fixture->claim();
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.askToStop(task, {StopKind::Timeout, u"timed out after 2 s"_s})); });
        m_fixture->clock.advance(2s);
        QVERIFY(report(task, bad(error))->state == TaskState::Dead);
        const QString kept = m_fixture->load(task.id).error;
        QVERIFY2(kept.startsWith(u"retry_for used up; the last: timed out after 2 s; its worker stopped: "_s
                                 + error.first(std::min<qsizetype>(error.size(), 9'000))),
                 qPrintable(kept));
        QVERIFY(report(task, bad(error))->state == TaskState::Dead);
        QVERIFY(report(task, bad(u"y"_s)).error().code == ErrorCode::AlreadyEnded);
    }

    void retryIn_isTheWorkersOwnDelay()
    {
        AttemptReport report = bad(u"later"_s);
        report.retryIn = 90s;
        const Task task = claimed();
        QVERIFY(this->report(task, report));
        QVERIFY(m_fixture->load(task.id).runAt == m_fixture->clock.now() + 90s);
    }

    void noRetry_isFinal()
    {
        AttemptReport report = bad(u"not a picture"_s);
        report.noRetry = true;
        const Task task = claimed();
        QVERIFY(this->report(task, report)->state == TaskState::Dead);
        QCOMPARE(m_fixture->load(task.id).error, u"not a picture"_s);
        QVERIFY(m_fixture->load(task.id).completedAt);
    }

    void theLastAttempt_isFinal()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.policy.maxAttempts = 2;
        m_fixture->enqueue(wanted);
        QVERIFY(report(*m_fixture->claim(), bad(u"1"_s))->state == TaskState::Retrying);
        m_fixture->clock.advance(10s);
        m_fixture->turn([&] { QVERIFY(m_fixture->engine->promoter.runOnce()); });
        QVERIFY(report(*m_fixture->claim(), bad(u"2"_s))->state == TaskState::Dead);
    }

    void longErrors_areCut()
    {
        const Task task = claimed();
        QVERIFY(report(task, bad(QString(20'000, u'x'))));
        QCOMPARE(m_fixture->load(task.id).error.size(), kErrorCharactersMax);
        QVERIFY(report(task, bad(QString(20'000, u'x'))));
    }

    void longErrors_areNotCutThroughACharacter()
    {
        const Task task = claimed();
        QVERIFY(report(task, bad(u'x' + u"😀"_s.repeated(10'000))));
        const QString kept = m_fixture->load(task.id).error;
        QCOMPARE(kept, u'x' + u"😀"_s.repeated(4'999));
    }

    void aResultThatIsTooLarge_endsTheTaskAtOnce()
    {
        EngineSettings settings;
        settings.payloadBytesMax = 1'000;
        m_fixture = std::make_unique<LaneFixture>(u":memory:"_s, settings);
        const Task task = claimed();
        const auto refused = report(task, good(QByteArray(70'000, '1')));
        QVERIFY(refused.error().code == ErrorCode::PayloadTooLarge);
        const Task dead = m_fixture->load(task.id);
        QVERIFY(dead.state == TaskState::Dead);
        QVERIFY(dead.error.contains(u"result too large (70000 > 66536"));
        QVERIFY(report(task, good(QByteArray(70'000, '1'))).error().code == ErrorCode::PayloadTooLarge);
    }

    // Leases.

    void aStaleWorkersResult_isRefused()
    {
        const Task stale = claimed();
        m_fixture->clock.advance(31s);
        reap();
        const Task current = *m_fixture->claim({}, u"b"_s);
        QVERIFY(current.id == stale.id);
        QCOMPARE(current.attempt, 2);
        QVERIFY(report(stale, good("1")).error().code == ErrorCode::LeaseLost);
        QVERIFY(renew(stale).error().code == ErrorCode::LeaseLost);
        QVERIFY(release(stale, 0s).error().code == ErrorCode::LeaseLost);
        const Task untouched = m_fixture->load(stale.id);
        QVERIFY(untouched.state == TaskState::Running);
        QCOMPARE(untouched.version, current.version);
        QVERIFY(report(current, good("2"))->state == TaskState::Completed);
        QVERIFY(report(stale, good("2")).error().code == ErrorCode::LeaseLost);
    }

    void aLateResult_isRefusedAlsoWhenNobodyElseHasTheTask()
    {
        const Task stale = claimed();
        m_fixture->clock.advance(31s);
        reap();
        QVERIFY(report(stale, good("1")).error().code == ErrorCode::LeaseLost);
        QVERIFY(m_fixture->load(stale.id).state == TaskState::Ready);
    }

    void aHeartbeat_renewsByTheLeasesOwnLength()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        std::vector<Task> claimed;
        m_fixture->turn([&] { claimed = *m_fixture->leases.claim({{}, u"w"_s, 1, 10s, false}); });
        m_fixture->clock.advance(8s);
        QVERIFY(renew(claimed.front(), {QByteArray(R"({"percent":40})"), QByteArray("[7]")}));
        m_fixture->clock.advance(8s);
        reap();
        const Task task = m_fixture->load(claimed.front().id);
        QVERIFY(task.state == TaskState::Running);
        QCOMPARE(task.version, claimed.front().version);
        QCOMPARE(task.progress, QByteArray(R"({"percent":40})"));
        QCOMPARE(task.checkpoint, QByteArray("[7]"));
        m_fixture->clock.advance(2s);
        reap();
        QVERIFY(m_fixture->load(task.id).state == TaskState::Ready);
        // What was reached is handed to the next attempt; how far it was is not.
        const Task next = *m_fixture->claim();
        QCOMPARE(next.checkpoint, QByteArray("[7]"));
        QVERIFY(next.progress.isEmpty());
    }

    void aLostLease_keepsItsPlaceInTheQueue()
    {
        const Task first = claimed();
        m_fixture->enqueue(LaneFixture::newTask());
        m_fixture->clock.advance(31s);
        reap();
        QVERIFY(m_fixture->claim()->id == first.id);
    }

    void threeLostLeasesInARow_arePoison()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(m_fixture->claim());
            m_fixture->clock.advance(31s);
            reap();
        }
        QVERIFY(!m_fixture->claim());
        QCOMPARE(m_fixture->ledger.total(TaskState::Dead), 1);
    }

    void aWordFromAWorker_endsTheRowOfLostLeases()
    {
        const QUuid id = m_fixture->enqueue(LaneFixture::newTask()).id;
        for (int i = 0; i < 6; ++i) {
            const auto task = m_fixture->claim();
            QVERIFY(task);
            if (i % 3 == 2)
                QVERIFY(report(*task, bad(u"no"_s)));
            m_fixture->clock.advance(24h);
            reap();
            m_fixture->turn([&] { QVERIFY(m_fixture->engine->promoter.runOnce()); });
        }
        QVERIFY(m_fixture->load(id).state == TaskState::Ready);
    }

    void aBareClaim_needsNoTokenAndIsNotPoison()
    {
        const QUuid id = m_fixture->enqueue(LaneFixture::newTask()).id;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(bareClaim());
            m_fixture->clock.advance(301s);
            reap();
        }
        QVERIFY(bareClaim());
        QVERIFY(reportBare(id, good("1"))->state == TaskState::Completed);
        QVERIFY(reportBare(id, good("1"))->state == TaskState::Completed);
        QCOMPARE(m_fixture->load(id).attempt, 6);
    }

    void aResultWithoutAToken_isRefusedForATaskThatWasClaimedWithOne()
    {
        const Task task = claimed();
        QVERIFY(reportBare(task.id, good("1")).error().code == ErrorCode::LeaseLost);
        QVERIFY(m_fixture->load(task.id).state == TaskState::Running);
        QVERIFY(reportBare(QUuid::createUuid(), good("1")).error().code == ErrorCode::NotFound);
    }

    void aResultForATaskThatNobodyHasClaimed_isRefused()
    {
        const Task task = m_fixture->enqueue(LaneFixture::newTask());
        QVERIFY(reportBare(task.id, good("1")).error().code == ErrorCode::LeaseLost);
    }

    void release_chargesNothingAndKeepsThePlace()
    {
        const Task first = claimed();
        m_fixture->enqueue(LaneFixture::newTask());
        QVERIFY(release(first, 0s)->state == TaskState::Ready);
        const Task again = *m_fixture->claim();
        QVERIFY(again.id == first.id);
        QCOMPARE(again.attempt, 2);
        QCOMPARE(again.chargedAttempts(), 1);
    }

    void release_withADelayRunsLater()
    {
        const Task task = claimed();
        QVERIFY(release(task, 60s)->state == TaskState::Scheduled);
        m_fixture->clock.advance(60s);
        m_fixture->turn([&] { QCOMPARE(*m_fixture->engine->promoter.runOnce(), 1); });
        QVERIFY(m_fixture->claim()->id == task.id);
    }

    void aDeadWorkersTasks_areReadyAtOnceAndSayWhy()
    {
        const Task task = claimed();
        m_fixture->turn([&] {
            QCOMPARE(*m_fixture->leases.workerDied(u"w"_s, {AttemptOutcome::WorkerDied, u"worker ended with signal 11"_s, 139}),
                     1);
        });
        QVERIFY(m_fixture->load(task.id).state == TaskState::Ready);
        SqlTaskReader reader(*m_fixture->database);
        const auto history = **reader.history(task.id);
        QVERIFY(history.attempts.front().outcome == AttemptOutcome::WorkerDied);
        QCOMPARE(history.attempts.front().error, u"worker ended with signal 11"_s);
        QCOMPARE(history.attempts.front().exitCode, std::optional(139));
    }

    void aClockThatWasSetBack_endsNothingBeforeItsStart()
    {
        const Task task = claimed();
        m_fixture->clock.advance(-1h);
        QVERIFY(report(task, good("1")));
        const Task done = m_fixture->load(task.id);
        QVERIFY(done.completedAt >= done.startedAt);
    }

private:
    static AttemptReport good(const QByteArray &output)
    {
        AttemptReport report;
        report.output = output;
        return report;
    }
    static AttemptReport bad(const QString &error)
    {
        AttemptReport report;
        report.error = error;
        report.output = "null";
        return report;
    }
    /// A task that worker `w` holds.
    Task claimed()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        return *m_fixture->claim();
    }
    bool bareClaim()
    {
        bool found = false;
        m_fixture->turn([&] { found = !m_fixture->leases.claim({{}, QString(), 1, 300s, true})->empty(); });
        return found;
    }
    Result<Task> report(const Task &task, const AttemptReport &report)
    {
        return inTurn([&] { return m_fixture->leases.report(task.id, task.lease->token, report); });
    }
    Result<Task> reportBare(const QUuid &id, const AttemptReport &report)
    {
        return inTurn([&] { return m_fixture->leases.report(id, std::nullopt, report); });
    }
    Result<Task> renew(const Task &task, const Renewal &renewal = {})
    {
        return inTurn([&] { return m_fixture->leases.renew(task.id, task.lease->token, renewal); });
    }
    Result<Task> release(const Task &task, Milliseconds delay)
    {
        return inTurn([&] { return m_fixture->leases.release(task.id, task.lease->token, delay); });
    }
    template<typename F>
    Result<Task> inTurn(F &&act)
    {
        std::optional<Result<Task>> result;
        if (!m_fixture->turn([&] { result.emplace(act()); }))
            qFatal("the turn was not committed");
        return *result;
    }
    void reap()
    {
        m_fixture->turn([&] { QVERIFY(m_fixture->engine->overdue.runOnce()); });
    }

    std::unique_ptr<LaneFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestLeaseService)
#include "tst_lease_service.moc"
