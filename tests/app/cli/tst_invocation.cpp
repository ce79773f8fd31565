// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/broker_access.h"
#include "app/cli/completion.h"
#include "app/cli/invocation.h"
#include "app/cli/line_ids.h"
#include "app/cli/line_reader.h"
#include "app/cli/payload_source.h"
#include "app/cli/task_words.h"
#include "app/cli/verbs.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <unistd.h>

using namespace conduit::cli;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A pipe whose ends this test holds.
class Pipe
{
public:
    Pipe() { m_isOpen = ::pipe(m_ends.data()) == 0; }
    ~Pipe()
    {
        closeWriter();
        ::close(m_ends[0]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    [[nodiscard]] int reader() const { return m_ends[0]; }
    [[nodiscard]] bool write(QByteArrayView bytes) const
    {
        return m_isOpen && ::write(m_ends[1], bytes.data(), static_cast<size_t>(bytes.size())) == bytes.size();
    }
    void closeWriter() { ::close(std::exchange(m_ends[1], -1)); }

private:
    std::array<int, 2> m_ends {-1, -1};
    bool m_isOpen = false;
};

QString fileWith(const QTemporaryDir &folder, const QByteArray &content)
{
    QFile file(folder.filePath(u"file"_s));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

} // namespace

/// What the command line takes the words for.
class TestInvocation : public QObject
{
    Q_OBJECT

    /// What bash would offer for the last of the words.
    static QStringList completions(const QStringList &words)
    {
        QStringList quoted;
        for (const QString &word : words)
            quoted.append(u'\'' + word + u'\'');
        const QString script = bashCompletion({u"no-gui"_s})
            + u"COMP_WORDS=(%1)\nCOMP_CWORD=%2\n_conduit\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.arg(quoted.join(u' '))
                  .arg(words.size() - 1);
        QProcess bash;
        bash.start(u"bash"_s, {u"-c"_s, script});
        if (!bash.waitForFinished() || bash.exitCode() != 0)
            return {QString::fromUtf8(bash.readAllStandardError())};
        return QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void words_andOptionsComeInAnyOrder()
    {
        const auto enqueue = invocationFrom(
            {u"enqueue"_s, u"--queue"_s, u"mails"_s, u"mail"_s, u"--tag=a"_s, u"{}"_s, u"--tag"_s, u"b"_s, u"--json"_s});
        QVERIFY(enqueue);
        QCOMPARE(enqueue->verb->name, u"enqueue"_s);
        QCOMPARE(enqueue->given.words, QStringList({u"mail"_s, u"{}"_s}));
        QCOMPARE(enqueue->given.text(u"queue"_s), u"mails"_s);
        QCOMPARE(enqueue->given.texts(u"tag"_s), QStringList({u"a"_s, u"b"_s}));
        QVERIFY(enqueue->given.isSet(u"json"_s));
        QVERIFY(!enqueue->given.isSet(u"lines"_s));
    }

    void dash_isAWordAndSoIsWhatFollowsTwo()
    {
        QCOMPARE(invocationFrom({u"enqueue"_s, u"mail"_s, u"-"_s})->given.words, QStringList({u"mail"_s, u"-"_s}));
        const auto number = invocationFrom({u"enqueue"_s, u"mail"_s, u"--"_s, u"-5"_s});
        QCOMPARE(number->given.words, QStringList({u"mail"_s, u"-5"_s}));
        const auto wait = invocationFrom({u"enqueue"_s, u"mail"_s, u"--"_s, u"--wait"_s});
        QCOMPARE(wait->given.words, QStringList({u"mail"_s, u"--wait"_s}));
        QCOMPARE(invocationFrom({u"list"_s, u"--sort"_s, u"-priority"_s})->given.text(u"sort"_s), u"-priority"_s);
    }

    void wait_takesItsSecondsBehindAnEqualsSign()
    {
        const auto bare = invocationFrom({u"enqueue"_s, u"--wait"_s, u"mail"_s, u"5"_s});
        QCOMPARE(bare->given.words, QStringList({u"mail"_s, u"5"_s}));
        QVERIFY(bare->given.isSet(u"wait"_s));
        QCOMPARE(bare->given.text(u"wait"_s), QString());
        QCOMPARE(invocationFrom({u"enqueue"_s, u"mail"_s, u"--wait=20"_s})->given.text(u"wait"_s), u"20"_s);
    }

    void filter_hasAShortName()
    {
        QCOMPARE(invocationFrom({u"list"_s, u"-q"_s, u"state:dead"_s})->given.text(u"filter"_s), u"state:dead"_s);
        const auto list = invocationFrom({u"list"_s, u"--state"_s, u"dead,ready"_s, u"--state"_s, u"running"_s});
        QCOMPARE(list->given.names(u"state"_s), QStringList({u"dead"_s, u"ready"_s, u"running"_s}));
    }

    void mistakes_areNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << QStringList {u"get"_s, u"x"_s, u"--jsn"_s} << u"jsn"_s;
        QTest::newRow("no word") << QStringList {u"get"_s} << u"conduit get ID"_s;
        QTest::newRow("a word too many") << QStringList {u"get"_s, u"x"_s, u"y"_s} << u"'y'"_s;
        QTest::newRow("a word for nothing") << QStringList {u"stats"_s, u"y"_s} << u"no words"_s;
        QTest::newRow("empty word") << QStringList {u"wait"_s, u"x"_s, QString()} << u"empty"_s;
        QTest::newRow("option without its value") << QStringList {u"get"_s, u"x"_s, u"--broker"_s} << u"broker"_s;
        QTest::newRow("another verb's option") << QStringList {u"get"_s, u"x"_s, u"--reason"_s, u"y"_s} << u"reason"_s;
    }
    void mistakes_areNamed()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, named);
        const auto invocation = invocationFrom(arguments);
        QVERIFY(!invocation);
        QVERIFY2(invocation.error().contains(named), qPrintable(invocation.error()));
    }

    void help_showsHowEachVerbIsUsed()
    {
        for (const Verb &verb : verbs()) {
            const auto help = invocationFrom({verb.name, u"--help"_s});
            QVERIFY(help && !help->verb);
            QVERIFY2(help->answer.startsWith(u"Usage: conduit "_s + verb.name), qPrintable(help->answer));
            for (const QCommandLineOption &option : optionsOf(verb))
                QVERIFY2(help->answer.contains(u"--"_s + option.names().last()), qPrintable(option.names().last()));
            QVERIFY(help->answer.contains(u"  conduit "_s + verb.name));
            QVERIFY(help->answer.contains(u"Exit codes:"));
        }
        QVERIFY(invocationFrom({u"enqueue"_s, u"-h"_s})->answer.contains(u"--wait[=SECONDS]"));
    }

    void options_areReadAsWhatTheyShouldBe()
    {
        const Given given {.words = {},
                           .options = {{u"n"_s, {u"7"_s}},
                                       {u"s"_s, {u"1.5"_s}},
                                       {u"t"_s, {u"2026-11-25T11:00:00.5+01:00"_s}},
                                       {u"j"_s, {u"{\"n\":1.50}"_s}},
                                       {u"w"_s, {u"start"_s}},
                                       {u"b"_s, {u"{\"kind\":\"list\",\"delays\":[1,60]}"_s}}}};
        OptionReader read(given);
        QCOMPARE(read.integer(u"n"_s), 7);
        QCOMPARE(read.integer(u"none"_s), std::nullopt);
        QCOMPARE(read.seconds(u"s"_s), 1500ms);
        QCOMPARE(read.time(u"t"_s), QDateTime::fromString(u"2026-11-25T10:00:00.500Z"_s, Qt::ISODateWithMs));
        QVERIFY(!read.time(u"none"_s).isValid());
        QCOMPARE(read.json(u"j"_s), "{\"n\":1.50}");
        QCOMPARE(read.backoff(u"b"_s)->delays, QList<conduit::wire::Seconds>({1s, 60s}));
        QCOMPARE(read.backoff(u"none"_s).has_value(), false);
        QCOMPARE(read.seconds(u"w"_s, {u"start"_s}), std::nullopt);
        QCOMPARE(read.complaint(), QString());
    }

    void option_thatIsSomethingElseIsNamed_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("kind");
        QTest::newRow("half a task") << u"1.5"_s << u"integer"_s;
        QTest::newRow("no number") << u"x"_s << u"integer"_s;
        QTest::newRow("negative time") << u"-1"_s << u"seconds"_s;
        QTest::newRow("no time at all") << u"nan"_s << u"seconds"_s;
        QTest::newRow("for ever") << u"1e300"_s << u"seconds"_s;
        QTest::newRow("time of which zone?") << u"2026-11-25T10:00:00"_s << u"time"_s;
        QTest::newRow("no date") << u"tomorrow"_s << u"time"_s;
        QTest::newRow("no JSON") << u"{a:1}"_s << u"json"_s;
        QTest::newRow("curve that is no JSON") << u"{kind:fixed}"_s << u"backoff"_s;
        QTest::newRow("curve with an unknown member") << u"{\"kind\":\"fixed\",\"rate\":1}"_s << u"backoff"_s;
        QTest::newRow("curve with a text as number") << u"{\"kind\":\"fixed\",\"base\":\"60\"}"_s << u"backoff"_s;
        QTest::newRow("curve with no delays") << u"{\"kind\":\"list\",\"delays\":[]}"_s << u"backoff"_s;
        QTest::newRow("curve with one bad delay") << u"{\"kind\":\"list\",\"delays\":[1,null]}"_s << u"backoff"_s;
        QTest::newRow("neither word nor time") << u"finish"_s << u"scope"_s;
    }
    void option_thatIsSomethingElseIsNamed()
    {
        QFETCH(const QString, value);
        QFETCH(const QString, kind);
        const Given given {.words = {}, .options = {{u"x"_s, {value}}, {u"y"_s, {u"?"_s}}}};
        OptionReader read(given);
        if (kind == u"integer")
            (void)read.integer(u"x"_s);
        else if (kind == u"seconds")
            (void)read.seconds(u"x"_s);
        else if (kind == u"time")
            (void)read.time(u"x"_s);
        else if (kind == u"backoff")
            (void)read.backoff(u"x"_s);
        else if (kind == u"scope")
            (void)read.seconds(u"x"_s, uniqueScopes());
        else
            (void)read.json(u"x"_s);
        (void)read.integer(u"y"_s);
        QVERIFY2(read.complaint().startsWith(u"--x takes "), qPrintable(read.complaint()));
        QVERIFY2(read.complaint().contains(u'\'' + value + u'\''), qPrintable(read.complaint()));
    }

    void broker_isNamedByFlagThenVariable()
    {
        const Environment both {{u"CONDUIT_URL"_s, u"http://a:1"_s}, {u"BROKER_URL"_s, u"http://b:2"_s}};
        const Given flag {.words = {}, .options = {{u"broker"_s, {u"https://c"_s}}}};
        QCOMPARE(brokerAccessFrom(flag, both)->broker, QUrl(u"https://c"_s));
        QCOMPARE(brokerAccessFrom({}, both)->broker, QUrl(u"http://a:1"_s));
        const Environment old {{u"CONDUIT_URL"_s, QString()}, {u"BROKER_URL"_s, u"http://b:2"_s}};
        QCOMPARE(brokerAccessFrom({}, old)->broker, QUrl(u"http://b:2"_s));
        QCOMPARE(brokerAccessFrom({}, {})->broker, QUrl(u"http://127.0.0.1:8080"_s));
    }

    void broker_mustBeAnAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("no scheme") << u"127.0.0.1:8080"_s;
        QTest::newRow("other scheme") << u"ftp://a"_s;
        QTest::newRow("no host") << u"http://"_s;
        QTest::newRow("query") << u"http://a/?x=1"_s;
        QTest::newRow("password") << u"http://me:secret@a"_s;
    }
    void broker_mustBeAnAddress()
    {
        QFETCH(const QString, address);
        const auto access = brokerAccessFrom({}, {{u"CONDUIT_URL"_s, address}});
        QVERIFY(!access);
        QVERIFY2(access.error().contains(u"CONDUIT_URL"), qPrintable(access.error()));
        QVERIFY(!access.error().contains(u"secret"));
    }

    void token_comesFromAFileOrAVariable()
    {
        const QTemporaryDir folder;
        const Given file {.words = {}, .options = {{u"token-file"_s, {fileWith(folder, "from-file\n")}}}};
        const Environment variable {{u"CONDUIT_TOKEN"_s, u" from-variable "_s}};
        QCOMPARE(brokerAccessFrom(file, variable)->token, "from-file");
        QCOMPARE(brokerAccessFrom({}, variable)->token, "from-variable");
        QCOMPARE(brokerAccessFrom({}, {})->token, "");
    }

    void token_mustBeOneWord()
    {
        const QTemporaryDir folder;
        const auto two = brokerAccessFrom({}, {{u"CONDUIT_TOKEN"_s, u"secret\nHost: x"_s}});
        QVERIFY(!two);
        QVERIFY(!two.error().contains(u"secret"));
        const Given empty {.words = {}, .options = {{u"token-file"_s, {fileWith(folder, "\n")}}}};
        QVERIFY(!brokerAccessFrom(empty, {}));
        const Given absent {.words = {}, .options = {{u"token-file"_s, {folder.filePath(u"nothing"_s)}}}};
        QVERIFY(brokerAccessFrom(absent, {}).error().contains(folder.filePath(u"nothing"_s)));
    }

    void payload_isKeptExactly()
    {
        const QTemporaryDir folder;
        QCOMPARE(*payloadFrom(u"{ \"n\": 12345678901234567890, \"r\": 1.50 }"_s), "{\"n\":12345678901234567890,\"r\":1.50}");
        QCOMPARE(*payloadFrom(u'@' + fileWith(folder, "[1.0,\n\"\\u00e4\"]\n")), "[1.0,\"\\u00e4\"]");
    }

    void payload_mustBeJson()
    {
        const auto word = payloadFrom(u"hello"_s);
        QVERIFY(!word);
        QVERIFY2(word.error().contains(u"'\"hello\"'"), qPrintable(word.error()));
        QVERIFY(!payloadFrom(u"{\"a\":1,\"a\":2}"_s));
        QVERIFY(!payloadFrom(QString(65, u'[') + QString(65, u']')));
        QVERIFY(payloadFrom(u"@/nowhere"_s).error().contains(u"/nowhere"));
    }

    void lines_comeWithoutTheirEnds()
    {
        Pipe pipe;
        QVERIFY(pipe.write("one\n\ntwo\r\nthree"));
        pipe.closeWriter();
        LineReader reader(pipe.reader(), 1'000);
        QCOMPARE(reader.next(), "one");
        QCOMPARE(reader.next(), "");
        QCOMPARE(reader.next(), "two\r");
        QCOMPARE(reader.next(), "three");
        QCOMPARE(reader.next(), std::nullopt);
        QCOMPARE(reader.next(), std::nullopt);
        QCOMPARE(reader.fault(), QString());
    }

    void lines_tellWhetherTheNextIsThere()
    {
        Pipe pipe;
        LineReader reader(pipe.reader(), 1'000);
        QVERIFY(reader.wouldWait());
        QVERIFY(pipe.write("one\ntwo\nth"));
        QVERIFY(!reader.wouldWait());
        QCOMPARE(reader.next(), "one");
        QVERIFY(!reader.wouldWait());
        QCOMPARE(reader.next(), "two");
        QVERIFY(reader.wouldWait());
        pipe.closeWriter();
        QVERIFY(!reader.wouldWait());
        QCOMPARE(reader.next(), "th");
    }

    void lines_ofAnyLengthAreCutFromPieces()
    {
        const QTemporaryDir folder;
        const QByteArray longLine(200'000, 'x');
        QFile file(fileWith(folder, longLine + '\n' + longLine + "y\n"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        LineReader reader(file.handle(), 1'000'000);
        QCOMPARE(reader.next(), longLine);
        QCOMPARE(reader.next(), longLine + 'y');
        QCOMPARE(reader.next(), std::nullopt);
    }

    void lines_withoutEndAreRefused()
    {
        const QTemporaryDir folder;
        QFile file(fileWith(folder, QByteArray(200'000, 'x')));
        QVERIFY(file.open(QIODevice::ReadOnly));
        LineReader reader(file.handle(), 100'000);
        QCOMPARE(reader.next(), std::nullopt);
        QVERIFY(!reader.fault().isEmpty());
        LineReader closed(-1, 100'000);
        QCOMPARE(closed.next(), std::nullopt);
        QVERIFY(!closed.fault().isEmpty());
    }

    void idOfALine_followsFromTheFirst()
    {
        const auto first = QUuid::fromString(u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b"_s);
        QCOMPARE(idOfLine(first, 1), u"0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3c"_s);
        QCOMPARE(idOfLine(first, 1'000'000), u"0193624e-3f1a-7c3a-9f2b-6f0e5a2c6e7b"_s);
        const auto last = QUuid::fromString(u"0193624e-3f1a-7c3a-9f2b-ffffffffffff"_s);
        QCOMPARE(idOfLine(last, 2), u"0193624e-3f1a-7c3a-9f2b-000000000001"_s);
    }

    void completion_offersVerbsOptionsAndWords()
    {
        QCOMPARE(completions({u"conduit"_s, u"enq"_s}), QStringList {u"enqueue"_s});
        QCOMPARE(completions({u"conduit"_s, u"--no"_s}), QStringList {u"--no-gui"_s});
        QCOMPARE(completions({u"conduit"_s, u"list"_s, u"--st"_s}), QStringList {u"--state"_s});
        QCOMPARE(completions({u"conduit"_s, u"list"_s, u"--state"_s, QString()}), taskStates());
        QCOMPARE(completions({u"conduit"_s, u"list"_s, u"--sort"_s, u"-pri"_s}), QStringList {u"-priority"_s});
        QCOMPARE(completions({u"conduit"_s, u"list"_s, u"--type"_s, QString()}), QStringList());
        QCOMPARE(completions({u"conduit"_s, u"enqueue"_s, u"t"_s, u"--backoff"_s, QString()}), backoffKinds());
        QCOMPARE(completions({u"conduit"_s, u"enqueue"_s, u"t"_s, u"--unique-for"_s, QString()}), uniqueScopes());
        QCOMPARE(completions({u"conduit"_s, u"enqueue"_s, u"t"_s, u"--on-conflict"_s, QString()}), conflictWords());
        QCOMPARE(completions({u"conduit"_s, u"completion"_s, QString()}), QStringList {u"bash"_s});
        for (const Verb &verb : verbs()) {
            QStringList flags {u"--help"_s};
            for (const QCommandLineOption &option : optionsOf(verb))
                flags.append(u"--"_s + option.names().last());
            QCOMPARE(completions({u"conduit"_s, verb.name, u"--"_s}), flags);
        }
    }

    void completion_offersFiles()
    {
        const QTemporaryDir folder;
        const QString path = fileWith(folder, "{}");
        QCOMPARE(completions({u"conduit"_s, u"enqueue"_s, u"mail"_s, u'@' + folder.filePath(u"fi"_s)}),
                 QStringList {u'@' + path});
        QCOMPARE(completions({u"conduit"_s, u"list"_s, u"--token-file"_s, folder.filePath(u"fi"_s)}), QStringList {path});
    }

    void document_hasEachVerbAndOption()
    {
        QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/docs/cli.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString document = QString::fromUtf8(file.readAll());
        for (const Verb &verb : verbs()) {
            const QRegularExpression heading(u"\n## [^\n]*\\bconduit %1\\b"_s.arg(verb.name));
            QVERIFY2(document.contains(heading), qPrintable(verb.name));
            for (const QCommandLineOption &option : optionsOf(verb))
                QVERIFY2(document.contains(u"`--"_s + option.names().last()), qPrintable(option.names().last()));
        }
    }
};

QTEST_APPLESS_MAIN(TestInvocation)
#include "tst_invocation.moc"
