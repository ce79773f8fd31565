// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/task_code.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

using Code = QString (*)(const QString &, const wire::NewTask &);

const QString kAddress = u"http://127.0.0.1:8080"_s;

wire::NewTask ordinary()
{
    wire::NewTask task;
    task.taskType = u"resize_image"_s;
    task.payload = "{\"width\": 1.50}";
    task.queue = u"gpu"_s;
    task.priority = 7;
    task.maxAttempts = 3;
    task.tags = {u"nightly"_s, u"größe"_s};
    return task;
}

/// What stands in the literal that begins behind `start`, up to its closing quote; `rest` is what follows on the line.
bool readLiteral(const QString &code, const QString &start, QString &inside, QString &rest)
{
    const auto from = code.indexOf(start);
    if (from < 0)
        return false;
    auto at = from + start.size();
    const auto begin = at;
    while (at < code.size() && code[at] != u'"' && code[at] != u'\n')
        at += code[at] == u'\\' ? 2 : 1;
    inside = code.mid(begin, at - begin);
    rest = code.mid(at + 1, code.indexOf(u'\n', at) - at - 1);
    return at < code.size() && code[at] == u'"';
}

} // namespace

/// Programs that enqueue a task with the SDKs.
class TestTaskCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void python_isAsTheSdkWantsIt()
    {
        QCOMPARE(
            ui::pythonCode(kAddress, ordinary()),
            QStringList({u"from conduit_queue import Client, JsonText"_s, u""_s, u"# A token is taken from CONDUIT_TOKEN."_s,
                         u"with Client(\"http://127.0.0.1:8080\") as client:"_s, u"    task = client.enqueue("_s,
                         u"        \"resize_image\","_s, u"        JsonText(\"{\\\"width\\\": 1.50}\"),"_s,
                         u"        queue=\"gpu\","_s, u"        priority=7,"_s, u"        max_attempts=3,"_s,
                         u"        tags=[\"nightly\", \"größe\"],"_s, u"    )"_s, u"    print(task.id)"_s, u""_s})
                .join(u'\n'));
    }

    void typescript_isAsTheSdkWantsIt()
    {
        QCOMPARE(ui::typescriptCode(kAddress, ordinary()),
                 QStringList({u"import { Client, rawJson } from \"conduit-client\";"_s, u""_s,
                              u"// A token is taken from CONDUIT_TOKEN."_s,
                              u"const client = new Client({ baseUrl: \"http://127.0.0.1:8080\" });"_s,
                              u"const task = await client.enqueue("_s, u"    \"resize_image\","_s,
                              u"    rawJson(\"{\\\"width\\\": 1.50}\"),"_s,
                              u"    { queue: \"gpu\", priority: 7, max_attempts: 3, tags: [\"nightly\", \"größe\"] },"_s,
                              u");"_s, u"console.log(task.id);"_s, u""_s})
                     .join(u'\n'));
    }

    void rust_isAsTheSdkWantsIt()
    {
        QCOMPARE(ui::rustCode(kAddress, ordinary()),
                 QStringList({u"use conduit_client::{Client, Json, NewTask};"_s, u""_s,
                              u"fn main() -> conduit_client::Result<()> {"_s,
                              u"    let mut client = Client::new(\"http://127.0.0.1:8080\");"_s,
                              u"    if let Ok(token) = std::env::var(\"CONDUIT_TOKEN\") {"_s,
                              u"        client = client.token(token);"_s, u"    }"_s,
                              u"    let payload = Json::from_text(\"{\\\"width\\\": 1.50}\")?;"_s,
                              u"    let task = client.enqueue(NewTask {"_s, u"        queue: Some(\"gpu\".into()),"_s,
                              u"        priority: Some(7),"_s, u"        max_attempts: Some(3),"_s,
                              u"        tags: Some(vec![\"nightly\".into(), \"größe\".into()]),"_s,
                              u"        ..NewTask::new(\"resize_image\", payload)"_s, u"    })?;"_s,
                              u"    println!(\"{}\", task.id);"_s, u"    Ok(())"_s, u"}"_s, u""_s})
                     .join(u'\n'));
    }

    void cpp_isAsTheSdkWantsIt()
    {
        const auto code = ui::cppCode(kAddress, ordinary());
        const auto middle =
            QStringList({u"    const auto once = client::transportTo(QUrl(QString::fromUtf8(\"http://127.0.0.1:8080\")), "
                         "qgetenv(\"CONDUIT_TOKEN\"));"_s,
                         u"    client::RepeatingTransport transport(*once);"_s, u"    client::Client broker(transport);"_s,
                         u""_s, u"    wire::NewTask task;"_s, u"    task.taskType = QString::fromUtf8(\"resize_image\");"_s,
                         u"    task.payload = \"{\\\"width\\\": 1.50}\";"_s, u"    task.queue = QString::fromUtf8(\"gpu\");"_s,
                         u"    task.priority = 7;"_s, u"    task.maxAttempts = 3;"_s,
                         u"    task.tags = {QString::fromUtf8(\"nightly\"), QString::fromUtf8(\"gr\\303\\266\\303\\237e\")};"_s,
                         u"    broker.enqueue(task, &app, [](const client::Result<wire::Task> &enqueued) {"_s})
                .join(u'\n');
        QVERIFY2(code.contains(middle), qPrintable(code));
        QVERIFY(code.startsWith(u"#include <conduit/repeating_transport.h>\n"));
        QVERIFY(code.endsWith(u"    return QCoreApplication::exec();\n}\n"));
    }

    void options_areWrittenAsEachLanguageWantsThem_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("Python") << 0
                                << QStringList {u"        retry_for=3600,"_s,
                                                u"        backoff={\"kind\":\"fixed\",\"base\":1.5,\"jitter\":0},"_s,
                                                u"        timeout=90,"_s,
                                                u"        expires_at=\"2026-11-26T09:00:00.000Z\","_s,
                                                u"        unique_key=\"a\\\"b\","_s,
                                                u"        serial_key=\"customer 17\","_s};
        QTest::newRow("TypeScript") << 1
                                    << QStringList {
                                           u"    { retry_for: 3600, backoff: {\"kind\":\"fixed\",\"base\":1.5,\"jitter\":0}, "
                                           "timeout: 90, expires_at: \"2026-11-26T09:00:00.000Z\", unique_key: \"a\\\"b\", "
                                           "serial_key: \"customer 17\" },"_s};
        QTest::newRow("Rust")
            << 2
            << QStringList {u"        retry_for: Some(3600_f64),"_s,
                            u"        backoff: Some(conduit_client::json!({\"kind\":\"fixed\",\"base\":1.5,\"jitter\":0})),"_s,
                            u"        timeout: Some(90_f64),"_s,
                            u"        expires_at: Some(\"2026-11-26T09:00:00.000Z\".into()),"_s,
                            u"        unique_key: Some(\"a\\\"b\".into()),"_s,
                            u"        serial_key: Some(\"customer 17\".into()),"_s};
        QTest::newRow("C++")
            << 3
            << QStringList {
                   u"    task.retryFor = wire::Seconds(3600);"_s,
                   u"    task.backoff = wire::Backoff {.kind = QString::fromUtf8(\"fixed\"), .base = wire::Seconds(1.5), .jitter = 0};"_s,
                   u"    task.timeout = wire::Seconds(90);"_s,
                   u"    task.expiresAt = QDateTime::fromString(QString::fromUtf8(\"2026-11-26T09:00:00.000Z\"), Qt::ISODateWithMs);"_s,
                   u"    task.uniqueKey = QString::fromUtf8(\"a\\\"b\");"_s,
                   u"    task.serialKey = QString::fromUtf8(\"customer 17\");"_s};
    }
    void options_areWrittenAsEachLanguageWantsThem()
    {
        QFETCH(const int, language);
        QFETCH(const QStringList, lines);
        constexpr Code codes[] {&ui::pythonCode, &ui::typescriptCode, &ui::rustCode, &ui::cppCode};
        wire::NewTask task;
        task.taskType = u"echo"_s;
        task.retryFor = wire::Seconds(3600);
        task.backoff = wire::Backoff {.kind = u"fixed"_s, .base = wire::Seconds(1.5), .jitter = 0};
        task.timeout = wire::Seconds(90);
        task.expiresAt = QDateTime(QDate(2026, 11, 26), QTime(9, 0), QTimeZone::utc());
        task.uniqueKey = u"a\"b"_s;
        task.serialKey = u"customer 17"_s;
        const auto code = codes[language](kAddress, task);
        QVERIFY2(code.contains(u'\n' + lines.join(u'\n') + u'\n'), qPrintable(code));
    }

    void literals_holdWhateverComes_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("written"); ///< Of `" \ new line, U+202E, U+1F600`.
        QTest::addColumn<int>("language");
        QTest::newRow("Python") << u"JsonText(\""_s << u"),"_s << u"\\\"\\\\\\u000a\\u202e\\U0001f600"_s << 0;
        QTest::newRow("TypeScript") << u"rawJson(\""_s << u"),"_s << u"\\\"\\\\\\u000a\\u202e\\u{1f600}"_s << 1;
        QTest::newRow("Rust") << u"from_text(\""_s << u")?;"_s << u"\\\"\\\\\\u{a}\\u{202e}\\u{1f600}"_s << 2;
        QTest::newRow("C++") << u"task.payload = \""_s << u";"_s << u"\\\"\\\\\\012\\342\\200\\256\\360\\237\\230\\200"_s << 3;
    }
    void literals_holdWhateverComes()
    {
        QFETCH(const QString, start);
        QFETCH(const QString, written);
        QFETCH(const int, language);
        constexpr Code codes[] {&ui::pythonCode, &ui::typescriptCode, &ui::rustCode, &ui::cppCode};
        auto task = ordinary();
        task.payload = QString(u"\"\\\n\u202e\U0001f600"_s).toUtf8();
        QString inside;
        QString rest;
        QVERIFY(readLiteral(codes[language](kAddress, task), start, inside, rest));
        QCOMPARE(inside, written);
        for (const auto &hostile :
             {u"\\\"); import os; os.system(\\\"x"_s, u"\"\"\"); x()"_s, u"${process.exit()}`"_s, u"#{x} {x} %s"_s, u"\\"_s,
              u"*/ ?\?/"_s, u"\r\n\u2028\u0085"_s, u"\\u0022);"_s, u"end\\\\\""_s}) {
            task.payload = hostile.toUtf8();
            task.taskType = hostile;
            task.queue = hostile;
            task.tags = {hostile};
            const auto code = codes[language](hostile, task);
            QVERIFY2(readLiteral(code, start, inside, rest), qPrintable(code));
            QTEST(rest, "rest");
            QCOMPARE(code.count(u'\n'), codes[language](kAddress, ordinary()).count(u'\n'));
            for (const auto c : code)
                QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f), qPrintable(code));
        }
    }
};

QTEST_GUILESS_MAIN(TestTaskCode)
#include "tst_task_code.moc"
