// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_waits.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

class TestTaskWaits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everybodyWhoWaitsForATask_isTold()
    {
        TaskWaits waits(m_clock);
        const QUuid task = QUuid::createUuid();
        waits.park(1, task, 20s);
        waits.park(2, task, 20s);
        waits.park(3, QUuid::createUuid(), 20s);
        QCOMPARE(waits.take(task).size(), 2U);
        QVERIFY(waits.take(task).empty());
        QCOMPARE(waits.parked(), 1);
    }

    void aWait_endsWhenItsTimeIsUp()
    {
        TaskWaits waits(m_clock);
        const QUuid task = QUuid::createUuid();
        waits.park(1, task, 5s);
        waits.park(2, task, 20s);
        m_clock.advance(5s);
        const auto expired = waits.takeExpired();
        QCOMPARE(expired.size(), 1U);
        QCOMPARE(expired.front().ticket, 1U);
        QCOMPARE(waits.take(task).size(), 1U);
    }

    void whoHasGone_isForgotten()
    {
        TaskWaits waits(m_clock);
        const QUuid task = QUuid::createUuid();
        waits.park(1, task, 5s);
        QVERIFY(waits.forget(1));
        QVERIFY(!waits.forget(1));
        QVERIFY(waits.take(task).empty());
        waits.park(2, task, 5s);
        QCOMPARE(waits.takeAll().size(), 1U);
        QCOMPARE(waits.parked(), 0);
    }

private:
    conduit::test::ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestTaskWaits)
#include "tst_task_waits.moc"
