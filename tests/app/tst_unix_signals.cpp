// SPDX-License-Identifier: GPL-3.0-only
#include "app/unix_signals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace conduit::app {

class TestUnixSignals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signal_becomesAQtSignal_data();
    void signal_becomesAQtSignal();
    void secondSignal_isAnotherOne();
    void ignoredSignal_staysIgnored();
};

void TestUnixSignals::signal_becomesAQtSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestUnixSignals::signal_becomesAQtSignal()
{
    QFETCH(const int, number);
    ::signal(number, SIG_DFL); // Whoever started the test may ignore it.
    const UnixSignals unixSignals;
    QSignalSpy stopRequested(&unixSignals, &UnixSignals::stopRequested);
    ::raise(number);
    QTRY_COMPARE(stopRequested.size(), 1);
}

void TestUnixSignals::secondSignal_isAnotherOne()
{
    const UnixSignals unixSignals;
    QSignalSpy stopRequested(&unixSignals, &UnixSignals::stopRequested);
    ::raise(SIGTERM);
    ::raise(SIGTERM);
    QTRY_COMPARE(stopRequested.size(), 2);
}

void TestUnixSignals::ignoredSignal_staysIgnored()
{
    ::signal(SIGHUP, SIG_IGN);
    const UnixSignals unixSignals;
    struct sigaction action = {};
    QCOMPARE(::sigaction(SIGHUP, nullptr, &action), 0);
    QVERIFY(action.sa_handler == SIG_IGN);
    ::signal(SIGHUP, SIG_DFL);
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestUnixSignals)
#include "tst_unix_signals.moc"
