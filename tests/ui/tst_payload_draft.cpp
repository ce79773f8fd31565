// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/base64_text.h"
#include "ui/models/json_members.h"
#include "ui/models/payload_draft.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

wire::Schema schema()
{
    const auto field = [](const QString &name, wire::FieldType type, bool isRequired) {
        return wire::Field {.name = name, .type = type, .required = isRequired, .description = {}, .example = {}};
    };
    return {.taskType = u"resize"_s,
            .description = {},
            .fields = {field(u"source"_s, wire::FieldType::String, true), field(u"width"_s, wire::FieldType::Number, true),
                       field(u"dry"_s, wire::FieldType::Boolean, false), field(u"opts"_s, wire::FieldType::Object, false),
                       field(u"tags"_s, wire::FieldType::Array, false)},
            .text = "{}"};
}

QStringList messages(const ui::PayloadDraft &draft)
{
    QStringList all;
    for (const auto &fault : draft.faults())
        all.append(fault.member + u": "_s + fault.message);
    return all;
}

} // namespace

class TestPayloadDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_draft = std::make_unique<ui::PayloadDraft>();
        m_draft->setSchema(schema());
    }

    void edit_keepsAllOtherText()
    {
        m_draft->setText("{ \"extra\" : [1.10 ,2],\n\t\"width\":  100  , \"source\":\"a\" }");
        m_draft->setMember(u"width"_s, "1e3");
        QCOMPARE(m_draft->text(), "{ \"extra\" : [1.10 ,2],\n\t\"width\":  1e3  , \"source\":\"a\" }");
        QCOMPARE(m_draft->extraMembers(), QStringList {u"extra"_s});
    }

    void newMember_takesItsPlaceInTheSchemasOrder()
    {
        m_draft->setMember(u"width"_s, "10");
        m_draft->setMember(u"tags"_s, "[]");
        m_draft->setMember(u"source"_s, "\"a\"");
        m_draft->setMember(u"dry"_s, "true");
        QStringList names;
        const auto members = ui::membersOf(m_draft->text());
        QVERIFY(members);
        for (const auto &member : *members)
            names.append(member.name);
        QCOMPARE(names, (QStringList {u"source"_s, u"width"_s, u"dry"_s, u"tags"_s}));
        QVERIFY(m_draft->faults().isEmpty());
    }

    void removal_leavesValidJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("only") << QByteArray(R"({ "a": 1 })") << u"a"_s << QByteArray("{}");
        QTest::newRow("first") << QByteArray(R"({"a":1,"b":2})") << u"a"_s << QByteArray(R"({"b":2})");
        QTest::newRow("middle") << QByteArray("{\"a\":1, \"b\":[2,\"}\"], \"c\":3}") << u"b"_s
                                << QByteArray("{\"a\":1, \"c\":3}");
        QTest::newRow("last") << QByteArray(R"({"a":1,"b":{"a":2}})") << u"b"_s << QByteArray(R"({"a":1})");
        QTest::newRow("escaped quotes") << QByteArray("{'a':'\\\\','b':'\\'\\\\\\'','c':3}").replace('\'', '"') << u"b"_s
                                        << QByteArray("{'a':'\\\\','c':3}").replace('\'', '"');
        QTest::newRow("escaped name") << QByteArray("{\"a\\\"b\":1,\"c\":2}") << u"a\"b"_s << QByteArray(R"({"c":2})");
        QTest::newRow("absent") << QByteArray(R"({"a":1})") << u"b"_s << QByteArray(R"({"a":1})");
    }
    void removal_leavesValidJson()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, name);
        m_draft->setText(text);
        m_draft->removeMember(name);
        QTEST(m_draft->text(), "rest");
        QVERIFY(m_draft->syntaxFault().isEmpty());
    }

    void absentNullAndEmpty_areDifferent()
    {
        m_draft->setSchema({});
        m_draft->setText(R"({"n":null,"s":"","z":0,"f":false})");
        QVERIFY(!m_draft->member(u"x"_s));
        QCOMPARE(m_draft->member(u"n"_s), QByteArray("null"));
        QCOMPARE(m_draft->member(u"s"_s), QByteArray("\"\""));
        QCOMPARE(m_draft->member(u"z"_s), QByteArray("0"));
        QCOMPARE(m_draft->member(u"f"_s), QByteArray("false"));
    }

    void check_findsWhatTheBrokerWouldRefuse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("members");
        QTest::newRow("fits") << QByteArray(R"({"source":"a","width":1})") << QStringList();
        QTest::newRow("open") << QByteArray(R"({"source":"a","width":1,"more":null})") << QStringList();
        QTest::newRow("missing") << QByteArray(R"({"source":"a"})") << QStringList {u"width"_s};
        QTest::newRow("number as text") << QByteArray(R"({"source":"a","width":"1"})") << QStringList {u"width"_s};
        QTest::newRow("required null") << QByteArray(R"({"source":null,"width":1})") << QStringList {u"source"_s};
        QTest::newRow("optional null") << QByteArray(R"({"source":"a","width":1,"dry":null})") << QStringList {u"dry"_s};
        QTest::newRow("array for object") << QByteArray(R"({"source":"a","width":1,"opts":[],"tags":{}})")
                                          << QStringList {u"opts"_s, u"tags"_s};
        QTest::newRow("no object") << QByteArray("[1]") << QStringList {QString()};
    }
    void check_findsWhatTheBrokerWouldRefuse()
    {
        QFETCH(QByteArray, text);
        m_draft->setText(text);
        QStringList members;
        for (const auto &fault : m_draft->faults())
            members.append(fault.member);
        QTEST(members, "members");
    }

    void missingMember_isToldFromAWrongOne()
    {
        m_draft->setText(R"({"width":true})");
        QCOMPARE(m_draft->faults().size(), 2);
        QVERIFY(m_draft->faults()[0].isMissing);
        QVERIFY(!m_draft->faults()[1].isMissing);
        QVERIFY2(messages(*m_draft)[1].contains(u"number"), qPrintable(messages(*m_draft)[1]));
    }

    void brokenJson_namesThePlaceAndKeepsTheText()
    {
        QSignalSpy changed(m_draft.get(), &ui::PayloadDraft::changed);
        m_draft->setText("{\"a\": 1,\n \"b\": }");
        QCOMPARE(changed.count(), 1);
        QVERIFY(!m_draft->isObject());
        QVERIFY2(m_draft->syntaxFault().contains(u"line 2"), qPrintable(m_draft->syntaxFault()));
        QVERIFY(m_draft->faults().isEmpty());
        QCOMPARE(m_draft->text(), "{\"a\": 1,\n \"b\": }");
        QVERIFY(!m_draft->member(u"a"_s));
    }

    void largeText_isReadElsewhere()
    {
        const auto large = [](const QByteArray &source) {
            return "{\"source\":" + source + ",\"opts\":{\"fill\":\"" + QByteArray(ui::PayloadDraft::kReadHereBytesMax, 'x')
                + "\"}}";
        };
        m_draft->setText(large("\"a\""));
        QVERIFY(m_draft->isBeingRead());
        QVERIFY(!m_draft->isObject() && m_draft->syntaxFault().isEmpty() && m_draft->faults().isEmpty());
        QTRY_VERIFY(!m_draft->isBeingRead());
        QCOMPARE(m_draft->member(u"source"_s), QByteArray("\"a\""));
        QCOMPARE(messages(*m_draft), QStringList {u"width: Required."_s});
        m_draft->setMember(u"width"_s, "10"); // Known from the form, and so not read.
        QVERIFY(!m_draft->isBeingRead() && m_draft->faults().isEmpty());
        QCOMPARE(m_draft->text(), large("\"a\",\n  \"width\": 10"));

        m_draft->setText(large("[1"));
        QTRY_VERIFY2(m_draft->syntaxFault().contains(u"line 1"), qPrintable(m_draft->syntaxFault()));
        QVERIFY(!m_draft->isBeingRead() && !m_draft->isObject());
    }

    void largeText_thatIsGoneBeforeItWasRead_saysNothing()
    {
        m_draft->setText("{\"source\":\"" + QByteArray(ui::PayloadDraft::kReadHereBytesMax, 'x') + "\"}");
        m_draft->setText(R"({"width":1})");
        QVERIFY(!m_draft->isBeingRead());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(m_draft->member(u"width"_s), QByteArray("1"));
        QVERIFY(!m_draft->member(u"source"_s));
    }

    void base64_saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        QTest::newRow("good") << u"aGVsbG8="_s << QString();
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("bad character") << u"aGVs*G8="_s << u"character 5"_s;
        QTest::newRow("line break") << u"aGVs\nbG8="_s << u"character 5"_s;
        QTest::newRow("padding inside") << u"aG=sbG8="_s << u"character 3"_s;
        QTest::newRow("cut") << u"aGVsbG8"_s << u"multiple of four"_s;
        QTest::newRow("data uri") << u"data:image/png;base64,aGVsbG8="_s << u"data URI"_s;
    }
    void base64_saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        const auto reading = ui::readBase64(text);
        QCOMPARE(reading.fault.isEmpty(), fault.isEmpty());
        QVERIFY2(reading.fault.contains(fault), qPrintable(reading.fault));
        if (fault.isEmpty())
            QCOMPARE(reading.bytes, QByteArray::fromBase64(text.toLatin1()));
    }

private:
    std::unique_ptr<ui::PayloadDraft> m_draft;
};

QTEST_GUILESS_MAIN(TestPayloadDraft)
#include "tst_payload_draft.moc"
