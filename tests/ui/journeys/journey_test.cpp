// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/journey_test.h"

#include "ui/pages/enqueue_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/task_table_view.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace conduit::test {

void JourneyTest::init()
{
    m_hand = {};
    m_ground = std::make_unique<JourneyGround>();
    prepare(*m_ground);
    QVERIFY2(m_ground->start(), m_ground->broker().log());
    begin();
}

void JourneyTest::cleanup()
{
    const QString fault = TimedApp::fault();
    m_ground->closeConsole();
    end();
    m_ground.reset();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

ui::TasksPage *JourneyTest::tasks() const { return m_ground->page<ui::TasksPage>(); }

ui::EnqueuePage *JourneyTest::enqueue() const { return m_ground->page<ui::EnqueuePage>(); }

void JourneyTest::openTheList(int rows)
{
    m_ground->openConsole(u"tasks"_s);
    QTRY_COMPARE(tasks()->model().rowCount(), rows);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(tasks()->table()));
    TimedApp::watch();
}

} // namespace conduit::test
