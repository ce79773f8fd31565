// SPDX-License-Identifier: GPL-3.0-only
// The real command line and a real broker: each verb, for people and as JSON, and the exit codes of its answers.
#include "tests/app/cli/verb_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kEchoSchema = "{\"task_type\":\"echo\",\"description\":\"Gives its payload back\",\"fields\":{\"echo\":"
                               "{\"field_type\":\"string\",\"required\":true,\"description\":\"Any text\"}}}";
const QString kUnknownId = u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s;

/// Answers each connection with the next of its texts, whatever it asks, and closes it. After the last one nobody listens.
class OneWordBroker : public QTcpServer
{
public:
    /// On a free port, unless one is given.
    explicit OneWordBroker(QList<QByteArray> bodies, quint16 port = 0) : m_bodies(std::move(bodies))
    {
        listen(QHostAddress::LocalHost, port);
        m_port = serverPort();
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray body = m_bodies.isEmpty() ? QByteArray() : m_bodies.takeFirst();
                if (m_bodies.isEmpty())
                    close();
                socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size())
                              + "\r\n\r\n" + body);
                socket->readAll(); // what was not read would make the end a reset
                socket->flush();
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    QList<QByteArray> m_bodies;
    quint16 m_port = 0;
};

} // namespace

class TstVerbs : public QObject, private VerbFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startBroker({}); }
    void cleanup() { stopBroker(); }

    void enqueue_printsTheId()
    {
        const VerbOutcome done = run({u"enqueue"_s, u"t"_s, u"{ \"n\": 12345678901234567890, \"r\": 1.50 }"_s});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.err, "");
        const QString id = QString::fromLatin1(done.out).trimmed();
        QCOMPARE(done.out, id.toLatin1() + '\n');
        QVERIFY(taskText(id).contains("\"payload\":{\"n\":12345678901234567890,\"r\":1.50}"));
    }

    void enqueue_withJsonPrintsTheBrokersText()
    {
        const VerbOutcome done = run({u"enqueue"_s, u"t"_s, u"[12345678901234567890,1.50]"_s, u"--json"_s});
        QCOMPARE(done.code, 0);
        const QString id = QJsonDocument::fromJson(done.out).object().value(u"id"_s).toString();
        QVERIFY(!id.isEmpty());
        QVERIFY2(done.out.contains("\"payload\":[12345678901234567890,1.50],"), done.out.constData());
        QVERIFY(done.out.endsWith("}\n"));
    }

    void enqueue_passesEveryOptionOn()
    {
        const VerbOutcome done = run({u"enqueue"_s,        u"t"_s,
                                      u"--queue"_s,        u"mails"_s,
                                      u"--priority"_s,     u"9"_s,
                                      u"--run-at"_s,       u"2099-01-01T01:00:00+01:00"_s,
                                      u"--max-attempts"_s, u"3"_s,
                                      u"--timeout"_s,      u"90"_s,
                                      u"--unique-key"_s,   u"u"_s,
                                      u"--serial-key"_s,   u"s"_s,
                                      u"--tag"_s,          u"a"_s,
                                      u"--tag"_s,          u"b"_s,
                                      u"--meta"_s,         u"{\"n\":1.50}"_s,
                                      u"--id"_s,           kUnknownId});
        QCOMPARE(done.code, 0);
        const QByteArray task = taskText(kUnknownId);
        for (const char *const member :
             {"\"payload\":null", "\"queue\":\"mails\"", "\"priority\":9", "\"run_at\":\"2099-01-01T00:00:00.000Z\"",
              "\"max_attempts\":3", "\"timeout\":90", "\"unique_key\":\"u\"", "\"serial_key\":\"s\"", "\"tags\":[\"a\",\"b\"]",
              "\"meta\":{\"n\":1.50}"})
            QVERIFY2(task.contains(member), (QByteArray(member) + " in " + task).constData());
        const VerbOutcome delayed = run({u"enqueue"_s, u"t"_s, u"--delay"_s, u"3600"_s, u"--json"_s});
        QVERIFY(delayed.out.contains("\"state\":\"scheduled\""));
    }

    void enqueue_saysHowLongItIsTried()
    {
        const VerbOutcome done =
            run({u"enqueue"_s, u"t"_s, u"--expires-at"_s, u"2099-01-01T01:00:00+01:00"_s, u"--retry-for"_s, u"86400"_s,
                 u"--backoff"_s, u"{\"kind\":\"exponential\",\"base\":2.5,\"factor\":3,\"cap\":60,\"jitter\":0.25}"_s,
                 u"--id"_s, kUnknownId});
        QCOMPARE(done.code, 0);
        const QByteArray task = taskText(kUnknownId);
        for (const char *const member :
             {"\"expires_at\":\"2099-01-01T00:00:00.000Z\"", "\"retry_for\":86400", "\"kind\":\"exponential\"", "\"base\":2.5",
              "\"factor\":3", "\"cap\":60", "\"jitter\":0.25"})
            QVERIFY2(task.contains(member), (QByteArray(member) + " in " + task).constData());
        const VerbOutcome list =
            run({u"enqueue"_s, u"t"_s, u"--json"_s, u"--backoff"_s, u"{\"kind\":\"list\",\"delays\":[1,60.5]}"_s});
        QVERIFY2(list.out.contains("\"delays\":[1,60.5]"), list.out.constData());
        const VerbOutcome kind = run({u"enqueue"_s, u"t"_s, u"--json"_s, u"--backoff"_s, u"fixed"_s});
        QVERIFY2(kind.out.contains("\"kind\":\"fixed\""), kind.out.constData());
        const VerbOutcome unknown = run({u"enqueue"_s, u"t"_s, u"--backoff"_s, u"linear"_s});
        QCOMPARE(unknown.code, 5);
        QVERIFY2(unknown.err.contains("polynomial"), unknown.err.constData());
    }

    void enqueue_saysHowLongItsKeyIsHeld()
    {
        const auto enqueueOnce = [this](const QStringList &options) {
            return run(QStringList {u"enqueue"_s, u"t"_s, u"--unique-key"_s, u"k"_s} + options);
        };
        const VerbOutcome first = enqueueOnce({u"--unique-for"_s, u"start"_s});
        QCOMPARE(enqueueOnce({}).out, first.out);
        const VerbOutcome refused = enqueueOnce({u"--on-conflict"_s, u"reject"_s});
        QCOMPARE(refused.code, 5);
        QVERIFY2(refused.err.contains(first.out.trimmed()), refused.err.constData());
        (void)claim(*m_client, "worker=w");
        const VerbOutcome afterStart = enqueueOnce({u"--unique-for"_s, u"3600"_s});
        QCOMPARE(afterStart.code, 0);
        QVERIFY(afterStart.out != first.out);
        complete(QString::fromLatin1(afterStart.out).trimmed(), "1");
        QCOMPARE(enqueueOnce({}).out, afterStart.out);
    }

    void enqueue_takesStdinAndFiles()
    {
        const VerbOutcome input = run({u"enqueue"_s, u"t"_s, u"-"_s, u"--json"_s}, "{\"from\":\n\"stdin\"}\n");
        QVERIFY2(input.out.contains("\"payload\":{\"from\":\"stdin\"}"), (input.out + input.err).constData());
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"payload.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\"a file\"\n");
        file.close();
        const VerbOutcome fromFile = run({u"enqueue"_s, u"t"_s, u'@' + file.fileName(), u"--json"_s});
        QVERIFY2(fromFile.out.contains("\"payload\":\"a file\""), (fromFile.out + fromFile.err).constData());
    }

    void enqueue_againWithTheSameIdIsHarmless()
    {
        const QStringList arguments {u"enqueue"_s, u"t"_s, u"1"_s, u"--id"_s, kUnknownId};
        QCOMPARE(run(arguments).out, kUnknownId.toLatin1() + '\n');
        QCOMPARE(run(arguments).out, kUnknownId.toLatin1() + '\n');
        const VerbOutcome other = run({u"enqueue"_s, u"t"_s, u"2"_s, u"--id"_s, kUnknownId});
        QCOMPARE(other.code, 5);
        QCOMPARE(other.out, "");
    }

    void enqueue_refusedSaysWhichMember()
    {
        QCOMPARE(m_client->post("/task/set_schema", kEchoSchema).status, 200);
        const VerbOutcome done = run({u"enqueue"_s, u"echo"_s, u"{}"_s});
        QCOMPARE(done.code, 5);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.startsWith("conduit: The payload does not fit"), done.err.constData());
        QVERIFY2(done.err.contains("/echo: "), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }

    void enqueue_waitPrintsTheOutput()
    {
        const auto process = m_conduit->start({u"enqueue"_s, u"t"_s, u"--id"_s, kUnknownId, u"--wait"_s});
        complete(kUnknownId, "{\"n\":12345678901234567890,\"r\":1.50}");
        const VerbOutcome done = VerbRun::finish(*process);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, "{\"n\":12345678901234567890,\"r\":1.50}\n");
        QCOMPARE(done.err, "");
    }

    void enqueue_waitMayEndBeforeTheTask()
    {
        const VerbOutcome done = run({u"enqueue"_s, u"t"_s, u"--id"_s, kUnknownId, u"--wait=0.5"_s});
        QCOMPARE(done.code, 7);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.contains(kUnknownId.toLatin1()), done.err.constData());
    }

    void get_showsATask()
    {
        const QString id = newTask("{\"task_type\":\"t\",\"payload\":{\"n\":1.50}}");
        const VerbOutcome people = run({u"get"_s, id});
        QCOMPARE(people.code, 0);
        QVERIFY2(people.out.startsWith("id          " + id.toLatin1() + '\n'), people.out.constData());
        for (const char *const line :
             {"state       ready (Pending)\n", "waits for   no_worker", "payload     {\"n\":1.50}\n", "+05:30 ("})
            QVERIFY2(people.out.contains(line), people.out.constData());
        const VerbOutcome json = run({u"get"_s, id, u"--json"_s});
        QCOMPARE(json.out, taskText(id) + '\n');
    }

    void get_unknownIsRefused()
    {
        const VerbOutcome done = run({u"get"_s, kUnknownId});
        QCOMPARE(done.code, 5);
        QCOMPARE(done.out, "");
        QCOMPARE(done.err.count('\n'), 1);
    }

    void list_showsATable()
    {
        const QString first = newTask("{\"task_type\":\"resize\",\"queue\":\"pictures\"}");
        fail(first, "no room\\n left");
        const QString second = newTask();
        const VerbOutcome done = run({u"list"_s});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.err, "");
        const QList<QByteArray> lines = done.out.split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith("ID "), done.out.constData());
        QVERIFY2(lines[1].startsWith(second.toLatin1() + "  ready "), done.out.constData());
        QVERIFY2(lines[2].startsWith(first.toLatin1() + "  dead "), done.out.constData());
        QVERIFY2(lines[2].endsWith("  resize  pictures  no room\\n left"), done.out.constData());
    }

    void list_filters()
    {
        const QString mail = newTask("{\"task_type\":\"mail,out\",\"queue\":\"mails\",\"priority\":9}");
        const QString other = newTask("{\"task_type\":\"t\",\"priority\":3}");
        const auto ids = [this](const QStringList &arguments) {
            const VerbOutcome done = run(QStringList {u"list"_s, u"--json"_s} + arguments);
            QStringList found;
            for (const QByteArray &line : done.out.split('\n')) {
                if (!line.isEmpty())
                    found.append(QJsonDocument::fromJson(line).object().value(u"id"_s).toString());
            }
            return found;
        };
        QCOMPARE(ids({}), QStringList({other, mail}));
        QCOMPARE(ids({u"--type"_s, u"mail,out"_s}), QStringList {mail});
        QCOMPARE(ids({u"--type"_s, u"mail,out"_s, u"--type"_s, u"t"_s}), QStringList({other, mail}));
        QCOMPARE(ids({u"--queue"_s, u"mails"_s}), QStringList {mail});
        QCOMPARE(ids({u"--state"_s, u"dead,running"_s}), QStringList());
        QCOMPARE(ids({u"-q"_s, u"priority:<5"_s}), QStringList {other});
        QCOMPARE(ids({u"--sort"_s, u"-priority"_s}), QStringList({mail, other}));
        QCOMPARE(ids({u"--limit"_s, u"1"_s}), QStringList {other});
    }

    void list_jsonIsTheBrokersTextALineEach()
    {
        (void)newTask();
        (void)newTask();
        const QByteArray page = m_client->get("/task").body;
        const VerbOutcome done = run({u"list"_s, u"--json"_s});
        const QList<QByteArray> lines = done.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(page.startsWith("{\"tasks\":[" + lines[0] + ',' + lines[1] + ']'));
    }

    void list_goesOnToTheEnd()
    {
        QByteArray tasks;
        for (int i = 0; i < 600; ++i)
            tasks += (i > 0 ? ",{\"task_type\":\"t\"}" : "{\"task_type\":\"t\"}");
        QCOMPARE(m_client->post("/task/batch", "{\"tasks\":[" + tasks + "]}").status, 201);
        const VerbOutcome some = run({u"list"_s});
        QCOMPARE(some.out.count('\n'), 51);
        QVERIFY2(some.err.contains("--all"), some.err.constData());
        const VerbOutcome asked = run({u"list"_s, u"--limit"_s, u"501"_s});
        QCOMPARE(asked.out.count('\n'), 502);
        QCOMPARE(asked.err, "");
        const VerbOutcome all = run({u"list"_s, u"--all"_s, u"--json"_s});
        QCOMPARE(all.out.count('\n'), 600);
        QCOMPARE(all.err, "");
    }

    void list_emptySaysWhatToDo()
    {
        const VerbOutcome people = run({u"list"_s});
        QCOMPARE(people.code, 0);
        QCOMPARE(people.out, "");
        QVERIFY2(people.err.contains("conduit enqueue"), people.err.constData());
        const VerbOutcome json = run({u"list"_s, u"--json"_s});
        QCOMPARE(json.out + json.err, "");
    }

    void list_badFilterIsRefused()
    {
        const VerbOutcome done = run({u"list"_s, u"-q"_s, u"stat:dead"_s});
        QCOMPARE(done.code, 5);
        QVERIFY2(done.err.contains("stat"), done.err.constData());
        QCOMPARE(done.err.count("There is no key"), 1);
    }

    void wait_printsEachOutputInOrder()
    {
        const QString first = newTask("{\"task_type\":\"t\",\"priority\":3}");
        const QString second = newTask("{\"task_type\":\"t\",\"priority\":9}");
        const auto process = m_conduit->start({u"wait"_s, first, second});
        complete(second, "2.50");
        complete(first, "\"one\"");
        const VerbOutcome done = VerbRun::finish(*process);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, "\"one\"\n2.50\n");
    }

    void wait_exits6WhenATaskFailed()
    {
        const QString bad = newTask();
        fail(bad, "no such host\\nat all");
        const QString good = newTask();
        complete(good, "1");
        const VerbOutcome done = run({u"wait"_s, bad, good});
        QCOMPARE(done.code, 6);
        QCOMPARE(done.out, "1\n");
        QCOMPARE(done.err, "conduit: Task " + bad.toLatin1() + " is dead: no such host\\nat all\n");
        const VerbOutcome json = run({u"wait"_s, bad, u"--json"_s});
        QCOMPARE(json.code, 6);
        QCOMPARE(json.out, taskText(bad) + '\n');
    }

    void wait_exits7WhenTheTimeIsUp()
    {
        const QString id = newTask();
        const VerbOutcome done = run({u"wait"_s, id, u"--timeout"_s, u"0.5"_s});
        QCOMPARE(done.code, 7);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.contains("it is ready"), done.err.constData());
    }

    void wait_exits5ForAnUnknownTask()
    {
        const QString good = newTask();
        complete(good, "1");
        const VerbOutcome done = run({u"wait"_s, kUnknownId, good});
        QCOMPARE(done.code, 5);
        QCOMPARE(done.out, "1\n");
        QVERIFY2(done.err.contains(kUnknownId.toLatin1() + ": "), done.err.constData());
    }

    void wait_outlivesARestartOfTheBroker()
    {
        const QByteArray task = "{\"id\":\"1\",\"task_type\":\"t\",\"state\":\"running\",\"status\":";
        auto broker = std::make_unique<OneWordBroker>(QList<QByteArray> {task + "\"Running\"}"});
        const quint16 port = broker->port();
        const auto process = VerbRun(broker->address()).start({u"wait"_s, u"1"_s});
        QTRY_VERIFY(!broker->isListening());
        broker.reset();
        const OneWordBroker later({task + "\"Completed\",\"result\":{\"output\":7,\"error\":null}}"}, port);
        QVERIFY(later.isListening());
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
        const VerbOutcome done = VerbRun::finish(*process);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, "7\n");
    }

    void cancel_tellsHowItWent()
    {
        const QString running = newTask();
        (void)claim(*m_client, "worker=w");
        const QString waiting = newTask();
        const VerbOutcome done = run({u"cancel"_s, running, waiting, u"--reason"_s, u"withdrawn"_s});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, running.toLatin1() + " was asked to stop\n" + waiting.toLatin1() + " cancelled\n");
        QVERIFY(taskText(waiting).contains("withdrawn"));
        const VerbOutcome again = run({u"cancel"_s, waiting});
        QCOMPARE(again.code, 5);
        QVERIFY2(again.err.startsWith("conduit: " + waiting.toLatin1() + ": "), again.err.constData());
        const QString third = newTask();
        const VerbOutcome json = run({u"cancel"_s, third, u"--json"_s});
        QCOMPARE(json.out, taskText(third) + '\n');
    }

    void retry_revivesTheDead()
    {
        const QString id = newTask();
        fail(id, "no");
        const VerbOutcome done = run({u"retry"_s, id});
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, id.toLatin1() + " ready\n");
        fail(id, "no");
        const VerbOutcome json = run({u"retry"_s, id, u"--json"_s});
        QCOMPARE(json.out, taskText(id) + '\n');
        QCOMPARE(run({u"retry"_s, id}).code, 5);
    }

    void typesAndSchema_showWhatIsRegistered()
    {
        QVERIFY(run({u"types"_s}).err.contains("No type"));
        QCOMPARE(m_client->post("/task/set_schema", kEchoSchema).status, 200);
        QCOMPARE(run({u"types"_s}).out, "echo\n");
        QCOMPARE(run({u"types"_s, u"--json"_s}).out, "[\"echo\"]\n");
        QCOMPARE(run({u"schema"_s, u"echo"_s}).out,
                 "echo: Gives its payload back\n"
                 "FIELD  TYPE    REQUIRED  EXAMPLE  DESCRIPTION\n"
                 "echo   string  yes       -        Any text\n");
        QCOMPARE(run({u"schema"_s, u"echo"_s, u"--json"_s}).out, m_client->get("/task/types/echo/schema").body + '\n');
        QCOMPARE(run({u"schema"_s, u"nothing"_s}).code, 5);
    }

    void queues_tellTheirTasksAndPauses()
    {
        QVERIFY(run({u"queues"_s}).err.contains("--queue"));
        (void)newTask("{\"task_type\":\"t\",\"queue\":\"mails\"}");
        (void)newTask("{\"task_type\":\"t\",\"queue\":\"pictures\",\"delay\":60}");
        const QByteArray pause = "{\"paused\":true,\"by\":\"ada\",\"reason\":\"server\\u001b down\"}";
        QCOMPARE(m_client->request("PATCH", "/queue/mails", pause).status, 200);
        QCOMPARE(run({u"queues"_s}).out,
                 "QUEUE     READY  RUNNING  RETRYING  SCHEDULED  DEAD  PAUSED\n"
                 "mails         1        0         0          0     0  yes by ada: server\\u001b down\n"
                 "pictures      0        0         0          1     0  -\n");
        QCOMPARE(run({u"queues"_s, u"--json"_s}).out, m_client->get("/queue").body + '\n');
    }

    void workers_areListed()
    {
        QVERIFY(run({u"workers"_s}).err.contains("conduit-worker"));
        const QByteArray beat = "{\"host\":\"atlas\",\"pid\":4242,\"types\":[\"echo\"],\"concurrency\":4}";
        QCOMPARE(m_client->request("POST", "/worker/me/heartbeat", beat, "Conduit-Sent-At: 1970-01-01T00:00:00Z\r\n").status,
                 200);
        const VerbOutcome done = run({u"workers"_s});
        const QRegularExpression row(u"^me +atlas +4242 +0/4 +0 +- +\\d+ s +\\d+ d behind +- +echo +any$"_s,
                                     QRegularExpression::MultilineOption);
        QVERIFY2(row.match(QString::fromUtf8(done.out)).hasMatch(), done.out.constData());
        QCOMPARE(run({u"workers"_s, u"--json"_s}).out, m_client->get("/worker").body + '\n');
    }

    void stats_countTasks()
    {
        (void)newTask();
        (void)newTask("{\"task_type\":\"t\",\"delay\":60}");
        const VerbOutcome done = run({u"stats"_s});
        QVERIFY2(done.out.startsWith("STATE      TASKS\nscheduled      1\n"), done.out.constData());
        QVERIFY2(done.out.contains("\nTYPE  WAITING  RUNNING  COMPLETED  DEAD  CANCELLED\n"
                                   "t           2        0          0     0          0\n"),
                 done.out.constData());
        const auto withoutDisk = [](const QByteArray &text) { // Others write to it.
            static const QRegularExpression disk(u"\"disk\":(\\{[^}]*\\}|null)"_s);
            return QString::fromUtf8(text).remove(disk);
        };
        QCOMPARE(withoutDisk(run({u"stats"_s, u"--json"_s}).out), withoutDisk(m_client->get("/stats").body + '\n'));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstVerbs)
#include "tst_verbs.moc"
