// SPDX-License-Identifier: GPL-3.0-only
// What is said about queues and types in the console: defaults, and what is done to all tasks of a queue. Schemas stand in
// tst_schema_edits.cpp.
#include "tests/ui/page_ground.h"
#include "ui/pages/backoff_option.h"
#include "ui/pages/defaults_dialog.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/pages/types_page.h"
#include "ui/widgets/duration_box.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

using Member = ui::DefaultsDialog::Member;

const QByteArray kBroker = R"({"defaults":{"max_attempts":20,"backoff":{"kind":"polynomial","base":1,"factor":4,"cap":21600},)"
                           R"("timeout":1800,"delivery":"at_least_once","non_retryable":[],"keep_completed":259200,)"
                           R"("keep_dead":7776000}})";
const QByteArray kQueue = R"({"queues":[{"name":"mails","paused":false,"states":{"ready":12,"dead":3},"defaults":)";
const QByteArray kEcho = R"({"task_type":"echo","description":"Echoes","fields":{)"
                         R"("text":{"field_type":"string","required":true,"description":"","example":"hello"}}})";

QByteArray queuesWith(const QByteArray &defaults) { return kQueue + defaults + "}]}"; }

wire::Schema echo() { return *client::schemaFromText(kEcho, u"echo"_s); }

} // namespace

class TestTypeEdits : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void defaults_showWhatHoldsAndWhoSaysIt()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        open(acts, R"({"timeout":90})");
        auto *dialog = acts.dialog();
        QVERIFY(dialog->setBox(Member::Timeout)->isChecked());
        QCOMPARE(dialog->timeout()->duration().count(), 90.0);
        QCOMPARE(dialog->originOf(Member::Timeout), QString());
        QVERIFY(!dialog->setBox(Member::Attempts)->isChecked());
        QVERIFY(!dialog->attempts()->isEnabled());
        QCOMPARE(dialog->attempts()->value(), 20);
        QCOMPARE(dialog->originOf(Member::Attempts), u"from the broker"_s);
        QCOMPARE(dialog->originOf(Member::RetryFor), u"not limited"_s);
        QCOMPARE(dialog->keepCompleted()->number()->value(), 3); // days
        // What was typed is not what holds once it is not said any more.
        dialog->setBox(Member::Attempts)->setChecked(true);
        dialog->attempts()->setValue(7);
        dialog->setBox(Member::Attempts)->setChecked(false);
        QCOMPARE(dialog->attempts()->value(), 20);
    }

    void defaults_areSavedAndTakenBack()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        QSignalSpy done(&acts, &ui::DefaultsActs::done);
        open(acts, R"({"timeout":1.5,"later":[1]})");
        acts.dialog()->setBox(Member::Attempts)->setChecked(true);
        acts.dialog()->attempts()->setValue(5);
        acts.dialog()->setBox(Member::NoRetry)->setChecked(true);
        acts.dialog()->noRetry()->setText(u"BadImage, , TooLarge"_s);
        acts.dialog()->accept();
        m_broker->expect("GET", "/queue"); // Whether they are still the same.
        m_broker->answer(200, queuesWith(R"({"timeout":1.5,"later":[1]})"));
        m_broker->expect("PATCH", "/queue/mails");
        const QByteArray saved = R"({"max_attempts":5,"timeout":1.5,"non_retryable":["BadImage","TooLarge"],"later":[1]})";
        QCOMPARE(m_broker->call().body, QByteArray("{\"defaults\":" + saved + '}'));
        m_broker->answer(200, R"({"name":"mails","defaults":)" + saved + '}');
        QCOMPARE(done.value(0).value(0).toString(), u"Changed the defaults of queue mails"_s);

        done.value(0).value(1).value<std::function<void()>>()();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(saved));
        m_broker->expect("GET", "/queue"); // Once more right before it is written.
        m_broker->answer(200, queuesWith(saved));
        m_broker->expect("PATCH", "/queue/mails");
        QCOMPARE(m_broker->call().body, R"({"defaults":{"timeout":1.5,"later":[1]}})");
        m_broker->answer(200, R"({"name":"mails","defaults":{}})");
        QCOMPARE(done.count(), 2);
    }

    void defaults_thatNobodyChangedAreNotSaved()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        open(acts, R"({"backoff":{"kind":"list","delays":[1,60]}})");
        QVERIFY(acts.dialog()->backoff()->backoff());
        acts.dialog()->accept();
        m_broker->expectNothing();
    }

    void defaults_thatSomebodyElseChangedAreNotOverwritten()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        QSignalSpy failed(&acts, &ui::DefaultsActs::failed);
        QSignalSpy done(&acts, &ui::DefaultsActs::done);
        open(acts, "{}");
        acts.dialog()->setBox(Member::Attempts)->setChecked(true);
        acts.dialog()->accept();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(R"({"timeout":7})"));
        QVERIFY(acts.question());
        QCOMPARE(acts.question()->details(), u"They are now: time limit 7.0 s"_s);
        m_broker->expectNothing();
        acts.question()->noButton()->click(); // Show me theirs.
        QVERIFY(acts.dialog()->setBox(Member::Timeout)->isChecked());
        QVERIFY(!acts.dialog()->setBox(Member::Attempts)->isChecked());

        acts.dialog()->setBox(Member::Timeout)->setChecked(false);
        acts.dialog()->accept();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(R"({"timeout":7})"));
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, R"({"name":"mails","defaults":{}})");
        done.value(0).value(1).value<std::function<void()>>()();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(R"({"timeout":8})"));
        QCOMPARE(failed.value(0).value(0).toString(), u"Not undone: somebody has changed the defaults of mails since."_s);
        m_broker->expectNothing();
    }

    /// Escape is no answer: what was typed is there still. Only the button takes what the broker has.
    void defaults_thatSomebodyElseChangedAreReplacedWhenThatIsWanted()
    {
        const QByteArray theirs = R"({"timeout":7})";
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        QSignalSpy done(&acts, &ui::DefaultsActs::done);
        open(acts, "{}");
        acts.dialog()->setBox(Member::Attempts)->setChecked(true);
        acts.dialog()->attempts()->setValue(5);
        acts.dialog()->accept();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(theirs));
        QVERIFY(acts.question());
        QTest::keyClick(acts.question(), Qt::Key_Escape);
        QTRY_VERIFY(!acts.question() && acts.dialog() && acts.dialog()->isVisible());
        QVERIFY(acts.dialog()->setBox(Member::Attempts)->isChecked());
        QCOMPARE(acts.dialog()->attempts()->value(), 5);
        m_broker->expectNothing();

        acts.dialog()->accept(); // They are theirs still, so it is asked again.
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(theirs));
        QVERIFY(acts.question());
        acts.question()->accept(); // Replace them with mine.
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(theirs));
        m_broker->expect("PATCH", "/queue/mails");
        QCOMPARE(m_broker->call().body, R"({"defaults":{"max_attempts":5}})");
        m_broker->answer(200, R"({"name":"mails","defaults":{"max_attempts":5}})");
        QCOMPARE(done.count(), 1);
    }

    void stub_isCopiedInTheLanguageThatIsChosen()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        page.show();
        QCOMPARE(page.stubActs().actions().size(), 4);
        QAction *python = page.stubActs().actions().at(1);
        QCOMPARE(python->objectName(), u"type.copy_stub_python"_s);
        QVERIFY(!python->isEnabled());
        page.stubActs().setWriter([](ui::StubLanguage language, const wire::Schema &schema) {
            return schema.taskType + u' ' + QString::number(int(language));
        });
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        QVERIFY(!python->isEnabled());
        QCOMPARE(python->statusTip(), u"Not loaded yet."_s);
        types.setSchema(echo());
        QVERIFY(python->isEnabled());
        QSignalSpy said(&page, &ui::TypesPage::said);
        python->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"echo 1"_s);
        QCOMPARE(said.value(0).value(0).toString(), u"Copied a stub in Python for echo."_s);
        using enum ui::StubLanguage;
        for (const auto &[id, language] : {std::pair {"cpp", Cpp}, {"typescript", TypeScript}, {"rust", Rust}}) {
            const auto actions = page.stubActs().actions();
            const auto action = std::ranges::find(actions, u"type.copy_stub_"_s + QLatin1StringView(id), &QObject::objectName);
            QVERIFY2(action != actions.end(), id);
            (*action)->trigger();
            QCOMPARE(QGuiApplication::clipboard()->text(), u"echo "_s + QString::number(int(language)));
        }
        types.setSeen({u"bare"_s});
        types.setNames({});
        page.table()->setCurrentIndex(page.table()->model()->index(0, 0));
        QVERIFY(!python->isEnabled());
    }

    void keepingTasksForLessTime_isAskedAboutWithTheirNumber()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        page.setConfirmations(ui::Confirmations(**m_settings));
        page.show();
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        page.editDefaultsAction()->trigger();
        m_broker->expect("GET", "/info");
        m_broker->answer(200, kBroker);
        m_broker->expect("GET", "/task/types/echo");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"Nothing is registered."}})");
        auto *dialog = page.defaultsActs().dialog();
        QCOMPARE(dialog->originOf(Member::KeepCompleted), u"its queue or the broker"_s);
        dialog->setBox(Member::KeepCompleted)->setChecked(true);
        dialog->keepCompleted()->setDuration(wire::Seconds(3'600));
        dialog->accept();
        m_broker->expect("GET", "/task/facets"); // Which queues its tasks lie in.
        m_broker->answer(200, R"({"facets":{"queue":{"values":[],"others":0}},"n":0,"exact":true,"next":null})");
        m_broker->expect("GET", "/task/facets");
        QVERIFY2(m_broker->call().path.contains("finished%3A%3E3600s"), m_broker->call().path.constData());
        m_broker->answer(200, R"({"facets":{},"n":12,"exact":false,"next":null})");
        auto *question = page.question();
        QVERIFY(!question);
        question = page.defaultsActs().question();
        QVERIFY2(question->details().contains(u"kept 1 h instead of 3 d"_s), qPrintable(question->details()));
        QVERIFY(question->details().contains(u"at least 12"_s));
        QVERIFY(question->noButton()->isDefault());
        QVERIFY(!question->yesButton()->isEnabled());
        question->typed()->setText(u"echo"_s);
        question->yesButton()->click();
        m_broker->expect("GET", "/task/types/echo");
        m_broker->answer(404, R"({"error":{"code":"not_found","message":"Nothing is registered."}})");
        m_broker->expect("PUT", "/task/types/echo");
        QCOMPARE(m_broker->call().body, R"({"defaults":{"keep_completed":3600}})");
    }

    void typesWhoseQueueKeptTasksLonger_areAskedAbout()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        openType(acts, "{}");
        acts.dialog()->setBox(Member::KeepCompleted)->setChecked(true);
        acts.dialog()->keepCompleted()->setDuration(wire::Seconds(10 * 86'400)); // The broker would keep them for three days.
        acts.dialog()->accept();
        tellQueue(R"({"keep_completed":2592000})");
        m_broker->expect("GET", "/task/facets");
        QVERIFY2(m_broker->call().path.contains("finished%3A%3E864000s"), m_broker->call().path.constData());
        m_broker->answer(200, R"({"facets":{},"n":12,"exact":true,"next":null})");
        QVERIFY2(acts.question()->details().contains(u"kept 10 d instead of 30 d"_s), qPrintable(acts.question()->details()));
    }

    void typesThatLeaveItToAQueueWhichKeepsLess_areAskedAbout()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        openType(acts, R"({"keep_completed":86400})");
        acts.dialog()->setBox(Member::KeepCompleted)->setChecked(false); // The broker would keep them for longer.
        acts.dialog()->accept();
        tellQueue(R"({"keep_completed":3600})");
        m_broker->expect("GET", "/task/facets");
        QVERIFY2(m_broker->call().path.contains("finished%3A%3E3600s%20queue%3Amails"), m_broker->call().path.constData());
        m_broker->answer(200, R"({"facets":{},"n":12,"exact":true,"next":null})");
        QVERIFY2(acts.question()->details().startsWith(
                     u"In queue mails: Completed and cancelled tasks are kept 1 h instead of 1 d."_s),
                 qPrintable(acts.question()->details()));
    }

    void undoThatKeepsTasksForLessTime_isAskedAbout()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        QSignalSpy done(&acts, &ui::DefaultsActs::done);
        open(acts, "{}");
        acts.dialog()->setBox(Member::KeepCompleted)->setChecked(true);
        acts.dialog()->keepCompleted()->setDuration(wire::Seconds(200 * 86'400));
        acts.dialog()->accept();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith("{}"));
        m_broker->expect("PATCH", "/queue/mails");
        m_broker->answer(200, R"({"name":"mails","defaults":{"keep_completed":17280000}})");
        done.value(0).value(1).value<std::function<void()>>()();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(R"({"keep_completed":17280000})"));
        m_broker->expect("GET", "/task/facets");
        m_broker->answer(200, R"({"facets":{},"n":3,"exact":true,"next":null})");
        QVERIFY2(acts.question()->details().contains(u"Older are 3"_s), qPrintable(acts.question()->details()));
        m_broker->expectNothing();
    }

    void defaults_tellWhatTheBrokerHasAgainstThem()
    {
        QWidget window;
        ui::DefaultsActs acts(*m_client, &window);
        QSignalSpy failed(&acts, &ui::DefaultsActs::failed);
        acts.edit({ui::DefaultsActs::Target::Kind::Queue, u"mails"_s});
        m_broker->expect("GET", "/info");
        m_broker->breakOff(u"Connection refused"_s);
        QCOMPARE(failed.value(0).value(0).toString(), u"Connection refused"_s);
        QVERIFY(!acts.dialog());
        open(acts, "{}");
        acts.dialog()->setBox(Member::Backoff)->setChecked(true);
        acts.dialog()->backoff()->kind()->setCurrentIndex(0);
        QVERIFY(!acts.dialog()->acceptButton()->isEnabled());
        QVERIFY(acts.dialog()->note().startsWith(u"Choose how a task rests"_s));
    }

    void waitingTasks_areMovedAndDeletedAsOperations()
    {
        ui::QueuesPage page(*m_client, u"ada"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, R"({"queues":[{"name":"mails","paused":false,"states":{"ready":12,"dead":3}},
                                            {"name":"other","paused":false,"states":{"dead":1}}]})");
        page.taskActs().moveAction()->trigger();
        auto *dialog = page.taskActs().dialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->queueBox()->count(), 1); // Not to itself.
        dialog->queueBox()->setEditText(u"other"_s);
        dialog->accept();
        m_broker->expect("POST", "/operation"); // How many it would be.
        QVERIFY2(m_broker->call().body.contains(R"("verb":"move")"), m_broker->call().body.constData());
        m_broker->answer(200, R"({"matched":12,"sample":[]})");
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains("state:scheduled,blocked,ready,retrying queue:mails"));
        QVERIFY(m_broker->call().body.contains(R"("args":{"queue":"other"})"));

        m_broker->answer(202, R"({"id":"o","verb":"move","state":"done","matched":12,"done":12,"undoable":true})");

        page.taskActs().purgeAction()->trigger();
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(R"("verb":"delete")"));
        page.table()->setCurrentIndex(page.table()->model()->index(1, 0));
        QCOMPARE(page.taskActs().purgeAction()->statusTip(), u"No task waits in it."_s);
    }

private:
    void open(ui::DefaultsActs &acts, const QByteArray &said)
    {
        acts.edit({ui::DefaultsActs::Target::Kind::Queue, u"mails"_s});
        m_broker->expect("GET", "/info");
        m_broker->answer(200, kBroker);
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(said));
        QVERIFY(acts.dialog());
    }

    void openType(ui::DefaultsActs &acts, const QByteArray &said)
    {
        acts.edit({ui::DefaultsActs::Target::Kind::Type, u"echo"_s});
        m_broker->expect("GET", "/info");
        m_broker->answer(200, kBroker);
        m_broker->expect("GET", "/task/types/echo");
        m_broker->answer(200, R"({"task_type":"echo","defaults":)" + said + '}');
        QVERIFY(acts.dialog());
    }
    /// The queue that the type's tasks lie in.
    void tellQueue(const QByteArray &said)
    {
        m_broker->expect("GET", "/task/facets");
        m_broker->answer(200,
                         "{\"facets\":{\"queue\":{\"values\":[{\"value\":\"mails\",\"n\":12}],\"others\":0}},\"n\":12,"
                         "\"exact\":true,\"next\":null}");
        m_broker->expect("GET", "/queue");
        m_broker->answer(200, queuesWith(said));
    }
};

CONDUIT_TIMED_MAIN(TestTypeEdits)
#include "tst_type_edits.moc"
