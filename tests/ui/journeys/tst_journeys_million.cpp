// SPDX-License-Identifier: GPL-3.0-only
// How people find and read one task of a million: journeys J2 and J3, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/format/sizes.h"
#include "ui/frame/locator_box.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"

#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

#ifdef CONDUIT_SANITIZED
constexpr int kMany = 20'000; // A sanitizer makes everything slow.
#else
constexpr int kMany = 1'000'000;
#endif
constexpr int kFailures = 12;
const auto kSought = u"c0ffee12-5e52-4c30-8b7d-093c390a2034"_s;
constexpr QSize kSmallWindow(1280, 720); // Chips stand above the list, in place of the facets beside it.

} // namespace

class TestJourneysMillion : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    /// All of these journeys only read, so they share what takes seconds to make.
    void initTestCase()
    {
        JourneyGround ground;
        prepare(ground);
        QVERIFY2(ground.start(), ground.broker().log());
        ground.addTasks(kMany / 2, "\"task_type\":\"good\"");
        ground.addTasks(1, "\"task_type\":\"echo\",\"id\":\"" + kSought.toUtf8() + '"');
        ground.addTasks(kFailures, "\"task_type\":\"bad\",\"max_attempts\":1");
        ground.addTasks(kMany / 2, "\"task_type\":\"good\"");
        ground.killTasks(kFailures, "bad", "disk full");
        QCOMPARE(ground.broker().terminate(), 0);
    }

    // J2: find a task from an id fragment seen in a log.
    void j2_findATaskById_byMouse()
    {
        openAtTheOverview();
        m_hand.click(locator());
        m_hand.type(u"c0ffee"_s);
        m_hand.press(u"Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(kSought), patienceFor(1'000));
        QCOMPARE(m_hand.clicks(), 1);
    }
    void j2_findATaskById_byKeyboard()
    {
        openAtTheOverview();
        m_hand.press(u"Ctrl+K"_s);
        m_hand.type(u"c0ffee"_s);
        m_hand.press(u"Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(kSought), patienceFor(1'000));
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 2);
    }

    // J3: find the 12 failures among them, and read why each of them failed.
    void j3_readWhyTasksFailed_byMouse()
    {
        openAtTheOverview();
        m_hand.click(m_ground->rail(), u"Tasks"_s);
        m_hand.click(facets()->tree(), u"Dead"_s);
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 2);
    }
    void j3_readWhyTasksFailed_inASmallWindow_byMouse()
    {
        openAtTheOverview();
        m_ground->window()->resize(kSmallWindow);
        m_hand.click(m_ground->rail(), u"Tasks"_s);
        QTRY_VERIFY(tasks()->isVisible() && !facets()->isVisible());
        m_hand.click(namedWidget(tasks(), u"Dead"_s));
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 2);
    }
    void j3_readWhyTasksFailed_byKeyboard()
    {
        openAtTheOverview();
        m_hand.press(u"Ctrl+2"_s);
        m_hand.tabTo(facets()->tree());
        m_hand.type(u"Dead"_s);
        m_hand.press(u"Return"_s);
        verifyTheListIsThere();
        m_hand.tabTo(tasks()->table());
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 0);
    }

private:
    void prepare(JourneyGround &ground) override { ground.broker().setDataFolder(m_data.path()); }

    [[nodiscard]] ui::TaskFacets *facets() const { return tasks()->facets(); }
    [[nodiscard]] QWidget *locator() const { return m_ground->page<ui::LocatorBox>(); }
    [[nodiscard]] bool errorIsShownOf(int row) const
    {
        const auto *error = named<ui::ExactText>(tasks()->details(), u"Error"_s);
        return m_ground->detailsShow(tasks()->model().taskAt(row).id) && error && error->exactText() == u"disk full";
    }

    void openAtTheOverview()
    {
        m_ground->openConsole(u"overview"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"Dead "_s + ui::countText(kFailures)));
        TimedApp::watch();
    }
    void verifyTheListIsThere() { QTRY_COMPARE_WITH_TIMEOUT(tasks()->model().rowCount(), kFailures, patienceFor(1'000)); }
    /// With the keys, from row to row.
    void verifyTheErrorsAreRead()
    {
        verifyTheListIsThere();
        for (int row = 0; row < kFailures; ++row) {
            m_hand.press(u"Down"_s);
            QTRY_VERIFY_WITH_TIMEOUT(errorIsShownOf(row), patienceFor(300));
        }
    }

    QTemporaryDir m_data;
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysMillion)
#include "tst_journeys_million.moc"
