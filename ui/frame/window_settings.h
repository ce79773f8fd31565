// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"

namespace conduit::ui {

class ConnectionFeed;
class PageBook;

/// Opens the settings over `window`: those of the console, and those of the broker when it is the program's own.
void openSettings(QWidget &window, const ConsoleParts &console, const PageBook &book, const ConnectionFeed &connection);

} // namespace conduit::ui
