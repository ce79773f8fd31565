// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/payload_schema.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

json::Document parsed(const QByteArray &text)
{
    auto document = json::Document::parse(text, 64);
    if (!document)
        qFatal("the test's own JSON is wrong");
    return *std::move(document);
}

broker::Result<PayloadSchema> schemaFrom(const QByteArray &text)
{
    const auto document = parsed(text);
    return PayloadSchema::from(document.root());
}

/// Single quotes stand for double ones: moc loses its way in long raw strings.
QByteArray quoted(QByteArray text) { return text.replace('\'', '"'); }

const QByteArray kEveryType = quoted("{'task_type':'all','description':'one of each','fields':{"
                                     "'s':{'field_type':'string','required':true},'n':{'field_type':'number','required':true},"
                                     "'b':{'field_type':'boolean','required':true},'o':{'field_type':'object','required':true},"
                                     "'a':{'field_type':'array','required':false}}}");

} // namespace

class TestPayloadSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typeName_isRefusedExactlyForWhatUnicodeCallsControl()
    {
        for (char32_t c = 0; c <= 0xffff; ++c) {
            const QChar unit(static_cast<char16_t>(c));
            QCOMPARE(faultOfTypeName(QString(unit)).has_value(), unit.category() == QChar::Other_Control);
        }
    }

    void schema_keepsItsFieldsInOrderAndItsExamplesExactly()
    {
        const auto schema = schemaFrom(
            quoted("{'task_type':'t','description':'d','fields':{'z':{'field_type':'number','required':false,"
                   "'description':'how many','example':1.50},'ä':{'field_type':'string','required':true,'example':null}}}"));
        QVERIFY(schema);
        QCOMPARE(schema->text(),
                 quoted("{'task_type':'t','description':'d','fields':{'z':{'field_type':'number','required':false,'description'"
                        ":'how many','example':1.50},'ä':{'field_type':'string','required':true,'description':''}}}"));
    }

    void schema_isRefusedWithTheMemberThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("no task_type") << QByteArray(quoted("{'fields':{}}")) << "task_type";
        QTest::newRow("empty task_type") << QByteArray(quoted("{'task_type':'','fields':{}}")) << "task_type";
        QTest::newRow("control character") << QByteArray(quoted("{'task_type':'a\\nb','fields':{}}")) << "control";
        QTest::newRow("task_type is a number") << QByteArray(quoted("{'task_type':4,'fields':{}}")) << "task_type";
        QTest::newRow("too long") << QByteArray(quoted("{'task_type':'") + QByteArray(201, 'x') + quoted("','fields':{}}"))
                                  << "200";
        QTest::newRow("no fields") << QByteArray(quoted("{'task_type':'t'}")) << "fields";
        QTest::newRow("fields is an array") << QByteArray(quoted("{'task_type':'t','fields':[]}")) << "fields";
        QTest::newRow("unknown member") << QByteArray(quoted("{'task_type':'t','fields':{},'queue':'q'}")) << "queue";
        QTest::newRow("field is a string") << QByteArray(quoted("{'task_type':'t','fields':{'a':'string'}}")) << "fields.a";
        QTest::newRow("no field_type") << QByteArray(quoted("{'task_type':'t','fields':{'a':{'required':true}}}"))
                                       << "field_type";
        QTest::newRow("sixth type") << QByteArray(
            quoted("{'task_type':'t','fields':{'a':{'field_type':'integer','required':true}}}"))
                                    << "field_type";
        QTest::newRow("upper case") << QByteArray(
            quoted("{'task_type':'t','fields':{'a':{'field_type':'String','required':true}}}"))
                                    << "field_type";
        QTest::newRow("no required") << QByteArray(quoted("{'task_type':'t','fields':{'a':{'field_type':'string'}}}"))
                                     << "required";
        QTest::newRow("required is text") << QByteArray(
            quoted("{'task_type':'t','fields':{'a':{'field_type':'string','required':'yes'}}}"))
                                          << "required";
        QTest::newRow("misspelt member") << QByteArray(
            quoted("{'task_type':'t','fields':{'a':{'field_type':'string','required':true,'desription':''}}}"))
                                         << "desription";
    }
    void schema_isRefusedWithTheMemberThatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, mentions);
        const auto schema = schemaFrom(text);
        QVERIFY(!schema);
        QVERIFY2(schema.error().message.contains(mentions), qPrintable(schema.error().message));
    }

    void payload_fits_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QStringList>("pointers");
        const QByteArray good = quoted("'s':'','n':1e3,'b':false,'o':{}");
        QTest::newRow("all there") << QByteArray("{" + good + quoted(",'a':[]}")) << QStringList();
        QTest::newRow("optional absent") << QByteArray("{" + good + "}") << QStringList();
        QTest::newRow("members that nobody named") << QByteArray("{" + good + quoted(",'more':null}")) << QStringList();
        QTest::newRow("optional is null") << QByteArray("{" + good + quoted(",'a':null}")) << QStringList {u"/a"_s};
        QTest::newRow("everything missing") << QByteArray("{}") << QStringList {u"/s"_s, u"/n"_s, u"/b"_s, u"/o"_s};
        QTest::newRow("everything wrong") << QByteArray(quoted("{'s':1,'n':'1','b':0,'o':[],'a':{}}"))
                                          << QStringList {u"/s"_s, u"/n"_s, u"/b"_s, u"/o"_s, u"/a"_s};
        QTest::newRow("no object") << QByteArray("null") << QStringList {QString()};
        QTest::newRow("an array") << QByteArray("[]") << QStringList {QString()};
    }
    void payload_fits()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QStringList, pointers);
        const auto schema = schemaFrom(kEveryType);
        QVERIFY(schema);
        const auto document = parsed(payload);
        QStringList found;
        for (const SchemaFault &fault : schema->faultsOf(document.root())) {
            found.append(fault.pointer);
            QVERIFY(!fault.message.isEmpty());
            QVERIFY(fault.keyword == u"required" || fault.keyword == u"type");
        }
        QCOMPARE(found, pointers);
    }

    void pointer_escapesWhatTheStandardSays()
    {
        const auto schema = schemaFrom(quoted("{'task_type':'t','fields':{'a/b~c':{'field_type':'string','required':true}}}"));
        const auto document = parsed("{}");
        QCOMPARE(schema->faultsOf(document.root()).first().pointer, u"/a~1b~0c"_s);
    }

    void faults_areCutAtTwenty()
    {
        QByteArray fields;
        for (int i = 0; i < 50; ++i)
            fields += (i ? "," : "") + QByteArray("\"f") + QByteArray::number(i)
                + quoted("':{'field_type':'string','required':true}");
        const auto schema = schemaFrom(quoted("{'task_type':'t','fields':{") + fields + "}}");
        const auto document = parsed("{}");
        QCOMPARE(schema->faultsOf(document.root()).size(), PayloadSchema::kFaultsShownMax);
    }

    void emptySchema_takesAnyPayload()
    {
        const auto schema = schemaFrom(quoted("{'task_type':'t','fields':{}}"));
        const auto document = parsed("[1,2]");
        QVERIFY(schema->faultsOf(document.root()).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPayloadSchema)
#include "tst_payload_schema.moc"
