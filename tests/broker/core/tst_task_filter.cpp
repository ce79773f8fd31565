// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "broker/core/task_filter.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

constexpr Moment kNow {Milliseconds {1'795'608'000'000}}; // 2026-11-25T12:00:00Z

/// The tree in one line, so that a table can say what a text means.
class TreeText
{
public:
    static QString of(const FilterNode &node)
    {
        QStringList parts;
        for (const FilterNode &part : node.parts)
            parts += of(part);
        switch (node.kind) {
        case FilterNode::Kind::All:
            return u"all("_s + parts.join(u", "_s) + u')';
        case FilterNode::Kind::Any:
            return u"any("_s + parts.join(u", "_s) + u')';
        case FilterNode::Kind::Not:
            return u"not("_s + parts.join(u", "_s) + u')';
        case FilterNode::Kind::Term:
            return std::visit(TreeText {}, node.term);
        }
        Q_UNREACHABLE();
    }

    QString operator()(const IdTerm &term) const
    {
        return u"id "_s + QString::fromLatin1(term.first.toHex()) + u".."_s + QString::fromLatin1(term.last.toHex());
    }
    QString operator()(const IdEndTerm &term) const { return u"id .."_s + QString::fromLatin1(term.digits); }
    QString operator()(const StateTerm &term) const
    {
        QStringList words;
        for (const TaskState state : term.states)
            words += QString(wordFrom(state));
        return u"state "_s + words.join(u'|');
    }
    QString operator()(const TextTerm &term) const
    {
        static const QStringList fields {u"type"_s, u"queue"_s, u"worker"_s, u"by"_s, u"tag"_s, u"error"_s};
        return fields.at(static_cast<int>(term.field)) + u" '"_s + term.text + u'\'';
    }
    QString operator()(const NumberTerm &term) const
    {
        static const QStringList fields {u"priority"_s, u"attempts"_s, u"size"_s, u"created"_s,  u"started"_s,
                                         u"finished"_s, u"trashed"_s,  u"due"_s,  u"duration"_s, u"wait"_s};
        const bool isMoment = term.field >= NumberTerm::Field::Created && term.field <= NumberTerm::Field::Due;
        const auto end = [isMoment](const std::optional<qint64> &value) {
            if (!value)
                return QString();
            return isMoment ? QString::fromLatin1(textFromMoment(Moment {Milliseconds {*value}})) : QString::number(*value);
        };
        return fields.at(static_cast<int>(term.field)) + u' ' + end(term.range.min) + u".."_s + end(term.range.max);
    }
    QString operator()(const DocumentTerm &term) const
    {
        static const QStringList documents {u"payload"_s, u"result"_s, u"meta"_s};
        QString text = documents.at(static_cast<int>(term.document));
        for (const PathStep &step : term.path)
            text += std::holds_alternative<QString>(step) ? u'/' + std::get<QString>(step)
                                                          : u'#' + QString::number(std::get<int>(step));
        if (term.text)
            text += u" '"_s + *term.text + u'\'';
        if (term.min)
            text += (term.min->isIncluded ? u" >="_s : u" >"_s) + number(term.min->value);
        if (term.max)
            text += (term.max->isIncluded ? u" <="_s : u" <"_s) + number(term.max->value);
        if (term.boolean)
            text += *term.boolean ? u" true"_s : u" false"_s;
        return text + (term.isNull ? u" null"_s : QString());
    }
    QString operator()(TaskTrait trait) const
    {
        static const QStringList traits {u"late"_s,       u"stuck"_s,    u"held"_s,         u"retried"_s,       u"has error"_s,
                                         u"has result"_s, u"has logs"_s, u"has progress"_s, u"has checkpoint"_s};
        return traits.at(static_cast<int>(trait));
    }
    QString operator()(const WordTerm &term) const { return u"word '"_s + term.text + u'\''; }

private:
    static QString number(const FilterNumber &value)
    {
        return std::visit([](auto one) { return QString::number(one); }, value);
    }
};

QString repeated(QStringView piece, int count) { return piece.toString().repeated(count); }

} // namespace

class TestTaskFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filter_meansATree_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        const auto row = [](const char *text, const char *tree) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(tree);
        };

        // How terms are put together.
        row("", "all()");
        row("  \t\n ", "all()");
        row("type:a queue:b", "all(type 'a', queue 'b')");
        row("type:a OR type:b queue:c", "any(type 'a', all(type 'b', queue 'c'))");
        row("(type:a OR type:b) queue:c", "all(any(type 'a', type 'b'), queue 'c')");
        row("type:a,b", "any(type 'a', type 'b')");
        row("-type:a,b", "not(any(type 'a', type 'b'))");
        row("-(type:a queue:b)", "not(all(type 'a', queue 'b'))");
        row("-disk", "not(word 'disk')");
        row("((type:a))", "type 'a'");
        row(" ( type:a ) ", "type 'a'");
        row("(type:a)(type:b)", "all(type 'a', type 'b')");
        row("ORDER or ORx", "all(word 'ORDER', word 'or', word 'ORx')");
        row("(a OR(b))", "any(word 'a', word 'b')");
        row("status:failed,dead type:resize -queue:low created:<2h",
            "all(state dead|cancelled, type 'resize', not(queue 'low'), created 2026-11-25T10:00:00.001Z..)");

        // Words.
        row("disk", "word 'disk'");
        row("\"disk full\"", "word 'disk full'");
        row("\"a \\\"b\\\" \\\\ \\n\"", "word 'a \"b\" \\ \\n'");
        row("id:8c12f0", "id 8c12f000000000000000000000000000..8c12f0ffffffffffffffffffffffffff");
        row("8c12f0", "any(id 8c12f000000000000000000000000000..8c12f0ffffffffffffffffffffffffff, id ..8c12f0)");
        row("8C12F", "any(id 8c12f000000000000000000000000000..8c12ffffffffffffffffffffffffffff, id ..8c12f)");
        row("0198f0c4-6b1e", "id 0198f0c46b1e00000000000000000000..0198f0c46b1effffffffffffffffffff");
        row("9d55-0d1c8b3f2a10", "id ..9d550d1c8b3f2a10");
        row("-0d1c8b3f2a10",
            "not(any(id 0d1c8b3f2a1000000000000000000000..0d1c8b3f2a10ffffffffffffffffffff, id ..0d1c8b3f2a10))");
        row("0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10", "id 0198f0c46b1e7c3a9d550d1c8b3f2a10..0198f0c46b1e7c3a9d550d1c8b3f2a10");
        row("0198f0c46b1e7c3a9d550d1c8b3f2a10a", "word '0198f0c46b1e7c3a9d550d1c8b3f2a10a'");
        row("abc", "word 'abc'");
        row("\"dead\"", "word 'dead'");
        row("-beef", "not(any(id beef0000000000000000000000000000..beefffffffffffffffffffffffffffff, id ..beef))");
        row("bead-bead", "word 'bead-bead'");
        row("payload.json", "word 'payload.json'");
        row("a,b", "word 'a,b'");
        row("größe 漢字 🙂", "all(word 'größe', word '漢字', word '🙂')");

        // Texts.
        row("by:anna,\"console bert@atlas\"", "any(by 'anna', by 'console bert@atlas')");
        row("-by:anna@atlas", "not(by 'anna@atlas')");
        row("worker:w1 tag:\"big one\" queue:=x", "all(worker 'w1', tag 'big one', queue 'x')");
        row("type:a..b", "type 'a..b'");
        row("type:http:x", "type 'http:x'");
        row("TYPE:Mail", "type 'Mail'");
        row("error:\"disk full\" attempts:>1", "all(error 'disk full', attempts 2..)");
        row("error:100%", "error '100%'");

        // Ids, states, traits.
        row("id:8", "id 80000000000000000000000000000000..8fffffffffffffffffffffffffffffff");
        row("id:\"8c\"", "id 8c000000000000000000000000000000..8cffffffffffffffffffffffffffffff");
        row("state:ready,running,ready", "state ready|running");
        row("status:Pending", "state scheduled|blocked|ready|retrying");
        row("STATUS:COMPLETED", "state completed");
        row("is:late,stuck -is:held is:retried", "all(any(late, stuck), not(held), retried)");
        row("has:error,result,logs,progress,checkpoint", "any(has error, has result, has logs, has progress, has checkpoint)");

        // Numbers.
        row("priority:3", "priority 3..3");
        row("priority:=3", "priority 3..3");
        row("priority:<3", "priority ..2");
        row("priority:<=3", "priority ..3");
        row("priority:>=3", "priority 3..");
        row("priority:3..7,9", "any(priority 3..7, priority 9..9)");
        row("attempts:>-1", "attempts 0..");
        row("size:>64KiB", "size 65537..");
        row("size:0..1mib", "size 0..1048576");

        // Times.
        row("duration:>30s", "duration 30001..");
        row("duration:<=500ms", "duration ..500");
        row("wait:1m..2h", "wait 60000..7200000");
        row("created:<3d", "created 2026-11-22T12:00:00.001Z..");
        row("created:>15m", "created ..2026-11-25T11:44:59.999Z");
        row("created:>=15m", "created ..2026-11-25T11:45:00.000Z");
        row("started:1h..2h", "started 2026-11-25T10:00:00.000Z..2026-11-25T11:00:00.000Z");
        row("due:<2h", "due ..2026-11-25T13:59:59.999Z");
        row("due:>2h", "due 2026-11-25T14:00:00.001Z..");
        row("due:1h..2h", "due 2026-11-25T13:00:00.000Z..2026-11-25T14:00:00.000Z");
        row("finished:2026-11-24", "finished 2026-11-24T00:00:00.000Z..2026-11-24T23:59:59.999Z");
        row("trashed:2026-11-24", "trashed 2026-11-24T00:00:00.000Z..2026-11-24T23:59:59.999Z");
        row("finished:2026-11-24..2026-11-25", "finished 2026-11-24T00:00:00.000Z..2026-11-25T23:59:59.999Z");
        row("created:>2026-11-24", "created 2026-11-25T00:00:00.000Z..");
        row("created:<2026-11-24", "created ..2026-11-23T23:59:59.999Z");
        row("created:2026-11-24T10:05", "created 2026-11-24T10:05:00.000Z..2026-11-24T10:05:59.999Z");
        row("created:2026-11-24T10:05:07", "created 2026-11-24T10:05:07.000Z..2026-11-24T10:05:07.999Z");
        row("created:2026-11-24T10:05:07.25", "created 2026-11-24T10:05:07.250Z..2026-11-24T10:05:07.250Z");
        row("created:>=2026-11-24T10:00:00+02:00", "created 2026-11-24T08:00:00.000Z..");
        row("created:2026-11-24T10:00:00-02:00..2026-11-25", "created 2026-11-24T12:00:00.000Z..2026-11-25T23:59:59.999Z");

        // Dates without a zone, in one that stands anywhere.
        row("zone:Europe/Berlin", "all()");
        row("finished:2026-11-24 zone:Europe/Berlin", "finished 2026-11-23T23:00:00.000Z..2026-11-24T22:59:59.999Z");
        row("Zone:Asia/Kolkata created:>=2026-11-24T10:05", "created 2026-11-24T04:35:00.000Z..");
        row("(type:a OR created:>2026-11-24 zone:Europe/Berlin) queue:b",
            "all(any(type 'a', created 2026-11-24T23:00:00.000Z..), queue 'b')");
        row("created:2026-11-24T10:05:07Z..2026-11-25 zone:UTC+02:00",
            "created 2026-11-24T10:05:07.000Z..2026-11-25T21:59:59.999Z");
        // A day on which clocks are put back has 25 hours.
        row("created:2026-10-25 zone:Europe/Berlin", "created 2026-10-24T22:00:00.000Z..2026-10-25T22:59:59.999Z");
        row("created:2026-03-29 zone:Europe/Berlin", "created 2026-03-28T23:00:00.000Z..2026-03-29T21:59:59.999Z");
        row("created:<2h zone:Europe/Berlin", "created 2026-11-25T10:00:00.001Z..");

        // Values inside of JSON texts.
        row("payload.user_id:123", "payload/user_id '123' >=123 <=123");
        row("payload.user_id:\"123\"", "payload/user_id '123'");
        row("payload.x:>1.5", "payload/x >1.5");
        row("payload.x:<=-2", "payload/x <=-2");
        row("payload.x:1..2e3", "payload/x >=1 <=2000");
        row("payload.x:a..b", "payload/x 'a..b'");
        row("result.ok:true,false", "any(result/ok 'true' true, result/ok 'false' false)");
        row("meta.note:null", "meta/note 'null' null");
        row("payload.items[2].name:x", "payload/items#2/name 'x'");
        row("payload[0]:x", "payload#0 'x'");
        row("payload.\"user id\".a:x", "payload/user id/a 'x'");
        row("payload.größe:1", "payload/größe '1' >=1 <=1");
        row("-payload.a-b:nan", "not(payload/a-b 'nan')");
    }
    void filter_meansATree()
    {
        QFETCH(QString, text);
        const auto filter = parseFilter(text, kNow);
        QVERIFY2(filter, filter ? "" : qPrintable(filter.error().message));
        QTEST(TreeText::of(filter->root), "tree");
    }

    void fault_namesItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *text, int position, int length, const char *says) {
            QTest::newRow(text) << QString::fromUtf8(text) << position << length << QString::fromUtf8(says);
        };
        row("stat:dead", 0, 4, "no key \"stat\"");
        row("type:a foo:b", 7, 3, "no key \"foo\"");
        row("http://x", 0, 4, "into quotes");
        row("foo.bar:1", 0, 7, "no key \"foo.bar\"");
        row(":x", 0, 0, "no key");
        row("12:30", 0, 2, "no key");
        for (const char *key : {"schedule", "workflow", "batch", "host", "copied", "note", "edited", "orphan"})
            QTest::newRow(key) << u"a "_s + QString::fromLatin1(key) + u":x"_s << 2 << static_cast<int>(qstrlen(key))
                               << u"not known yet"_s;
        row("is:orphan", 3, 6, "not known yet");
        row("is:edited", 3, 6, "not known yet");
        row("has:note", 4, 4, "not known yet");
        row("is:running", 3, 7, "state:running");
        row("has:luck", 4, 4, "has takes");
        row("type:", 0, 5, "value is missing");
        row("type: a", 0, 5, "value is missing");
        row("type:a,", 0, 7, "value is missing");
        row("type:(a)", 0, 5, "value is missing");
        row("priority:>", 0, 10, "value is missing");
        row("type:<a", 6, 1, "takes no <");
        row("type:a(b)", 6, 1, "into quotes");
        row("type:\"a\"b", 8, 1, "A value ends");
        row("type:a\"b\"", 6, 1, "A value ends");
        row("type:\"\"", 5, 2, "empty text");
        row("\"\"", 0, 2, "empty text");
        row("a \"b c", 2, 4, "never closed");
        row("type:\"b", 5, 2, "never closed");
        row("a\"b\"", 1, 1, "space is missing");
        row("\"a\"b", 3, 1, "space is missing");
        row("a(b)", 1, 1, "space is missing");
        row("(a", 0, 1, "never closed");
        row("a (b (c)", 2, 1, "never closed");
        row("a)", 1, 1, "closes nothing");
        row("()", 1, 0, "term is missing");
        row("OR", 0, 2, "term is missing");
        row("a OR", 4, 0, "term is missing");
        row("a OR OR b", 5, 2, "term is missing");
        row("(a OR )", 6, 0, "term is missing");
        row("-", 0, 1, "minus");
        row("a - b", 2, 1, "minus");
        row("--a", 0, 1, "minus");
        row("a AND b", 2, 3, "leave AND out");
        row("NOT a", 0, 3, "minus");
        row("status=failed", 0, 13, "status:failed");
        row("priority>3", 0, 10, "priority:>3");
        row("state:asleep", 6, 6, "state takes");
        row("state:trashed", 6, 7, "state takes");
        row("state:>ready", 7, 5, "state takes");
        row("id:xyz", 3, 3, "id takes");
        row("priority:high", 9, 4, "whole numbers");
        row("priority:1.5", 9, 3, "whole numbers");
        row("priority:>1..5", 10, 4, "no <, >, or =");
        row("priority:5..1", 9, 4, "smaller to the larger");
        row("priority:1..", 9, 3, "whole numbers");
        row("priority:..1", 9, 3, "whole numbers");
        row("priority:1..2..3", 9, 7, "whole numbers");
        row("priority:99999999999999999999", 9, 20, "whole numbers");
        row("attempts:9999999999999999", 9, 16, "whole numbers");
        row("size:5MB", 5, 3, "KiB");
        row("duration:30s", 9, 3, "takes <, >");
        row("duration:>30", 10, 2, "90s");
        row("duration:>s", 10, 1, "90s");
        row("duration:>-5s", 10, 3, "90s");
        row("duration:>99999999999999999d", 10, 18, "90s");
        row("wait:1m..5", 5, 5, "90s");
        row("created:2h", 8, 2, "takes <, >");
        row("created:yesterday", 8, 9, "a date");
        row("created:2026-02-30", 8, 10, "a date");
        row("created:>2026-11-24T10:00Z", 9, 17, "a date");
        row("created:2026-11-24..1h", 8, 14, "a date");
        row("created:2026-11-25..2026-11-24", 8, 22, "smaller to the larger");
        row("zone:Europe/Bern", 5, 11, "Europe/Berlin");
        row("zone:../zoneinfo/Europe/Berlin", 5, 25, "Europe/Berlin");
        row("zone:Europe/../../../../dev/zero", 5, 27, "Europe/Berlin");
        row("zone:/dev/zero", 5, 9, "Europe/Berlin");
        row("zone:", 0, 5, "value is missing");
        row("zone:<UTC", 6, 3, "time-zone database");
        row("zone:UTC zone:Europe/Berlin", 14, 13, "one zone");
        row("-zone:UTC", 1, 4, "without a minus");
        row("a OR zone:UTC", 13, 0, "term is missing");
        row("payload:x", 0, 7, "needs the path");
        row("payload.:x", 7, 1, "name of a member");
        row("payload.a..b:x", 9, 1, "name of a member");
        row("payload[x]:1", 7, 1, "whole number between brackets");
        row("payload[-1]:1", 7, 1, "whole number between brackets");
        row("payload[1:1", 7, 1, "whole number between brackets");
        row("payload[99999999999]:1", 7, 1, "whole number between brackets");
        row("payload.\"a\\\"b\":x", 7, 7, "cannot be looked for");
        row("payload.a\\b:x", 7, 4, "cannot be looked for");
        row("payload.a:>x", 11, 1, "only before a number");
        row("payload.a:>\"1\"", 11, 3, "only before a number");
        row("payload.a:5..1", 10, 4, "smaller to the larger");
        row("payload.a:<1..5", 11, 4, "no <, >, or =");
        row("größe 漢字:x", 6, 2, "no key");
        row("🙂 x:y", 3, 1, "no key");
    }
    void fault_namesItsPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto filter = parseFilter(text, kNow);
        QVERIFY(!filter);
        const Error &error = filter.error();
        QVERIFY(error.code == ErrorCode::InvalidArgument);
        QCOMPARE(error.faults.size(), 1);
        QCOMPARE(error.faults[0].pointer, u"q"_s);
        QCOMPARE(error.faults[0].keyword, u"syntax"_s);
        QVERIFY2(error.faults[0].message.contains(says), qPrintable(error.faults[0].message));
        QVERIFY(error.message.endsWith(error.faults[0].message));
        QTEST(static_cast<int>(error.faults[0].span->position), "position");
        QTEST(static_cast<int>(error.faults[0].span->length), "length");
    }

    void aNullInTheNameOfAMember_isRefused()
    {
        // SQLite reads a path up to it only.
        const auto filter = parseFilter(u"payload.\"a"_s + QChar::Null + u"b\":1"_s, kNow);
        QVERIFY(!filter);
        QCOMPARE(static_cast<int>(filter.error().faults[0].span->position), 7);
    }

    void limits_areErrors_data()
    {
        QTest::addColumn<QString>("good");
        QTest::addColumn<QString>("bad");
        QTest::addColumn<int>("position");
        QTest::newRow("characters") << repeated(u"x", 2'000) << repeated(u"x", 2'001) << 2'000;
        QTest::newRow("words") << repeated(u"x ", 100) << repeated(u"x ", 101) << 200;
        QTest::newRow("values") << u"tag:x"_s + repeated(u",x", 99) << u"tag:x"_s + repeated(u",x", 100) << 204;
        QTest::newRow("nesting") << repeated(u"(", 20) + u'x' + repeated(u")", 20)
                                 << repeated(u"(", 21) + u'x' + repeated(u")", 21) << 20;
        QTest::newRow("nesting under minus") << repeated(u"-(", 20) + u'x' + repeated(u")", 20) << repeated(u"-(", 1'000) << 41;
    }
    void limits_areErrors()
    {
        QFETCH(QString, good);
        QFETCH(QString, bad);
        QFETCH(int, position);
        QVERIFY(parseFilter(good, kNow));
        const auto filter = parseFilter(bad, kNow);
        QVERIFY(!filter);
        QCOMPARE(static_cast<int>(filter.error().faults[0].span->position), position);
    }

    void anyText_isReadOrRefused()
    {
        // Every beginning of a text that uses the whole language, and every text with one character put somewhere else.
        const QString whole =
            u"-(type:a,\"b c\" OR payload.x[0].\"y z\":>1.5) created:1h..2h is:late 8c12f0 finished:2026-11-24 \\\"x\""_s;
        for (qsizetype i = 0; i <= whole.size(); ++i) {
            static_cast<void>(parseFilter(QStringView(whole).first(i), kNow));
            for (const char16_t c : {u'"', u'(', u')', u'-', u':', u',', u'.', u'[', u'\\', u' ', u'\0', char16_t {0xd800}}) {
                const QString text = whole.first(i) + c + whole.sliced(i);
                const auto filter = parseFilter(text, kNow);
                if (filter)
                    continue;
                const TextSpan span = *filter.error().faults[0].span;
                QVERIFY2(span.position >= 0 && span.length >= 0 && span.position + span.length <= text.size(),
                         qPrintable(text));
            }
        }
    }

    void cost_isThatOfWhatFindsTheTasks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cost");
        QTest::addColumn<bool>("readsDocuments");
        const auto row = [](const char *text, FilterCost cost, bool readsDocuments = false) {
            QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(cost) << readsDocuments;
        };
        row("", FilterCost::Row);
        row("state:dead", FilterCost::Index);
        row("id:8c12f0", FilterCost::Index);
        row("8c12f0", FilterCost::Row);
        row("is:stuck", FilterCost::Index);
        row("is:retried", FilterCost::Row);
        row("type:a", FilterCost::Row);
        row("by:a", FilterCost::Row);
        row("by:a state:dead", FilterCost::Index);
        row("type:a state:dead", FilterCost::Index);
        row("type:a OR state:dead", FilterCost::Row);
        row("-state:dead", FilterCost::Row);
        row("payload.x:1", FilterCost::Document, true);
        row("payload.x:1 type:a", FilterCost::Row, true);
        row("payload.x:1 state:dead", FilterCost::Index, true);
        row("-payload.x:1", FilterCost::Document, true);
        row("state:dead OR meta.x:1", FilterCost::Document, true);
    }
    void cost_isThatOfWhatFindsTheTasks()
    {
        QFETCH(QString, text);
        const auto filter = parseFilter(text, kNow);
        QVERIFY(filter);
        QTEST(static_cast<int>(filter->cost()), "cost");
        QTEST(filter->root.readsDocuments(), "readsDocuments");
    }
};

QTEST_GUILESS_MAIN(TestTaskFilter)
#include "tst_task_filter.moc"
