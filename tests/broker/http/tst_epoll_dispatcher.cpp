// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/epoll_dispatcher.h"

#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <chrono>
#include <ctime>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

using namespace conduit::broker;
using namespace std::chrono_literals;

namespace {

/// Two ends of a connection inside this process.
class SocketPair
{
public:
    SocketPair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends.data()) != 0)
            qFatal("no socket pair");
    }
    ~SocketPair()
    {
        closeNear();
        closeFar();
    }
    Q_DISABLE_COPY_MOVE(SocketPair)

    [[nodiscard]] int near() const { return m_ends[0]; }
    [[nodiscard]] bool writeFar() const { return ::write(m_ends[1], "x", 1) == 1; }
    [[nodiscard]] bool readNear() const
    {
        char byte = 0;
        return ::read(m_ends[0], &byte, 1) == 1;
    }
    void closeNear() { closeEnd(m_ends[0]); }
    void closeFar() { closeEnd(m_ends[1]); }

private:
    static void closeEnd(int &end)
    {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
    std::array<int, 2> m_ends {-1, -1};
};

std::chrono::nanoseconds processorTimeOfThread()
{
    timespec time {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

class TestEpollDispatcher : public QObject
{
    Q_OBJECT

    /// What was to be told by now has been told.
    void passATurn()
    {
        // The second call comes after whatever the loop did behind the first one.
        run([] { });
        run([] { });
    }

    /// Runs `act` on the thread and waits for it.
    void run(const std::function<void()> &act)
    {
        QMetaObject::invokeMethod(m_context.get(), act, Qt::BlockingQueuedConnection);
    }

    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<QObject> m_context;

private Q_SLOTS:
    void init()
    {
        m_thread = std::make_unique<QThread>();
        m_thread->setEventDispatcher(new EpollDispatcher);
        m_context = std::make_unique<QObject>();
        m_context->moveToThread(m_thread.get());
        m_thread->start();
    }
    void cleanup()
    {
        m_thread->quit();
        QVERIFY(m_thread->wait(5'000));
        m_context.reset();
        m_thread.reset();
    }

    void aPostedEvent_wakesTheLoop()
    {
        std::atomic<int> seen {0};
        for (int i = 0; i < 1'000; ++i)
            QMetaObject::invokeMethod(m_context.get(), [&seen] { ++seen; }, Qt::QueuedConnection);
        QTRY_COMPARE(seen.load(), 1'000);
        // And again, after it has gone back to sleep.
        run([&seen] { ++seen; });
        QCOMPARE(seen.load(), 1'001);
    }

    void aPostedEvent_isSeenWheneverItIsPosted()
    {
        // As often as not while the loop is about to wait; none may lie there until something else wakes it.
        QSemaphore seen;
        for (int i = 0; i < 20'000; ++i) {
            QMetaObject::invokeMethod(m_context.get(), [&seen] { seen.release(); }, Qt::QueuedConnection);
            QVERIFY(seen.tryAcquire(1, 5'000));
        }
    }

    void rareWork_isWaitedForAsleep()
    {
        // Looking for it costs up to 0.25 ms each time.
        constexpr int kPieces = 40;
        constexpr auto kProcessorMax = kPieces * 120us;
        std::atomic<int> seen {0};
        std::chrono::nanoseconds before {0};
        std::chrono::nanoseconds after {0};
        run([&before] { before = processorTimeOfThread(); });
        QTimer giver;
        QObject::connect(&giver, &QTimer::timeout, &giver,
                         [&] { QMetaObject::invokeMethod(m_context.get(), [&seen] { ++seen; }, Qt::QueuedConnection); });
        giver.start(3ms);
        QTRY_VERIFY(seen >= kPieces);
        giver.stop();
        run([&after] { after = processorTimeOfThread(); });
        QVERIFY2(after - before < kProcessorMax, QByteArray::number(qint64 {(after - before).count()}) + " ns");
    }

    void anInterruptionBeforeATurn_endsIt()
    {
        std::atomic<bool> hasReturned {false};
        run([&hasReturned] {
            QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
            loop->interrupt();
            loop->processEvents(QEventLoop::WaitForMoreEvents);
            hasReturned = true;
        });
        QVERIFY(hasReturned);
    }

    void aTimer_firesUntilItIsStopped()
    {
        std::atomic<int> fired {0};
        std::unique_ptr<QTimer> timer;
        run([&] {
            timer = std::make_unique<QTimer>();
            timer->setInterval(1ms);
            QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [&] {
                if (++fired == 3)
                    timer->stop();
            });
            timer->start();
        });
        QTRY_COMPARE(fired.load(), 3);
        bool isActive = true;
        run([&] {
            isActive = timer->isActive();
            timer.reset();
        });
        QVERIFY(!isActive);
        QCOMPARE(fired.load(), 3);
    }

    void aTimer_tellsWhatIsLeftOfIt()
    {
        run([] {
            QTimer timer;
            timer.start(1h);
            QVERIFY(timer.remainingTime() > 3'590'000);
            QVERIFY(timer.remainingTime() <= 3'600'000);
            QCOMPARE(QAbstractEventDispatcher::instance()->registeredTimers(&timer).size(), 1);
            timer.stop();
            QCOMPARE(timer.remainingTime(), -1);
            QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(&timer).isEmpty());
        });
    }

    void aTimerThatEndsAnother_isTheOnlyOneToFire()
    {
        std::atomic<int> fired {0};
        std::array<std::unique_ptr<QTimer>, 2> timers;
        run([&] {
            for (auto &timer : timers) {
                timer = std::make_unique<QTimer>();
                QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [&] {
                    ++fired;
                    for (const auto &each : timers)
                        each->stop();
                });
                timer->start(0ms);
            }
        });
        QTRY_COMPARE(fired.load(), 1);
        run([&] {
            for (auto &timer : timers)
                timer.reset();
        });
        QCOMPARE(fired.load(), 1);
    }

    void aNotifier_tellsOfWhatCanBeRead()
    {
        SocketPair pair;
        QSemaphore told;
        std::unique_ptr<QSocketNotifier> notifier;
        run([&] {
            notifier = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Read);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                QVERIFY(pair.readNear());
                told.release();
            });
        });
        for (int i = 0; i < 3; ++i) {
            QVERIFY(pair.writeFar());
            QVERIFY(told.tryAcquire(1, 5'000));
        }
        run([&] { notifier->setEnabled(false); });
        QVERIFY(pair.writeFar());
        passATurn();
        QVERIFY(!told.tryAcquire());
        // What came meanwhile is told once somebody wants to know.
        run([&] { notifier->setEnabled(true); });
        QVERIFY(told.tryAcquire(1, 5'000));
        run([&] { notifier.reset(); });
    }

    void aNotifier_tellsOfTheEnd()
    {
        SocketPair pair;
        QSemaphore told;
        std::unique_ptr<QSocketNotifier> notifier;
        run([&] {
            notifier = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Read);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                notifier->setEnabled(false);
                told.release();
            });
        });
        pair.closeFar();
        QVERIFY(told.tryAcquire(1, 5'000));
        run([&] { notifier.reset(); });
    }

    void readingAndWriting_areToldApart()
    {
        SocketPair pair;
        QSemaphore read;
        QSemaphore written;
        std::unique_ptr<QSocketNotifier> reads;
        std::unique_ptr<QSocketNotifier> writes;
        run([&] {
            reads = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Read);
            writes = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Write);
            QObject::connect(reads.get(), &QSocketNotifier::activated, reads.get(), [&] {
                reads->setEnabled(false);
                read.release();
            });
            QObject::connect(writes.get(), &QSocketNotifier::activated, writes.get(), [&] {
                writes->setEnabled(false);
                written.release();
            });
        });
        QVERIFY(written.tryAcquire(1, 5'000));
        passATurn();
        QVERIFY(!read.tryAcquire());
        QVERIFY(pair.writeFar());
        QVERIFY(read.tryAcquire(1, 5'000));
        passATurn();
        QVERIFY(!written.tryAcquire());
        run([&] {
            reads.reset();
            writes.reset();
        });
    }

    void aDescriptorWhoseNumberComesBack_isWatchedAnew()
    {
        QSemaphore told;
        std::unique_ptr<QSocketNotifier> notifier;
        int first = -1;
        for (int i = 0; i < 3; ++i) {
            SocketPair pair;
            if (i == 0)
                first = pair.near();
            QCOMPARE(pair.near(), first);
            run([&] {
                notifier = std::make_unique<QSocketNotifier>(pair.near(), QSocketNotifier::Read);
                QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                    QVERIFY(pair.readNear());
                    told.release();
                });
            });
            QVERIFY(pair.writeFar());
            QVERIFY(told.tryAcquire(1, 5'000));
            run([&] { notifier.reset(); });
        }
    }

    void aNotifierThatEndsAnother_isNotFollowedByIt()
    {
        std::array<SocketPair, 2> pairs;
        std::array<std::unique_ptr<QSocketNotifier>, 2> notifiers;
        std::atomic<int> told {0};
        run([&] {
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                QVERIFY(pairs[i].writeFar());
                notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].near(), QSocketNotifier::Read);
                QObject::connect(notifiers[i].get(), &QSocketNotifier::activated, notifiers[i].get(), [&, i] {
                    ++told;
                    notifiers[i]->setEnabled(false);
                    notifiers[1 - i].reset();
                });
            }
        });
        QTRY_COMPARE(told.load(), 1);
        run([&] {
            for (auto &notifier : notifiers)
                notifier.reset();
        });
        QCOMPARE(told.load(), 1);
    }
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epoll_dispatcher.moc"
