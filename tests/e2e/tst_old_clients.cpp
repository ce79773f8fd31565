// SPDX-License-Identifier: GPL-3.0-only
// Programs written for the original project keep working unchanged: their requests byte for byte as their HTTP libraries send
// them, and answers that their strict types can read.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QUuid>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// What the Rust type of a task accepts: a UUID, one of four words, RFC 3339 times or null. Empty when it would parse.
QString faultOfRustTask(const QByteArray &body)
{
    const QJsonObject task = QJsonDocument::fromJson(body).object();
    const QString id = task["id"_L1].toString();
    if (QUuid::fromString(id).isNull() || id.size() != 36)
        return u"id: "_s + id;
    if (!task["task_type"_L1].isString() || !task.contains("payload"_L1))
        return u"no task_type or no payload"_s;
    static const QStringList words {u"Pending"_s, u"Running"_s, u"Completed"_s, u"Failed"_s};
    if (!words.contains(task["status"_L1].toString()))
        return u"status: "_s + task["status"_L1].toString();
    static const QRegularExpression rfc3339(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$)"_s);
    for (const auto &[name, mayBeNull] :
         {std::pair("created_at"_L1, false), std::pair("started_at"_L1, true), std::pair("completed_at"_L1, true)}) {
        const QJsonValue time = task[name];
        if (time.isNull() && mayBeNull)
            continue;
        if (!rfc3339.match(time.toString()).hasMatch())
            return name + u": "_s + time.toString();
    }
    const QJsonValue result = task["result"_L1];
    if (result.isUndefined() || !(result.isNull() || result.isObject()))
        return u"result"_s;
    if (result.isObject()) {
        const QJsonValue error = result["error"_L1];
        if (!result.toObject().contains("output"_L1) || !(error.isNull() || error.isString()))
            return u"result without output or error"_s;
    }
    return {};
}

/// The original's members come first and in its order, for whoever looks at the text.
bool startsAsTheOriginal(const QByteArray &body)
{
    qsizetype at = -1;
    for (const char *name : {"id", "task_type", "payload", "status", "result", "created_at", "started_at", "completed_at"}) {
        const qsizetype found = body.indexOf(quoted(QByteArray(name)) + ':', at + 1);
        if (found <= at)
            return false;
        at = found;
    }
    return body.startsWith("{\"id\":");
}

/// An HTTP library's way to write a request.
class Dialect
{
public:
    virtual ~Dialect() = default;
    [[nodiscard]] virtual QByteArray get(const QByteArray &target) const = 0;
    [[nodiscard]] virtual QByteArray post(const QByteArray &target, const QByteArray &json) const = 0;

    QByteArray host;
};

/// reqwest on hyper: lower-case names, host behind what the program set.
class Reqwest final : public Dialect
{
public:
    [[nodiscard]] QByteArray get(const QByteArray &target) const override
    {
        return "GET " + target + " HTTP/1.1\r\naccept: */*\r\nhost: " + host + "\r\n\r\n";
    }
    [[nodiscard]] QByteArray post(const QByteArray &target, const QByteArray &json) const override
    {
        return "POST " + target + " HTTP/1.1\r\ncontent-type: application/json\r\naccept: */*\r\nhost: " + host
            + "\r\ncontent-length: " + QByteArray::number(json.size()) + "\r\n\r\n" + json;
    }
};

/// fetch() of Node 18 and later. The original's SDK labels every request as JSON, GET too.
class NodeFetch final : public Dialect
{
public:
    [[nodiscard]] QByteArray get(const QByteArray &target) const override
    {
        return "GET " + target + " HTTP/1.1\r\nhost: " + host + kHeaders + "\r\n";
    }
    [[nodiscard]] QByteArray post(const QByteArray &target, const QByteArray &json) const override
    {
        return "POST " + target + " HTTP/1.1\r\nhost: " + host + kHeaders + "content-length: " + QByteArray::number(json.size())
            + "\r\n\r\n" + json;
    }

private:
    static inline const QByteArray kHeaders = "\r\nconnection: keep-alive\r\nContent-Type: application/json\r\naccept: */*\r\n"
                                              "accept-language: *\r\nsec-fetch-mode: cors\r\nuser-agent: node\r\n"
                                              "accept-encoding: gzip, deflate\r\n";
};

/// axios on Node's http module.
class Axios final : public Dialect
{
public:
    [[nodiscard]] QByteArray get(const QByteArray &target) const override
    {
        return "GET " + target + " HTTP/1.1\r\nAccept: application/json, text/plain, */*\r\nContent-Type: application/json\r\n"
            + "User-Agent: axios/1.6.7\r\nAccept-Encoding: gzip, compress, deflate, br\r\nHost: " + host
            + "\r\nConnection: keep-alive\r\n\r\n";
    }
    [[nodiscard]] QByteArray post(const QByteArray &target, const QByteArray &json) const override
    {
        return "POST " + target + " HTTP/1.1\r\nAccept: application/json, text/plain, */*\r\nContent-Type: application/json\r\n"
            + "User-Agent: axios/1.6.7\r\nContent-Length: " + QByteArray::number(json.size())
            + "\r\nAccept-Encoding: gzip, compress, deflate, br\r\nHost: " + host + "\r\nConnection: keep-alive\r\n\r\n" + json;
    }
};

/// curl as the original's README shows it.
class Curl final : public Dialect
{
public:
    [[nodiscard]] QByteArray get(const QByteArray &target) const override
    {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n";
    }
    [[nodiscard]] QByteArray post(const QByteArray &target, const QByteArray &json) const override
    {
        return "POST " + target + " HTTP/1.1\r\nHost: " + host
            + "\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(json.size()) + "\r\n\r\n" + json;
    }
};

const QByteArray kEchoSchema = R"({"task_type":"echo","description":"Just a test handler to test worker","fields":)"
                               R"({"echo":{"field_type":"string","required":true,"description":null,"example":null}}})";
const QByteArray kImageSchema =
    R"({"task_type":"validate_image","description":"Validate that a base64 image is real and large enough","fields":)"
    R"({"image":{"field_type":"string","required":true,"description":"Base64 of the image","example":"iVBORw0KGgo="}}})";

} // namespace

class TstOldClients : public QObject
{
    Q_OBJECT

    static std::unique_ptr<Dialect> dialect(const QString &name)
    {
        if (name == u"reqwest")
            return std::make_unique<Reqwest>();
        if (name == u"fetch")
            return std::make_unique<NodeFetch>();
        if (name == u"axios")
            return std::make_unique<Axios>();
        return std::make_unique<Curl>();
    }
    static void dialectRows()
    {
        QTest::addColumn<QString>("library");
        for (const char *name : {"reqwest", "fetch", "axios", "curl"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    /// A test's dialect; names differ on purpose, since both reach a broker on loopback.
    std::unique_ptr<Dialect> spoken(const QString &library) const
    {
        auto language = dialect(library);
        language->host = (library == u"reqwest" ? QByteArray("127.0.0.1:") : QByteArray("localhost:"))
            + QByteArray::number(m_broker->port());
        return language;
    }

    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup() { m_broker.reset(); }

    void wholeLifeOfATask_inEachLanguage_data() { dialectRows(); }
    void wholeLifeOfATask_inEachLanguage()
    {
        QFETCH(const QString, library);
        const auto say = spoken(library);
        auto worker = m_broker->connect();
        // The worker at its start.
        for (const QByteArray &schema : {kEchoSchema, kImageSchema}) {
            const HttpAnswer stored = worker.exchange(say->post("/task/set_schema", schema));
            QCOMPARE(stored.status, 200);
            QCOMPARE(stored.json()["task_type"_L1], QJsonDocument::fromJson(schema).object()["task_type"_L1]);
        }
        // Its loop, with nothing to do.
        const HttpAnswer nothing = worker.exchange(say->get("/task/next"));
        QCOMPARE(nothing.status, 204);
        QVERIFY(nothing.body.isEmpty());

        // A client.
        auto client = m_broker->connect();
        const HttpAnswer types = client.exchange(say->get("/task/types"));
        QCOMPARE(types.status, 200);
        QCOMPARE(types.body, QByteArray(R"(["echo","validate_image"])"));
        const HttpAnswer made = client.exchange(say->post("/task", R"({"task_type":"echo","payload":{"echo":"hello"}})"));
        QVERIFY2(made.status / 100 == 2, made.body.constData());
        QCOMPARE(made.header("Content-Type").left(16), QByteArray("application/json"));
        QCOMPARE(faultOfRustTask(made.body), QString());
        QVERIFY2(startsAsTheOriginal(made.body), made.body.constData());
        QCOMPARE(made.json()["status"_L1].toString(), u"Pending"_s);
        QVERIFY(made.json()["started_at"_L1].isNull());
        const QByteArray id = made.json()["id"_L1].toString().toUtf8();

        // The worker takes it. Nobody compressed anything, whatever was accepted.
        const HttpAnswer taken = worker.exchange(say->get("/task/next"));
        QCOMPARE(taken.status, 200);
        QVERIFY(taken.header("Content-Encoding").isEmpty());
        QCOMPARE(faultOfRustTask(taken.body), QString());
        QCOMPARE(taken.json()["id"_L1].toString().toUtf8(), id);
        QCOMPARE(taken.json()["status"_L1].toString(), u"Running"_s);
        QCOMPARE(taken.json()["payload"_L1].toObject(), (QJsonObject {{u"echo"_s, u"hello"_s}}));
        QVERIFY(taken.json()["started_at"_L1].isString());

        // The client looks while it runs, and after its end.
        const HttpAnswer running = client.exchange(say->get("/task/" + id));
        QCOMPARE(running.status, 200);
        QCOMPARE(faultOfRustTask(running.body), QString());
        QCOMPARE(running.json()["status"_L1].toString(), u"Running"_s);
        const HttpAnswer reported =
            worker.exchange(say->post("/task/" + id + "/result", R"({"output":{"echoed":{"echo":"hello"}},"error":null})"));
        QCOMPARE(reported.status, 200);
        QCOMPARE(reported.json()["status"_L1].toString(), u"Completed"_s);
        const HttpAnswer done = client.exchange(say->get("/task/" + id));
        QCOMPARE(faultOfRustTask(done.body), QString());
        QCOMPARE(done.json()["status"_L1].toString(), u"Completed"_s);
        QVERIFY2(done.body.contains(R"("result":{"output":{"echoed":{"echo":"hello"}},"error":null})"), done.body.constData());
        QVERIFY(done.json()["completed_at"_L1].isString());
    }

    void failedTask_isRetriedAndStaysReadable_data() { dialectRows(); }
    void failedTask_isRetriedAndStaysReadable()
    {
        QFETCH(const QString, library);
        const auto say = spoken(library);
        auto client = m_broker->connect();
        const HttpAnswer made =
            client.exchange(say->post("/task", R"({"task_type":"validate_image","payload":{"image":"x"}})"));
        const QByteArray id = made.json()["id"_L1].toString().toUtf8();
        QCOMPARE(client.exchange(say->get("/task/next")).status, 200);
        const HttpAnswer reported =
            client.exchange(say->post("/task/" + id + "/result", R"({"output":null,"error":"Base 64 decode failed"})"));
        QCOMPARE(reported.status, 200);
        // Another attempt follows, so the task is none of the two words at which a client stops to wait.
        QCOMPARE(reported.json()["status"_L1].toString(), u"Pending"_s);
        const HttpAnswer waiting = client.exchange(say->get("/task/" + id));
        QCOMPARE(faultOfRustTask(waiting.body), QString());
        QCOMPARE(waiting.json()["status"_L1].toString(), u"Pending"_s);
    }

    void lastFailure_endsTheWaitOfAClient_data() { dialectRows(); }
    void lastFailure_endsTheWaitOfAClient()
    {
        QFETCH(const QString, library);
        const auto say = spoken(library);
        auto client = m_broker->connect();
        const HttpAnswer made = client.exchange(say->post("/task", R"({"task_type":"echo","payload":1,"max_attempts":1})"));
        const QByteArray id = made.json()["id"_L1].toString().toUtf8();
        QCOMPARE(client.exchange(say->get("/task/next")).status, 200);
        const HttpAnswer reported = client.exchange(say->post("/task/" + id + "/result", R"({"output":null,"error":"no"})"));
        QCOMPARE(reported.json()["status"_L1].toString(), u"Failed"_s);
        const HttpAnswer ended = client.exchange(say->get("/task/" + id));
        QCOMPARE(faultOfRustTask(ended.body), QString());
        QVERIFY2(ended.body.contains(R"("result":{"output":null,"error":"no"})"), ended.body.constData());
    }

    void schema_comesBackAsItsStrictTypeNeedsIt_data() { dialectRows(); }
    void schema_comesBackAsItsStrictTypeNeedsIt()
    {
        QFETCH(const QString, library);
        const auto say = spoken(library);
        auto client = m_broker->connect();
        QCOMPARE(client.exchange(say->post("/task/set_schema", kImageSchema)).status, 200);
        const HttpAnswer answer = client.exchange(say->get("/task/types/validate_image/schema"));
        QCOMPARE(answer.status, 200);
        const QJsonObject schema = answer.json();
        QCOMPARE(schema["task_type"_L1].toString(), u"validate_image"_s);
        QVERIFY(schema["description"_L1].isString());
        const QJsonObject field = schema["fields"_L1]["image"_L1].toObject();
        QCOMPARE(field["field_type"_L1].toString(), u"string"_s);
        QCOMPARE(field["required"_L1].toBool(), true);
        QCOMPARE(field["example"_L1].toString(), u"iVBORw0KGgo="_s);
    }

    void unknownThings_areNotFound_data() { dialectRows(); }
    void unknownThings_areNotFound()
    {
        QFETCH(const QString, library);
        const auto say = spoken(library);
        auto client = m_broker->connect();
        QCOMPARE(client.exchange(say->get("/task/types/nobody/schema")).status, 404);
        QCOMPARE(client.exchange(say->get("/task/6f2c7c1e-5c5b-4a53-8a8c-0f6b1a4f7d11")).status, 404);
        QCOMPARE(client.exchange(say->post("/task/6f2c7c1e-5c5b-4a53-8a8c-0f6b1a4f7d11/result", R"({"output":1,"error":null})"))
                     .status,
                 404);
    }

    void pollingWorker_worksAQueueOff()
    {
        // As the original's worker does: poll, work, report, poll again; one connection for all.
        const auto say = spoken(u"reqwest"_s);
        auto client = m_broker->connect();
        for (int i = 0; i < 30; ++i)
            QCOMPARE(
                client.exchange(say->post("/task", R"({"task_type":"echo","payload":{"i":)" + QByteArray::number(i) + "}}"))
                    .status,
                201);
        auto worker = m_broker->connect();
        int done = 0;
        for (;;) {
            const HttpAnswer task = worker.exchange(say->get("/task/next"));
            if (task.status == 204)
                break;
            QCOMPARE(task.status, 200);
            QCOMPARE(task.json()["payload"_L1]["i"_L1].toInt(-1), done);
            const QByteArray path = "/task/" + task.json()["id"_L1].toString().toUtf8() + "/result";
            QCOMPARE(worker.exchange(say->post(path, R"({"output":{"done":true},"error":null})")).status, 200);
            ++done;
        }
        QCOMPARE(done, 30);
    }

    void plainWorkersLease_lastsWithoutRenewal()
    {
        // It cannot renew, so its claim must outlast what a new worker's would.
        const auto say = spoken(u"reqwest"_s);
        auto client = m_broker->connect();
        QCOMPARE(client.exchange(say->post("/task", R"({"task_type":"echo","payload":1})")).status, 201);
        const QJsonObject task = client.exchange(say->get("/task/next")).json();
        const auto start = QDateTime::fromString(task["started_at"_L1].toString(), Qt::ISODateWithMs);
        const auto end = QDateTime::fromString(task["lease_expires_at"_L1].toString(), Qt::ISODateWithMs);
        QVERIFY2(start.secsTo(end) >= 299, qPrintable(QString::number(start.secsTo(end))));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstOldClients)
#include "tst_old_clients.moc"
