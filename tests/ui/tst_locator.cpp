// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/locator_box.h"
#include "ui/main_window.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QElapsedTimer>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::LocatorHit;
using ui::LocatorQuery;

namespace conduit::test {

/// From the keys that somebody presses to the place where they lead.
class TestLocator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(u"QAbstractItemModelTester|FAIL!"_s)); }
    void init();
    void cleanup();

    void query_saysWhatIsMeant_data();
    void query_saysWhatIsMeant();
    void model_ranksWhatFits();
    void model_putsTasksBehindWordsThatAreDigitsToo();

    void idDigits_openTheTask();
    void endOfAnIdOnTheScreen_opensTheTask();
    void endOfAnId_isLookedForFartherThanTheScreen();
    void return_beforeTheAnswerWaitsForIt();
    void unknownDigits_areSaid();
    void awayBroker_isSaidAndPagesAreFoundStill();
    void page_isOpenedByItsName();
    void action_isTriggeredByItsName();
    void action_thatCannotBeDoneSaysWhy();
    void queueTypeAndWorker_becomeCurrentOnTheirPage();
    void escape_givesTheKeyboardBack();
    void arrows_chooseAmongHits();

private:
    void type(const QString &text) const { QTest::keyClicks(m_box, text); }
    void press(Qt::Key key) const { QTest::keyClick(m_box, key); }
    void openBox() const { m_window->actions().action(u"edit.locate"_s)->trigger(); }
    [[nodiscard]] int page() const { return m_window->findChild<QListWidget *>()->currentRow(); }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::LocatorBox *m_box = nullptr;
};

void TestLocator::init()
{
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    m_broker->addSchema(R"({"task_type":"echo","description":"","fields":{}})");
    m_broker->addSchema(R"({"task_type":"resize_image","description":"","fields":{}})");
    m_broker->add({.id = u"0198f0c4-1111-7000-8000-000000000001"_s, .taskType = u"echo"_s, .queue = u"mails"_s});
    m_broker->add({.id = u"0198f0c4-2222-7000-8000-000000000002"_s, .taskType = u"echo"_s});
    wire::Worker worker;
    worker.name = u"gpu-03:1"_s;
    worker.host = u"10.0.0.7"_s;
    m_broker->setWorkers({worker});
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    m_window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {
        .client = *m_client, .address = u"http://127.0.0.1:8080"_s, .settings = **m_settings, .now = &pretendNow});
    m_window->show();
    m_box = m_window->findChild<ui::LocatorBox *>();
    QTRY_VERIFY(m_broker->isIdle());
    openBox();
    QTRY_VERIFY(m_box->model().rowCount() > 0 && m_broker->isIdle());
    TimedApp::watch();
}

void TestLocator::cleanup()
{
    const QString slow = TimedApp::fault();
    m_window.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestLocator::query_saysWhatIsMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("digits");
    const int any = -1;
    QTest::newRow("nothing") << QString() << any << QStringList() << QString();
    QTest::newRow("words") << u"Reset  layout"_s << any << QStringList {u"reset"_s, u"layout"_s} << QString();
    QTest::newRow("four digits") << u"8C12"_s << any << QStringList {u"8c12"_s} << u"8c12"_s;
    QTest::newRow("three digits") << u"8c1"_s << any << QStringList {u"8c1"_s} << QString();
    QTest::newRow("a whole id with room") << u" 0198f0c4-1111-7000-8000-000000000001 "_s << any
                                          << QStringList {u"0198f0c4-1111-7000-8000-000000000001"_s}
                                          << u"0198f0c4111170008000000000000001"_s;
    QTest::newRow("too many digits") << u"0"_s.repeated(33) << any << QStringList {u"0"_s.repeated(33)} << QString();
    QTest::newRow("task") << u"#8c12"_s << int(LocatorHit::Kind::Task) << QStringList {u"8c12"_s} << u"8c12"_s;
    QTest::newRow("action") << u">8c12"_s << int(LocatorHit::Kind::Action) << QStringList {u"8c12"_s} << QString();
    QTest::newRow("type") << u"t echo"_s << int(LocatorHit::Kind::Type) << QStringList {u"echo"_s} << QString();
    QTest::newRow("queue") << u"q ma"_s << int(LocatorHit::Kind::Queue) << QStringList {u"ma"_s} << QString();
    QTest::newRow("worker") << u"w gpu"_s << int(LocatorHit::Kind::Worker) << QStringList {u"gpu"_s} << QString();
    QTest::newRow("a word with t") << u"tasks"_s << any << QStringList {u"tasks"_s} << QString();
}

void TestLocator::query_saysWhatIsMeant()
{
    QFETCH(const QString, text);
    const auto query = LocatorQuery::from(text);
    QTEST(query.kind ? int(*query.kind) : -1, "kind");
    QTEST(query.words, "words");
    QTEST(query.idDigits, "digits");
}

void TestLocator::model_ranksWhatFits()
{
    ui::LocatorModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto hit = [](LocatorHit::Kind kind, const QString &title, const QString &whyNot = {}) {
        return LocatorHit {kind, title, title, {}, whyNot};
    };
    model.setThings({hit(LocatorHit::Kind::Action, u"Show its tasks"_s),
                     hit(LocatorHit::Kind::Action, u"Tasks, all"_s, u"no"_s), hit(LocatorHit::Kind::Queue, u"multitasks"_s),
                     hit(LocatorHit::Kind::Page, u"Tasks"_s)});
    model.setQuery(LocatorQuery::from(u"tasks"_s));
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles.append(model.hitAt(row).title);
    QCOMPARE(titles, (QStringList {u"Tasks"_s, u"Show its tasks"_s, u"multitasks"_s, u"Tasks, all"_s}));
    model.setQuery(LocatorQuery::from(u"q tasks"_s));
    QCOMPARE(model.rowCount(), 1);
    QList<LocatorHit> many;
    for (int i = 0; i < 300; ++i)
        many.append(hit(LocatorHit::Kind::Queue, u"queue %1"_s.arg(i)));
    model.setThings(many);
    model.setQuery({});
    QCOMPARE(model.rowCount(), int(ui::LocatorModel::kHitsMax));
}

void TestLocator::model_putsTasksBehindWordsThatAreDigitsToo()
{
    ui::LocatorModel model;
    model.setThings({{LocatorHit::Kind::Page, u"dead"_s, u"Dead letters"_s}});
    model.setQuery(LocatorQuery::from(u"dead"_s));
    model.setTasks({{LocatorHit::Kind::Task, u"dead0000"_s, u"dead0000"_s}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.hitAt(0).key, u"dead"_s);
    model.setQuery(LocatorQuery::from(u"#dead"_s));
    model.setTasks({{LocatorHit::Kind::Task, u"dead0000"_s, u"dead0000"_s}});
    QCOMPARE(model.hitAt(0).key, u"dead0000"_s);
}

void TestLocator::idDigits_openTheTask()
{
    QElapsedTimer stopwatch;
    stopwatch.start();
    type(u"0198f0c42222"_s);
    QTRY_COMPARE(m_box->model().rowCount(), 1);
    press(Qt::Key_Return);
    const auto *tasks = m_window->findChild<ui::TasksPage *>();
    QTRY_VERIFY(tasks->details()->task());
    QCOMPARE(tasks->details()->task()->id, u"0198f0c4-2222-7000-8000-000000000002"_s);
    QVERIFY(stopwatch.elapsed() < 1'000);
    QVERIFY(!m_box->list()->isVisible() && m_box->text().isEmpty());
}

void TestLocator::endOfAnIdOnTheScreen_opensTheTask()
{
    type(u"000000000002"_s);
    QTRY_COMPARE(m_box->model().rowCount(), 1);
    press(Qt::Key_Return);
    const auto *tasks = m_window->findChild<ui::TasksPage *>();
    QTRY_VERIFY(tasks->details()->task());
    QCOMPARE(tasks->details()->task()->id, u"0198f0c4-2222-7000-8000-000000000002"_s);
}

void TestLocator::endOfAnId_isLookedForFartherThanTheScreen()
{
    const auto taskJson = [](const QByteArray &id) {
        return R"({"id":")" + id + R"(","task_type":"echo","status":"Pending","state":"ready","queue":"default"})";
    };
    const auto pageJson = [](const QByteArray &tasks, const QByteArray &next) {
        return R"({"tasks":[)" + tasks + R"(],"next":)" + next + R"(,"prev":null,"revision":1})";
    };
    ScriptedTransport broker;
    client::Client client(broker);
    ui::LocatorFeed feed(client);
    QSignalSpy found(&feed, &ui::LocatorFeed::found);
    feed.findTasks(u"3f2aff"_s);
    broker.expect("GET", "/task?limit=10&q=id%3A3f2aff&sort=-created");
    broker.answer(200, pageJson({}, "null"));
    QCOMPARE(found.count(), 0);
    broker.expect("GET", "/task?limit=10&q=3f2aff&sort=-created");
    broker.answer(200, pageJson({}, R"("900")"));
    broker.expect("GET", "/task?limit=10&q=3f2aff&after=900&sort=-created");
    broker.answer(200, pageJson(taskJson("0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff"), R"("800")"));
    QCOMPARE(found.count(), 1);
    broker.expect("GET", "/task");
    broker.answer(200, pageJson({}, "null"));
    broker.expectNothing();
    QCOMPARE(found.count(), 1);

    // It ends somewhere, and says so when there was nothing.
    feed.findTasks(u"ffffffff"_s);
    broker.expect("GET", "/task");
    broker.answer(200, pageJson({}, "null"));
    for (int slice = 0; slice < ui::LocatorFeed::kSlicesMax; ++slice) {
        broker.expect("GET", "/task");
        broker.answer(200, pageJson({}, R"("1")"));
    }
    broker.expectNothing();
    QCOMPARE(found.count(), 2);
    QVERIFY(found.last().at(0).value<QList<wire::Task>>().isEmpty());
}

void TestLocator::return_beforeTheAnswerWaitsForIt()
{
    type(u"0198f0c41111"_s);
    QCOMPARE(m_box->model().rowCount(), 0);
    press(Qt::Key_Return);
    const auto *tasks = m_window->findChild<ui::TasksPage *>();
    QTRY_VERIFY(tasks->details()->task());
    QCOMPARE(tasks->details()->task()->id, u"0198f0c4-1111-7000-8000-000000000001"_s);
}

void TestLocator::unknownDigits_areSaid()
{
    type(u"ffffffff"_s);
    QTRY_COMPARE(m_box->note(), u"No task has an ID that begins or ends so."_s);
    press(Qt::Key_Return);
    QVERIFY(m_box->hasFocus());
}

void TestLocator::awayBroker_isSaidAndPagesAreFoundStill()
{
    m_broker->setAway(true);
    type(u"ffffffff"_s);
    QTRY_VERIFY2(m_box->note().startsWith(u"Tasks cannot be looked up: "), qPrintable(m_box->note()));
    m_box->clear();
    type(u"work"_s);
    press(Qt::Key_Return);
    QCOMPARE(page(), 4);
}

void TestLocator::page_isOpenedByItsName()
{
    type(u"queues"_s);
    press(Qt::Key_Return);
    QCOMPARE(page(), 5);
    QVERIFY(!m_box->hasFocus());
}

void TestLocator::action_isTriggeredByItsName()
{
    type(u">paused"_s);
    QCOMPARE(m_box->model().rowCount(), 0);
    m_box->clear();
    type(u">live"_s);
    press(Qt::Key_Return);
    QVERIFY(!m_window->actions().action(u"view.live"_s)->isChecked());
}

void TestLocator::action_thatCannotBeDoneSaysWhy()
{
    type(u">undo"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_box->note(), u"Nothing was done in the last minutes that can be undone."_s);
    QVERIFY(m_box->hasFocus());
}

void TestLocator::queueTypeAndWorker_becomeCurrentOnTheirPage()
{
    const auto current = [this](const QString &text, int page, const QString &name) {
        openBox();
        type(text);
        QTRY_COMPARE(m_box->model().rowCount(), 1);
        press(Qt::Key_Return);
        QCOMPARE(this->page(), page);
        const auto isCurrent = [&] {
            const auto tables = m_window->findChildren<QTableView *>();
            return std::any_of(tables.begin(), tables.end(), [&](const QTableView *table) {
                return table->isVisible() && table->currentIndex().siblingAtColumn(0).data().toString() == name;
            });
        };
        QTRY_VERIFY2(isCurrent(), qPrintable(name));
    };
    current(u"t resize"_s, 3, u"resize_image"_s);
    current(u"q mails"_s, 5, u"mails"_s);
    current(u"w gpu"_s, 4, u"gpu-03:1"_s);
}

void TestLocator::escape_givesTheKeyboardBack()
{
    type(u"queu"_s);
    press(Qt::Key_Escape);
    QVERIFY(!m_box->hasFocus() && m_box->text().isEmpty() && !m_box->list()->isVisible());
    QCOMPARE(page(), 1);
}

void TestLocator::arrows_chooseAmongHits()
{
    QCOMPARE(m_box->list()->currentIndex().row(), 0);
    press(Qt::Key_Down);
    QCOMPARE(m_box->list()->currentIndex().row(), 1);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    QCOMPARE(m_box->list()->currentIndex().row(), 0);
    press(Qt::Key_PageDown);
    QCOMPARE(m_box->list()->currentIndex().row(), 12);
    QTest::mouseClick(m_box->list()->viewport(), Qt::LeftButton, {},
                      m_box->list()->visualRect(m_box->model().index(4, 0)).center());
    QCOMPARE(page(), 4); // The fifth page.
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestLocator)
#include "tst_locator.moc"
