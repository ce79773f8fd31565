// SPDX-License-Identifier: GPL-3.0-only
// Schemas of types in the console: made, edited, replaced, taken back, and as files.
#include "tests/ui/page_ground.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/schema_editor.h"
#include "ui/pages/types_page.h"
#include "ui/widgets/json_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

const QByteArray kEcho = R"({"task_type":"echo","description":"Echoes","fields":{)"
                         R"("text":{"field_type":"string","required":true,"description":"","example":"hello"}}})";

wire::Schema echo() { return *client::schemaFromText(kEcho, u"echo"_s); }

} // namespace

class TestSchemaEdits : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void schemas_areMadeInAGrid()
    {
        ui::SchemaDraft draft;
        const QAbstractItemModelTester tester(&draft, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(draft.fault().message, u"Name the type."_s);
        draft.setTaskType(u"resize"_s);
        QCOMPARE(draft.addField(), 0);
        QCOMPARE(draft.fault().message, u"Name field 1."_s);
        const auto set = [&](int row, int column, const QVariant &value, int role = Qt::EditRole) {
            return draft.setData(draft.index(row, column), value, role);
        };
        QVERIFY(set(0, ui::SchemaDraft::Name, u"width"_s));
        QVERIFY(set(0, ui::SchemaDraft::Type, static_cast<int>(wire::FieldType::Number)));
        QVERIFY(set(0, ui::SchemaDraft::Required, Qt::Checked, Qt::CheckStateRole));
        QVERIFY(set(0, ui::SchemaDraft::Example, u"1.10"_s));
        draft.addField();
        set(1, ui::SchemaDraft::Name, u"width"_s);
        QCOMPARE(draft.fault().message, u"There are two fields with the name width."_s);
        set(1, ui::SchemaDraft::Name, u"format"_s);
        set(1, ui::SchemaDraft::Example, u"webp"_s);
        QVERIFY(draft.fault().message.startsWith(u"The example of format is no JSON"_s));
        QCOMPARE(draft.fault().row, 1);
        set(1, ui::SchemaDraft::Example, u"7"_s);
        QVERIFY(draft.fault().message.startsWith(u"The example of format: "_s));
        set(1, ui::SchemaDraft::Example, u"\"webp\""_s);
        QCOMPARE(draft.fault().message, QString());
        draft.moveField(1, -1);
        draft.moveField(0, -1);
        QCOMPARE(draft.schema().text,
                 R"({"task_type":"resize","description":"","fields":{)"
                 R"("format":{"field_type":"string","required":false,"description":"","example":"webp"},)"
                 R"("width":{"field_type":"number","required":true,"description":"","example":1.10}}})");
        const auto refusal = draft.faultFrom(u"fields.width.example must be so."_s);
        QCOMPARE(refusal.row, 1);
        QCOMPARE(refusal.column, int(ui::SchemaDraft::Example));
        QCOMPARE(draft.faultFrom(u"The disk is full."_s).row, -1);
        draft.removeField(0);
        QCOMPARE(draft.rowCount(), 1);
    }

    void samples_haveExamplesAndWhatIsRequired()
    {
        const wire::Schema schema {
            .taskType = u"t"_s,
            .description = {},
            .fields = {{.name = u"a"_s, .type = wire::FieldType::Number, .required = true, .example = "1.10"},
                       {.name = u"b"_s, .type = wire::FieldType::Number, .required = true, .example = "\"wrong\""},
                       {.name = u"c"_s, .type = wire::FieldType::Array},
                       {.name = u"d"_s, .type = wire::FieldType::Object, .required = false, .example = "{\"x\":1}"}},
            .text = {}};
        QCOMPARE(ui::samplePayload(schema), R"({"a":1.10,"b":0,"d":{"x":1}})");
    }

    void editor_showsOneDraftInThreeWays()
    {
        ui::SchemaEditor editor(*m_client, ui::SchemaEditor::Of::NewType, {}, nullptr);
        editor.show();
        editor.jsonEditor()->setPlainText(QString::fromUtf8(kEcho));
        QCOMPARE(editor.nameField()->text(), u"echo"_s);
        QCOMPARE(editor.draft().rowCount(), 1);
        QVERIFY(editor.form()->editor(u"text"_s));
        editor.draft().setData(editor.draft().index(0, ui::SchemaDraft::Name), u"words"_s, Qt::EditRole);
        QVERIFY(editor.jsonEditor()->toPlainText().contains(u"\"words\""_s));
        QVERIFY(editor.form()->editor(u"words"_s));
        editor.jsonEditor()->setPlainText(u"{\"fields\":"_s);
        QVERIFY(!editor.saveButton()->isEnabled());
        QVERIFY(editor.note().startsWith(u"The JSON is no schema"_s));
        QCOMPARE(editor.draft().rowCount(), 1);
    }

    void editor_checksTheNewestTasks()
    {
        ui::SchemaEditor editor(*m_client, ui::SchemaEditor::Of::KnownType, echo(), nullptr);
        editor.show();
        editor.checkButton()->click();
        m_broker->expect("GET", "/task");
        QVERIFY(m_broker->call().path.contains("type=echo"));
        m_broker->answer(
            200,
            R"({"tasks":[{"id":"1","task_type":"echo","status":"Pending","payload":{"text":"a"}},)"
            R"({"id":"2","task_type":"echo","status":"Pending","payload":{"text":1}}],"next":"c","prev":null,"revision":1})");
        QTRY_VERIFY2(m_broker->isAsked("GET", "/task"), qPrintable(editor.checkResult()));
        m_broker->expect("GET", "/task");
        QVERIFY(m_broker->call().path.contains("after=c"));
        m_broker->answer(
            200,
            R"({"tasks":[{"id":"3","task_type":"echo","status":"Pending","payload":{}}],"next":null,"prev":"p","revision":1})");
        QTRY_VERIFY2(editor.checkResult().startsWith(u"2 of the newest 3 do not fit. The latest: text: "_s),
                     qPrintable(editor.checkResult()));
    }

    void editor_countsAPayloadThatItCannotRead_asOneThatDoesNotFit()
    {
        ui::SchemaEditor editor(*m_client, ui::SchemaEditor::Of::KnownType, echo(), nullptr);
        editor.show();
        editor.checkButton()->click();
        m_broker->expect("GET", "/task");
        const QByteArray deep = QByteArray(70, '[') + QByteArray(70, ']');
        m_broker->answer(
            200,
            "{\"tasks\":[{\"id\":\"1\",\"task_type\":\"echo\",\"status\":\"Pending\",\"payload\":{\"text\":\"a\"}},"
            "{\"id\":\"2\",\"task_type\":\"echo\",\"status\":\"Pending\",\"payload\":"
                + deep
                + "},{\"id\":\"3\",\"task_type\":\"echo\",\"status\":\"Pending\"}],\"next\":null,\"prev\":null,"
                  "\"revision\":1}");
        QTRY_VERIFY2(editor.checkResult().startsWith(u"2 of the newest 3 do not fit. The latest: A payload cannot be read: "_s),
                     qPrintable(editor.checkResult()));
    }

    void schemas_areEditedSavedAndTakenBack()
    {
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        QSignalSpy done(&acts, &ui::SchemaActs::done);
        QVERIFY(!acts.editAction()->isEnabled());
        acts.setSchema(echo());
        acts.editAction()->trigger();
        auto &draft = acts.editor()->draft();
        draft.setDescription(u"Says it again"_s);
        acts.editor()->saveButton()->click();
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(200, kEcho);
        m_broker->expect("POST", "/task/set_schema");
        QVERIFY(m_broker->call().body.contains("Says it again"));
        m_broker->answer(400, R"({"error":{"code":"invalid_argument","message":"fields.text.example is bad."}})");
        QCOMPARE(acts.editor()->note(), u"fields.text.example is bad."_s);
        QCOMPARE(acts.editor()->grid()->currentIndex(), draft.index(0, ui::SchemaDraft::Example));
        acts.editor()->saveButton()->click();
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(200, kEcho);
        m_broker->expect("POST", "/task/set_schema");
        const auto saved = ui::schemaText(draft.schema());
        m_broker->answer(200, saved);
        QCOMPARE(done.value(0).value(0).toString(), u"Changed the schema of echo"_s);
        QTRY_VERIFY(!acts.editor());

        done.value(0).value(1).value<std::function<void()>>()();
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(200, saved);
        m_broker->expect("POST", "/task/set_schema");
        QVERIFY(m_broker->call().body.contains("\"Echoes\""));
    }

    /// Escape is no answer: what was typed is there still. Only the button takes what the broker has.
    void schema_thatSomebodyElseChangedIsAskedAbout()
    {
        const QByteArray theirs = R"({"task_type":"echo","description":"Theirs","fields":{}})";
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        acts.setSchema(echo());
        acts.editAction()->trigger();
        acts.editor()->draft().setDescription(u"Mine"_s);
        const auto save = [&] {
            acts.editor()->saveButton()->click();
            m_broker->expect("GET", "/task/types/echo/schema");
            m_broker->answer(200, theirs);
        };
        save();
        QVERIFY(acts.question());
        QVERIFY(!acts.editor()->saveButton()->isEnabled());
        QTest::keyClick(acts.question(), Qt::Key_Escape);
        QTRY_VERIFY(!acts.question());
        QVERIFY(acts.editor());
        QCOMPARE(acts.editor()->schema().description, u"Mine"_s);
        QVERIFY(acts.editor()->saveButton()->isEnabled());
        m_broker->expectNothing();

        save();
        QVERIFY(acts.question());
        QTest::mouseClick(acts.question()->noButton(), Qt::LeftButton);
        QTRY_VERIFY(!acts.question() && acts.editor() && acts.editor()->schema().description == u"Theirs");
        QVERIFY(acts.editor()->schema().fields.isEmpty());
        m_broker->expectNothing();
        // It is edited from there on: nobody has changed it meanwhile.
        acts.editor()->draft().setDescription(u"Both"_s);
        save();
        QVERIFY(!acts.question());
        m_broker->expect("POST", "/task/set_schema");
        QVERIFY(m_broker->call().body.contains("Both"));
    }

    void schema_thatSomebodyElseChangedIsReplacedWhenThatIsWanted()
    {
        const QByteArray theirs = R"({"task_type":"echo","description":"Theirs","fields":{}})";
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        QSignalSpy done(&acts, &ui::SchemaActs::done);
        QSignalSpy failed(&acts, &ui::SchemaActs::failed);
        acts.setSchema(echo());
        acts.editAction()->trigger();
        acts.editor()->draft().setDescription(u"Mine"_s);
        const auto tellTheirs = [&] {
            m_broker->expect("GET", "/task/types/echo/schema");
            m_broker->answer(200, theirs);
        };
        acts.editor()->saveButton()->click();
        tellTheirs();
        QVERIFY(acts.question());
        acts.question()->accept(); // Replace it with mine.
        tellTheirs();
        m_broker->expect("POST", "/task/set_schema");
        QVERIFY(m_broker->call().body.contains("Mine"));
        m_broker->answer(200, ui::schemaText(acts.editor()->schema()));
        QCOMPARE(done.count(), 1);

        done.value(0).value(1).value<std::function<void()>>()();
        tellTheirs();
        QCOMPARE(failed.value(0).value(0).toString(), u"Not undone: somebody has changed the schema of echo since."_s);
        m_broker->expectNothing();
    }

    void editorThatWasOpenedMeanwhile_staysWhenAnotherOneWasSaved()
    {
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        QSignalSpy done(&acts, &ui::SchemaActs::done);
        acts.setSchema(echo());
        acts.editAction()->trigger();
        acts.editor()->draft().setDescription(u"Says it again"_s);
        acts.editor()->saveButton()->click();
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(200, kEcho);
        m_broker->expect("POST", "/task/set_schema");
        acts.newAction()->trigger();
        QPointer<ui::SchemaEditor> other = acts.editor();
        m_broker->answer(200, kEcho);
        QCOMPARE(done.count(), 1);
        QVERIFY(other && other->isVisible());
    }

    void newTypes_doNotReplaceOthers()
    {
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        acts.newAction()->trigger();
        acts.editor()->saveButton()->click();
        m_broker->expectNothing();
        acts.editor()->draft().setTaskType(u"echo"_s);
        acts.editor()->saveButton()->click();
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(200, kEcho);
        QVERIFY(acts.editor()->note().startsWith(u"There is a type of this name already"_s));
        m_broker->expectNothing();
    }

    void schemas_travelAsFiles()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"echo.json"_s);
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        QSignalSpy done(&acts, &ui::SchemaActs::done);
        QSignalSpy failed(&acts, &ui::SchemaActs::failed);
        acts.setSchema(echo());
        acts.exportTo(path);
        QTRY_COMPARE(done.count(), 1);
        acts.importFrom(path);
        QTRY_VERIFY(m_broker->isAsked("GET", "/task/types/echo/schema"));
        m_broker->expect("GET", "/task/types/echo/schema");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"No schema."}})");
        QVERIFY(acts.editor());
        QCOMPARE(ui::schemaText(acts.editor()->schema()), kEcho);
        acts.importFrom(folder.filePath(u"nowhere.json"_s));
        QTRY_COMPARE(failed.count(), 1);
        acts.copyCreateAction()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"/task/set_schema"_s));
    }

    void schema_thatCannotBeWrittenIsToldAbout()
    {
        const QTemporaryDir folder;
        QWidget window;
        ui::SchemaActs acts(*m_client, u"http://h"_s, &window);
        QSignalSpy failed(&acts, &ui::SchemaActs::failed);
        acts.setSchema(echo());
        acts.exportTo(folder.filePath(u"nowhere/echo.json"_s));
        QTRY_COMPARE(failed.count(), 1);
        const auto said = failed.first().first().toString();
        QVERIFY2(said.contains(u"nowhere"_s), qPrintable(said));
    }
};

CONDUIT_TIMED_MAIN(TestSchemaEdits)
#include "tst_schema_edits.moc"
