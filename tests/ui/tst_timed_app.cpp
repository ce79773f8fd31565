// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/timed_app.h"

#include <QMainWindow>

#include <ctime>

using namespace Qt::StringLiterals;

namespace conduit::test {

/// The watchdog of the other tests.
class TestTimedApp : public QObject
{
    Q_OBJECT
public:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        if (m_opensWindow)
            QMainWindow().show();
        timespec now {};
        const auto ms = [&now] { return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6; };
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        const double end = ms() + m_workMs;
        while (ms() < end)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return true;
    }

private Q_SLOTS:
    void slowEvent_isNamed()
    {
        QEvent work(QEvent::User);
        m_workMs = 2;
        TimedApp::watch();
        QCoreApplication::sendEvent(this, &work);
        QVERIFY2(TimedApp::fault().isEmpty(), qPrintable(TimedApp::fault()));
#ifndef CONDUIT_SANITIZED
        m_workMs = 30;
        QCoreApplication::sendEvent(this, &work);
        QVERIFY2(TimedApp::fault().contains(u"TestTimedApp"_s) && TimedApp::fault().endsWith(u"(User)"),
                 qPrintable(TimedApp::fault()));
        TimedApp::watch();
        QVERIFY(TimedApp::fault().isEmpty());
#endif
    }

    void eventThatMakesAWindow_isNotJudged()
    {
        QEvent work(QEvent::User);
        m_workMs = 30;
        m_opensWindow = true;
        TimedApp::watch();
        QCoreApplication::sendEvent(this, &work);
        m_opensWindow = false;
        QVERIFY2(TimedApp::fault().isEmpty(), qPrintable(TimedApp::fault()));
    }

    void figures_tellOfAllEvents()
    {
        QEvent work(QEvent::User);
        TimedApp::watch();
        for (int i = 0; i < 1999; ++i) {
            m_workMs = i == 7 ? 5 : 0;
            QCoreApplication::sendEvent(this, &work);
        }
        const auto figures = TimedApp::figures();
        QCOMPARE(figures.events, 1999);
        QVERIFY2(figures.worstMs >= 5, qPrintable(figures.worst));
        QVERIFY2(figures.worst.contains(u"TestTimedApp"_s), qPrintable(figures.worst));
        QVERIFY2(figures.usualMs < figures.worstMs, qPrintable(QString::number(figures.usualMs)));
    }

private:
    double m_workMs = 0;
    bool m_opensWindow = false;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestTimedApp)
#include "tst_timed_app.moc"
