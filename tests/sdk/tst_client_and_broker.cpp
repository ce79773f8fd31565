// SPDX-License-Identifier: GPL-3.0-only
// The C++ client and the real broker: each understands what the other writes.
#include "tests/support/broker_process.h"

#include <conduit/client.h>

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstClientAndBroker : public QObject
{
    Q_OBJECT

    /// What the call that `ask` makes is answered with; a failure with no words when nothing comes.
    template<typename T>
    client::Result<T> answerTo(const std::function<void(const client::Then<T> &)> &ask)
    {
        std::optional<client::Result<T>> outcome;
        ask([&outcome](const client::Result<T> &result) { outcome = result; });
        [&outcome] { QTRY_VERIFY(outcome); }();
        return outcome.value_or(client::Failure());
    }
    client::Result<wire::Task> enqueue(const wire::NewTask &task)
    {
        return answerTo<wire::Task>([&](const auto &then) { m_client->enqueue(task, this, then); });
    }
    client::Result<wire::Task> load(const QString &id)
    {
        return answerTo<wire::Task>([&](const auto &then) { m_client->loadTask(id, this, then); });
    }
    /// The task, claimed by this test.
    wire::Task claim(const QStringList &queues = {})
    {
        const wire::ClaimRequest request {.worker = u"sdk"_s, .types = {}, .queues = queues};
        const auto claimed =
            answerTo<client::Client::Claimed>([&](const auto &then) { m_client->claim(request, {}, this, then); });
        return claimed ? claimed->tasks.value(0) : wire::Task();
    }

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<client::HttpTransport> m_transport;
    std::unique_ptr<client::Client> m_client;

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_transport = std::make_unique<client::HttpTransport>(QUrl(m_broker->address()));
        m_client = std::make_unique<client::Client>(*m_transport);
    }
    void cleanup()
    {
        m_client.reset();
        m_transport.reset();
        m_broker.reset();
    }

    void options_comeBackAsTheyWereGiven()
    {
        const QDateTime later = QDateTime::fromString(u"2099-01-01T00:00:00.250Z"_s, Qt::ISODateWithMs);
        const wire::NewTask wanted {.id = client::newTaskId(),
                                    .taskType = u"img/resize 50%"_s,
                                    .payload = "{\"n\":1.50}",
                                    .queue = u"pictures"_s,
                                    .priority = 9,
                                    .runAt = later,
                                    .maxAttempts = 3,
                                    .retryFor = 2h,
                                    .backoff = wire::Backoff {.kind = u"list"_s, .delays = {1s, 2500ms}, .jitter = 0.5},
                                    .timeout = 90s,
                                    .expiresAt = later.addDays(1),
                                    .uniqueKey = u"photo-7"_s,
                                    .uniqueFor = u"start"_s,
                                    .onConflict = u"reject"_s,
                                    .serialKey = u"customer-1"_s,
                                    .tags = {u"a"_s, u"ü"_s},
                                    .meta = "{\"m\":2.50}"};
        m_client->setActor(u"J\u00f6rg \U0001F600"_s);
        const auto task = enqueue(wanted);
        QVERIFY2(task, qPrintable(task ? QString() : task.error().message));
        QCOMPARE(task->id, wanted.id);
        QCOMPARE(task->enqueuedBy, u"J\u00f6rg \U0001F600"_s);
        QCOMPARE(task->payload, wanted.payload);
        QCOMPARE(task->state, u"scheduled"_s);
        QCOMPARE(task->queue, wanted.queue);
        QCOMPARE(task->priority, 9);
        QCOMPARE(task->runAt, later);
        QCOMPARE(task->maxAttempts, 3);
        QCOMPARE(task->retryFor, wanted.retryFor);
        QCOMPARE(task->backoff->kind, u"list"_s);
        QCOMPARE(task->backoff->delays, wanted.backoff->delays);
        QCOMPARE(task->backoff->jitter, 0.5);
        QCOMPARE(task->timeout, wanted.timeout);
        QCOMPARE(task->expiresAt, wanted.expiresAt);
        QCOMPARE(task->uniqueKey, wanted.uniqueKey);
        QCOMPARE(task->serialKey, wanted.serialKey);
        QCOMPARE(task->tags, wanted.tags);
        QCOMPARE(task->meta, wanted.meta);
        // The same again is the same task; another one with its key is refused.
        QCOMPARE(enqueue(wanted)->id, wanted.id);
        wire::NewTask other = wanted;
        other.id.clear();
        const auto refused = enqueue(other);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"duplicate"_s);
    }

    void changes_areConditionalOnTheVersion()
    {
        const auto task = enqueue({.taskType = u"echo"_s, .delay = 1h});
        QVERIFY(task);
        const wire::TaskRef seen {task->id, task->version};
        const auto edited = answerTo<wire::Task>([&](const auto &then) {
            m_client->editTask(seen, {.payload = "[1.0]", .priority = 1, .queue = u"slow"_s, .tags = QStringList {u"t"_s}},
                               this, then);
        });
        QVERIFY2(edited, qPrintable(edited ? QString() : edited.error().message));
        QCOMPARE(edited->payload, "[1.0]");
        QCOMPARE(edited->queue, u"slow"_s);
        QVERIFY(edited->version > task->version);
        const auto late = answerTo<wire::Task>([&](const auto &then) { m_client->promoteTask(seen, this, then); });
        QVERIFY(!late);
        QCOMPARE(late.error().status, 412);
        const auto promoted = answerTo<wire::Task>([&](const auto &then) { m_client->promoteTask({task->id}, this, then); });
        QCOMPARE(promoted->state, u"ready"_s);
        const auto deleted =
            answerTo<wire::Task>([&](const auto &then) { m_client->deleteTask({task->id, promoted->version}, this, then); });
        QVERIFY2(deleted, qPrintable(deleted ? QString() : deleted.error().message));
        QVERIFY(deleted->trashedAt.isValid());
        const auto restored = answerTo<wire::Task>([&](const auto &then) { m_client->restoreTask({task->id}, this, then); });
        QCOMPARE(restored->state, u"ready"_s);
        const auto cancelled =
            answerTo<wire::Task>([&](const auto &then) { m_client->cancelTask({task->id}, u"enough"_s, this, then); });
        QCOMPARE(cancelled->state, u"cancelled"_s);
        QVERIFY(cancelled->result->error->contains(u"enough"));
        const auto retried = answerTo<wire::Task>([&](const auto &then) { m_client->retryTask({task->id}, this, then); });
        QCOMPARE(retried->state, u"ready"_s);
    }

    void heartbeat_keepsWhatTheTaskTells()
    {
        const auto task = enqueue({.taskType = u"echo"_s});
        const wire::Task claimed = claim();
        QCOMPARE(claimed.id, task->id);
        QVERIFY(claimed.checkpoint.isEmpty());
        const wire::TaskHeartbeat beat {.progress =
                                            wire::Progress {.percent = 62.5, .message = u"half"_s, .data = "{\"n\":1.0}"},
                                        .checkpoint = "{\"page\":7}"};
        const auto told = [&] {
            return answerTo<wire::HeartbeatAnswer::Lease>(
                [&](const auto &then) { m_client->heartbeatTask(claimed.id, claimed.leaseToken, beat, this, then); });
        };
        const auto lease = told();
        QVERIFY2(lease, qPrintable(lease ? QString() : lease.error().message));
        QVERIFY(lease->leaseExpiresAt.isValid());
        QVERIFY(!lease->cancelRequested);
        const auto running = load(task->id);
        QCOMPARE(running->progress->percent, 62.5);
        QCOMPARE(running->progress->message, u"half"_s);
        QCOMPARE(running->progress->data, "{\"n\":1.0}");
        const auto asked = answerTo<wire::Task>([&](const auto &then) { m_client->cancelTask({task->id}, {}, this, then); });
        QVERIFY(asked->cancelRequested);
        QVERIFY(told()->cancelRequested);

        const auto failed = answerTo<QString>([&](const auto &then) {
            m_client->reportResult({.id = task->id, .leaseToken = claimed.leaseToken, .error = u"cancelled"_s}, this, then);
        });
        QVERIFY(failed);
        QCOMPARE(load(task->id)->state, u"cancelled"_s);
        const auto late = told();
        QVERIFY(!late);
        QCOMPARE(late.error().status, 409);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstClientAndBroker)
#include "tst_client_and_broker.moc"
