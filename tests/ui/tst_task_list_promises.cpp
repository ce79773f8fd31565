// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/tasks_ground.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/selection_bar.h"

#include <QScrollBar>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace conduit;

/// What the list of tasks promises for each key and each scale.
class TestTaskListPromises : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_ground = std::make_unique<test::TasksGround>(); }
    void cleanup()
    {
        QVERIFY2(test::TimedApp::fault().isEmpty(), qPrintable(test::TimedApp::fault()));
        m_ground.reset();
    }

    void everythingTwice_asksNothingForEachRow()
    {
        m_ground->broker.addMany(5'000, [](int place) { return test::numberedTask(place, u"dead"_s); });
        m_ground->page.setFilter({.states = {u"dead"_s}});
        m_ground->show(ui::TaskWindowModel::kPageRows);
        while (m_ground->page.model().rowCount() < ui::TaskWindowModel::kRowsMax) {
            const auto rows = m_ground->page.model().rowCount();
            m_ground->page.feed().readBelow();
            QTRY_VERIFY(m_ground->page.model().rowCount() > rows);
        }
        QTRY_VERIFY(m_ground->broker.isIdle());
        const auto asked = m_ground->broker.calls().size();
        QTest::keyClick(m_ground->table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(m_ground->table(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY2(m_ground->page.selectionBar()->text().startsWith(u"All"_s), qPrintable(m_ground->page.selectionBar()->text()));
        QTRY_VERIFY(m_ground->broker.isIdle());
        QVERIFY2(m_ground->broker.calls().size() - asked <= 2, // The bar may ask how many match.
                 qPrintable(QString::number(m_ground->broker.calls().size() - asked)));
    }

    /// Whatever the scale of the screen (the same test runs with QT_SCALE_FACTOR 1.5 and 2, too): to the pixel.
    void rowThatIsLookedAt_staysWhereItIs()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *table = m_ground->table();
        auto *bar = table->verticalScrollBar();
        for (int step = 0; step < 12; ++step) {
            bar->setValue(bar->maximum() / 3 + 37 * step);
            QTRY_VERIFY(m_ground->broker.isIdle());
            const int top = table->rowAt(1);
            const auto id = m_ground->page.model().taskAt(top).id;
            const int offset = table->rowViewportPosition(top);
            for (int number = 0; number < 10; ++number)
                m_ground->broker.add(test::numberedTask(1'000'000 + 10 * step + number));
            m_ground->page.feed().poll();
            QTRY_COMPARE(m_ground->page.feed().newRows(), 10 * (step + 1));
            QCOMPARE(m_ground->page.model().taskAt(table->rowAt(1)).id, id);
            QCOMPARE(table->rowViewportPosition(m_ground->page.model().rowOf(id)), offset);
        }
    }

private:
    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTaskListPromises)
#include "tst_task_list_promises.moc"
