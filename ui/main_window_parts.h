// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/activity_feed.h"
#include "ui/feeds/broker_clock.h"
#include "ui/feeds/connection_feed.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/connection_notice.h"
#include "ui/frame/key_choices.h"
#include "ui/frame/live_switch.h"
#include "ui/frame/news_corner.h"
#include "ui/frame/page_book.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/status_line.h"
#include "ui/frame/task_windows.h"
#include "ui/frame/undo_trail.h"
#include "ui/frame/wall_display.h"
#include "ui/frame/window_closing.h"
#include "ui/frame/window_layout.h"
#include "ui/frame/window_pages.h"
#include "ui/main_window.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/text_size.h"

namespace conduit::ui {

class ActivityPanel;
class LocatorBox;
class ToolStrip;

/// What a window consists of. main_window_parts.cpp puts it together, main_window.cpp says how it behaves.
struct MainWindow::Parts
{
    Parts(MainWindow &owner, const ConsoleParts &with);

    void build();
    void addFileActions();
    void addDemonstration();
    void addEditActions();
    void addViewActions();
    void addWindowActions();
    void addActivity();
    void buildToolBar();
    void connectPages();
    void connectTaskWindows();
    void connectBroker();
    void setAddress(const QString &address);
    void takeOwnBroker();
    void showConnection();
    void showStats();
    void showSettings(bool atBroker = false);
    void showShortcuts();
    void showBrokerLog();
    void showKeys();
    void goTo(const LocatorHit &hit);
    void refresh();
    void save() const;
    void resetLayout();
    void focusPane(int step);

    MainWindow &window;
    ConsoleParts console;
    std::shared_ptr<BrokerClock> clock; ///< The pages hold it too: they go later.
    ConnectionFeed connection;
    ActionHub hub;
    PageBook *book;
    MessageBar *banner;
    StatusLine status;
    ConnectionNotice notice;
    NewsCorner news;
    ActivityFeed activity;
    ActivityPanel *activityPanel = nullptr;
    WindowClosing closing;
    WindowLayout layout;
    WindowPages pages;
    TaskWindows taskWindows;
    std::unique_ptr<LiveSwitch> live;  ///< Made with its place in the menu.
    std::unique_ptr<WallDisplay> wall; ///< The same.
    std::unique_ptr<KeyChoices> keys;  ///< Made when all actions are there.
    LocatorBox *locator = nullptr;
    ToolStrip *toolStrip = nullptr;
    QWidget *stripe = nullptr; ///< The connection's colour, over the window's upper edge.
    const int textSizeOfBirth = textSize();
    bool isOutdated = false; ///< Built when the console spoke another language, or had text of another size.
};

} // namespace conduit::ui
