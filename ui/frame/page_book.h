// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QWidget>

#include <functional>
#include <vector>

class QFrame;
class QSettings;
class QStackedWidget;
class QVBoxLayout;

namespace conduit::ui {

class NavRail;

/// One page, and what its window may ask of it: whatever of these the page can do. pageEntry() finds that out.
struct PageEntry
{
    QString id; ///< Untranslated, such as `tasks`.
    Glyph glyph = Glyph::Tasks;
    QString name;
    QWidget *widget = nullptr;
    std::function<void(bool)> setOnline = {}; ///< The broker answers, or does not.
    std::function<void(bool)> setLive = {};   ///< It shows what changes, or stands still.
    std::function<void()> reload = {};
    std::function<void()> saveSettings = {};
    std::function<void()> resetLayout = {};
    std::function<bool()> isAtWork = {};              ///< Something goes on in it that would end with it.
    std::function<void(QWidget &)> continueFrom = {}; ///< Takes over what somebody had chosen and typed in one of its kind.
};

template<typename Page>
[[nodiscard]] PageEntry pageEntry(const QString &id, Glyph glyph, const QString &name, Page *page)
{
    PageEntry entry {.id = id, .glyph = glyph, .name = name, .widget = page};
    if constexpr (requires { page->setOnline(true); })
        entry.setOnline = [page](bool isOnline) { page->setOnline(isOnline); };
    if constexpr (requires { page->setLive(true); })
        entry.setLive = [page](bool isLive) { page->setLive(isLive); };
    if constexpr (requires { page->reload(); })
        entry.reload = [page] { page->reload(); };
    if constexpr (requires { page->saveSettings(); })
        entry.saveSettings = [page] { page->saveSettings(); };
    if constexpr (requires { page->resetLayout(); })
        entry.resetLayout = [page] { page->resetLayout(); };
    if constexpr (requires { page->isAtWork(); })
        entry.isAtWork = [page] { return page->isAtWork(); };
    if constexpr (requires { page->continueFrom(*page); })
        entry.continueFrom = [page](QWidget &before) { page->continueFrom(static_cast<Page &>(before)); };
    return entry;
}

/// The pages of a window, and the rail that leads to them.
class PageBook final : public QWidget
{
    Q_OBJECT
public:
    explicit PageBook(QWidget *parent = nullptr);

    void add(const PageEntry &entry);
    [[nodiscard]] const std::vector<PageEntry> &pages() const { return m_pages; }
    [[nodiscard]] const PageEntry &current() const;
    /// -1 when none has this id.
    [[nodiscard]] int placeOf(const QString &id) const;
    void open(int place);
    /// Also gives it the keyboard, unlike a choice on the rail, where somebody may go on choosing.
    void open(const QString &id);

    /// Told to the pages when it changes: they read again when the broker is back.
    void setOnline(bool isOnline);
    void setLive(bool isLive);
    void reloadCurrent();
    void saveSettings() const;
    void resetLayout();
    [[nodiscard]] bool isAtWork() const;
    /// The same pages in another window.
    void continueFrom(const PageBook &before);

    [[nodiscard]] NavRail *rail() const { return m_rail; }
    void setRailShown(bool isShown);
    /// Above the pages, and above the banners that are there.
    void addBanner(QWidget *banner);

Q_SIGNALS:
    void opened(const QString &id);

private:
    std::vector<PageEntry> m_pages;
    NavRail *m_rail;
    QFrame *m_line; ///< Between the rail and the pages.
    QStackedWidget *m_stack;
    QVBoxLayout *m_column;
    bool m_isOnline = true;
};

} // namespace conduit::ui
