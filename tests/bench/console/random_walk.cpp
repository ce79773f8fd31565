// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/random_walk.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include <iterator>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLookMinMs = 50;
constexpr int kLookMaxMs = 400;
const QString kTasks = u"tasks"_s;
const QStringList kFilters {{},
                            u"state:dead"_s,
                            u"state:ready"_s,
                            u"state:running"_s,
                            u"is:late"_s,
                            u"type:validate_image"_s,
                            u"type:echo queue:mail"_s,
                            u"error:\"disk full\""_s,
                            u"state:nonsense"_s};
/// Those that read or arrange, and have no words of their own to fill in.
const QStringList kActions {u"edit.locate"_s,     u"edit.settings"_s,    u"help.shortcuts"_s,     u"view.refresh"_s,
                            u"view.facets"_s,     u"view.details"_s,     u"task.next"_s,          u"task.previous"_s,
                            u"connection.list"_s, u"window.next_pane"_s, u"window.reset_layout"_s};
constexpr QSize kSizes[] {{1280, 720}, {1024, 640}, {1600, 900}, {1920, 1080}};

void closeWhatStandsInFront()
{
    const auto inFront = [] {
        return QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget();
    };
    while (inFront() && inFront()->close()) { }
}

} // namespace

void RandomWalk::step()
{
    using Act = void (RandomWalk::*)();
    // Those that stand here more than once are what people do all the time.
    static constexpr Act kActs[] {&RandomWalk::openSomePage,
                                  &RandomWalk::openSomePage,
                                  &RandomWalk::openSomePage,
                                  &RandomWalk::chooseARow,
                                  &RandomWalk::chooseARow,
                                  &RandomWalk::chooseARow,
                                  &RandomWalk::chooseARow,
                                  &RandomWalk::scrollSomewhere,
                                  &RandomWalk::scrollSomewhere,
                                  &RandomWalk::scrollSomewhere,
                                  &RandomWalk::turnATab,
                                  &RandomWalk::turnATab,
                                  &RandomWalk::filterTasks,
                                  &RandomWalk::sortTasks,
                                  &RandomWalk::goToAnEnd,
                                  &RandomWalk::openTheMenu,
                                  &RandomWalk::openWhatStandsInFront,
                                  &RandomWalk::resizeTheWindow,
                                  &RandomWalk::openAnotherWindow};
    (this->*oneOf(kActs))();
    look();
    ++m_steps;
}

void RandomWalk::look() { ConsoleUnderTest::wait(std::chrono::milliseconds(m_random.bounded(kLookMinMs, kLookMaxMs))); }

QWidget &RandomWalk::page() const { return *m_console.the<ui::PageBook>().current().widget; }

template<typename Widget>
Widget *RandomWalk::some() const
{
    auto widgets = page().findChildren<Widget *>();
    widgets.removeIf([](const Widget *widget) { return !widget->isVisible(); });
    return widgets.isEmpty() ? nullptr : oneOf(widgets);
}

void RandomWalk::openSomePage() { m_console.openPage(oneOf(m_console.pages())); }

void RandomWalk::chooseARow()
{
    auto *view = some<QAbstractItemView>();
    const int rows = view && view->model() ? view->model()->rowCount() : 0;
    if (rows > 0)
        view->setCurrentIndex(view->model()->index(m_random.bounded(rows), 0));
}

void RandomWalk::scrollSomewhere()
{
    if (auto *bar = some<QScrollBar>())
        bar->setValue(m_random.bounded(bar->minimum(), bar->maximum() + 1));
}

void RandomWalk::turnATab()
{
    if (auto *tabs = some<QTabBar>(); tabs && tabs->count() > 0)
        tabs->setCurrentIndex(m_random.bounded(tabs->count()));
}

void RandomWalk::filterTasks()
{
    m_console.openPage(kTasks);
    m_console.tasks().filterBar()->setLine(oneOf(kFilters));
}

void RandomWalk::sortTasks()
{
    m_console.openPage(kTasks);
    const auto *header = m_console.tasks().table()->horizontalHeader();
    const int x = m_random.bounded(header->width());
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
}

void RandomWalk::goToAnEnd()
{
    m_console.openPage(kTasks);
    m_random.bounded(2) == 0 ? m_console.tasks().list()->goToNewest() : m_console.tasks().list()->goToOldest();
}

void RandomWalk::openTheMenu()
{
    m_console.openPage(kTasks);
    auto *viewport = m_console.tasks().table()->viewport();
    const QPoint place = viewport->rect().center();
    QContextMenuEvent wanted(QContextMenuEvent::Mouse, place, viewport->mapToGlobal(place));
    QApplication::sendEvent(viewport, &wanted);
    look();
    closeWhatStandsInFront();
}

void RandomWalk::openWhatStandsInFront()
{
    if (auto *action = m_console.window().actions().action(oneOf(kActions)))
        action->trigger();
    look();
    closeWhatStandsInFront();
}

void RandomWalk::resizeTheWindow() { m_console.window().resize(oneOf(kSizes)); }

void RandomWalk::openAnotherWindow()
{
    const auto another = m_console.anotherWindow();
    look();
}

} // namespace conduit::bench
