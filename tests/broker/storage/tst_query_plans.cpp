// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_reader.h"
#include "broker/storage/sort_slice.h"
#include "broker/storage/sql_catalog.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

/// What stays fast with a million tasks is decided by the plan, not by a stopwatch on a small table.
class TestQueryPlans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hotStatements_searchAnIndexAndSortNothing_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("index");
        QTest::newRow("find") << u"task.find"_s << u"tasks_by_id"_s;
        QTest::newRow("find head") << u"task.find_head"_s << u"tasks_by_id"_s;
        QTest::newRow("claimable") << u"task.claimable"_s << u"tasks_claimable"_s;
        QTest::newRow("claimable, whole") << u"task.claimable_whole"_s << u"tasks_claimable"_s;
        QTest::newRow("next due") << u"task.next_due"_s << u"tasks_claimable"_s;
        QTest::newRow("activity of long ago") << u"activity.forget"_s << u"PRIMARY KEY (step=? AND start<?)"_s;
        QTest::newRow("dies") << u"death.forget"_s << u"deaths_by_seq"_s;
        QTest::newRow("latest deaths") << u"death.latest"_s << u"PRIMARY KEY ((died_at,seq)<(?,?))"_s;
        QTest::newRow("an example of a group") << u"task.id_of"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("claim") << u"task.claim"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("claimed") << u"task.find_by_seq"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("update") << u"task.update"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("renew") << u"task.renew"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("due") << u"task.due"_s << u"tasks_due"_s;
        QTest::newRow("held") << u"task.due_from"_s << u"tasks_due"_s;
        QTest::newRow("lease expired") << u"task.overdue"_s << u"tasks_leased"_s;
        QTest::newRow("is there") << u"task.is_there"_s << u"tasks_by_id"_s;
        QTest::newRow("is buried") << u"task.is_buried"_s << u"PRIMARY KEY (id=?)"_s;
        QTest::newRow("key held") << u"task.key_holder"_s << u"tasks_by_key"_s;
        QTest::newRow("serial key") << u"task.serial_active"_s << u"tasks_serial"_s;
        QTest::newRow("next of a serial key") << u"task.serial_next"_s << u"tasks_serial"_s;
        QTest::newRow("head by place") << u"task.find_head_by_seq"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("how long payload and output are") << u"task.document_sizes"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("expired") << u"task.expired"_s << u"tasks_expiring"_s;
        QTest::newRow("edit") << u"task.edit"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("last place") << u"task.last_seq"_s << u"SEARCH tasks"_s;
        QTest::newRow("last revision") << u"task.last_revision"_s << u"tasks_by_revision"_s;
        QTest::newRow("made from") << u"task.made_from"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("made up to") << u"task.made_up_to"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("changed since") << u"task.changed_since"_s << u"tasks_by_revision"_s;
        QTest::newRow("ended long ago") << u"task.forgettable"_s << u"tasks_ended"_s;
        QTest::newRow("deleted long ago") << u"task.trashed_by"_s << u"tasks_trashed"_s;
        QTest::newRow("held by") << u"task.held_by"_s << u"tasks_leased"_s;
        QTest::newRow("attempts") << u"attempt.list"_s << u"PRIMARY KEY"_s;
        QTest::newRow("operation") << u"operation.find"_s << u"sqlite_autoindex_operations_1"_s;
        QTest::newRow("operation by number") << u"operation.find_number"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("operations that run") << u"operation.active"_s << u"operations_active"_s;
        QTest::newRow("operation goes on") << u"operation.save"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("operation ended long ago") << u"operation.ended_by"_s << u"operations_ended"_s;
        QTest::newRow("operation forgotten") << u"operation.forget"_s << u"INTEGER PRIMARY KEY"_s;
        QTest::newRow("operation's tasks") << u"operation_item.list"_s << u"PRIMARY KEY (operation=?"_s;
        QTest::newRow("operation's task undone") << u"operation_item.forget"_s << u"PRIMARY KEY (operation=? AND seq=?)"_s;
        QTest::newRow("operation's tasks forgotten") << u"operation_item.forget_some"_s << u"PRIMARY KEY (operation=?"_s;
    }
    void hotStatements_searchAnIndexAndSortNothing()
    {
        QFETCH(QString, statement);
        QFETCH(QString, index);
        QString text = SqlCatalog::sqlite().text(statement);
        static const QRegularExpression placeholder(u":[a-z_]+"_s);
        text.replace(placeholder, u"1"_s);
        const QString plan = planOf(text);
        QVERIFY2(plan.contains(index), qPrintable(plan));
        static const QRegularExpression wholeTable(u"SCAN [a-z_]+\n"_s);
        QVERIFY2(!plan.contains(wholeTable), qPrintable(plan));
        QVERIFY2(!plan.contains(u"TEMP B-TREE"), qPrintable(plan));
    }

    /// What has none is read slice by slice, and marked as slow by the console.
    void orders_haveAnIndex_orAreSaidToHaveNone()
    {
        for (const TaskSort sort : {TaskSort::Created, TaskSort::RunAt, TaskSort::Priority, TaskSort::Started,
                                    TaskSort::Completed, TaskSort::Duration}) {
            const QString key = SqlTaskReader::keyOf(sort);
            const QString plan = planOf(u"SELECT seq FROM tasks ORDER BY %1 DESC, seq DESC LIMIT 50"_s.arg(key));
            QVERIFY2(plan.contains(u"TEMP B-TREE") != hasIndex(sort), qPrintable(key + u": "_s + plan));
        }
    }

    /// A list in an order without an index looks at tasks in the states that its filter leaves, and at no other.
    void slicesOfAnOrderWithoutIndex_goByTheStatesOfTheFilter_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("states"); // 0: any
        QTest::newRow("none") << QString() << 0;
        QTest::newRow("type") << u"type:echo"_s << 0;
        QTest::newRow("a state") << u"state:dead"_s << 1;
        QTest::newRow("states") << u"state:dead,completed,running"_s << 3;
        QTest::newRow("a state among more") << u"type:echo state:dead attempts:>1"_s << 1;
        QTest::newRow("states that exclude each other") << u"status:pending state:ready,dead"_s << 1;
        QTest::newRow("either of two states") << u"state:dead OR (state:ready type:echo)"_s << 2;
        QTest::newRow("a state or a type") << u"state:dead OR type:echo"_s << 0;
        QTest::newRow("not a state") << u"-status:pending"_s << 4;
        QTest::newRow("not a state of one type") << u"-(state:dead type:echo)"_s << 0;
        QTest::newRow("neither") << u"-(state:dead OR type:echo)"_s << 7;
        QTest::newRow("late") << u"is:late"_s << 1;
        QTest::newRow("stuck") << u"is:stuck"_s << 1;
        QTest::newRow("held") << u"is:held"_s << 1;
        QTest::newRow("signature") << u"signature:x"_s << 1;
        QTest::newRow("due") << u"due:<2h"_s << 4;
        QTest::newRow("finished") << u"finished:<2h"_s << 3;
    }
    void slicesOfAnOrderWithoutIndex_goByTheStatesOfTheFilter()
    {
        QFETCH(QString, filter);
        QFETCH(int, states);
        TaskQuery query;
        query.sort = TaskSort::Duration;
        query.filter = *parseFilter(filter, Moment {});
        for (const bool falling : {true, false}) {
            query.falling = falling;
            const QString end = planOf(sliceEndOf(query, {}, 5'000).text);
            const QString slice = planOf(sliceOf(query, {}, 5'000, TaskCursor {}).text);
            const QString behind = falling ? u"rowid<?"_s : u"rowid>?"_s;
            if (states == 0) {
                QVERIFY2(end.contains(u"SEARCH tasks USING INTEGER PRIMARY KEY (%1)"_s.arg(behind)), qPrintable(end));
                QVERIFY2(slice.contains(u"SEARCH tasks USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"), qPrintable(slice));
            } else {
                QCOMPARE(end.count(u"SEARCH tasks USING COVERING INDEX tasks_by_state (state=? AND %1)"_s.arg(behind)), states);
                QVERIFY2(slice.contains(u"SEARCH tasks USING INDEX tasks_by_state (state=? AND rowid>? AND rowid<?)"),
                         qPrintable(slice));
            }
            // Walks through several states are merged as far as the slice goes, not gathered and sorted.
            QVERIFY2(!end.contains(u"TEMP B-TREE"), qPrintable(end));
        }
    }

    void slicesOfDeletedTasks_goByTheirState()
    {
        TaskQuery query;
        query.sort = TaskSort::Priority;
        query.scope = TaskScope::Trash;
        query.states = {TaskState::Dead};
        const QString slice = planOf(sliceOf(query, {}, 5'000, {}).text);
        QVERIFY2(slice.contains(u"tasks_by_state (state=? AND rowid>? AND rowid<?)"), qPrintable(slice));
    }

private:
    static QString planOf(const QString &text)
    {
        conduit::test::LaneFixture fixture;
        auto rows = fixture.database->runText(u"plan"_s, u"EXPLAIN QUERY PLAN "_s + text);
        QString plan;
        while (rows && rows->next())
            plan += rows->text(3) + u'\n';
        return plan;
    }
};

QTEST_GUILESS_MAIN(TestQueryPlans)
#include "tst_query_plans.moc"
