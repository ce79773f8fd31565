// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/filter_text.h"
#include "ui/models/task_cells.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace conduit;
using Column = ui::TaskWindowModel::Column;

namespace {

wire::Task someTask()
{
    wire::Task task;
    task.id = u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s;
    task.taskType = u"resize image"_s;
    task.state = u"dead"_s;
    task.queue = u"gpu"_s;
    task.priority = 7;
    task.attempt = 3;
    task.worker = u"w-1"_s;
    task.createdAt = QDateTime::fromString(u"2026-11-25T14:03:07.250Z"_s, Qt::ISODateWithMs);
    task.startedAt = task.createdAt.addSecs(60);
    task.completedAt = task.startedAt.addMSecs(1'500);
    task.tags = {u"nightly"_s};
    task.enqueuedBy = u"console anna@atlas"_s;
    task.payloadSize = 5'120;
    task.lastError = u"disk \"full\"\nat line 3"_s;
    return task;
}

} // namespace

/// What the cells of a list of tasks hold.
class TestTaskCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cell_isATermOfTheFilterLanguage_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("line");
        QTest::newRow("state") << int(Column::State) << u"state:dead"_s;
        QTest::newRow("type") << int(Column::Type) << u"type:\"resize image\""_s;
        QTest::newRow("id") << int(Column::Id) << u"id:0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s;
        QTest::newRow("queue") << int(Column::Queue) << u"queue:gpu"_s;
        QTest::newRow("attempts") << int(Column::Attempts) << u"attempts:3"_s;
        QTest::newRow("priority") << int(Column::Priority) << u"priority:7"_s;
        QTest::newRow("created") << int(Column::Created) << u"created:\"2026-11-25T14:03\""_s;
        QTest::newRow("worker") << int(Column::Worker) << u"worker:w-1"_s;
        QTest::newRow("size") << int(Column::PayloadSize) << u"size:5120"_s;
        QTest::newRow("error") << int(Column::Error) << u"error:\"disk \\\"full\\\"\""_s;
        QTest::newRow("tag") << int(Column::Tags) << u"tag:nightly"_s;
        QTest::newRow("enqueued by") << int(Column::EnqueuedBy) << u"by:\"console anna@atlas\""_s;
    }
    void cell_isATermOfTheFilterLanguage()
    {
        QFETCH(const int, column);
        const auto term = ui::termOfCell(someTask(), Column(column));
        QVERIFY(term);
        QTEST(ui::lineWithTerm({}, *term), "line");
    }

    void cellWithoutValueOrKey_isNoTerm()
    {
        QVERIFY(!ui::termOfCell({}, Column::Worker));
        QVERIFY(!ui::termOfCell({}, Column::Error));
        QVERIFY(!ui::termOfCell({}, Column::Tags));
        QVERIFY(!ui::termOfCell({}, Column::EnqueuedBy));
        QVERIFY(!ui::termOfCell({}, Column::Started));
        for (const auto column : {Column::RunAt, Column::Duration, Column::ResultSize, Column::Progress})
            QVERIFY(!ui::termOfCell(someTask(), column));
    }

    void value_narrowsTheLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("without");
        QTest::newRow("nothing") << QString() << u"queue:gpu"_s << u"-queue:gpu"_s;
        QTest::newRow("beside") << u"state:dead"_s << u"state:dead queue:gpu"_s << u"state:dead -queue:gpu"_s;
        QTest::newRow("another") << u"queue:cpu"_s << u"queue:gpu"_s << u"queue:cpu -queue:gpu"_s;
        QTest::newRow("several") << u"queue:cpu,gpu x"_s << u"queue:gpu x"_s << u"queue:cpu x"_s;
        QTest::newRow("the same") << u"queue:gpu x"_s << u"queue:gpu x"_s << u"x -queue:gpu"_s;
        QTest::newRow("excluded") << u"x -queue:gpu"_s << u"x queue:gpu"_s << u"x -queue:gpu"_s;
        QTest::newRow("excluded in quotes") << u"-queue:\"gpu\" x"_s << u"x queue:gpu"_s << u"-queue:\"gpu\" x -queue:gpu"_s;
        QTest::newRow("excluded with another")
            << u"-queue:cpu,gpu x"_s << u"-queue:cpu x queue:gpu"_s << u"-queue:cpu,gpu x -queue:gpu"_s;
        QTest::newRow("excluded twice") << u"-queue:gpu x -queue:gpu"_s << u"x queue:gpu"_s << u"x -queue:gpu"_s;
        QTest::newRow("excluded in a choice")
            << u"a OR -queue:gpu"_s << u"(a OR -queue:gpu) queue:gpu"_s << u"(a OR -queue:gpu) -queue:gpu"_s;
        QTest::newRow("choice") << u"a OR b"_s << u"(a OR b) queue:gpu"_s << u"(a OR b) -queue:gpu"_s;
    }
    void value_narrowsTheLine()
    {
        QFETCH(const QString, line);
        const ui::CellTerm term {u"queue"_s, {u"gpu"_s}};
        QTEST(ui::lineWithTerm(line, term), "with");
        QTEST(ui::lineWithoutTerm(line, term), "without");
    }

    void tags_areAskedForTogether()
    {
        const ui::CellTerm tags {u"tag"_s, {u"a"_s, u"b c"_s}};
        QCOMPARE(ui::lineWithTerm(u"tag:a"_s, tags), u"tag:a tag:\"b c\""_s);
        QCOMPARE(ui::lineWithoutTerm(u"x"_s, tags), u"x -(tag:a tag:\"b c\")"_s);
        // A tag that is asked for already is another matter than one that is not wanted.
        QCOMPARE(ui::lineWithoutTerm(u"tag:a"_s, {u"tag"_s, {u"b"_s}}), u"tag:a -tag:b"_s);
        QCOMPARE(ui::lineWithoutTerm(u"tag:a x"_s, tags), u"tag:a x -(tag:a tag:\"b c\")"_s);
    }

    void tags_areAskedForOrExcluded_andNotBoth()
    {
        const ui::CellTerm tag {u"tag"_s, {u"a"_s}};
        QCOMPARE(ui::lineWithTerm(u"-tag:a x"_s, tag), u"x tag:a"_s);
        QCOMPARE(ui::lineWithoutTerm(u"tag:a x"_s, tag), u"x -tag:a"_s);
        QCOMPARE(ui::lineWithoutTerm(u"tag:a,b"_s, tag), u"tag:b -tag:a"_s);
        const ui::CellTerm tags {u"tag"_s, {u"a"_s, u"b c"_s}};
        const auto excluded = u"x -(tag:a tag:\"b c\")"_s;
        QCOMPARE(ui::lineWithTerm(excluded, tags), u"x tag:a tag:\"b c\""_s);
        QCOMPARE(ui::lineWithoutTerm(u"x tag:a tag:\"b c\""_s, tags), excluded);
        QCOMPARE(ui::lineWithoutTerm(excluded, tags), excluded);
    }

    void texts_areExactAndTheSameInEveryLanguage()
    {
        const auto task = someTask();
        QCOMPARE(ui::exactText(task, Column::Created), u"2026-11-25T14:03:07.250Z"_s);
        QCOMPARE(ui::exactText(task, Column::Duration), u"1.5"_s);
        QCOMPARE(ui::exactText(task, Column::PayloadSize), u"5120"_s);
        QCOMPARE(ui::exactText(task, Column::State), u"dead"_s);
        QCOMPARE(ui::exactText(task, Column::Error), task.lastError);
        QVERIFY(ui::exactText({}, Column::Started).isEmpty());
    }

    void rows_areCopiedCellByCell()
    {
        auto second = someTask();
        second.lastError = u"a\tb"_s;
        second.queue = u"=1+1"_s;
        QCOMPARE(ui::tsvFrom({someTask(), second}, {Column::Queue, Column::Error}),
                 u"gpu\tdisk \"full\" at line 3\n'=1+1\ta b"_s);
    }

    void text_isNoFormula()
    {
        for (const auto &text : {u"=1"_s, u"+1"_s, u"-1"_s, u"@a"_s, u"\t=1"_s, u"\r=1"_s})
            QCOMPARE(ui::harmlessText(text), u'\'' + text);
        for (const auto &text : {QString(), u"a=1"_s, u" =1"_s, u"7"_s})
            QCOMPARE(ui::harmlessText(text), text);
    }
};

QTEST_GUILESS_MAIN(TestTaskCells)
#include "tst_task_cells.moc"
