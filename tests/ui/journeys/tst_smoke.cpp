// SPDX-License-Identifier: GPL-3.0-only
// Three journeys once more, with real mouse and key events on a real platform plugin: an X server without a screen, and xdotool. What the
// journeys find that give their events to widgets themselves does not depend on grabs, input methods and who has the keyboard; this does.
#include "tests/ui/journeys/journey_test.h"
#include "tests/ui/journeys/virtual_screen.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>
#include <QTreeView>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kPatienceMs = 20'000;
constexpr int kTestMs = 240'000; ///< Qt 6.4 counts quick functions together with the next.
constexpr auto kSought = "01900000-0000-7000-8000-000000c0ffee";

} // namespace

class TestSmoke : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCOMPARE(QGuiApplication::platformName(), u"xcb"_s); }

    // J2: find a task from an id fragment seen in a log.
    void j2_findATaskById()
    {
        CONDUIT_STEP(m_ground->addTasks(30, "\"task_type\":\"good\""));
        CONDUIT_STEP(m_ground->addTasks(1, QByteArray("\"task_type\":\"echo\",\"id\":\"") + kSought + '"'));
        CONDUIT_STEP(m_ground->addTasks(30, "\"task_type\":\"good\""));
        CONDUIT_STEP(open(61));
        CONDUIT_STEP(RealHand::press(u"ctrl+k"_s));
        CONDUIT_STEP(RealHand::type(u"c0ffee"_s));
        CONDUIT_STEP(RealHand::press(u"Return"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(QString::fromLatin1(kSought)), kPatienceMs);
    }

    // J3 and J6: find why a task failed, and run it again with one changed value.
    void j3_readWhyATaskFailed_j6_andRunItAgain()
    {
        CONDUIT_STEP(
            m_ground->addTasks(1, "\"task_type\":\"bad\",\"max_attempts\":1,\"payload\":{\"echo\":\"hello\",\"ratio\":1.10}"));
        CONDUIT_STEP(m_ground->killTasks(1, "bad", "disk full"));
        CONDUIT_STEP(m_ground->addTasks(30, "\"task_type\":\"good\""));
        CONDUIT_STEP(open(31));
        auto *tree = tasks()->facets()->tree();
        QTRY_VERIFY_WITH_TIMEOUT(rowSaying(tree, u"Dead"_s).isValid(), kPatienceMs);
        CONDUIT_STEP(RealHand::click(tree, rowSaying(tree, u"Dead"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(tasks()->model().rowCount(), 1, kPatienceMs);
        CONDUIT_STEP(RealHand::click(tasks()->table(), tasks()->model().index(0, 0)));
        QTRY_VERIFY_WITH_TIMEOUT(errorIsShown(), kPatienceMs);

        CONDUIT_STEP(RealHand::press(u"ctrl+d"_s));
        QTRY_VERIFY_WITH_TIMEOUT(enqueue()->isVisible() && enqueue()->draft().text().contains("hello"), kPatienceMs);
        CONDUIT_STEP(RealHand::click(enqueue()->jsonEditor()));
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), static_cast<QWidget *>(enqueue()->jsonEditor()), kPatienceMs);
        CONDUIT_STEP(RealHand::press(u"ctrl+a"_s));
        CONDUIT_STEP(RealHand::type(u"{\"echo\":\"hello!\",\"ratio\":1.10}"_s));
        QTRY_COMPARE_WITH_TIMEOUT(enqueue()->draft().text(), QByteArray("{\"echo\":\"hello!\",\"ratio\":1.10}"), kPatienceMs);
        CONDUIT_STEP(RealHand::press(u"ctrl+Return"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_ground->countOf("type:bad state:ready"), 1, kPatienceMs);
        const auto copy = m_ground->newest("type:bad")["id"_L1].toString().toUtf8();
        QVERIFY(m_ground->api().get("/task/" + copy).body.contains("{\"echo\":\"hello!\",\"ratio\":1.10}"));
    }

    // J15: hand a task to a colleague as a command.
    void j15_copyAsCommand()
    {
        CONDUIT_STEP(m_ground->addTasks(3, "\"task_type\":\"echo\",\"payload\":{\"big\":9007199254740993}"));
        CONDUIT_STEP(open(3));
        CONDUIT_STEP(RealHand::click(tasks()->table(), tasks()->model().index(1, 0)));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(tasks()->model().taskAt(1).id), kPatienceMs);
        CONDUIT_STEP(RealHand::press(u"ctrl+shift+c"_s));
        const auto clipboard = [] { return QApplication::clipboard()->text(); };
        QTRY_VERIFY2_WITH_TIMEOUT(clipboard().contains(u"curl"_s), qPrintable(clipboard()), kPatienceMs);
        QVERIFY2(clipboard().contains(u"{\"big\":9007199254740993}"_s), qPrintable(clipboard()));
    }

private:
    void open(int rows)
    {
        CONDUIT_STEP(m_ground->openConsole(u"tasks"_s));
        QTRY_COMPARE_WITH_TIMEOUT(tasks()->model().rowCount(), rows, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), static_cast<QWidget *>(tasks()->table()), kPatienceMs);
        TimedApp::watch();
    }
    [[nodiscard]] bool errorIsShown() const
    {
        const auto *error = named<ui::ExactText>(tasks()->details(), u"Error"_s);
        return error && error->exactText() == u"disk full";
    }
};

} // namespace conduit::test

int main(int argc, char *argv[])
{
    const conduit::test::VirtualScreen screen; // Before the application, whose display it is.
    if (!screen.fault().isEmpty()) {
        std::fprintf(stderr, "%s\n", screen.fault().constData());
        return EXIT_FAILURE;
    }
    // What waits in spite of all limits is told with its stack, before the whole test is killed.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(conduit::test::kTestMs));
    conduit::test::TimedApp app(argc, argv);
    app.setAttribute(Qt::AA_Use96Dpi, true);
    conduit::test::TestSmoke test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_smoke.moc"
