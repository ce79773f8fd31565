// SPDX-License-Identifier: GPL-3.0-only
// The page of enqueueing: what is sent, kept and taken back. Its form and its options have tests of their own.
#include "tests/ui/enqueue_ground.h"
#include "ui/format/plain_text.h"
#include "ui/pages/type_chooser.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kStored =
    R"({"id":"01a210d1-5e52-7c30-8b7d-093c390a2034","task_type":"all","status":"Pending","state":"ready"})";

} // namespace

class TestEnqueuePage : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

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
        m_broker->answer(422, test::kRefusal);
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

private:
    [[nodiscard]] static QByteArray operationOf(int done)
    {
        return QByteArray(
                   R"({"id":"1","verb":"cancel","state":"done","matched":%,"done":%,"skipped":0,"failed":0,"undoable":true})")
            .replace('%', QByteArray::number(done));
    }
    [[nodiscard]] bool hasLabel(const QString &text) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->text() == text; });
    }
};

CONDUIT_TIMED_MAIN(TestEnqueuePage)
#include "tst_enqueue_page.moc"
