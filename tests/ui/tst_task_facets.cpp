// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/facet_feed.h"
#include "ui/models/facet_model.h"
#include "ui/pages/state_chips.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace conduit;
using Facet = ui::FacetModel;

namespace {

QString idOf(int number) { return u"00000000-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

wire::Task task(int number, const QString &state, const QString &type, const QString &worker)
{
    wire::Task made;
    made.id = idOf(number);
    made.taskType = type;
    made.state = state;
    made.worker = worker;
    made.createdAt = test::pretendNow().addSecs(number - 1'000);
    return made;
}

QModelIndex valueOf(const Facet &model, Facet::Facet facet, const QString &value)
{
    const auto parent = model.facetIndex(facet);
    for (int row = 0; row < model.rowCount(parent); ++row)
        if (model.index(row, 0, parent).data(Facet::ValueRole) == value)
            return model.index(row, 0, parent);
    return {};
}

QString countOf(const Facet &model, Facet::Facet facet, const QString &value)
{
    return valueOf(model, facet, value).data(Facet::CountTextRole).toString();
}

QStringList valuesOf(const Facet &model, Facet::Facet facet)
{
    QStringList values;
    const auto parent = model.facetIndex(facet);
    for (int row = 0; row < model.rowCount(parent); ++row)
        values.append(model.index(row, 0, parent).data().toString());
    return values;
}

} // namespace

/// What the tasks can be narrowed to, beside their list.
class TestTaskFacets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void counts_areBoundedUntilTheyAreExact();
    void rows_keepTheirPlaces();
    void click_togglesTheTerm();
    void savedFilters_areWholeLines();
    void tags_narrowTheList();
    void times_standInPlaceOfEachOther();
    void times_areCountedWhileTheyAreShown();
    void chosenValue_isShownWithoutTasks();

    void facets_areCountedWithoutTheirOwnTerm();
    void count_goesOnToOlderTasks();
    void count_endsSomewhere();
    void savedFilters_areCountedOneByOne();
    void lateCounts_areDropped();

    void deadTask_isFoundWithTwoClicks();
    void keyboard_choosesAndAdds();
    void facets_standOnlyWhereThereIsRoom();
    void sections_areRemembered();
    void awayBroker_leavesTheCounts();

private:
    void showPage(int width = 1500);
    void click(const QModelIndex &index, Qt::KeyboardModifiers keys = Qt::NoModifier);
    [[nodiscard]] Facet &facets() const { return m_page->facets()->model(); }

    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TasksPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

namespace {

QByteArray facetsJson(const QByteArray &facets, int tasks, const QByteArray &next = "null")
{
    return R"({"facets":{)" + facets + R"(},"n":)" + QByteArray::number(tasks) + R"(,"exact":)"
        + (next == "null" ? "true" : "false") + R"(,"next":)" + next + '}';
}

QByteArray facetJson(const QByteArray &name, const QByteArray &value, int count)
{
    return '"' + name + R"(":{"values":[{"value":")" + value + R"(","n":)" + QByteArray::number(count) + R"(}],"others":0})";
}

} // namespace

void TestTaskFacets::init()
{
    m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<test::PretendSettings>();
}

void TestTaskFacets::cleanup()
{
    const QString slow = test::TimedApp::fault();
    m_tester.reset();
    m_page.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestTaskFacets::showPage(int width)
{
    m_broker->add(task(1, u"completed"_s, u"echo"_s, u"desk-1"_s));
    m_broker->add(task(2, u"completed"_s, u"echo"_s, u"desk-2"_s));
    auto dead = task(3, u"dead"_s, u"resize"_s, u"desk-2"_s);
    dead.result = {.output = "null", .error = u"disk full"_s};
    m_broker->add(dead);
    m_page = std::make_unique<ui::TasksPage>(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
    m_tester = std::make_unique<QAbstractItemModelTester>(&facets(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_page->resize(width, 700);
    m_page->show();
    test::TimedApp::watch();
    QTRY_COMPARE(m_page->model().rowCount(), 3);
}

void TestTaskFacets::click(const QModelIndex &index, Qt::KeyboardModifiers keys)
{
    auto *tree = m_page->facets()->tree();
    tree->scrollTo(index);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, keys, tree->visualRect(index).center());
}

void TestTaskFacets::counts_areBoundedUntilTheyAreExact()
{
    Facet model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(countOf(model, Facet::State, u"dead"_s), QString());
    model.setCounts(Facet::State, {{u"dead"_s, 10'000}}, 0, false, true);
    QCOMPARE(countOf(model, Facet::State, u"dead"_s), u"10,000+"_s);
    model.setCounts(Facet::State, {{u"dead"_s, 12'480}}, 0, true, false);
    QCOMPARE(countOf(model, Facet::State, u"dead"_s), u"12,480"_s);
    QCOMPARE(countOf(model, Facet::State, u"ready"_s), u"0"_s);
    const auto dead = valueOf(model, Facet::State, u"dead"_s);
    QCOMPARE(dead.data(Qt::AccessibleTextRole).toString(), u"Dead, tasks: 12,480"_s);
    model.setLine(u"state:dead"_s);
    QCOMPARE(dead.data(Qt::AccessibleTextRole).toString(), u"Dead, tasks: 12,480, chosen"_s);
}

void TestTaskFacets::rows_keepTheirPlaces()
{
    Facet model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCounts(Facet::Type, {{u"echo"_s, 9}, {u"mail"_s, 5}}, 40, true, true);
    QCOMPARE(valuesOf(model, Facet::Type), (QStringList {u"echo"_s, u"mail"_s, u"Others"_s}));
    model.setCounts(Facet::Type, {{u"crop"_s, 99}, {u"mail"_s, 12}}, 0, true, false);
    QCOMPARE(valuesOf(model, Facet::Type), (QStringList {u"echo"_s, u"mail"_s, u"crop"_s}));
    QCOMPARE(countOf(model, Facet::Type, u"echo"_s), u"0"_s);
    // With another filter what no task has any more goes.
    model.setCounts(Facet::Type, {{u"crop"_s, 99}, {u"mail"_s, 12}}, 0, true, true);
    QCOMPARE(valuesOf(model, Facet::Type), (QStringList {u"mail"_s, u"crop"_s}));
}

void TestTaskFacets::click_togglesTheTerm()
{
    Facet model;
    model.setCounts(Facet::Worker, {{u"a b"_s, 2}, {u"c"_s, 1}}, 0, true, true);
    const auto first = valueOf(model, Facet::Worker, u"a b"_s);
    const auto second = valueOf(model, Facet::Worker, u"c"_s);
    model.setLine(u"created:<2h"_s);
    QCOMPARE(model.lineAfter(first, false), u"created:<2h worker:\"a b\""_s);
    model.setLine(u"created:<2h worker:\"a b\""_s);
    QCOMPARE(model.lineAfter(first, false), u"created:<2h"_s);
    QCOMPARE(model.lineAfter(second, false), u"created:<2h worker:c"_s);
    QCOMPARE(model.lineAfter(second, true), u"created:<2h worker:\"a b\",c"_s);
    model.setLine(u"worker:\"a b\",c"_s);
    QVERIFY(first.data(Facet::IsChosenRole).toBool() && second.data(Facet::IsChosenRole).toBool());
    QCOMPARE(model.lineAfter(first, true), u"worker:c"_s);
    QCOMPARE(model.lineAfter(first, false), u"worker:\"a b\""_s);
}

void TestTaskFacets::savedFilters_areWholeLines()
{
    Facet model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSaved({{u"Stuck"_s, u"is:stuck"_s}});
    model.setLineCount(u"is:stuck"_s, 4, true);
    model.setSaved({{u"Stuck"_s, u"is:stuck"_s}, {u"Mine"_s, u"tag:me"_s}});
    QCOMPARE(countOf(model, Facet::Saved, u"is:stuck"_s), u"4"_s);
    model.setLine(u"state:dead"_s);
    const auto stuck = valueOf(model, Facet::Saved, u"is:stuck"_s);
    QCOMPARE(model.lineAfter(stuck, false), u"is:stuck"_s);
    model.setLine(u"is:stuck"_s);
    QCOMPARE(model.lineAfter(stuck, false), QString());
    QVERIFY(stuck.data(Qt::ToolTipRole).toString().contains(u"is:stuck"));
}

void TestTaskFacets::tags_narrowTheList()
{
    Facet model;
    model.setCounts(Facet::Tag, {{u"red"_s, 2}}, 0, true, true);
    model.setLine(u"state:dead"_s);
    const auto red = valueOf(model, Facet::Tag, u"red"_s);
    QCOMPARE(model.lineAfter(red, false), u"state:dead tag:red"_s);
    model.setLine(u"tag:red"_s);
    QVERIFY(red.data(Facet::IsChosenRole).toBool());
    QCOMPARE(model.lineAfter(red, false), QString());
}

void TestTaskFacets::times_standInPlaceOfEachOther()
{
    Facet model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setToday(QDate(2026, 11, 25));
    QCOMPARE(valuesOf(model, Facet::Time), (QStringList {u"Last 5 minutes"_s, u"Last hour"_s, u"Today"_s, u"Last 7 days"_s}));
    model.setLine(u"state:dead created:<2h"_s);
    const auto hour = valueOf(model, Facet::Time, u"<1h"_s);
    const auto today = valueOf(model, Facet::Time, u"2026-11-25"_s);
    QCOMPARE(model.lineAfter(hour, false), u"state:dead created:<1h"_s);
    QCOMPARE(model.lineAfter(today, true), u"state:dead created:2026-11-25"_s);
    QCOMPARE(model.linesOf(Facet::Time).first(), u"state:dead created:<5m"_s);
    model.setLineCount(u"state:dead created:<1h"_s, 12, false);
    QCOMPARE(countOf(model, Facet::Time, u"<1h"_s), u"12+"_s);
    model.setLine(u"state:dead created:<1h"_s);
    QVERIFY(hour.data(Facet::IsChosenRole).toBool());
    QVERIFY(!today.data(Facet::IsChosenRole).toBool());
    QCOMPARE(model.lineAfter(hour, false), u"state:dead"_s);
}

void TestTaskFacets::times_areCountedWhileTheyAreShown()
{
    showPage();
    auto *tree = m_page->facets()->tree();
    QVERIFY(!tree->isExpanded(facets().facetIndex(Facet::Time)));
    QCOMPARE(countOf(facets(), Facet::Time, u"<1h"_s), QString());
    click(facets().facetIndex(Facet::Time));
    QTRY_VERIFY(!countOf(facets(), Facet::Time, u"<7d"_s).isEmpty());
    click(valueOf(facets(), Facet::Time, u"2026-11-25"_s));
    QCOMPARE(m_page->filterBar()->line(), u"created:2026-11-25"_s);
}

void TestTaskFacets::chosenValue_isShownWithoutTasks()
{
    Facet model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setLine(u"queue:gone"_s);
    model.setCounts(Facet::Queue, {{u"mail"_s, 2}}, 0, true, true);
    QCOMPARE(valuesOf(model, Facet::Queue), (QStringList {u"gone"_s, u"mail"_s}));
    QCOMPARE(countOf(model, Facet::Queue, u"gone"_s), u"0"_s);
}

void TestTaskFacets::facets_areCountedWithoutTheirOwnTerm()
{
    test::ScriptedTransport broker;
    client::Client client(broker);
    ui::FacetFeed feed(client);
    feed.setLine(u"state:dead error:disk"_s);
    broker.expectNothing();
    QSignalSpy counted(&feed, &ui::FacetFeed::counted);
    feed.setVisible(true);
    broker.expect("GET", "/task/facets?q=error%3Adisk&facets=state&top=20");
    broker.answer(200, facetsJson(facetJson("state", "dead", 7), 7));
    broker.expect("GET", "/task/facets?state=dead&q=error%3Adisk&facets=type,queue&top=20");
    broker.answer(200, facetsJson(facetJson("type", "echo", 5) + ',' + facetJson("queue", "mail", 5), 5));
    broker.expect("GET", "/task/facets?state=dead&q=error%3Adisk&facets=worker,tag&top=20");
    broker.answer(200, facetsJson(facetJson("worker", "w", 5), 5));
    broker.expectNothing();
    QCOMPARE(counted.count(), 5);
    QCOMPARE(counted.at(3).at(0).toString(), u"worker"_s);
    QVERIFY(counted.at(3).at(2).toBool());
}

void TestTaskFacets::count_goesOnToOlderTasks()
{
    test::ScriptedTransport broker;
    client::Client client(broker);
    ui::FacetFeed feed(client);
    QList<std::pair<qint64, bool>> told;
    connect(&feed, &ui::FacetFeed::counted, this, [&](const QString &key, const wire::FacetValues &values, bool isExact) {
        if (key == u"worker")
            told.append({values.values.value(0).second, isExact});
    });
    feed.setVisible(true);
    broker.expect("GET", "/task/facets");
    broker.answer(200, facetsJson(facetJson("state", "dead", 7), 7));
    broker.expect("GET", "/task/facets");
    broker.answer(200, facetsJson(facetJson("worker", "w", 100), 100, R"("900")"));
    QCOMPARE(told, (QList<std::pair<qint64, bool>> {{100, false}}));
    broker.expect("GET", "/task/facets?after=900&facets=worker,tag&top=20");
    broker.answer(200, facetsJson(facetJson("worker", "w", 11), 11));
    QCOMPARE(told.last(), (std::pair<qint64, bool> {111, true}));
    broker.expectNothing();
}

void TestTaskFacets::count_endsSomewhere()
{
    test::ScriptedTransport broker;
    client::Client client(broker);
    ui::FacetFeed feed(client);
    QSignalSpy counted(&feed, &ui::FacetFeed::counted);
    feed.setVisible(true);
    broker.expect("GET", "/task/facets");
    broker.answer(200, facetsJson(facetJson("state", "dead", 7), 7));
    for (int slice = 0; slice < ui::FacetFeed::kSlicesMax; ++slice) {
        broker.expect("GET", "/task/facets");
        broker.answer(200, facetsJson(facetJson("worker", "w", 10), 10, R"("1")"));
    }
    broker.expectNothing();
    const auto ofWorkers = counted.at(counted.count() - 2);
    QCOMPARE(ofWorkers.at(0).toString(), u"worker"_s);
    QVERIFY(!ofWorkers.at(2).toBool());
    QCOMPARE(ofWorkers.at(1).value<wire::FacetValues>().values.at(0).second, 10 * ui::FacetFeed::kSlicesMax);
}

void TestTaskFacets::savedFilters_areCountedOneByOne()
{
    test::ScriptedTransport broker;
    client::Client client(broker);
    ui::FacetFeed feed(client);
    QSignalSpy counted(&feed, &ui::FacetFeed::lineCounted);
    feed.setOthers({u"is:stuck"_s});
    feed.setVisible(true);
    for (int question = 0; question < 2; ++question) {
        broker.expect("GET", "/task/facets");
        broker.answer(200, facetsJson({}, 0));
    }
    broker.expect("GET", "/task/facets?q=is%3Astuck&facets=state&top=20");
    broker.answer(200, facetsJson({}, 3));
    QCOMPARE(counted.count(), 1);
    QCOMPARE(counted.at(0), (QVariantList {u"is:stuck"_s, 3LL, true}));
}

void TestTaskFacets::lateCounts_areDropped()
{
    test::ScriptedTransport broker;
    client::Client client(broker);
    ui::FacetFeed feed(client);
    QSignalSpy counted(&feed, &ui::FacetFeed::counted);
    feed.setVisible(true);
    broker.expect("GET", "/task/facets");
    feed.setLine(u"state:dead"_s);
    broker.answer(200, facetsJson(facetJson("state", "ready", 1), 1));
    QCOMPARE(counted.count(), 0);
    // What cannot be counted is asked for again later, not at once.
    broker.expect("GET", "/task/facets");
    broker.breakOff();
    broker.expectNothing();
}

void TestTaskFacets::deadTask_isFoundWithTwoClicks()
{
    showPage();
    QVERIFY(m_page->facets()->isVisible());
    QTRY_COMPARE(countOf(facets(), Facet::State, u"dead"_s), u"1"_s);
    click(valueOf(facets(), Facet::State, u"dead"_s));
    QCOMPARE(m_page->filterBar()->line(), u"state:dead"_s);
    QTRY_COMPARE(m_page->model().rowCount(), 1);
    QCOMPARE(QApplication::focusWidget(), m_page->table());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTRY_VERIFY(m_page->details()->task());
    const auto texts = m_page->details()->findChildren<ui::ExactText *>();
    QVERIFY(std::any_of(texts.begin(), texts.end(),
                        [](const ui::ExactText *text) { return text->isVisible() && text->exactText() == u"disk full"; }));
    // The other states can still be chosen, and the same click takes the term out again.
    QTRY_COMPARE(countOf(facets(), Facet::State, u"completed"_s), u"2"_s);
    QTRY_COMPARE(valuesOf(facets(), Facet::Type), QStringList {u"resize"_s});
    click(valueOf(facets(), Facet::State, u"completed"_s), Qt::ControlModifier);
    QCOMPARE(m_page->filterBar()->line(), u"state:dead,completed"_s);
    click(valueOf(facets(), Facet::State, u"dead"_s));
    click(valueOf(facets(), Facet::State, u"dead"_s));
    QCOMPARE(m_page->filterBar()->line(), QString());
    QTRY_COMPARE(m_page->model().rowCount(), 3);
}

void TestTaskFacets::keyboard_choosesAndAdds()
{
    showPage();
    QTRY_COMPARE(valuesOf(facets(), Facet::Worker), (QStringList {u"desk-2"_s, u"desk-1"_s}));
    auto *tree = m_page->facets()->tree();
    tree->setFocus(Qt::TabFocusReason);
    tree->setCurrentIndex(valueOf(facets(), Facet::Worker, u"desk-2"_s));
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(m_page->filterBar()->line(), u"worker:desk-2"_s);
    QCOMPARE(QApplication::focusWidget(), tree);
    QTRY_COMPARE(m_page->model().rowCount(), 2);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(m_page->filterBar()->line(), u"worker:desk-2,desk-1"_s);
    // A heading opens and closes.
    tree->setCurrentIndex(facets().facetIndex(Facet::State));
    QTest::keyClick(tree, Qt::Key_Space);
    QVERIFY(!tree->isExpanded(facets().facetIndex(Facet::State)));
    QTest::keyClick(tree, Qt::Key_Right);
    QVERIFY(tree->isExpanded(facets().facetIndex(Facet::State)));
}

void TestTaskFacets::facets_standOnlyWhereThereIsRoom()
{
    showPage(1100);
    const auto *chips = m_page->findChild<ui::StateChips *>();
    auto *details = m_page->details();
    QVERIFY(details->isVisible());
    QVERIFY(!m_page->facets()->isVisible());
    QVERIFY(chips->isVisible());
    QVERIFY(!m_page->facetsAction()->isEnabled());
    m_page->resize(1400, 700);
    QTRY_VERIFY(m_page->facets()->isVisible());
    QVERIFY(!chips->isVisible());
    QVERIFY(m_page->table()->width() >= 700);
    m_page->facetsAction()->trigger();
    QVERIFY(!m_page->facets()->isVisible());
    QVERIFY(chips->isVisible());
    m_page->facetsAction()->trigger();
    QVERIFY(m_page->facets()->isVisible());
    m_page->resize(1100, 700);
    QTRY_VERIFY(!m_page->facets()->isVisible());
    Q_EMIT details->closed();
    QTRY_VERIFY(m_page->facets()->isVisible());
}

void TestTaskFacets::sections_areRemembered()
{
    showPage();
    auto *tree = m_page->facets()->tree();
    QVERIFY(!tree->isExpanded(facets().facetIndex(Facet::Saved)));
    click(facets().facetIndex(Facet::Saved));
    QVERIFY(tree->isExpanded(facets().facetIndex(Facet::Saved)));
    QTRY_VERIFY(!countOf(facets(), Facet::Saved, u"is:stuck"_s).isEmpty());
    click(facets().facetIndex(Facet::Type));
    m_page->facetsAction()->trigger();
    m_page->saveSettings();
    ui::TasksPage again(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
    tree = again.facets()->tree();
    QVERIFY(tree->isExpanded(again.facets()->model().facetIndex(Facet::Saved)));
    QVERIFY(!tree->isExpanded(again.facets()->model().facetIndex(Facet::Type)));
    QVERIFY(!again.facetsAction()->isChecked());
}

void TestTaskFacets::awayBroker_leavesTheCounts()
{
    showPage();
    QTRY_COMPARE(countOf(facets(), Facet::State, u"dead"_s), u"1"_s);
    m_broker->setAway(true);
    m_page->setOnline(false);
    m_page->reload();
    QTRY_VERIFY(!m_client->isReachable());
    QCOMPARE(countOf(facets(), Facet::State, u"dead"_s), u"1"_s);
    m_broker->setAway(false);
    m_broker->add(task(4, u"dead"_s, u"echo"_s, u"desk-1"_s));
    m_page->setOnline(true);
    QTRY_COMPARE(countOf(facets(), Facet::State, u"dead"_s), u"2"_s);
}

CONDUIT_TIMED_MAIN(TestTaskFacets)
#include "tst_task_facets.moc"
