// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/pages/saved_filter_menu.h"
#include "ui/pages/task_columns.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/search_bar.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QByteArray pageJson(const QList<int> &numbers, const char *next = "null", int revision = 1, const char *searchedTo = "null")
{
    QByteArray tasks;
    for (const int number : numbers)
        tasks += (tasks.isEmpty() ? "" : ",")
            + QByteArray("{'id':'ID','task_type':'echo','status':'Failed','state':'dead',"
                         "'queue':'default','created_at':'2026-11-25T10:00:00.000Z','version':1}")
                  .replace("ID", QByteArray::number(number));
    QByteArray page("{'tasks':[" + tasks + "],'next':" + next + ",'prev':null,'searched_to':" + searchedTo
                    + ",'revision':" + QByteArray::number(revision) + '}');
    return page.replace('\'', '"');
}

const QByteArray kRefusal =
    QByteArray("{'error':{'code':'invalid_argument','message':'The filter cannot be read.','details':"
               "[{'pointer':'q','keyword':'syntax','message':'There is no key.','position':0,'length':4}]}}")
        .replace('\'', '"');

} // namespace

/// The line that says which tasks are listed.
class TestTaskFilterBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_page = std::make_unique<ui::TasksPage>(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
        m_page->resize(1100, 640);
        m_page->show();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({3, 2, 1}));
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_client.reset();
        m_broker.reset();
        m_settings.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void typing_asksAfterARest()
    {
        QTest::keyClicks(edit(), u"state:dead"_s);
        m_broker->expectNothing();
        QTRY_VERIFY(m_broker->isAsked("GET", "/task?limit=256&state=dead&sort=-created"));
        QVERIFY(chip(u"Dead"_s)->isChecked());
        QVERIFY(!chip(u"All"_s)->isChecked());
    }

    void costlyTerm_waitsForReturn()
    {
        QSignalSpy chosen(edit(), &ui::FilterEdit::chosen);
        QTest::keyClicks(edit(), u"payload.a:1"_s);
        QVERIFY(bar()->hint().startsWith(u"Press Return to search"));
        QCOMPARE(chosen.count(), 0);
        QTest::keyClick(edit(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(bar()->hint().isEmpty());
        m_broker->expect("GET", "/task?limit=256&q=payload.a%3A1&sort=-created");
    }

    void chipsAndLine_stayTheSame()
    {
        bar()->setLine(u"created:<2h"_s);
        chip(u"Dead"_s)->click();
        QCOMPARE(bar()->line(), u"created:<2h state:dead"_s);
        chip(u"Ready"_s)->click();
        QCOMPARE(bar()->line(), u"created:<2h state:ready,dead"_s);
        chip(u"All"_s)->click();
        QCOMPARE(bar()->line(), u"created:<2h"_s);
    }

    void fault_isUnderlinedAndTheRowsStay()
    {
        bar()->setLine(u"state:dead stat:1"_s);
        m_broker->expect("GET", "/task?limit=256&state=dead&q=stat%3A1&sort=-created");
        m_broker->answer(400, kRefusal);
        QCOMPARE(bar()->hint(), u"There is no key."_s);
        QCOMPARE(m_page->model().rowCount(), 3);
        QCOMPARE(underlined(), u"stat"_s);
        QCOMPARE(underlinedFrom(), 11);
        // Nobody asks again and again.
        m_page->feed().poll();
        m_broker->expectNothing();
        bar()->setLine(u"state:dead"_s);
        QVERIFY(underlined().isEmpty());
        QVERIFY(bar()->hint().isEmpty());
        m_broker->expect("GET", "/task?limit=256&state=dead&sort=-created");
    }

    void dates_areThoseOfTheShownZone()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Asia/Tokyo"});
        bar()->setLine(u"finished:2026-11-24"_s);
        QCOMPARE(bar()->hint(), u"Dates are those of the zone Asia/Tokyo."_s);
        m_broker->expect("GET", "/task?limit=256&q=finished%3A2026-11-24%20zone%3AAsia%2FTokyo&sort=-created");
        m_broker->answer(200, pageJson({3, 2}));
        // The same dates are other moments in another zone.
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        QCOMPARE(bar()->hint(), u"Dates are those of the zone UTC."_s);
        QCOMPARE(bar()->line(), u"finished:2026-11-24"_s);
        m_broker->expect("GET", "/task?limit=256&q=finished%3A2026-11-24%20zone%3AUTC&sort=-created");
        m_broker->answer(400, kRefusal);
    }

    void changes_areJudgedByTheBroker()
    {
        bar()->setLine(u"error:disk"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&sort=-created");
        m_broker->answer(200, pageJson({3, 2}, "null", 7));
        m_page->feed().poll();
        m_broker->expect("GET", "/task?limit=500&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({3, 2, 9}, "null", 8));
        m_broker->expect("GET", "/task?limit=500&q=error%3Adisk&sort=-created&changed_since=7");
        m_broker->answer(200, pageJson({3}, "null", 8));
        QVERIFY(!m_page->model().index(0, 0).data(ui::TaskWindowModel::HasLeftRole).toBool());
        QVERIFY(m_page->model().index(1, 0).data(ui::TaskWindowModel::HasLeftRole).toBool());
        QCOMPARE(m_page->feed().newRows(), 0);
    }

    void search_goesOnUntilItHasAScreenful()
    {
        bar()->setLine(u"error:disk"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&sort=-created");
        m_broker->answer(200, pageJson({}, "'a'"));
        QCOMPARE(m_page->emptyState()->title(), u"Searching…"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=a&sort=-created");
        m_broker->answer(200, pageJson({5}, "'b'"));
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=b&sort=-created");
        m_page->feed().stopSearching();
        m_broker->answer(200, pageJson({}, "'c'"));
        QVERIFY(!m_page->feed().isSearching());
        m_broker->expectNothing();
        QCOMPARE(m_page->model().rowCount(), 1);
    }

    void search_saysHowFarItCame_andGoesOnWhenAsked()
    {
        bar()->setLine(u"error:disk"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&sort=-created");
        m_broker->answer(200, pageJson({5}, "'a'", 1, "'2026-11-25T09:00:00.000Z'"));
        auto *said = m_page->list()->searchBar();
        const auto nine = ui::momentText(QDateTime::fromString(u"2026-11-25T09:00:00Z"_s, Qt::ISODate));
        QCOMPARE(said->text(), u"Searched back to %1  ·  found: 1"_s.arg(nine));
        QCOMPARE(said->button()->text(), u"Stop"_s);
        said->button()->click();
        QCOMPARE(said->button()->text(), u"Search older"_s);

        // What was under way still comes, but neither it nor somebody who scrolls goes on.
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=a&sort=-created");
        m_broker->answer(200, pageJson({}, "'b'", 1, "'2026-11-25T08:00:00.000Z'"));
        m_page->feed().readBelow();
        m_broker->expectNothing();
        QVERIFY(said->text().contains(u"found: 1"));
        said->button()->click();
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=b&sort=-created");
        m_broker->answer(200, pageJson({}));
        QVERIFY(!said->isVisible());
        QVERIFY(!m_page->feed().isSearchOpen());
    }

    void stoppedSearch_doesNotSayThatNothingMatches()
    {
        bar()->setLine(u"error:disk"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&sort=-created");
        m_broker->answer(200, pageJson({}, "'a'", 1, "'2026-11-25T09:00:00.000Z'"));
        auto *empty = m_page->emptyState();
        QCOMPARE(empty->title(), u"Searching…"_s);
        empty->button()->click();
        QCOMPARE(empty->title(), u"Nothing found so far"_s);
        QCOMPARE(empty->button()->text(), u"Search older"_s);
        QVERIFY(!m_page->list()->searchBar()->isVisible());
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=a&sort=-created");
        m_broker->answer(200, pageJson({}, "'b'", 1, "'2026-11-25T08:00:00.000Z'"));
        empty->button()->click();
        QCOMPARE(empty->title(), u"Searching…"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&after=b&sort=-created");
        m_broker->answer(200, pageJson({}));
        QCOMPARE(empty->title(), u"No task matches"_s);
    }

    void anotherLine_forgetsTheSearchBefore()
    {
        bar()->setLine(u"error:disk"_s);
        m_broker->expect("GET", "/task?limit=256&q=error%3Adisk&sort=-created");
        m_broker->answer(200, pageJson({5}, "'a'", 1, "'2026-11-25T09:00:00.000Z'"));
        QVERIFY(m_page->list()->searchBar()->isVisible());
        bar()->setLine(u"state:dead"_s);
        QVERIFY(!m_page->list()->searchBar()->isVisible());
    }

    void completion_offersKeysAndValues()
    {
        bar()->setValues(u"type"_s, {u"echo"_s, u"a b"_s});
        m_page->activateWindow();
        edit()->setFocus();
        QTRY_VERIFY(edit()->hasFocus()); // Else Qt takes the list away again.
        QTest::keyClicks(edit(), u"ty"_s);
        auto *popup = edit()->completer()->popup();
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->model()->index(0, 0).data().toString(), u"type:"_s);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(bar()->line(), u"type:"_s);
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->model()->rowCount(), 2);
        QTest::keyClicks(popup, u"a"_s);
        QVERIFY(popup->isVisible());
        QCOMPARE(popup->model()->rowCount(), 1);
        QTest::keyClick(popup, Qt::Key_Down);
        QVERIFY(popup->currentIndex().isValid());
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(bar()->line(), u"type:\"a b\" "_s);
    }

    void completion_knowsThePayloadsOfTheTypesInTheLine()
    {
        using enum wire::FieldType;
        m_page->setSchema(
            {.taskType = u"resize"_s, .fields = {{.name = u"width"_s, .type = Number}, {.name = u"Keep"_s, .type = Boolean}}});
        m_page->setSchema({.taskType = u"mail"_s, .fields = {{.name = u"user id"_s}, {.name = u"a\"b"_s}}});
        m_page->activateWindow();
        edit()->setFocus();
        QTRY_VERIFY(edit()->hasFocus());
        QTest::keyClicks(edit(), u"payload."_s);
        QCOMPARE(offered(), QStringList({u"payload.\"user id\":"_s, u"payload.width:"_s, u"payload.Keep:"_s}));
        edit()->clear();
        QTest::keyClicks(edit(), u"type:resize payload.k"_s);
        QCOMPARE(offered(), QStringList {u"payload.Keep:"_s});
        auto *popup = edit()->completer()->popup();
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(offered(), QStringList({u"true"_s, u"false"_s}));
    }

    void completion_beginsWithWhatIsMostFrequent()
    {
        wire::Stats stats;
        stats.types = {{u"a"_s, {{u"dead"_s, 1}}}, {u"b"_s, {{u"dead"_s, 3}, {u"ready"_s, 4}}}, {u"c"_s, {{u"ready"_s, 5}}}};
        m_page->setStats(stats);
        m_page->setTypeNames({u"a"_s, u"d"_s});
        m_page->activateWindow();
        edit()->setFocus();
        QTRY_VERIFY(edit()->hasFocus());
        QTest::keyClicks(edit(), u"type:"_s);
        QCOMPARE(offered(), QStringList({u"b"_s, u"c"_s, u"a"_s, u"d"_s}));
    }

    void history_goesBackAndForward()
    {
        bar()->setLine(u"state:dead"_s);
        bar()->setLine(u"state:ready"_s);
        bar()->backAction()->trigger();
        QCOMPARE(bar()->line(), u"state:dead"_s);
        QCOMPARE(m_page->filter().states, QStringList {u"dead"_s});
        bar()->backAction()->trigger();
        QCOMPARE(bar()->line(), QString());
        QVERIFY(!bar()->backAction()->isEnabled());
        bar()->forwardAction()->trigger();
        QCOMPARE(bar()->line(), u"state:dead"_s);
        bar()->setLine(u"queue:a"_s);
        QVERIFY(!bar()->forwardAction()->isEnabled());
    }

    void filters_areSavedUnderAName()
    {
        bar()->setLine(u"queue:gpu"_s);
        saved(u"Save this filter…"_s)->trigger();
        bar()->savedMenu()->nameDialog()->setTextValue(u"The GPUs"_s);
        bar()->savedMenu()->nameDialog()->accept();
        bar()->setLine({});
        saved(u"The GPUs"_s)->trigger();
        QCOMPARE(bar()->line(), u"queue:gpu"_s);
        saved(u"Stuck"_s)->trigger();
        QCOMPARE(bar()->line(), u"is:stuck"_s);
    }

    void savedFilter_bringsItsColumnsAndItsOrderBack()
    {
        using Model = ui::TaskWindowModel;
        auto *columns = m_page->list()->columns();
        columns->setPlaces({{u"state"_s, 120}, {u"error"_s, 250}, {u"type"_s, 150}});
        Q_EMIT m_page->table()->horizontalHeader()->sectionClicked(Model::Priority);
        bar()->setLine(u"queue:gpu"_s);
        const auto sort = m_page->filter().sort;
        QVERIFY(sort.endsWith(u"priority"));
        saved(u"Save this filter…"_s)->trigger();
        bar()->savedMenu()->nameDialog()->setTextValue(u"The GPUs"_s);
        bar()->savedMenu()->nameDialog()->accept();
        columns->reset();
        saved(u"Slowest today"_s)->trigger();
        QCOMPARE(bar()->line(), u"started:<24h"_s);
        QCOMPARE(m_page->filter().sort, u"-duration"_s);
        QVERIFY(!m_page->table()->isColumnHidden(Model::Created));
        saved(u"The GPUs"_s)->trigger();
        QCOMPARE(m_page->filter().sort, sort);
        QVERIFY(m_page->table()->isColumnHidden(Model::Created));
        const auto *header = m_page->table()->horizontalHeader();
        QCOMPARE(header->visualIndex(Model::Error), 1);
        QCOMPARE(header->sectionSize(Model::Error), 250);
        // It can also be chosen beside the list.
        bar()->setLine({});
        columns->reset();
        auto *facets = m_page->facets();
        const auto row = facets->model().rowCount(facets->model().facetIndex(ui::FacetModel::Saved)) - 1;
        const auto index = facets->model().index(row, 0, facets->model().facetIndex(ui::FacetModel::Saved));
        QCOMPARE(index.data().toString(), u"The GPUs"_s);
        facets->tree()->setCurrentIndex(index);
        QTest::keyClick(facets->tree(), Qt::Key_Return);
        QCOMPARE(bar()->line(), u"queue:gpu"_s);
        QVERIFY(m_page->table()->isColumnHidden(Model::Created));
    }

    void mine_needsAName()
    {
        auto *mine = saved(u"Mine"_s);
        QVERIFY(mine && !mine->isEnabled());
        QVERIFY2(ui::whyNot(*mine).contains(u"gives the broker no name"), qPrintable(ui::whyNot(*mine)));

        m_client->setActor(u"console anna@atlas"_s);
        ui::TasksPage page(*m_client, u"http://h"_s, &test::pretendNow, **m_settings);
        page.show();
        m_broker->expect("GET", "/task?limit=256&sort=-created");
        m_broker->answer(200, pageJson({3, 2, 1}));
        auto *menu = page.filterBar()->savedMenu();
        Q_EMIT menu->aboutToShow();
        for (auto *action : menu->actions())
            if (action->text() == u"Mine")
                action->trigger();
        QCOMPARE(page.filterBar()->line(), u"by:\"console anna@atlas\""_s);
        QVERIFY(m_broker->isAsked("GET", "/task?limit=256&q=by%3A%22console%20anna%40atlas%22&sort=-created"));
    }

    void pinnedFilter_standsFirst()
    {
        saveAs(u"queue:gpu"_s, u"The GPUs"_s);
        for (auto *action : saved(u"Pin"_s)->menu()->actions())
            action->trigger();
        Q_EMIT bar()->savedMenu()->aboutToShow();
        QCOMPARE(bar()->savedMenu()->actions().first()->text(), u"The GPUs"_s);
        // Saving anew leaves it where it stands.
        saveAs(u"queue:gpu state:dead"_s, u"The GPUs"_s);
        QCOMPARE(bar()->savedMenu()->filters().first().line, u"queue:gpu state:dead"_s);
    }

    void removedFilter_comesBackUnlessTheFiltersHaveChanged()
    {
        auto *menu = bar()->savedMenu();
        QSignalSpy said(menu, &ui::SavedFilterMenu::said);
        QSignalSpy refused(menu, &ui::SavedFilterMenu::refused);
        saveAs(u"queue:gpu"_s, u"The GPUs"_s);
        saveAs(u"queue:cpu"_s, u"The CPUs"_s);
        const auto lineOf = [menu](const QString &name) {
            for (const auto &filter : menu->filters())
                if (filter.name == name)
                    return filter.line;
            return QString();
        };
        const auto remove = [&](const QString &name) {
            for (auto *action : saved(u"Remove"_s)->menu()->actions())
                if (action->text() == name)
                    return action->trigger();
            QFAIL(qPrintable(name));
        };
        remove(u"The GPUs"_s);
        QCOMPARE(lineOf(u"The GPUs"_s), QString());
        QCOMPARE(said.count(), 1);
        QCOMPARE(said.last().first().toString(), u"Filter The GPUs removed"_s);
        const auto undo = [&said] { said.last().at(2).value<std::function<void()>>()(); };
        undo();
        QCOMPARE(lineOf(u"The GPUs"_s), u"queue:gpu"_s);
        QCOMPARE(refused.count(), 0);

        remove(u"The GPUs"_s);
        saveAs(u"queue:tpu"_s, u"The TPUs"_s);
        undo();
        QCOMPARE(refused.count(), 1);
        QVERIFY2(refused.last().first().toString().startsWith(u"Not undone"), qPrintable(refused.last().first().toString()));
        QCOMPARE(lineOf(u"The GPUs"_s), QString());
        QCOMPARE(lineOf(u"The TPUs"_s), u"queue:tpu"_s);
        QCOMPARE(lineOf(u"The CPUs"_s), u"queue:cpu"_s);
    }

    void filters_areHandedOnInAFile()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"filters.json"_s);
        auto *menu = bar()->savedMenu();
        QSignalSpy said(menu, &ui::SavedFilterMenu::said);
        QSignalSpy refused(menu, &ui::SavedFilterMenu::refused);
        QVERIFY(!saved(u"Export…"_s)->isEnabled());
        saveAs(u"queue:gpu"_s, u"The GPUs"_s);
        saved(u"Export…"_s)->trigger();
        QVERIFY(menu->fileDialog() && menu->fileDialog()->isVisible());
        menu->fileDialog()->close();
        menu->write(path);
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(said.last().first().toString(), u"1 filter exported to filters.json"_s);
        saveAs(u"queue:cpu"_s, u"The GPUs"_s);
        menu->read(path);
        QTRY_COMPARE(said.count(), 2);
        QCOMPARE(said.last().first().toString(), u"1 filter imported"_s);
        QCOMPARE(menu->filters().last().line, u"queue:gpu"_s);
        said.last().at(2).value<std::function<void()>>()();
        QCOMPARE(menu->filters().last().line, u"queue:cpu"_s);
        menu->read(folder.filePath(u"none.json"_s));
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(refused.last().first().toString().startsWith(u"none.json was not imported. "));
    }

    void lineBreaks_becomeSpaces()
    {
        QGuiApplication::clipboard()->setText(u" state:dead\n  type:echo\n"_s);
        edit()->paste();
        QCOMPARE(bar()->line(), u"state:dead type:echo"_s);
    }

    void filteredTasks_areSorted()
    {
        bar()->setLine(u"created:<24h tag:nightly"_s);
        Q_EMIT m_page->table()->horizontalHeader()->sectionClicked(ui::TaskWindowModel::Duration);
        QCOMPARE(bar()->hint(), QString());
        QCOMPARE(m_page->filter().sort, u"-duration"_s);
        m_broker->expect("GET", "/task?limit=256&q=tag%3Anightly%20created%3A%3C24h&sort=-duration");
    }

    void sorting_saysWhyItCannot()
    {
        bar()->setLine(u"created:<2h payload.a:1"_s);
        Q_EMIT m_page->table()->horizontalHeader()->sectionClicked(ui::TaskWindowModel::Priority);
        QVERIFY(bar()->hint().startsWith(u"A filter that looks into payload, result or meta"));
        QCOMPARE(m_page->filter().sort, u"-created"_s);
    }

    void hint_isNeverCutInTheMiddleOfALine()
    {
        bar()->resize(900, bar()->height());
        edit()->resize(800, edit()->height());
        QVERIFY2(edit()->placeholderText().endsWith(u"of an ID"_s), qPrintable(edit()->placeholderText()));
        edit()->resize(200, edit()->height());
        QVERIFY2(edit()->placeholderText().endsWith(u'…'), qPrintable(edit()->placeholderText()));
        QVERIFY(edit()->fontMetrics().horizontalAdvance(edit()->placeholderText()) <= edit()->viewport()->width());
    }

private:
    /// What the list below the line holds; nothing when it is closed.
    [[nodiscard]] QStringList offered()
    {
        const auto *popup = edit()->completer()->popup();
        QStringList values;
        for (int row = 0; popup->isVisible() && row < popup->model()->rowCount(); ++row)
            values.append(popup->model()->index(row, 0).data().toString());
        return values;
    }
    [[nodiscard]] ui::TaskFilterBar *bar() const { return m_page->filterBar(); }
    [[nodiscard]] ui::FilterEdit *edit() const { return bar()->edit(); }
    [[nodiscard]] ui::FilterChip *chip(const QString &name) const
    {
        for (auto *each : m_page->findChildren<ui::FilterChip *>())
            if (each->text() == name)
                return each;
        return nullptr;
    }
    [[nodiscard]] QAction *saved(const QString &text) const
    {
        Q_EMIT bar()->savedMenu()->aboutToShow();
        for (auto *action : bar()->savedMenu()->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    void saveAs(const QString &line, const QString &name)
    {
        bar()->setLine(line);
        saved(u"Save this filter…"_s)->trigger();
        bar()->savedMenu()->nameDialog()->setTextValue(name);
        bar()->savedMenu()->nameDialog()->accept();
    }
    [[nodiscard]] int underlinedFrom() const
    {
        for (const auto &range : edit()->document()->firstBlock().layout()->formats())
            if (range.format.underlineStyle() == QTextCharFormat::WaveUnderline)
                return range.start;
        return -1;
    }
    [[nodiscard]] QString underlined() const
    {
        QString text;
        for (const auto &range : edit()->document()->firstBlock().layout()->formats())
            if (range.format.underlineStyle() == QTextCharFormat::WaveUnderline)
                text += bar()->line().sliced(range.start, range.length);
        return text;
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TasksPage> m_page;
};

CONDUIT_TIMED_MAIN(TestTaskFilterBar)
#include "tst_task_filter_bar.moc"
