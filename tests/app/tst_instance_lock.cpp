// SPDX-License-Identifier: GPL-3.0-only
#include "app/instance_lock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>

using namespace Qt::StringLiterals;

namespace conduit::app {

using Outcome = InstanceLock::Outcome;

class TestInstanceLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void second_raisesTheFirst();
    void otherSubjects_areIndependent();
    void lock_isFreeAgainAfterTheFirst();
    void silentFirst_isNoticed();

private:
    /// A second start, which waits for its answer while the first one's event loop runs.
    [[nodiscard]] Outcome secondStart(const QString &subject) const
    {
        Outcome outcome = Outcome::NoAnswer;
        const std::unique_ptr<QThread> second(QThread::create([&] {
            InstanceLock lock(subject, m_folder->path());
            outcome = lock.acquire();
        }));
        QSignalSpy finished(second.get(), &QThread::finished);
        second->start();
        if (finished.isEmpty())
            finished.wait(30'000);
        second->wait();
        return outcome;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestInstanceLock::second_raisesTheFirst()
{
    InstanceLock first(u"/srv/queue"_s, m_folder->path());
    QSignalSpy raised(&first, &InstanceLock::raiseRequested);
    QCOMPARE(first.acquire(), Outcome::First);
    QCOMPARE(secondStart(u"/srv/queue"_s), Outcome::Raised);
    QCOMPARE(raised.size(), 1);
    QCOMPARE(secondStart(u"/srv/queue"_s), Outcome::Raised);
    QCOMPARE(raised.size(), 2);
}

void TestInstanceLock::otherSubjects_areIndependent()
{
    InstanceLock first(u"/srv/queue"_s, m_folder->path());
    InstanceLock other(u"/srv/other"_s, m_folder->path());
    QCOMPARE(first.acquire(), Outcome::First);
    QCOMPARE(other.acquire(), Outcome::First);
}

void TestInstanceLock::lock_isFreeAgainAfterTheFirst()
{
    {
        InstanceLock first(u"/srv/queue"_s, m_folder->path());
        QCOMPARE(first.acquire(), Outcome::First);
    }
    InstanceLock next(u"/srv/queue"_s, m_folder->path());
    QCOMPARE(next.acquire(), Outcome::First);
}

void TestInstanceLock::silentFirst_isNoticed()
{
    InstanceLock first(u"/srv/queue"_s, m_folder->path());
    QCOMPARE(first.acquire(), Outcome::First);
    // On the same thread, so that the first one cannot answer.
    InstanceLock second(u"/srv/queue"_s, m_folder->path());
    QCOMPARE(second.acquire(), Outcome::NoAnswer);
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestInstanceLock)
#include "tst_instance_lock.moc"
