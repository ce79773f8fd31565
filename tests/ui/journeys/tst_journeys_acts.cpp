// SPDX-License-Identifier: GPL-3.0-only
// What people do to tasks that are there: journeys J4, J5 and J6, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/format/sizes.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/gradual_retry_dialog.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kFastest = 6'000; // A minute; 100 each second.
#ifdef CONDUIT_SANITIZED
constexpr int kMany = 5'000; // A sanitizer makes everything slow.
#else
constexpr int kMany = 20'000;
#endif
constexpr int kManyMs = 4'000; // The pace of operations is P11's.
constexpr auto kPayload = "{\"echo\":\"hello\",\"big\":9007199254740993,\"ratio\":1.10,\"z\":1,\"a\":[1.0,2e3]}";
constexpr auto kChangedPayload = "{\"echo\":\"hello!\",\"big\":9007199254740993,\"ratio\":1.10,\"z\":1,\"a\":[1.0,2e3]}";

/// What a toast has shown since, each text once.
class ToastRecord final : public QObject
{
public:
    explicit ToastRecord(ui::Toast *toast) : m_toast(toast) { toast->installEventFilter(this); }

    [[nodiscard]] const QStringList &texts() const { return m_texts; }
    /// How many of them begin so.
    [[nodiscard]] qsizetype shows(const QString &beginning) const
    {
        return std::ranges::count_if(m_texts, [&](const QString &text) { return text.startsWith(beginning); });
    }

private:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_texts.contains(m_toast->text()))
            m_texts.append(m_toast->text());
        return false;
    }

    const ui::Toast *m_toast;
    QStringList m_texts;
};

} // namespace

class TestJourneysActs : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J4: retry everything that died from one cause, gently.
    void j4_retryGradually_byMouse()
    {
        openWithDeaths(120);
        m_hand.click(m_ground->rail(), u"Dead"_s);
        m_hand.click(dead()->table(), u"disk full"_s);
        m_hand.click(buttonSaying(dead(), u"Retry gradually…"_s));
        QTRY_VERIFY(dead()->dialog());
        m_hand.click(buttonSaying(dead()->dialog(), u"Retry gradually"_s));
        verifyTheFirstIsRetriedAtOnce();
        QCOMPARE(m_hand.clicks(), 4); // The last one is the confirmation.
    }
    void j4_retryGradually_byKeyboard()
    {
        openWithDeaths(120);
        m_hand.press(u"Ctrl+7"_s);
        QTRY_VERIFY(rowSaying(dead()->table(), u"disk full"_s).isValid());
        m_hand.tabTo(dead()->table());
        QCOMPARE(dead()->table()->currentIndex().row(),
                 rowSaying(dead()->table(), u"disk full"_s).row()); // The largest group stands first.
        m_hand.tabTo(buttonSaying(dead(), u"Retry gradually…"_s));
        m_hand.press(u"Space"_s);
        QTRY_VERIFY(dead()->dialog() && dead()->dialog()->isActiveWindow());
        m_hand.press(u"Return"_s);
        verifyTheFirstIsRetriedAtOnce();
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 3);
    }
    /// However many there are, it begins at once, takes small steps, and leaves the window alone.
    void j4_ofTwelveThousand_aFewAtATimeAreRetried()
    {
        openWithDeaths(12'000);
        m_hand.press(u"Ctrl+7"_s);
        QTRY_VERIFY(rowSaying(dead()->table(), u"disk full"_s).isValid());
        m_hand.click(buttonSaying(dead(), u"Retry gradually…"_s));
        QTRY_VERIFY(dead()->dialog() && dead()->dialog()->isActiveWindow());
        named<QSpinBox>(dead()->dialog(), u"Tasks a minute"_s)->setValue(kFastest);
        QElapsedTimer timer;
        timer.start();
        m_hand.press(u"Return"_s);
        const auto step = ui::GradualRetry::tasksPerStep(kFastest);
        QTRY_COMPARE_WITH_TIMEOUT(dead()->gradualRetry().retried(), step, patienceFor(200));
        qInfo("accepted after %lld ms", static_cast<long long>(timer.elapsed()));
        QTRY_VERIFY(dead()->gradualRetry().retried() >= 3 * step);
        m_hand.click(buttonSaying(dead(), u"Stop"_s));
        const auto retried = dead()->gradualRetry().retried();
        QCOMPARE(retried % step, 0);
        QTRY_VERIFY(m_ground->statusBarSays(u"Ready "_s + ui::countText(retried)));
        const auto figures = TimedApp::figures();
        qInfo("%lld events, usual %.1f ms, worst %s", static_cast<long long>(figures.events), figures.usualMs,
              qPrintable(figures.worst));
    }

    // J5: undo a mistaken bulk cancel. Of those that somebody has retried meanwhile, the console says so.
    void j5_undoABulkCancel_byMouse()
    {
        openAndCancelAHundred();
        m_hand.click(m_ground->toast()->button());
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->countOf("state:ready"), 100, patienceFor(1'000));
        QCOMPARE(m_hand.clicks(), 1);
    }
    void j5_undoABulkCancel_byKeyboard()
    {
        openAndCancelAHundred();
        m_hand.press(u"Ctrl+Z"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->countOf("state:ready"), 100, patienceFor(1'000));
        QCOMPARE(m_hand.keys(), 1);
        QCOMPARE(m_hand.clicks(), 0);
    }
    void j5_undoSaysWhatHasMovedOn()
    {
        openAndCancelAHundred();
        for (int i = 0; i < 3; ++i) {
            const auto id = m_ground->newest("state:cancelled").value("id"_L1).toString();
            QCOMPARE(m_ground->api().post(taskPath(id, "/retry"), "{}").status, 200);
        }
        m_hand.press(u"Ctrl+Z"_s);
        QTRY_COMPARE(m_ground->toast()->text(), u"Undone, but for 3 tasks that had moved on"_s);
        QCOMPARE(m_ground->countOf("state:cancelled"), 0);
    }
    /// However many they are, one key is enough, and how far it is can be read all the while.
    void j5_undoOfVeryMany_saysHowFarItIs()
    {
        openAndCancelVeryMany();
        const ToastRecord record(m_ground->toast());
        m_hand.press(u"Ctrl+Z"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->toast()->text(), u"Undone"_s, patienceFor(kManyMs));
        QCOMPARE(m_hand.keys(), 1);
        QCOMPARE(m_hand.clicks(), 0);
        QVERIFY2(record.shows(u"Undoing…"_s) >= 1, qPrintable(record.texts().join(u'\n')));
        QTRY_VERIFY(m_ground->statusBarSays(u"Ready "_s + ui::countText(kMany)));
        QVERIFY(!m_ground->statusBarSays(u"Cancelled"_s));
    }

    // J6: run a task again with one changed value. Every other byte of the payload stays, and the copy leads to its original.
    void j6_runAgainWithOneChange_byMouse()
    {
        const auto original = openWithOneTask();
        m_hand.click(tasks()->table(), 0);
        QTRY_VERIFY(m_ground->detailsShow(original));
        m_hand.click(buttonSaying(tasks()->details(), u"Enqueue a copy…"_s));
        QTRY_VERIFY(namedWidget(enqueue(), u"echo"_s));
        m_hand.click(namedWidget(enqueue(), u"echo"_s));
        m_hand.press(u"End"_s);
        m_hand.type(u"!"_s);
        m_hand.click(buttonSaying(enqueue(), u"Enqueue"_s));
        verifyCopyOf(original);
        QCOMPARE(m_hand.clicks(), 4);
    }
    void j6_runAgainWithOneChange_byKeyboard()
    {
        const auto original = openWithOneTask();
        m_hand.press(u"Down"_s);
        QTRY_VERIFY(m_ground->detailsShow(original));
        m_hand.press(u"Ctrl+D"_s);
        QTRY_VERIFY(namedWidget(enqueue(), u"echo"_s));
        m_hand.tabTo(namedWidget(enqueue(), u"echo"_s));
        m_hand.press(u"End"_s);
        m_hand.type(u"!"_s);
        m_hand.press(u"Ctrl+Return"_s);
        verifyCopyOf(original);
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 4); // Down in place of the click, End to get behind the text, and the two of the journey.
    }

private:
    [[nodiscard]] ui::DeadPage *dead() const { return m_ground->page<ui::DeadAndTrashPage>()->dead(); }

    void openWithDeaths(int deaths)
    {
        m_ground->addTasks(deaths, "\"task_type\":\"import\",\"max_attempts\":1");
        m_ground->killTasks(deaths, "import", "disk full");
        m_ground->addTasks(2, "\"task_type\":\"mail\",\"max_attempts\":1");
        m_ground->killTasks(2, "mail", "no such address");
        m_ground->openConsole(u"overview"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"Dead "_s + ui::countText(deaths + 2)));
        TimedApp::watch();
    }
    /// At ten a minute that is one of them.
    void verifyTheFirstIsRetriedAtOnce()
    {
        QElapsedTimer timer;
        timer.start();
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->countOf("state:ready type:import"), 1, patienceFor(200));
        qInfo("accepted after %lld ms", static_cast<long long>(timer.elapsed()));
        QTRY_COMPARE(dead()->progressText(), u"Retrying gradually: 1 of 120 tasks of type import retried, 0 failed again"_s);
        QCOMPARE(m_ground->countOf("type:mail state:dead"), 2);
        QVERIFY(buttonSaying(dead(), u"Stop"_s));
    }

    /// Where a person is who works with tasks, and who has cancelled them all with two keys.
    void openAndCancelAHundred()
    {
        m_ground->addTasks(100, "\"task_type\":\"echo\"");
        openTheList(100);
        m_hand.press(u"Ctrl+A"_s);
        m_hand.press(u"Ctrl+Shift+X"_s);
        QVERIFY(!QApplication::activeModalWidget());
        QTRY_COMPARE(m_ground->countOf("state:cancelled"), 100);
        QTRY_COMPARE(m_ground->toast()->button()->text(), ui::Toast::undoWord());
        m_hand.rest();
    }
    /// So many that the list has only some of them.
    void openAndCancelVeryMany()
    {
        m_ground->addTasks(kMany, "\"task_type\":\"echo\"");
        m_ground->openConsole(u"tasks"_s);
        tasks()->setFilter({.types = {u"echo"_s}});
        QTRY_VERIFY(tasks()->model().rowCount() > 0);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(tasks()->table()));
        TimedApp::watch();
        m_hand.press(u"Ctrl+A"_s);
        m_hand.press(u"Ctrl+A"_s);
        m_hand.press(u"Ctrl+Shift+X"_s);
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_hand.click(buttonSaying(QApplication::activeModalWidget(), u"Cancel"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->toast()->text(), u"Cancelled %1 tasks"_s.arg(ui::countText(kMany)),
                                  patienceFor(kManyMs));
        m_hand.rest();
    }
    QString openWithOneTask()
    {
        m_ground->api().post("/task/set_schema",
                             "{\"task_type\":\"echo\",\"description\":\"\",\"fields\":{\"echo\":{\"field_type\":\"string\","
                             "\"required\":true}}}");
        m_ground->addTasks(1, QByteArray("\"task_type\":\"echo\",\"payload\":") + kPayload);
        openTheList(1);
        return m_ground->newest("type:echo").value("id"_L1).toString();
    }

    void verifyCopyOf(const QString &original)
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->countOf("type:echo"), 2, patienceFor(1'000));
        const auto copy = m_ground->newest("type:echo").value("id"_L1).toString();
        QVERIFY(copy != original);
        const auto stored = m_ground->api().get(taskPath(copy)).body;
        QVERIFY2(stored.contains(QByteArray("\"payload\":") + kChangedPayload), stored);
        Hand other;
        other.press(u"Ctrl+2"_s);
        QTRY_COMPARE(tasks()->model().rowCount(), 2);
        tasks()->showTask(copy);
        QTRY_VERIFY(m_ground->detailsShow(copy));
        QCOMPARE(tasks()->details()->findChild<ui::LinkButton *>(u"original"_s)->text(), original);
    }
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysActs)
#include "tst_journeys_acts.moc"
