// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/saved_filters.h"
#include "ui/pages/filter_tab.h"

#include <functional>

class QAction;

namespace conduit::ui {

class ClosableTabBar;
enum class Glyph;

/// Several filters of one list of tasks, of which one is shown. A single one needs no bar. What is shown lives in the page; when the
/// tab in front gives way to another one, `look` tells how the list looks then.
class FilterTabs final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kTabsMax = 20;

    explicit FilterTabs(std::function<FilterTab()> look, QWidget *parent = nullptr);

    [[nodiscard]] FilterTabList list() const;
    /// Instead of those that are there; the current one is shown. Without tabs nothing changes.
    void setList(const FilterTabList &list);
    /// The tab in front shows this line now.
    void setLine(const QString &line);
    /// Names for lines.
    void setSaved(const QList<SavedFilter> &filters);
    /// Somebody sees the list, or not.
    void setShown(bool isShown);

    /// A new one, close it, the next one, the one before.
    [[nodiscard]] const QList<QAction *> &tabActions() const { return m_actions; }
    [[nodiscard]] ClosableTabBar *bar() const { return m_bar; }

Q_SIGNALS:
    /// Another tab is in front: what it shows is to be shown.
    void opened(const conduit::ui::FilterTab &tab);
    /// Its line waits to be written.
    void added();
    /// A tab is gone, and how to bring it back.
    void closed(const QString &text, const std::function<void()> &reopen);

private:
    QAction *make(const QString &id, Glyph glyph, const QString &text, const QString &keys, const std::function<void()> &act);
    void buildActions();
    void add();
    void insert(int place, const FilterTab &tab);
    void open(int place);
    void show(int place);
    void step(int by);
    void close(int place);
    [[nodiscard]] QString lineOf(int place) const;
    [[nodiscard]] QString textOf(const QString &line) const;
    void showTabs();
    void showOffers();

    std::function<FilterTab()> m_look;
    QList<SavedFilter> m_saved;
    QList<FilterTab> m_tabs {FilterTab()}; ///< How each was when it was set aside.
    int m_current = 0;
    QString m_line; ///< Of the one in front.
    bool m_isShown = false;

    ClosableTabBar *m_bar;
    QList<QAction *> m_actions;
    QAction *m_new = nullptr;
};

} // namespace conduit::ui
