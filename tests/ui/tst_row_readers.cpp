// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/csv_reader.h"
#include "ui/models/row_format.h"
#include "ui/models/row_reader.h"

#include <QBuffer>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

using Cells = QList<QByteArray>;

/// Gives its bytes in pieces, as a slow disk might, so that each place of a file is once the edge of what was read.
class PiecewiseBuffer final : public QBuffer
{
public:
    PiecewiseBuffer(QByteArray bytes, qint64 piece) : m_piece(piece)
    {
        setData(std::move(bytes));
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *bytes, qint64 count) override { return QBuffer::readData(bytes, std::min(count, m_piece)); }

private:
    qint64 m_piece;
};

struct Reading
{
    QList<ui::SourceRow> rows;
    QString brokenOff;
};

Reading readingOf(const QByteArray &text, const ui::RowFormat &format, qint64 piece = 1'000'000)
{
    PiecewiseBuffer buffer(text, piece);
    const auto reader = ui::makeRowReader(buffer, format);
    Reading reading;
    while (auto row = reader->next())
        reading.rows.append(*row);
    reading.brokenOff = reader->brokenOff();
    return reading;
}

QList<ui::SourceRow> csv(const QByteArray &text) { return readingOf(text, {}).rows; }

QByteArray lineFrom(const Cells &cells, bool quotesAll)
{
    QByteArray line;
    for (const auto &cell : cells) {
        auto text = cell;
        const auto needsQuotes = text.contains(',') || text.contains('"') || text.contains('\n') || text.contains('\r');
        line += quotesAll || needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
        line += ',';
    }
    line.chop(1);
    return line;
}

/// A cell of the characters that matter to CSV, and a few that do not.
QByteArray anyCell(std::mt19937 &chance)
{
    static const QByteArray alphabet = "ab,\"\n\r;\t \xC3\xA4";
    QByteArray cell;
    for (auto size = chance() % 6; size > 0; --size)
        cell += alphabet[static_cast<qsizetype>(chance() % static_cast<unsigned>(alphabet.size()))];
    return cell;
}

} // namespace

class TestRowReaders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void csv_readsCellsAsRfc4180HasThem()
    {
        const auto rows = csv("a,b\r\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n,\n");
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[0].cells, Cells({"a", "b"}));
        QCOMPARE(rows[1].cells, Cells({"x,y", "say \"hi\""}));
        QCOMPARE(rows[2].cells, Cells({"two\nlines", ""}));
        QCOMPARE(rows[3].cells, Cells({"", ""}));
        QCOMPARE(rows[2].line, 3);
        QCOMPARE(rows[3].line, 5);
        QCOMPARE(rows[1].raw, "\"x,y\",\"say \"\"hi\"\"\"");
    }

    void csv_needsNoLineEndAtTheEndAndSkipsEmptyLines()
    {
        const auto rows = csv("\xEF\xBB\xBF\r\na,b\n\n\nc,d");
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].cells, Cells({"a", "b"}));
        QCOMPARE(rows[0].line, 2);
        QCOMPARE(rows[1].cells, Cells({"c", "d"}));
        QCOMPARE(rows[1].line, 5);
        QVERIFY(csv("").isEmpty());
        QVERIFY(csv("\n\n").isEmpty());
    }

    void csv_goesOnBehindALineThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("wrong");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("fault");
        QTest::newRow("open quote") << QByteArray("1,\"open") << u"2"_s << u"The quote that opens here is never closed."_s;
        QTest::newRow("stray quote") << QByteArray("a\"b,2") << u"1"_s
                                     << u"A quote stands inside a text that does not begin with one."_s;
        QTest::newRow("text behind") << QByteArray("1,\"a\"b") << u"2"_s << u"The text goes on behind its closing quote."_s;
        QTest::newRow("lone return") << QByteArray("1,a\rb") << u"2"_s
                                     << u"A carriage return stands alone; lines end with a line feed."_s;
    }
    void csv_goesOnBehindALineThatIsWrong()
    {
        QFETCH(QByteArray, wrong);
        QFETCH(QString, field);
        QFETCH(QString, fault);
        const auto rows = csv("1,2\n" + wrong + "\n3,4\n5,6");
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[1].line, 2);
        QCOMPARE(rows[1].field, field);
        QCOMPARE(rows[1].fault, fault);
        QCOMPARE(rows[1].raw, wrong);
        QVERIFY(rows[1].cells.isEmpty());
        QCOMPARE(rows[2].cells, Cells({"3", "4"}));
        QCOMPARE(rows[3].line, 4);
    }

    void csv_readsWhatWasWritten_whereverItIsCut()
    {
        std::mt19937 chance(41);
        for (int round = 0; round < 300; ++round) {
            QList<Cells> records;
            QByteArray text;
            for (auto count = chance() % 5 + 1; count > 0; --count) {
                Cells cells;
                for (auto columns = chance() % 3 + 2; columns > 0; --columns)
                    cells.append(anyCell(chance));
                records.append(cells);
                text += lineFrom(cells, chance() % 2 == 0) + (chance() % 2 == 0 ? "\n" : "\r\n");
            }
            for (const qint64 piece : {1, 2, 3, 1000}) {
                const auto rows = readingOf(text, {}, piece).rows;
                QCOMPARE(rows.size(), records.size());
                for (qsizetype i = 0; i < rows.size(); ++i)
                    QVERIFY2(rows[i].cells == records[i], text.toPercentEncoding());
            }
        }
    }

    void csv_takesAnyBytes()
    {
        std::mt19937 chance(42);
        for (int round = 0; round < 2000; ++round) {
            QByteArray text;
            for (int i = 0; i < 4; ++i)
                text += anyCell(chance);
            const auto whole = readingOf(text, {}).rows;
            const auto cut = readingOf(text, {}, 1).rows;
            QCOMPARE(cut.size(), whole.size());
            qint64 line = 0;
            for (qsizetype i = 0; i < whole.size(); ++i) {
                QCOMPARE(cut[i].cells, whole[i].cells);
                QCOMPARE(cut[i].fault, whole[i].fault);
                QVERIFY(whole[i].line > line);
                QCOMPARE(whole[i].fault.isEmpty(), !whole[i].cells.isEmpty());
                QVERIFY(text.contains(whole[i].raw));
                line = whole[i].line;
            }
        }
    }

    void csv_withoutQuotesTakesThemAsTheyAre()
    {
        const auto rows = readingOf("a\tsay \"hi\"\n", {.delimiter = '\t', .quote = '\0'}).rows;
        QCOMPARE(rows.first().cells, Cells({"a", "say \"hi\""}));
    }

    void csv_refusesARecordThatNeverEnds()
    {
        const auto text = "1,\"" + QByteArray(ui::ByteWindow::kBytesMax + 10, 'x') + "\"\n3,4\n";
        const auto rows = csv(text);
        QVERIFY(!rows.first().fault.isEmpty());
        QCOMPARE(rows.last().cells, Cells({"3", "4"}));
    }

    void jsonLines_giveExactValuesAndFaults()
    {
        const auto rows = readingOf("{\"a\": 1.50}\n\n{broken\n[1, 2]\r\n", {.kind = ui::RowFormat::Kind::JsonLines}).rows;
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].cells, Cells({"{\"a\":1.50}"}));
        QVERIFY2(rows[1].fault.startsWith(u"This is not JSON: "), qPrintable(rows[1].fault));
        QCOMPARE(rows[1].raw, "{broken");
        QCOMPARE(rows[1].line, 3);
        QCOMPARE(rows[2].cells, Cells({"[1,2]"}));
        QCOMPARE(rows[2].line, 4);
    }

    void jsonArray_givesElements_whereverItIsCut()
    {
        const QByteArray text = " [ {\"a\": \"], \\\" {\"},\n 12 ,\n\"x\", {\"a\":1,\"a\":2}, [] ] \n";
        for (const qint64 piece : {1, 2, 3, 1000}) {
            const auto reading = readingOf(text, {.kind = ui::RowFormat::Kind::JsonArray}, piece);
            QCOMPARE(reading.brokenOff, QString());
            QCOMPARE(reading.rows.size(), 5);
            QCOMPARE(reading.rows[0].cells, Cells({"{\"a\":\"], \\\" {\"}"}));
            QCOMPARE(reading.rows[1].cells, Cells({"12"}));
            QCOMPARE(reading.rows[1].line, 2);
            QCOMPARE(reading.rows[2].cells, Cells({"\"x\""}));
            QVERIFY(!reading.rows[3].fault.isEmpty());
            QCOMPARE(reading.rows[4].cells, Cells({"[]"}));
        }
        QVERIFY(readingOf("[]", {.kind = ui::RowFormat::Kind::JsonArray}).rows.isEmpty());
    }

    void jsonArray_saysWhereItIsBroken_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("no array") << QByteArray("{}") << u"the file does not begin with '['"_s;
        QTest::newRow("no comma") << QByteArray("[1,\n2}") << u"a comma or ']' is missing"_s;
        QTest::newRow("no end") << QByteArray("[1,\n{\"a\":") << u"the value that begins here does not end"_s;
        QTest::newRow("more") << QByteArray("[1]\n[2]") << u"something stands behind the array"_s;
    }
    void jsonArray_saysWhereItIsBroken()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const auto reading = readingOf(text, {.kind = ui::RowFormat::Kind::JsonArray});
        QVERIFY2(reading.brokenOff.contains(why), qPrintable(reading.brokenOff));
    }

    void format_isGuessed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("kind");
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<bool>("hasHeader");
        QTest::addColumn<bool>("isLatin1");
        const auto table = int(ui::RowFormat::Kind::Table);
        QTest::newRow("comma") << u"a.csv"_s << QByteArray("id,name\n1,x\n") << table << ',' << true << false;
        QTest::newRow("semicolon") << u"a.csv"_s << QByteArray("id;name;a,b\n") << table << ';' << true << false;
        QTest::newRow("tab") << u"a.tsv"_s << QByteArray("one\n") << table << '\t' << true << false;
        QTest::newRow("numbers") << u"a.csv"_s << QByteArray("1,x\n2,y\n") << table << ',' << false << false;
        QTest::newRow("twice") << u"a.csv"_s << QByteArray("x,x\n") << table << ',' << false << false;
        QTest::newRow("latin") << u"a.csv"_s << QByteArray("na\xEFve,b\n") << table << ',' << true << true;
        QTest::newRow("cut") << u"a.csv"_s << QByteArray("a,b\n\xC3") << table << ',' << true << false;
        QTest::newRow("mark") << u"a.csv"_s
                              << QByteArray("\xEF\xBB\xBF"
                                            "a,b\n")
                              << table << ',' << true << false;
        QTest::newRow("lines") << u"a.txt"_s << QByteArray("\n {\"a\":1}\n") << int(ui::RowFormat::Kind::JsonLines) << ','
                               << true << false;
        QTest::newRow("array") << u"a.json"_s << QByteArray("[\n{}") << int(ui::RowFormat::Kind::JsonArray) << ',' << true
                               << false;
        QTest::newRow("arrays") << u"a.jsonl"_s << QByteArray("[1]\n[2]") << int(ui::RowFormat::Kind::JsonLines) << ',' << true
                                << false;
    }
    void format_isGuessed()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, head);
        const auto format = ui::guessedFormat(name, head);
        QTEST(int(format.kind), "kind");
        QTEST(format.delimiter, "delimiter");
        QTEST(format.hasHeader, "hasHeader");
        QTEST(format.encoding == ui::RowFormat::Encoding::Latin1, "isLatin1");
    }

    void format_refusesWhatIsNoTextOfOurs()
    {
        QVERIFY(ui::encodingFault(QByteArray("\xFF\xFE"
                                             "a\0",
                                             4))
                    .contains(u"UTF-16"));
        QVERIFY(ui::encodingFault(QByteArray("PK\0\3", 4)).contains(u"no text file"));
        QCOMPARE(ui::encodingFault("a,b\n"), QString());
    }
};

QTEST_GUILESS_MAIN(TestRowReaders)
#include "tst_row_readers.moc"
