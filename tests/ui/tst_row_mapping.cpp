// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/rejected_rows.h"
#include "ui/models/row_pass.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

using Kind = ui::ColumnTarget::Kind;
using As = ui::ColumnTarget::As;

wire::Schema schema()
{
    const auto field = [](const QString &name, wire::FieldType type, bool isRequired) {
        return wire::Field {.name = name, .type = type, .required = isRequired};
    };
    return {.taskType = u"resize"_s,
            .fields = {field(u"source"_s, wire::FieldType::String, true), field(u"width"_s, wire::FieldType::Number, true),
                       field(u"dry"_s, wire::FieldType::Boolean, false), field(u"opts"_s, wire::FieldType::Object, false)}};
}

ui::RowMapping mappingFor(const QStringList &columns)
{
    return {.pattern = {.taskType = u"resize"_s}, .schema = schema(), .columns = ui::guessedTargets(columns, schema())};
}

ui::SourceRow row(const QList<QByteArray> &cells) { return {.line = 7, .raw = cells.join(','), .cells = cells}; }

QString fault(const Result<wire::NewTask, ui::RowProblem> &task)
{
    return task ? u"none"_s : task.error().field + u": "_s + task.error().why;
}

} // namespace

class TestRowMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columns_areGuessedByName()
    {
        const auto targets =
            ui::guessedTargets({u"Source"_s, u" WIDTH "_s, u"Run at"_s, u"note"_s, u"queue"_s, u"source"_s}, schema());
        QCOMPARE(targets[0], (ui::ColumnTarget {Kind::Member, u"source"_s, As::Text}));
        QCOMPARE(targets[1], (ui::ColumnTarget {Kind::Member, u"width"_s, As::Number}));
        QCOMPARE(targets[2].kind, Kind::RunAt);
        QCOMPARE(targets[3].kind, Kind::LeaveOut);
        QCOMPARE(targets[4].kind, Kind::Queue);
        QCOMPARE(targets[5].kind, Kind::LeaveOut); // the first one has the field
        QCOMPARE(ui::guessedTargets({u"Note"_s}, {}).first(), (ui::ColumnTarget {Kind::Member, u"Note"_s, As::Text}));
    }

    void row_becomesATaskWithExactValues()
    {
        const auto mapping = mappingFor({u"width"_s, u"source"_s, u"opts"_s, u"priority"_s, u"tags"_s, u"dry"_s});
        const auto task =
            ui::taskFrom(row({" 9007199254740993 ", "say \"h\xC3\xA4\"", "{\"q\": 1.10}", "7", "a, b", "YES"}), {}, mapping);
        QCOMPARE(fault(task), u"none"_s);
        QCOMPARE(task->payload,
                 "{\"source\":\"say \\\"h\xC3\xA4\\\"\",\"width\":9007199254740993,\"dry\":true,\"opts\":{\"q\":1.10}}");
        QCOMPARE(task->priority, 7);
        QCOMPARE(task->tags, (QStringList {u"a"_s, u"b"_s}));
        QCOMPARE(task->taskType, u"resize"_s);
    }

    void emptyCells_leaveOutWhatIsOptional()
    {
        const auto mapping = mappingFor({u"source"_s, u"width"_s, u"dry"_s, u"queue"_s});
        const auto task = ui::taskFrom(row({"", "1", "", ""}), {}, mapping);
        QCOMPARE(fault(task), u"none"_s);
        QCOMPARE(task->payload, "{\"source\":\"\",\"width\":1}");
        QCOMPARE(fault(ui::taskFrom(row({"a", " ", "", ""}), {}, mapping)),
                 u"width: The cell is empty, and this field is required."_s);
    }

    void badCells_areNamedWithWhatIsWanted_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("fault");
        QTest::newRow("comma") << u"width"_s << QByteArray("1,5")
                               << u"width: '1,5' is no number here: write the decimal point as a point."_s;
        QTest::newRow("number") << u"width"_s << QByteArray("wide") << u"width: 'wide' is no number, such as 12 or 0.5."_s;
        QTest::newRow("boolean") << u"dry"_s << QByteArray("maybe") << u"dry: 'maybe' is neither true nor false."_s;
        QTest::newRow("kind") << u"opts"_s << QByteArray("[1]") << u"opts: Must be an object, such as {\"key\": \"value\"}."_s;
        QTest::newRow("priority") << u"priority"_s << QByteArray("10")
                                  << u"priority: A priority is a whole number from 0 to 9."_s;
        QTest::newRow("delay") << u"delay"_s << QByteArray("-1")
                               << u"delay: A delay is a number of seconds from 0 to 316,224,000."_s;
        QTest::newRow("local") << u"run_at"_s << QByteArray("2026-11-25T10:00:00")
                               << u"run_at: A time needs its offset, such as 2026-11-25T10:00:00Z."_s;
        QTest::newRow("queue") << u"queue"_s << QByteArray("a:1") << u"queue: The name of a queue has neither ':' nor ','."_s;
        QTest::newRow("utf-8") << u"dry"_s << QByteArray("\xE4")
                               << u"dry: The cell is not UTF-8. Choose Latin-1 if the file is in that encoding."_s;
    }
    void badCells_areNamedWithWhatIsWanted()
    {
        QFETCH(QString, column);
        QFETCH(QByteArray, cell);
        const auto isWidth = column == u"width"_s;
        const auto mapping =
            mappingFor(isWidth ? QStringList {u"source"_s, u"width"_s} : QStringList {u"source"_s, u"width"_s, column});
        QTEST(
            fault(ui::taskFrom(row(isWidth ? QList<QByteArray> {"a", cell} : QList<QByteArray> {"a", "1", cell}), {}, mapping)),
            "fault");
    }

    void rows_needAsManyCellsAsColumns()
    {
        QCOMPARE(fault(ui::taskFrom(row({"a"}), {}, mappingFor({u"source"_s, u"width"_s}))),
                 u": Cells in this row: 1. Columns: 2."_s);
    }

    void constants_fillWhatARowDoesNotHave()
    {
        auto mapping = mappingFor({u"source"_s, u"dry"_s});
        QCOMPARE(ui::mappingFault(mapping, {}),
                 u"width is required. Choose a column for it, or type one value for all rows."_s);
        mapping.constants = {{u"width"_s, "64"}, {u"dry"_s, "false"}};
        QCOMPARE(ui::mappingFault(mapping, {}), QString());
        QCOMPARE(ui::taskFrom(row({"a", ""}), {}, mapping)->payload, "{\"source\":\"a\",\n  \"width\": 64,\n  \"dry\": false}");
        QCOMPARE(ui::taskFrom(row({"a", "1"}), {}, mapping)->payload, "{\"source\":\"a\",\n  \"width\": 64,\"dry\":true}");
    }

    void twoColumnsForOneField_areAFault()
    {
        auto mapping = mappingFor({u"source"_s, u"width"_s});
        mapping.columns.append(mapping.columns.first());
        QCOMPARE(ui::mappingFault(mapping, {}), u"Two columns go to source. Leave one of them out."_s);
    }

    void jsonRows_arePayloadsAsTheyStand()
    {
        const ui::RowFormat lines {.kind = ui::RowFormat::Kind::JsonLines};
        const auto mapping = mappingFor({});
        QCOMPARE(ui::taskFrom(row({"{\"width\":1.50,\"source\":\"a\",\"more\":1}"}), lines, mapping)->payload,
                 "{\"width\":1.50,\"source\":\"a\",\"more\":1}");
        QCOMPARE(fault(ui::taskFrom(row({"{\"source\":\"a\"}"}), lines, mapping)), u"width: Required."_s);
        QCOMPARE(fault(ui::taskFrom(row({"12"}), lines, mapping)), u": Must be an object, such as {\"key\": \"value\"}."_s);
        QCOMPARE(ui::taskFrom(row({"12"}), lines, {.pattern = {.taskType = u"free"_s}})->payload, "12");
    }

    void ids_followFromTheSeedAndTheLine()
    {
        const auto mapping = mappingFor({u"source"_s, u"width"_s});
        const auto seed = ui::seedFrom("hash", mapping, {}, {});
        QSet<QString> ids;
        for (qint64 line = 1; line <= 1000; ++line) {
            const auto id = ui::idOfRow(seed, line);
            QCOMPARE(QUuid::fromString(id).toString(QUuid::WithoutBraces), id);
            QCOMPARE(id[14], u'8');
            ids.insert(id);
        }
        QCOMPARE(ids.size(), 1000);
        QVERIFY(ui::idOfRow(seed, 9) < ui::idOfRow(seed, 10));
        QCOMPARE(ui::seedFrom("hash", mapping, {}, {}), seed);
        QVERIFY(ui::seedFrom("other", mapping, {}, {}) != seed);
        QVERIFY(ui::seedFrom("hash", mapping, {}, "again") != seed);
        QVERIFY(ui::seedFrom("hash", mappingFor({u"source"_s, u"dry"_s}), {}, {}) != seed);
        QVERIFY(ui::tagOf(seed).startsWith(u"many-"_s));
    }

    void pass_goesThroughAFileInSlices()
    {
        const auto source = sourceOf("source,width\na,1\nb,wide\nc,3\nd,4\n");
        const auto pass = ui::RowPass::open(source);
        QVERIFY(pass);
        (*pass)->setSeed("0123456789abcdef");
        QCOMPARE((*pass)->columns(), (QStringList {u"source"_s, u"width"_s}));
        auto slice = (*pass)->next(2, 1'000'000);
        QCOMPARE(slice.lines, (QList<qint64> {2, 4}));
        QCOMPARE(slice.rejected.size(), 1);
        QCOMPARE(slice.rejected.first().line, 3);
        QCOMPARE(slice.tasks.first().id, ui::idOfRow("0123456789abcdef", 2));
        QCOMPARE(slice.tasks.first().tags, (QStringList {ui::tagOf("0123456789abcdef")}));
        QVERIFY(!slice.isAtEnd);
        slice = (*pass)->next(2, 1'000'000);
        QCOMPARE(slice.lines, (QList<qint64> {5}));
        QVERIFY(slice.isAtEnd);
        QCOMPARE(slice.bytesRead, source.size);
        QCOMPARE((*pass)->hash(),
                 QCryptographicHash::hash("source,width\na,1\nb,wide\nc,3\nd,4\n", QCryptographicHash::Sha256));
    }

    void pass_refusesAFileThatIsAnotherOneByNow()
    {
        auto source = sourceOf("source,width\na,1\n");
        source.size = 3;
        QVERIFY(ui::RowPass::open(source).error().contains(u"has changed"));
        source.changedAt = {};
        source.path += u".gone"_s;
        QVERIFY(ui::RowPass::open(source).error().contains(u"cannot be read"));
    }

    void rejectedRows_keepTheirColumnsAndSayWhy()
    {
        const auto source = sourceOf("source,width\na,1\nb,wide\nc,3\n\"open,4\nd\n");
        const auto path = m_folder.filePath(u"rejected.csv"_s);
        const auto saved = ui::saveRejected(source, {{4, u"no \"room\""_s}}, path);
        QCOMPARE(saved.value_or(-1), 4);
        QCOMPARE(
            contentOf(path),
            "\"source\",\"width\",error\nb,wide,\"width: 'wide' is no number, such as 12 or 0.5.\"\nc,3,\"no \"\"room\"\"\"\n"
            "\"\"\"open,4\",,\"1: The quote that opens here is never closed.\"\n"
            "d,,\"Cells in this row: 1. Columns: 2.\"\n");
    }

    void rejectedJson_standsBesideItsError()
    {
        auto source = sourceOf("{\"source\":\"a\"}\n{\"source\":\"b\",\"width\":1}\nnope\n");
        source.format.kind = ui::RowFormat::Kind::JsonLines;
        const auto path = m_folder.filePath(u"rejected.jsonl"_s);
        QCOMPARE(ui::saveRejected(source, {}, path).value_or(-1), 2);
        const auto lines = contentOf(path).split('\n');
        QCOMPARE(lines[0], "{\"line\":1,\"error\":\"width: Required.\",\"row\":{\"source\":\"a\"}}");
        QVERIFY2(lines[1].startsWith("{\"line\":3,\"error\":\"This is not JSON:") && lines[1].endsWith("\"row\":\"nope\"}"),
                 lines[1].constData());
    }

private:
    ui::RowSource sourceOf(const QByteArray &text)
    {
        const auto path = m_folder.filePath(u"rows.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for a file");
        file.close();
        return {.path = path,
                .mapping = mappingFor({u"source"_s, u"width"_s}),
                .size = text.size(),
                .changedAt = QFileInfo(path).lastModified()};
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRowMapping)
#include "tst_row_mapping.moc"
