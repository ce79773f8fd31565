// SPDX-License-Identifier: GPL-3.0-only
// What lies around a verb: a broker that is not there, mistakes, tokens, pipes, terminals, the shell.
#include "tests/app/cli/verb_fixture.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// A terminal of 60 columns, on which nobody types.
class Terminal
{
public:
    Terminal() : m_descriptor(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        constexpr winsize kSize {.ws_row = 24, .ws_col = 60, .ws_xpixel = 0, .ws_ypixel = 0};
        m_isOpen =
            ::grantpt(m_descriptor) == 0 && ::unlockpt(m_descriptor) == 0 && ::ioctl(m_descriptor, TIOCSWINSZ, &kSize) == 0;
        // Held open, since what was written is gone with the last one who has it open.
        m_other = ::open(::ptsname(m_descriptor), O_RDWR | O_NOCTTY);
    }
    ~Terminal()
    {
        ::close(m_other);
        ::close(m_descriptor);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    [[nodiscard]] bool isOpen() const { return m_isOpen && m_other >= 0; }
    [[nodiscard]] QString path() const { return QString::fromLocal8Bit(::ptsname(m_descriptor)); }
    /// What was written to it; something was.
    [[nodiscard]] QByteArray read() const
    {
        QByteArray text(65'536, '\0');
        const ssize_t count = ::read(m_descriptor, text.data(), static_cast<size_t>(text.size()));
        text.resize(std::max<ssize_t>(count, 0));
        return text;
    }

private:
    int m_descriptor;
    int m_other = -1;
    bool m_isOpen = false;
};

} // namespace

class TstVerbSurroundings : public QObject, private VerbFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startBroker({}); }
    void cleanup() { stopBroker(); }

    void nobodyThere_exits4_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const QString &arguments :
             {u"enqueue t"_s, u"enqueue t --wait"_s, u"get x"_s, u"list"_s, u"wait x y"_s, u"cancel x y"_s, u"retry x"_s,
              u"types"_s, u"schema t"_s, u"queues"_s, u"workers"_s, u"stats"_s, u"gen rust"_s})
            QTest::newRow(qPrintable(arguments)) << arguments.split(u' ');
    }
    void nobodyThere_exits4()
    {
        QFETCH(const QStringList, arguments);
        QCOMPARE(m_broker->terminate(), 0);
        const VerbOutcome done = run(arguments);
        QCOMPARE(done.code, 4);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.startsWith("conduit: No answer from " + m_broker->address().toLatin1()), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }

    void silentBroker_exits7WhenTheTimeIsUp()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QString address = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
        const VerbOutcome done = run({u"stats"_s, u"--broker"_s, address, u"--timeout"_s, u"0.2"_s});
        QCOMPARE(done.code, 7);
        QVERIFY2(done.err.contains("0.2 s"), done.err.constData());
    }

    void mistakes_exit1_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown option") << QStringList {u"list"_s, u"--sate"_s, u"dead"_s} << QByteArray("sate");
        QTest::newRow("no id") << QStringList {u"wait"_s} << QByteArray("ID");
        QTest::newRow("no JSON") << QStringList {u"enqueue"_s, u"t"_s, u"hello"_s} << QByteArray("JSON");
        QTest::newRow("no number") << QStringList {u"enqueue"_s, u"t"_s, u"--priority"_s, u"high"_s}
                                   << QByteArray("--priority");
        QTest::newRow("no seconds") << QStringList {u"enqueue"_s, u"t"_s, u"--wait=soon"_s} << QByteArray("--wait");
        QTest::newRow("no limit") << QStringList {u"list"_s, u"--limit"_s, u"0"_s} << QByteArray("--limit");
        QTest::newRow("two limits") << QStringList {u"list"_s, u"--limit"_s, u"5"_s, u"--all"_s} << QByteArray("--all");
        QTest::newRow("no address") << QStringList {u"stats"_s, u"--broker"_s, u"localhost"_s} << QByteArray("--broker");
        QTest::newRow("no token file") << QStringList {u"stats"_s, u"--token-file"_s, u"/nowhere"_s} << QByteArray("/nowhere");
        QTest::newRow("other shell") << QStringList {u"completion"_s, u"fish"_s} << QByteArray("completion bash");
    }
    void mistakes_exit1()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, named);
        const VerbOutcome done = run(arguments);
        QCOMPARE(done.code, 1);
        QCOMPARE(done.out, "");
        QVERIFY2(done.err.startsWith("conduit: ") && done.err.contains(named), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
        QVERIFY(m_client->get("/stats").body.contains("\"ready\":0"));
    }

    void argument_thatIsNoUtf8IsRefused()
    {
        const VerbOutcome done = m_conduit->runShell(u"conduit enqueue t $'\"\\xff\"'"_s);
        QCOMPARE(done.code, 1);
        QVERIFY2(done.err.contains("UTF-8"), done.err.constData());
    }

    void token_isReadFromAFileOrAVariable()
    {
        const QTemporaryDir folder;
        startBroker({u"--token-file"_s, folder.filePath(u"token"_s)});
        QFile tokenFile(folder.filePath(u"token"_s));
        QVERIFY(tokenFile.open(QIODevice::ReadOnly));
        const QByteArray token = tokenFile.readAll().trimmed();
        const VerbOutcome without = run({u"stats"_s});
        QCOMPARE(without.code, 5);
        QVERIFY2(without.err.contains("--token-file"), without.err.constData());
        QCOMPARE(run({u"stats"_s, u"--token-file"_s, tokenFile.fileName()}).code, 0);
        m_conduit->setEnvironment(u"CONDUIT_TOKEN"_s, QString::fromLatin1(token));
        QCOMPARE(run({u"stats"_s}).code, 0);
    }

    void whoEnqueues_isNamedByAccountAndMachine()
    {
        m_conduit->setEnvironment(u"USER"_s, u"ada\nlovelace"_s); // What no header may hold is left out.
        const QByteArray actor = "cli adalovelace@" + QSysInfo::machineHostName().toUtf8();
        const VerbOutcome done = run({u"enqueue"_s, u"t"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto id = QString::fromLatin1(done.out.trimmed());
        QVERIFY2(taskText(id).contains("\"enqueued_by\":\"" + actor + '"'), taskText(id).constData());
        QCOMPARE(run({u"list"_s, u"-q"_s, u"by:\""_s + QString::fromUtf8(actor) + u'"', u"--json"_s}).out.count("\"id\""), 1);
        QCOMPARE(run({u"cancel"_s, id}).code, 0);
        QVERIFY(m_client->get("/audit").body.contains("\"name\":\"" + actor + '"'));
    }

    void help_isNoMistake()
    {
        const VerbOutcome all = run({u"--help"_s});
        QCOMPARE(all.code, 0);
        QVERIFY2(all.out.contains("enqueue, get, list"), all.out.constData());
        const VerbOutcome one = run({u"enqueue"_s, u"--help"_s});
        QCOMPARE(one.code, 0);
        QVERIFY2(one.out.startsWith("Usage: conduit enqueue TYPE [PAYLOAD|-|@FILE] [options]\n"), one.out.constData());
        QCOMPARE(one.err, "");
    }

    void completion_isAScript()
    {
        const VerbOutcome done = m_conduit->runShell(u"source <(conduit completion bash) && COMP_WORDS=(conduit sch)"
                                                     " && COMP_CWORD=1 && _conduit && echo ${COMPREPLY[@]}"_s);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.out, "schema\n");
    }

    void readerThatIsGone_endsItQuietly()
    {
        QByteArray tasks = "{\"task_type\":\"t\"}";
        for (int i = 1; i < 1'000; ++i)
            tasks += ",{\"task_type\":\"t\"}";
        for (int i = 0; i < 3; ++i) // a pipe holds 64 KiB
            QCOMPARE(m_client->post("/task/batch", "{\"tasks\":[" + tasks + "]}").status, 201);
        const VerbOutcome done = m_conduit->runShell(u"conduit list --all --json | head -n 1 | wc -l; echo ${PIPESTATUS[0]}"_s);
        QCOMPARE(done.out, "1\n141\n");
        QCOMPARE(done.err, "");
    }

    void outputThatCannotBeWritten_exits1_data()
    {
        QTest::addColumn<QString>("redirection");
        QTest::newRow("full disk") << u"> /dev/full"_s;
        QTest::newRow("closed") << u">&-"_s;
    }
    void outputThatCannotBeWritten_exits1()
    {
        QFETCH(const QString, redirection);
        const VerbOutcome done = m_conduit->runShell(u"conduit stats "_s + redirection);
        QCOMPARE(done.code, 1);
        QVERIFY2(done.err.startsWith("conduit: The output cannot be written: "), done.err.constData());
    }

    void closedStdin_isNoPayload()
    {
        const VerbOutcome done = m_conduit->runShell(u"conduit enqueue t - <&-"_s);
        QCOMPARE(done.code, 1);
        QVERIFY2(done.err.contains("stdin"), done.err.constData());
    }

    void terminal_showsHowFarLinesAre()
    {
        const Terminal terminal;
        QVERIFY(terminal.isOpen());
        const VerbOutcome done =
            m_conduit->runShell(u"seq 1500 | conduit enqueue t --lines 2> "_s + terminal.path() + u" | wc -l"_s);
        QCOMPARE(done.out, "1500\n");
        const QByteArray shown = terminal.read();
        QVERIFY2(shown.contains("1500 lines\r\x1b[Kconduit: 1500 enqueued"), shown.constData());
    }

    void terminal_getsLinesThatFitAndNoControlCharacters()
    {
        (void)newTask("{\"task_type\":\"a type that is longer than the line\",\"payload\":\"\x7f\"}");
        const Terminal terminal;
        QVERIFY(terminal.isOpen());
        const QString redirection = u" > "_s + terminal.path();
        QCOMPARE(m_conduit->runShell(u"conduit list"_s + redirection).code, 0);
        const QList<QByteArray> lines = terminal.read().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].contains("…"), lines[1].constData());
        const QString task = QString::fromLatin1(lines[1].first(36));
        QCOMPARE(m_conduit->runShell(u"conduit get --json "_s + task + redirection).code, 0);
        const QByteArray json = terminal.read();
        QVERIFY2(json.contains("\"payload\":\"\\u007f\""), json.constData());
        QVERIFY(run({u"get"_s, u"--json"_s, task}).out.contains("\"payload\":\"\x7f\""));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstVerbSurroundings)
#include "tst_verb_surroundings.moc"
