// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"

namespace conduit::ui {

class ConnectionFeed;
class PageBook;

/// What the settings ask of their window.
struct SettingsNeeds
{
    const ConsoleParts &console;
    const PageBook &book;
    const ConnectionFeed &connection;
    std::function<void()> showShortcuts;
};

/// Where the settings open.
enum class SettingsPlace { General, Broker };

/// Opens the settings over `window`: those of the console, and those of the broker when it is the program's own.
void openSettings(QWidget &window, const SettingsNeeds &needs, SettingsPlace place = SettingsPlace::General);

} // namespace conduit::ui
