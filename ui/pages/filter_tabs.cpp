// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/filter_tabs.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/widgets/closable_tab_bar.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPointer>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

FilterTabs::FilterTabs(std::function<FilterTab()> look, QWidget *parent)
    : QWidget(parent), m_look(std::move(look)), m_bar(new ClosableTabBar(this))
{
    buildActions();
    m_bar->setAccessibleName(tr("Filter tabs"));
    m_bar->addTab({});
    connect(m_bar, &QTabBar::currentChanged, this, &FilterTabs::open);
    connect(m_bar, &QTabBar::tabCloseRequested, this, &FilterTabs::close);
    auto *plus = new QToolButton(this);
    plus->setDefaultAction(m_new);
    plus->setToolButtonStyle(Qt::ToolButtonIconOnly);
    plus->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(ConsoleStyle::kPageMargin, 0, ConsoleStyle::kPageMargin, 4);
    row->setSpacing(4);
    row->addWidget(m_bar);
    row->addWidget(plus);
    row->addStretch();
    showTabs();
}

QAction *FilterTabs::make(const QString &id, Glyph glyph, const QString &text, const QString &keys,
                          const std::function<void()> &act)
{
    auto *action = new QAction(glyphIcon(glyph), text, this);
    action->setObjectName(u"filter."_s + id);
    action->setShortcut(QKeySequence(keys));
    connect(action, &QAction::triggered, this, act);
    return action;
}

void FilterTabs::buildActions()
{
    m_new = make(u"new_tab"_s, Glyph::Plus, tr("New filter tab"), u"Ctrl+T"_s, [this] { add(); });
    m_actions = {m_new,
                 make(u"close_tab"_s, Glyph::Close, tr("Close the filter tab"), u"Ctrl+F4"_s, [this] { close(m_current); }),
                 make(u"next_tab"_s, Glyph::Right, tr("Next filter tab"), u"Ctrl+Tab"_s, [this] { step(1); }),
                 make(u"previous_tab"_s, Glyph::Arrow, tr("Previous filter tab"), u"Ctrl+Shift+Tab"_s, [this] { step(-1); })};
}

FilterTabList FilterTabs::list() const
{
    FilterTabList list {m_tabs, m_current};
    list.tabs[m_current] = m_look();
    return list;
}

void FilterTabs::setList(const FilterTabList &list)
{
    if (list.tabs.isEmpty())
        return;
    const QSignalBlocker quiet(m_bar);
    while (m_bar->count() > 0)
        m_bar->removeTab(0);
    m_tabs.clear();
    for (const auto &tab : list.tabs)
        insert(int(m_tabs.size()), tab);
    show(int(std::clamp<qsizetype>(list.current, 0, m_tabs.size() - 1)));
}

void FilterTabs::setLine(const QString &line)
{
    m_line = line;
    showTabs();
}

void FilterTabs::setSaved(const QList<SavedFilter> &filters)
{
    m_saved = filters;
    showTabs();
}

void FilterTabs::setShown(bool isShown)
{
    m_isShown = isShown;
    showOffers();
}

/// It lists all tasks, in the columns of the one that it was opened from.
void FilterTabs::add()
{
    FilterTab tab;
    tab.view.columns = m_look().view.columns;
    insert(int(m_tabs.size()), tab);
    open(int(m_tabs.size()) - 1);
    Q_EMIT added();
}

void FilterTabs::insert(int place, const FilterTab &tab)
{
    const QSignalBlocker quiet(m_bar);
    m_tabs.insert(place, tab);
    m_bar->insertTab(place, {});
    if (place <= m_current && m_tabs.size() > 1)
        ++m_current;
}

void FilterTabs::open(int place)
{
    if (place == m_current)
        return;
    m_tabs[m_current] = m_look();
    show(place);
}

void FilterTabs::show(int place)
{
    m_current = place;
    m_bar->setCurrentIndex(place);
    const auto tab = m_tabs.at(place);
    m_line = tab.history.line();
    Q_EMIT opened(tab);
    showTabs();
}

void FilterTabs::step(int by) { open(int((m_current + by + m_tabs.size()) % m_tabs.size())); }

void FilterTabs::close(int place)
{
    const bool isInFront = place == m_current;
    const auto gone = isInFront ? m_look() : m_tabs.at(place);
    m_tabs.removeAt(place);
    {
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(place);
    }
    if (isInFront) {
        show(std::min(place, int(m_tabs.size()) - 1));
    } else {
        m_current -= place < m_current ? 1 : 0;
        showTabs();
    }
    Q_EMIT closed(tr("Closed the filter tab %1").arg(firstLine(textOf(gone.history.line())).left(60)),
                  [tabs = QPointer(this), gone, place] {
                      if (!tabs)
                          return;
                      const int back = std::min(place, int(tabs->m_tabs.size()));
                      tabs->insert(back, gone);
                      tabs->open(back);
                  });
}

QString FilterTabs::lineOf(int place) const { return place == m_current ? m_line : m_tabs.at(place).history.line(); }

QString FilterTabs::textOf(const QString &line) const
{
    const auto named = std::find_if(m_saved.begin(), m_saved.end(),
                                    [&](const SavedFilter &each) { return each.line.simplified() == line.simplified(); });
    return line.trimmed().isEmpty() ? tr("All tasks") : named != m_saved.end() ? named->name : line;
}

void FilterTabs::showTabs()
{
    for (int place = 0; place < m_bar->count(); ++place)
        m_bar->setPlainText(place, textOf(lineOf(place)), lineOf(place));
    setVisible(m_tabs.size() > 1);
    showOffers();
}

void FilterTabs::showOffers()
{
    const auto elsewhere = m_isShown ? QString() : tr("It is about the list of tasks: open Tasks first.");
    const auto single = m_tabs.size() > 1 ? QString() : tr("There is one filter tab only.");
    const auto full = m_tabs.size() < kTabsMax
        ? QString()
        : tr("There are %1 filter tabs, which is as many as there can be. Close one first.").arg(countText(kTabsMax));
    for (auto *action : m_actions)
        offer(*action, !elsewhere.isEmpty() ? elsewhere : action == m_new ? full : single);
}

} // namespace conduit::ui
