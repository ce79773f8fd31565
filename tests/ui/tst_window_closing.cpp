// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/window_ground.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

/// What closing the last window asks.
class TestWindowClosing : public test::WindowGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    static QAbstractButton *buttonOf(const QMessageBox &question, const QString &text)
    {
        for (auto *button : question.buttons())
            if (button->text() == text)
                return button;
        return nullptr;
    }

    void close_asksWhileTasksRun_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("stopsNow");
        QTest::newRow("stay") << u"Keep the broker running"_s << true << false;
        QTest::newRow("finish") << u"Finish tasks, then quit"_s << true << false;
        QTest::newRow("stop now") << u"Stop now and give tasks back"_s << true << true;
        QTest::newRow("cancel") << u"Cancel"_s << false << false;
        QTest::newRow("escape") << QString() << false << false;
    }
    void close_asksWhileTasksRun()
    {
        QFETCH(const QString, choice);
        QFETCH(const bool, closes);
        QFETCH(const bool, stopsNow);
        runTasks(2);
        QSignalSpy stopNow(m_window.get(), &ui::MainWindow::stopNowRequested);
        QVERIFY(!m_window->close());
        QVERIFY(!m_window->close()); // Impatience opens no second question.
        const auto questions = m_window->findChildren<QMessageBox *>();
        QCOMPARE(questions.size(), 1);
        auto *question = questions.first();
        QVERIFY(question->isVisible() && m_window->isVisible());
        QCOMPARE(question->text(), u"2 tasks are running."_s);
        QCOMPARE(question->textFormat(), Qt::PlainText);
        QCOMPARE(question->defaultButton()->text(), u"Finish tasks, then quit"_s);
        if (choice.isEmpty())
            QTest::keyClick(question, Qt::Key_Escape);
        for (auto *button : question->buttons())
            if (button->text() == choice)
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_window->isHidden(), closes);
        QCOMPARE(stopNow.size(), stopsNow ? 1 : 0);
        // Whoever kept it running is asked again.
        if (!closes)
            QVERIFY(!m_window->close());
    }

    void close_asksOnceWhatBecomesOfTheBroker()
    {
        QSignalSpy closed(m_window.get(), &ui::MainWindow::closed);
        QVERIFY(!m_window->close());
        const auto *question = m_window->findChild<QMessageBox *>();
        QCOMPARE(question->text(), u"Should the broker go on without a window?"_s);
        QTest::keyClick(buttonOf(*question, u"Keep the broker running"_s), Qt::Key_Space);
        QCOMPARE(closed.size(), 1);
        QVERIFY(closed.first().first().toBool());
        open();
        QSignalSpy closedAgain(m_window.get(), &ui::MainWindow::closed);
        QVERIFY(m_window->close());
        QVERIFY(closedAgain.first().first().toBool());
        // Whoever quits does not want it to run on, and was not asked about tasks before.
        open();
        runTasks(1);
        m_window->quit();
        question = m_window->findChild<QMessageBox *>();
        QVERIFY(question && !buttonOf(*question, u"Keep the broker running"_s));
    }

    void close_thatIsNotRememberedAsksAgain()
    {
        QVERIFY(!m_window->close());
        auto *question = m_window->findChild<QMessageBox *>();
        QTest::mouseClick(question->checkBox(), Qt::LeftButton, {}, {8, question->checkBox()->height() / 2});
        QVERIFY(!question->checkBox()->isChecked());
        QTest::mouseClick(buttonOf(*question, u"Stop the broker and quit"_s), Qt::LeftButton);
        QVERIFY(m_window->isHidden());
        open();
        QVERIFY(!m_window->close());
    }

    void close_asksNothingForAnotherBroker()
    {
        m_embedded.reset();
        open();
        runTasks(1);
        QVERIFY(m_window->close());
    }
};

CONDUIT_TIMED_MAIN(TestWindowClosing)
#include "tst_window_closing.moc"
