// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_console.h"
#include "ui/models/task_window_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::TaskWindowModel;

namespace {

wire::Task task(int number, const QString &state = u"ready"_s, qint64 version = 1)
{
    wire::Task made;
    made.id = QString::number(number);
    made.taskType = u"echo"_s;
    made.state = state;
    made.queue = u"default"_s;
    made.createdAt = test::pretendNow().addSecs(number - 100'000);
    made.version = version;
    return made;
}

/// A list that is as long as one likes: numbers from `from` down to `to`, with cursors that are numbers.
ui::TaskListPage page(int from, int to, bool hasAbove, bool hasBelow)
{
    wire::TaskPage answer;
    for (int number = from; number >= to; --number)
        answer.tasks.append(task(number));
    answer.next = hasBelow ? QString::number(to) : QString();
    answer.prev = hasAbove ? QString::number(from) : QString();
    return ui::listPageFrom(answer, u"-created"_s, u"-created"_s);
}

QList<int> numbers(const TaskWindowModel &model)
{
    QList<int> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.taskAt(row).id.toInt());
    return all;
}

constexpr int kPage = TaskWindowModel::kPageRows;

} // namespace

class TestTaskWindowModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<TaskWindowModel>(&test::pretendNow);
        m_tester =
            std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void window_dropsItsFarEnd()
    {
        const int total = 40 * kPage;
        m_model->restart(page(total, total - kPage + 1, false, true));
        for (int at = total - kPage; at > 0; at -= kPage) {
            m_model->addBelow(page(at, at - kPage + 1, true, at > kPage));
            QVERIFY(m_model->rowCount() <= TaskWindowModel::kRowsMax);
        }
        QCOMPARE(m_model->rowCount(), TaskWindowModel::kRowsMax);
        QCOMPARE(m_model->taskAt(m_model->rowCount() - 1).id, u"1"_s);
        QVERIFY(m_model->cursorBelow().isEmpty());
        QVERIFY(!m_model->cursorAbove().isEmpty());

        while (!m_model->cursorAbove().isEmpty()) {
            QVERIFY(!m_model->cursorAbove().isAfter);
            const auto at = m_model->cursorAbove().text.toInt();
            m_model->addAbove(page(at + kPage, at + 1, at + kPage < total, true));
        }
        QCOMPARE(m_model->rowCount(), TaskWindowModel::kRowsMax);
        QCOMPARE(m_model->taskAt(0).id, QString::number(total));
        const auto all = numbers(*m_model);
        QVERIFY(std::is_sorted(all.rbegin(), all.rend()));
    }

    void patch_changesCellsAndMovesNothing()
    {
        m_model->restart(page(10, 1, false, false));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
        const auto unknown =
            m_model->patch({task(4, u"running"_s, 2), task(99)}, [](const wire::Task &t) { return t.state == u"ready"; });
        QCOMPARE(unknown.size(), 1);
        QCOMPARE(unknown[0].id, u"99"_s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 6);
        QCOMPARE(changed[0][1].toModelIndex().row(), 6);
        QCOMPARE(inserted.count() + removed.count(), 0);
        const auto state = m_model->index(6, TaskWindowModel::State);
        QCOMPARE(state.data().toString(), u"Running (left)"_s);
        QVERIFY(state.data(TaskWindowModel::HasLeftRole).toBool());
    }

    void patch_ignoresOlderNews()
    {
        m_model->restart(page(3, 1, false, false));
        m_model->patch({task(2, u"completed"_s, 5)}, [](const wire::Task &) { return true; });
        m_model->patch({task(2, u"running"_s, 4)}, [](const wire::Task &) { return true; });
        QCOMPARE(m_model->taskAt(1).state, u"completed"_s);
    }

    void top_takesNewRowsInAndLosesThoseThatLeft()
    {
        m_model->restart(page(1000, 1000 - kPage + 1, false, true));
        auto fresh = page(1003, 1003 - kPage + 1, false, true);
        fresh.tasks.removeIf([](const wire::Task &t) { return t.id == u"990"; });
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->syncTop(fresh);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(m_model->taskAt(0).id, u"1003"_s);
        QCOMPARE(m_model->rowOf(u"990"_s), -1);
        QCOMPARE(m_model->rowCount(), kPage + 3 - 1);
        QCOMPARE(m_model->cursorBelow().text, QString::number(1000 - kPage + 1));
    }

    void top_isReadAnewWhenItHasNothingInCommon()
    {
        m_model->restart(page(1000, 900, false, false));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->syncTop(page(5000, 5000 - kPage + 1, false, true));
        QCOMPARE(reset.count(), 1);
        QCOMPARE(m_model->rowCount(), kPage);
    }

    void emptyList_takesItsFirstRows()
    {
        m_model->restart(page(0, 1, false, false));
        QCOMPARE(m_model->rowCount(), 0);
        m_model->syncTop(page(3, 1, false, false));
        QCOMPARE(m_model->rowCount(), 3);
    }

    void answerFromTheOtherEnd_isTurnedRound()
    {
        wire::TaskPage answer;
        answer.tasks = {task(1), task(2), task(3)};
        answer.next = u"3"_s;
        const auto turned = ui::listPageFrom(answer, u"created"_s, u"-created"_s);
        QCOMPARE(turned.tasks.first().id, u"3"_s);
        QCOMPARE(turned.above.text, u"3"_s);
        QCOMPARE(turned.above.sort, u"created"_s);
        QVERIFY(turned.above.isAfter);
        QVERIFY(turned.below.isEmpty());
    }

    void repeatedRows_standOnce()
    {
        m_model->restart(page(20, 11, false, true));
        m_model->addBelow(page(12, 5, true, true));
        QCOMPARE(m_model->rowCount(), 16);
        m_model->addBelow(page(8, 5, true, false));
        QCOMPARE(m_model->rowCount(), 16);
        QVERIFY(m_model->cursorBelow().isEmpty());
    }

    void row_isReadAloudAsASentence()
    {
        m_model->restart(page(5, 1, false, false));
        QVERIFY(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"task of type echo"));
    }

    /// The window against a plain list: whatever is read, dropped and changed, its rows are an unbroken piece of the list.
    void randomWalk_keepsAnUnbrokenPieceOfTheList()
    {
        std::mt19937 random(59);
        const auto below = [&](int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random); };
        int total = 30 * kPage;
        m_model->restart(page(total, total - kPage + 1, false, true));
        for (int step = 0; step < 250; ++step) {
            const auto first = m_model->taskAt(0).id.toInt();
            const auto last = m_model->taskAt(m_model->rowCount() - 1).id.toInt();
            switch (below(5)) {
            case 0:
                if (last > 1)
                    m_model->addBelow(page(last - 1, std::max(1, last - kPage), true, last - kPage > 1));
                break;
            case 1:
                if (first < total)
                    m_model->addAbove(page(std::min(total, first + kPage), first + 1, first + kPage < total, true));
                break;
            case 2:
                total += below(40);
                if (first >= total - 200)
                    m_model->syncTop(page(total, total - kPage + 1, false, true));
                break;
            case 3: {
                QList<wire::Task> changed;
                for (int i = 0; i < 30; ++i)
                    changed.append(task(1 + below(total), u"running"_s, step + 2));
                m_model->patch(changed, [](const wire::Task &) { return true; });
                break;
            }
            default:
                if (below(40) == 0)
                    m_model->restart(page(total, total - kPage + 1, false, true));
            }
            const auto all = numbers(*m_model);
            QVERIFY(all.size() <= TaskWindowModel::kRowsMax);
            for (qsizetype row = 1; row < all.size(); ++row)
                if (all[row] != all[row - 1] - 1)
                    QFAIL(qPrintable(u"step %1: %2 follows %3"_s.arg(step).arg(all[row]).arg(all[row - 1])));
        }
    }

private:
    std::unique_ptr<TaskWindowModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestTaskWindowModel)
#include "tst_task_window_model.moc"
