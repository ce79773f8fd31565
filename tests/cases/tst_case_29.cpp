// SPDX-License-Identifier: GPL-3.0-only
// Case 29: NUL and half a surrogate pair.
#include "tests/cases/case_broker.h"
#include "tests/support/worker_process.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseText : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray taskWith(const QByteArray &payload) { return R"({"task_type":"echo","payload":)" + payload + '}'; }

private Q_SLOTS:
    void text_isKeptAsItWasWritten_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("NUL") << QByteArray(R"({"m":"a\u0000b"})");
        QTest::newRow("NUL in a name") << QByteArray(R"({"a\u0000b":1})");
        QTest::newRow("NUL alone") << QByteArray(R"("\u0000")");
        QTest::newRow("a pair in escapes") << QByteArray(R"("\ud83d\ude00")");
        QTest::newRow("a pair in capitals") << QByteArray(R"("\uD83D\uDE00")");
        QTest::newRow("a pair as itself") << QByteArray("\"\xF0\x9F\x98\x80\"");
        QTest::newRow("escapes that need not be") << QByteArray(R"("\u0041\/\u00e9")");
        QTest::newRow("every short escape") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"");
        QTest::newRow("the last code point") << QByteArray(R"("\udbff\udfff")");
        QTest::newRow("a noncharacter") << QByteArray("\"\xEF\xBF\xBF\"");
        QTest::newRow("line separators") << QByteArray("\"\xE2\x80\xA8\xE2\x80\xA9\"");
        QTest::newRow("composed and decomposed") << QByteArray("\"\xC3\xA9 e\xCC\x81\"");
        QTest::newRow("a mark inside a text") << QByteArray("\"\xEF\xBB\xBF\"");
        QTest::newRow("DEL") << QByteArray("\"\x7F\"");
        QTest::newRow("names in their order") << QByteArray(R"({"b":1,"a":2,"":3})");
    }
    void text_isKeptAsItWasWritten()
    {
        QFETCH(const QByteArray, payload);
        auto client = connect();
        const HttpAnswer made = client.post("/task", taskWith(payload));
        COMPARE_STATUS(made, 201);
        const QByteArray asPosted = R"("payload":)" + payload + ',';
        QVERIFY2(made.body.contains(asPosted), made.body.constData());
        const QJsonObject held = claim(client, "worker=w");
        COMPARE_STATUS(report(client, held, R"("output":{"echoed":)" + payload + '}'), 200);
        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        const HttpAnswer read = again.get(taskPath(held));
        QVERIFY2(read.body.contains(asPosted), read.body.constData());
        QVERIFY2(read.body.contains(R"("output":{"echoed":)" + payload + '}'), read.body.constData());
    }

    void whiteSpaceOutsideStrings_isAllThatIsDropped()
    {
        auto client = connect();
        const HttpAnswer made = client.post("/task", taskWith(" { \"a b\"\t: [ 1 ,\r\n \" x \" ] } "));
        COMPARE_STATUS(made, 201);
        QVERIFY2(made.body.contains(R"("payload":{"a b":[1," x "]},)"), made.body.constData());
    }

    void fileWithNul_isTaken()
    {
        auto client = connect();
        const HttpAnswer made = client.post("/task", caseFile(u"json-nul-escape.json"_s));
        COMPARE_STATUS(made, 201);
        QVERIFY(made.body.contains(R"("payload":{"m":"a\u0000b"})"));
    }

    void textThatIsNone_isRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("the file") << caseFile(u"json-lone-surrogate.json"_s);
        const auto row = [](const char *name, const QByteArray &payload) { QTest::newRow(name) << taskWith(payload); };
        row("a low half", R"("\udc00")");
        row("a high half before a letter", R"("\ud800A")");
        row("two high halves", R"("\ud800\ud800")");
        row("halves in the wrong order", R"("\ude00\ud83d")");
        row("half a pair in a name", R"({"\ud800":1})");
        row("half a pair as bytes", "\"\xED\xA0\x80\"");
        row("a NUL as byte", QByteArray("\"a\0b\"", 5));
        row("a line feed as byte", "\"a\nb\"");
        row("a tab as byte", "\"a\tb\"");
        row("Latin-1", "\"caf\xE9\"");
        row("an overlong slash", "\"\xC0\xAF\"");
        row("an overlong NUL", "\"\xC0\x80\"");
        row("beyond Unicode", "\"\xF4\x90\x80\x80\"");
        row("five bytes", "\"\xF8\x88\x80\x80\x80\"");
        row("a cut character", "\"\xE2\x82\"");
        row("a continuation alone", "\"\x80\"");
        row("a short escape", R"("\u12")");
        row("an escape of nothing", R"("\x41")");
        row("no end", "\"abc");
        row("single quotes", "'a'");
        row("a name twice", R"({"a":1,"a":2})");
        row("a name twice, once escaped", R"({"a":1,"\u0061":2})");
        row("a name twice, deep inside", R"([{"x":{"a":1,"b":0,"a":1}}])");
        row("a comma too many", "[1,]");
        row("a comment", "1/*x*/");
        row("a word with a space", "tr ue");
        row("two values", "1 2");
        QTest::newRow("a mark before the text") << "\xEF\xBB\xBF" + taskWith("1");
        QTest::newRow("UTF-16") << QByteArray("{\0\"\0", 4);
        QTest::newRow("bytes behind the text") << taskWith("1") + "x";
        QTest::newRow("a NUL behind the text") << taskWith("1") + QByteArray(1, '\0');
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("white space") << QByteArray("  ");
        QTest::newRow("a task type twice") << QByteArray(R"({"task_type":"a","payload":1,"task_type":"b"})");
        QTest::newRow("a NUL in the type") << QByteArray(R"({"task_type":"a\u0000b"})");
        QTest::newRow("a control character in the type") << QByteArray(R"({"task_type":"a\u001fb"})");
        QTest::newRow("half a pair in the type") << QByteArray(R"({"task_type":"\ud800"})");
    }
    void textThatIsNone_isRefused()
    {
        QFETCH(const QByteArray, body);
        auto client = connect();
        const HttpAnswer answer = client.post("/task", body);
        COMPARE_STATUS(answer, 400);
        QVERIFY2(answer.errorMessage().size() > 10, answer.body.constData());
        QVERIFY(client.get("/task?limit=500").json()["tasks"_L1].toArray().isEmpty());
        QVERIFY(survives());
    }

    void fault_isFoundByLineAndColumn()
    {
        auto client = connect();
        const HttpAnswer answer = client.post("/task", "{\n \"task_type\": \"echo\",\n \"payload\": tru\n}");
        COMPARE_STATUS(answer, 400);
        QVERIFY2(answer.errorMessage().contains("line 3"_L1), answer.body.constData());
        QVERIFY2(answer.errorMessage().contains("column"_L1), answer.body.constData());
    }

    void errorText_isStoredWhateverItHolds_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QString>("stored");
        QTest::newRow("NUL") << QByteArray(R"("tool said \u0000 and stopped")") << u"tool said \u0000 and stopped"_s;
        QTest::newRow("control characters") << QByteArray("\"\\u001b[31mred\\u0007\"") << u"\u001b[31mred\u0007"_s;
        QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << u"\U0001F600"_s;
        QTest::newRow("quotes and back-slashes") << QByteArray("\"\\\"\\\\'--\\\"\"") << u"\"\\'--\""_s;
        QTest::newRow("an empty one") << QByteArray(R"("")") << QString();
    }
    void errorText_isStoredWhateverItHolds()
    {
        QFETCH(const QByteArray, error);
        QFETCH(const QString, stored);
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo","max_attempts":1})");
        const HttpAnswer answer = report(client, claim(client, "worker=w"), R"("output":null,"error":)" + error);
        COMPARE_STATUS(answer, 200);
        QCOMPARE(answer.json()["status"_L1].toString(), u"Failed"_s);
        const QJsonObject task = loadTask(client, id);
        QCOMPARE(task["state"_L1].toString(), u"dead"_s);
        // Readable is what counts; a NUL may be shown as something else.
        if (!stored.contains(QChar(u'\0')))
            QCOMPARE(task["result"_L1]["error"_L1].toString(), stored);
        else
            QVERIFY(task["result"_L1]["error"_L1].toString().startsWith("tool said "_L1));
        QCOMPARE(client.get(taskPath(id, "/attempts")).json()["attempts"_L1].toArray().size(), 1);
        COMPARE_STATUS(client.get("/task/next"), 204);
    }

    void longErrorText_isCut()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo","max_attempts":1})");
        // Two units of UTF-16 each, so that a cut by units could leave half a pair.
        const QByteArray error = 'x' + QByteArray("\xF0\x9F\x98\x80").repeated(20'000);
        COMPARE_STATUS(report(client, claim(client, "worker=w"), R"("error":)" + quoted(error)), 200);
        const HttpAnswer read = client.get(taskPath(id));
        const QString stored = read.json()["result"_L1]["error"_L1].toString();
        QVERIFY2(stored.size() > 1'000 && stored.size() <= 20'010, qPrintable(QString::number(stored.size())));
        QVERIFY(!stored.contains(QChar::ReplacementCharacter));
    }

    void worker_echoesText()
    {
        auto client = connect();
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker().address(), u"w"_s);
        QVERIFY(worker.start());
        const QByteArray payload = R"({"echo":"a\u0000b \ud83d\ude00 \u0041"})";
        const HttpAnswer made = client.post("/task", taskWith(payload));
        COMPARE_STATUS(made, 201);
        const HttpAnswer done = client.get(taskPath(made.json(), "?wait=15"));
        QVERIFY2(done.body.contains(R"("output":{"echoed":)" + payload + '}'), (done.body + worker.log()).constData());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseText)
#include "tst_case_29.moc"
