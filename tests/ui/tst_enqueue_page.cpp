// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/enqueue_ground.h"
#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/pages/backoff_option.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/start_option.h"
#include "ui/pages/type_chooser.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kStored =
    R"({"id":"01a210d1-5e52-7c30-8b7d-093c390a2034","task_type":"all","status":"Pending","state":"ready"})";

constexpr auto kRefusal = "{\"error\":{\"code\":\"payload_invalid\",\"message\":\"The payload does not fit.\",\"details\":["
                          "{\"pointer\":\"/count\",\"keyword\":\"type\",\"message\":\"must be at least <i>2</i>\"},"
                          "{\"pointer\":\"/else~1where\",\"keyword\":\"type\",\"message\":\"unknown to the form\"}]}}";

} // namespace

class TestEnqueuePage : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void form_hasAWidgetForEveryFieldType()
    {
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"text"_s)));
        QVERIFY(qobject_cast<QLineEdit *>(input(u"count"_s)));
        QVERIFY(qobject_cast<QComboBox *>(input(u"dry"_s)));
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"opts"_s)));
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"list"_s)));
        m_page->chooseType(u"validate_image"_s);
        QVERIFY(qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s)));
    }

    void draft_survivesACrash()
    {
        m_page->draft().setText(R"({"text": "half d)");
        QTRY_VERIFY(hasLabel(u"Draft saved"_s));
        auto another = std::make_unique<ui::EnqueuePage>(*m_client, u"http://h"_s, &test::pretendNow, *m_types, **m_settings);
        another->chooseType(u"all"_s);
        QTRY_COMPARE(another->draft().text(), R"({"text": "half d)");
        another->draft().setText("{}"); // nothing to keep any more
        another->saveSettings();
        another = std::make_unique<ui::EnqueuePage>(*m_client, u"http://h"_s, &test::pretendNow, *m_types, **m_settings);
        another->chooseType(u"all"_s);
        ui::DraftStore store(QFileInfo((**m_settings).fileName()).absolutePath() + u"/drafts"_s);
        QSignalSpy loaded(&store, &ui::DraftStore::loaded);
        store.load();
        QVERIFY(loaded.wait());
        QVERIFY((loaded.first().first().value<QHash<QString, QByteArray>>().isEmpty()));
    }

    void dryRun_asksAndStoresNothing()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->dryRunAction()->trigger();
        m_broker->expect("POST", "/task?dry_run=true");
        m_broker->answer(200, R"({"valid":true})");
        QCOMPARE(m_page->message()->text(), u"The broker would take this task. Nothing was enqueued."_s);
        m_page->dryRunAction()->trigger();
        m_broker->expect("POST", "/task?dry_run=true");
        m_broker->answer(422, kRefusal);
        QCOMPARE(m_page->form()->messageAt(u"count"_s), u"must be at least <i>2</i>"_s);
    }

    void several_areEnqueuedAtOnce_andNotTwice()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->countBox()->setValue(3);
        QSignalSpy enqueued(m_page.get(), &ui::EnqueuePage::enqueuedMany);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task/batch");
        const auto first = m_broker->call().body;
        QCOMPARE(first.count("\"task_type\""), 3);
        m_broker->breakOff();
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task/batch");
        QCOMPARE(m_broker->call().body, first);
        m_broker->answer(201, QByteArray("{\"tasks\":[") + kStored + ',' + kStored + ',' + kStored + "]}");
        QCOMPARE(enqueued.first().first().toInt(), 3);
        QCOMPARE(m_page->countBox()->value(), 1);
    }

    void enqueued_canBeTakenBackUntilItBegins()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        QSignalSpy enqueued(m_page.get(), &ui::EnqueuePage::enqueued);
        QSignalSpy said(m_page.get(), &ui::EnqueuePage::said);
        QSignalSpy refused(m_page.get(), &ui::EnqueuePage::refused);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(201, kStored);
        const auto undo = enqueued.first().at(2).value<std::function<void()>>();
        const auto id = enqueued.first().first().toByteArray();

        undo();
        m_broker->expect("POST", "/operation");
        QVERIFY2(m_broker->call().body.contains("\"verb\":\"cancel\",\"filter\":{\"q\":\"id:" + id
                                                + " state:scheduled,blocked,ready,retrying\"}"),
                 m_broker->call().body.constData());
        m_broker->answer(202, operationOf(1));
        QCOMPARE(said.last().first().toString(), u"Cancelled 1 task"_s);
        undo();
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operationOf(0));
        QCOMPARE(said.last().first().toString(), u"Not taken back: the task has begun already."_s);
        undo();
        m_broker->expect("POST", "/operation");
        m_broker->breakOff();
        QCOMPARE(refused.size(), 1);
    }

    void copies_areTakenBackTogether()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->countBox()->setValue(50);
        QSignalSpy enqueued(m_page.get(), &ui::EnqueuePage::enqueuedMany);
        QSignalSpy said(m_page.get(), &ui::EnqueuePage::said);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task/batch");
        QByteArrayList stored;
        for (int number = 0; number < 50; ++number)
            stored.append(kStored);
        m_broker->answer(201, "{\"tasks\":[" + stored.join(',') + "]}");
        enqueued.first().at(2).value<std::function<void()>>()();
        // A filter names some dozens of ids.
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operationOf(40));
        QVERIFY(said.isEmpty());
        m_broker->expect("POST", "/operation");
        m_broker->answer(202, operationOf(7));
        QCOMPARE(said.size(), 1);
        QCOMPARE(said.last().first().toString(), u"Cancelled 47 tasks. 3 had begun already."_s);
    }

    void uniqueKey_thatIsHeldIsSaid_andNothingIsTakenBack()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1})";
        task.uniqueKey = u"invoice 4"_s;
        m_page->startFrom(task);
        QSignalSpy enqueued(m_page.get(), &ui::EnqueuePage::enqueued);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(200, kStored);
        QCOMPARE(enqueued.size(), 0);
        QVERIFY2(m_page->message()->text().startsWith(u"Nothing was enqueued: the task "),
                 qPrintable(m_page->message()->text()));
    }

    void watch_showsTheTaskOnceItIsEnqueued()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        QSignalSpy watched(m_page.get(), &ui::EnqueuePage::watchRequested);
        m_page->watchAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(201, kStored);
        QCOMPARE(watched.size(), 1);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(201, kStored);
        QCOMPARE(watched.size(), 1);
    }

    void form_writesExactJson()
    {
        QTest::keyClicks(input(u"count"_s), u"9007199254740993"_s);
        QTest::keyClicks(input(u"text"_s), u"say \"hi\""_s);
        qobject_cast<QComboBox *>(input(u"dry"_s))->setCurrentIndex(1);
        QTest::keyClicks(input(u"opts"_s), u"{\"q\":1.10}"_s);
        QTest::keyClicks(input(u"list"_s), u"[1e3]"_s);
        QCOMPARE(
            m_page->draft().text(),
            "{\n  \"text\": \"say \\\"hi\\\"\",\n  \"count\": 9007199254740993,\n  \"dry\": false,\n  \"opts\": {\"q\":1.10},\n"
            "  \"list\": [1e3]\n}");
        QCOMPARE(m_page->jsonEditor()->toPlainText().toUtf8(), m_page->draft().text());
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void json_fillsTheForm()
    {
        m_page->jsonEditor()->setPlainText(
            QString::fromUtf8(R"({"count": 0.10, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})"));
        QCOMPARE(qobject_cast<QLineEdit *>(input(u"count"_s))->text(), u"0.10"_s);
        QCOMPARE(qobject_cast<QPlainTextEdit *>(input(u"text"_s))->toPlainText(), u"a\nb"_s);
        QCOMPARE(qobject_cast<QComboBox *>(input(u"dry"_s))->currentText(), u"true"_s);
        QCOMPARE(qobject_cast<QPlainTextEdit *>(input(u"opts"_s))->toPlainText(), u"{}"_s);
        // Showing a text is no edit of it, and what the schema does not know stays.
        QCOMPARE(m_page->draft().text(), R"({"count": 0.10, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})");
        QTest::keyClicks(input(u"count"_s), u"5"_s);
        QCOMPARE(m_page->draft().text(), R"({"count": 0.105, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})");
    }

    void freshForm_isNotWrongYet()
    {
        QVERIFY(m_page->form()->messageAt(u"text"_s).isEmpty());
        QVERIFY2(m_page->attention().contains(u"text, count"), qPrintable(m_page->attention()));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
    }

    void wrongValue_isSaidAtTheFieldAtOnce_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("message");
        QTest::newRow("word") << u"count"_s << u"twelve"_s << u"Not a number"_s;
        QTest::newRow("comma") << u"count"_s << u"1,5"_s << u"1.5"_s;
        QTest::newRow("cut number") << u"count"_s << u"1."_s << u"Not a number"_s;
        QTest::newRow("cut object") << u"opts"_s << u"{\"a\": 1, \"b\": }"_s << u"line 1"_s;
        QTest::newRow("array for object") << u"opts"_s << u"[1]"_s << u"object"_s;
        QTest::newRow("number for array") << u"list"_s << u"7"_s << u"array"_s;
    }
    void wrongValue_isSaidAtTheFieldAtOnce()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, message);
        m_page->draft().setText(R"({"text":"a","count":1})");
        if (auto *line = qobject_cast<QLineEdit *>(input(name)))
            line->clear();
        QTest::keyClicks(input(name), typed);
        QVERIFY2(m_page->form()->messageAt(name).contains(message), qPrintable(m_page->form()->messageAt(name)));
        QVERIFY(m_page->attention().contains(name));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QVERIFY(m_page->draft().syntaxFault().isEmpty());
    }

    void optionalField_isAbsentOrHasAValue()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        auto *set = box(u"Set dry"_s);
        QVERIFY(set && !set->isChecked());
        set->click();
        QCOMPARE(m_page->draft().member(u"dry"_s), QByteArray("true"));
        set->click();
        QVERIFY(!m_page->draft().member(u"dry"_s));
        QTest::keyClicks(input(u"list"_s), u"[]"_s);
        QVERIFY(box(u"Set list"_s)->isChecked());
    }

    void emptyText_isAValue()
    {
        QTest::keyClicks(input(u"text"_s), u"a"_s);
        QTest::keyClick(input(u"text"_s), Qt::Key_Backspace);
        QCOMPARE(m_page->draft().member(u"text"_s), QByteArray("\"\""));
        QVERIFY(m_page->form()->messageAt(u"text"_s).isEmpty());
    }

    void brokenJson_locksTheFormAndSaysWhere()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->jsonEditor()->setPlainText(u"{\"text\": \"a\",\n \"count\": }"_s);
        QVERIFY(!input(u"text"_s)->isEnabled());
        QVERIFY2(m_page->attention().contains(u"line 2"), qPrintable(m_page->attention()));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        m_page->jsonEditor()->setPlainText(u"{\"text\": \"a\",\n \"count\": 2}"_s);
        QVERIFY(input(u"text"_s)->isEnabled());
        QCOMPARE(qobject_cast<QLineEdit *>(input(u"count"_s))->text(), u"2"_s);
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void enqueue_sendsTheExactTextAndStays()
    {
        m_page->draft().setText("{ \"text\": \"a  b\", \"count\": 1.10, \"more\": 12345678901234567 }");
        QSignalSpy enqueued(m_page.get(), &ui::EnqueuePage::enqueued);
        m_page->enqueueAction()->trigger();
        m_page->enqueueAction()->trigger(); // Once, however often it is pressed.
        QCOMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains(R"("payload":{"text":"a  b","count":1.10,"more":12345678901234567})"));
        m_broker->answer(201, kStored);
        QCOMPARE(enqueued.count(), 1);
        QCOMPARE(enqueued[0][0].toString(), u"01a210d1-5e52-7c30-8b7d-093c390a2034"_s);
        QVERIFY(m_page->draft().text().contains("a  b"));
    }

    void doubleClick_enqueuesOnce()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        auto *button = m_page->findChild<ui::PrimaryButton *>();
        QTest::mouseClick(button, Qt::LeftButton);
        m_broker->expect("POST", "/task");
        m_broker->answer(201, kStored); // It comes between the two clicks.
        QTest::mouseDClick(button, Qt::LeftButton);
        QCOMPARE(m_broker->waitingCalls(), 0);
        QTest::mouseClick(button, Qt::LeftButton);
        m_broker->expect("POST", "/task");
    }

    void refusal_standsAtItsFieldUntilThatChanges()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(422, kRefusal);
        QCOMPARE(m_page->form()->messageAt(u"count"_s), u"must be at least <i>2</i>"_s);
        QVERIFY(m_page->message()->text().contains(u"unknown to the form"));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QTest::keyClicks(input(u"count"_s), u"0"_s);
        QVERIFY(m_page->form()->messageAt(u"count"_s).isEmpty());
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void awayBroker_losesNothing()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        const auto firstBody = m_broker->call().body;
        m_broker->breakOff(u"Connection refused"_s);
        QVERIFY(m_page->message()->isVisibleTo(m_page.get()));
        QVERIFY(m_page->message()->text().contains(u"Connection refused"));
        QVERIFY(m_page->message()->text().contains(u"The broker may have the task all the same."));
        m_page->setOnline(false);
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QTest::keyClicks(input(u"text"_s), u"x"_s);
        QCOMPARE(m_page->draft().text(), R"({"text":"xa","count":1})");
        QTest::keyClick(input(u"text"_s), Qt::Key_Backspace);
        m_page->setOnline(true);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        // Nobody knows whether the first one arrived, so the second is the same task.
        QCOMPARE(m_broker->call().body, firstBody);
        m_broker->answer(200, kStored);
        QVERIFY(!m_page->message()->isVisibleTo(m_page.get()));
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body != firstBody);
    }

    void drafts_areKeptForEachType()
    {
        m_page->draft().setText(R"({"text":"mine"})");
        m_page->chooseType(u"validate_image"_s);
        QCOMPARE(m_page->draft().text(), "{}");
        m_page->chooseType(u"all"_s);
        QCOMPARE(m_page->draft().text(), R"({"text":"mine"})");
    }

    void typeThatIsKnownLater_isTheChosenOneInTheList()
    {
        m_page->chooseType(u"late"_s);
        m_types->setNames({u"all"_s, u"late"_s});
        m_page->setTypesLoaded();
        QCOMPARE(m_page->findChild<QListView *>()->currentIndex().data().toString(), u"late"_s);
    }

    void withoutAType_thePageLeadsToTheWorkers()
    {
        ui::TypeModel none;
        ui::EnqueuePage page(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow, none, **m_settings);
        const auto *empty = page.findChild<ui::EmptyState *>();
        QSignalSpy workers(&page, &ui::EnqueuePage::workersRequested);
        empty->findChild<QPushButton *>()->click();
        QCOMPARE(workers.size(), 1);
        page.setOnline(false);
        QCOMPARE(empty->title(), u"The broker is not available"_s);
    }

    void typeWithoutSchema_takesAnyJson()
    {
        m_page->chooseType(u"nobody & co"_s);
        QVERIFY(!m_page->tabs()->isTabEnabled(0));
        m_page->jsonEditor()->setPlainText(u"[1, null]"_s);
        QVERIFY(m_page->enqueueAction()->isEnabled());
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains(R"("task_type":"nobody & co","payload":[1,null])"));
    }

    void returnBeforeTheNames_choosesWhatWasMeant()
    {
        ui::TypeModel types;
        ui::TypeChooser chooser(types);
        QSignalSpy chosen(&chooser, &ui::TypeChooser::chosen);
        auto *search = chooser.findChild<QLineEdit *>();
        search->setText(u"ech"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        types.setNames({u"echo"_s});
        chooser.setTypesLoaded();
        QCOMPARE(chosen.value(0).value(0).toString(), u"echo"_s);
        search->setText(u"of my own"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.last().value(0).toString(), u"of my own"_s);
    }

    void options_standBelowEachOtherWhereThereIsNoRoom()
    {
        ui::EnqueueOptions options(ui::EnqueueOptions::Extent::One, &test::pretendNow);
        options.setVisible(true);
        const auto *expiry = options.expiry();
        const auto *start = options.start();
        options.resize(options.sizeHint().width() + 200, 300);
        QCoreApplication::sendPostedEvents();
        const int wide = expiry->x();
        QVERIFY(wide > start->x());
        options.resize(options.minimumSizeHint().width(), 900);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(expiry->x(), start->x()); // One column.
        QVERIFY(expiry->y() > start->y());
        QVERIFY(options.minimumSizeHint().height() <= 900);
    }

    void manyTasks_waitForTheSchema()
    {
        m_types->setNames({u"all"_s, u"late"_s});
        m_page->chooseType(u"late"_s);
        QVERIFY(!m_page->manyAction()->isEnabled());
        QCOMPARE(m_page->manyAction()->statusTip(), u"The schema of this type is being read."_s);
        const auto buttons = m_page->findChildren<QPushButton *>();
        const auto many = std::ranges::find(buttons, u"Many…"_s, &QPushButton::text);
        QVERIFY(many != buttons.end() && !(*many)->isEnabled());
        QCOMPARE((*many)->toolTip(), ui::plainToolTip(u"The schema of this type is being read."_s));
        auto late = test::imageType();
        late.taskType = u"late"_s;
        m_types->setSchema(late);
        QVERIFY(m_page->manyAction()->isEnabled());
        QVERIFY((*many)->isEnabled());
        m_page->chooseType(u"never"_s); // Has none, and waits for none.
        QVERIFY(m_page->manyAction()->isEnabled());
    }

    void newSchema_keepsTheDraft()
    {
        m_page->draft().setText(R"({"text":"a","count":1,"fresh":"x"})");
        auto schema = test::allTypes();
        schema.fields.append(test::fieldOf(u"fresh"_s, wire::FieldType::Number, true));
        schema.text = "another";
        m_types->setSchema(schema);
        QVERIFY(m_page->form()->editor(u"fresh"_s));
        QCOMPARE(m_page->draft().text(), R"({"text":"a","count":1,"fresh":"x"})");
        QVERIFY(m_page->form()->wrongFields().contains(u"fresh"_s));
    }

    void copy_fillsEverythingIn()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1.10})";
        task.queue = u"gpu"_s;
        task.priority = 7;
        task.tags = {u"x"_s, u"y"_s};
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        const auto body = m_broker->call().body;
        for (const auto *part :
             {"\"payload\":{\"text\":\"a\",\"count\":1.10}", "\"queue\":\"gpu\"", "\"priority\":7", "\"tags\":[\"x\",\"y\"]"})
            QVERIFY2(body.contains(part), body.constData());
    }

    void copy_keepsWhatTheFormDoesNotShow_untilAnotherTypeIsChosen()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1})";
        task.retryFor = wire::Seconds(3600);
        task.backoff = wire::Backoff {.kind = u"fixed"_s, .base = wire::Seconds(60)};
        task.timeout = wire::Seconds(90);
        task.serialKey = u"customer 17"_s;
        task.meta = R"({"copied_from":"x"})";
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        const auto body = m_broker->call().body;
        for (const auto *part : {"\"retry_for\":3600", "\"backoff\":{\"kind\":\"fixed\",\"base\":60}", "\"timeout\":90",
                                 "\"serial_key\":\"customer 17\"", "\"meta\":{\"copied_from\":\"x\"}"})
            QVERIFY2(body.contains(part), body.constData());
        // Without an answer it is the same task again; with another serial key it is another one.
        m_broker->breakOff();
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QCOMPARE(m_broker->call().body, body);
        m_broker->breakOff();
        task.serialKey = u"customer 18"_s;
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(idIn(m_broker->call().body) != idIn(body));
        m_broker->breakOff();

        m_page->chooseType(u"validate_image"_s);
        m_page->copyCurlAction()->trigger();
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"retry_for"));
    }

    void start_mayBeATimeOfTheShownZone()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Europe/Berlin"});
        m_page->draft().setText(R"({"text":"a","count":1})");
        auto *start = m_page->options()->start();
        start->mode()->setCurrentIndex(2);
        QCOMPARE(m_page->attention(), u"Say at which time it is to run."_s);
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        start->moment()->setText(u"half past nine"_s);
        QVERIFY(m_page->attention().endsWith(u"cannot be read: half past nine"));
        // Of a time alone the next one is meant.
        start->moment()->setText(u"09:30"_s);
        QCOMPARE(m_page->options()->echo(), u"It runs in 18 h 26 min, on 2026-11-26 09:30:00 CET."_s);
        QCOMPARE(m_page->options()->summary(), u"at 2026-11-26 09:30:00"_s);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains("\"run_at\":\"2026-11-26T08:30:00.000Z\""));
        m_broker->breakOff();
        start->moment()->setText(u"2026-11-25 09:30"_s);
        QCOMPARE(m_page->options()->echo(), u"This time is over, so it runs at once."_s);
        start->mode()->setCurrentIndex(0);
        QVERIFY(m_page->options()->summary().isEmpty());
    }

    void options_areSentAndComeBack()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1})";
        task.runAt = test::pretendNow().addDays(3);
        task.timeout = wire::Seconds(5400);
        task.backoff = wire::Backoff {.kind = u"exponential"_s, .base = wire::Seconds(10), .cap = wire::Seconds(600)};
        task.uniqueKey = u"invoice 4"_s;
        task.serialKey = u"customer 17"_s;
        task.expiresAt = test::pretendNow().addDays(4);
        m_page->startFrom(task);
        wire::NewTask read;
        m_page->options()->apply(read);
        QCOMPARE(read.runAt, task.runAt);
        QCOMPARE(read.timeout, task.timeout);
        QCOMPARE(read.backoff->cap, task.backoff->cap);
        QCOMPARE(read.uniqueKey, task.uniqueKey);
        QCOMPARE(read.serialKey, task.serialKey);
        QCOMPARE(read.expiresAt, task.expiresAt);
        QVERIFY2(m_page->options()->echo().endsWith(
                     u"After failed attempts it rests 10 s, 20 s, 40 s, 1 min 20 s, …, at most 10 min."),
                 qPrintable(m_page->options()->echo()));

        m_page->options()->show({});
        QVERIFY(m_page->options()->summary().isEmpty());
        QVERIFY(m_page->options()->echo().isEmpty());
        m_page->options()->expiry()->setText(u"2026-11-01"_s);
        QCOMPARE(m_page->attention(), u"The time by which it must have begun is over."_s);
    }

    void backoff_keepsWhatHasNoFieldUntilItIsChanged()
    {
        auto *rests = m_page->options()->backoff();
        const wire::Backoff listed {.kind = u"list"_s, .delays = {wire::Seconds(1), wire::Seconds(90)}};
        rests->show(listed);
        QCOMPARE(m_page->options()->summary(), u"back-off 1 s, 1 min 30 s"_s);
        rests->kind()->setCurrentIndex(rests->kind()->findData(u"fixed"_s));
        rests->base()->setValue(30);
        QCOMPARE(m_page->options()->summary(), u"back-off 30 s each time"_s);
        rests->kind()->setCurrentIndex(rests->kind()->findData(u"list"_s));
        QCOMPARE(rests->backoff()->delays, listed.delays);
        rests->show(wire::Backoff {.kind = u"polynomial"_s, .base = wire::Seconds(2), .jitter = 0.5});
        QCOMPARE(rests->kind()->findData(u"list"_s), -1);
        rests->base()->setValue(3);
        QVERIFY(!rests->backoff()->jitter);
        rests->base()->setValue(2);
        QCOMPARE(rests->backoff()->jitter, 0.5);
    }

    void curl_isTheFormAsItStands()
    {
        m_page->draft().setText("{\"text\":\"it's\",\"count\":1.10}");
        m_page->copyCurlAction()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            u"'{\"task_type\":\"all\",\"payload\":{\"text\":\"it'\\''s\",\"count\":1.10}}'"_s));
    }

    void example_isUsedOnDemandOnly()
    {
        QVERIFY(!m_page->draft().member(u"text"_s));
        for (auto *button : m_page->form()->findChildren<QAbstractButton *>())
            if (button->accessibleName() == u"Use the example for text")
                button->click();
        QCOMPARE(m_page->draft().member(u"text"_s), QByteArray("\"front page\""));
    }

private:
    [[nodiscard]] static QByteArray operationOf(int done)
    {
        return QByteArray(
                   R"({"id":"1","verb":"cancel","state":"done","matched":%,"done":%,"skipped":0,"failed":0,"undoable":true})")
            .replace('%', QByteArray::number(done));
    }
    [[nodiscard]] static QByteArray idIn(const QByteArray &body) { return body.mid(body.indexOf("\"id\":"), 44); }
    [[nodiscard]] bool hasLabel(const QString &text) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->text() == text; });
    }
    [[nodiscard]] QWidget *input(const QString &name) const { return m_page->form()->editor(name)->input(); }
    [[nodiscard]] QCheckBox *box(const QString &name) const
    {
        for (auto *box : m_page->form()->findChildren<QCheckBox *>())
            if (box->accessibleName() == name)
                return box;
        return nullptr;
    }
};

CONDUIT_TIMED_MAIN(TestEnqueuePage)
#include "tst_enqueue_page.moc"