// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace conduit::ui {

class ActionHub;

/// What the Help menu asks of its window.
struct HelpNeeds
{
    QWidget &window;
    std::function<QString()> brokerVersion; ///< Empty while it is not known.
    bool hasOwnBroker = false;              ///< The broker is part of this program.
    std::function<void()> showShortcuts;
    std::function<void()> showBrokerLog; ///< Of a broker of its own.
    std::function<void(const QString &)> tell;
};

void addHelpMenu(ActionHub &hub, const HelpNeeds &needs);

/// What a report of a fault has to say about the program and its ground, a line each and in English: versions, and no address, name or
/// token. `brokerVersion` may be empty.
[[nodiscard]] QString reportDetails(const QString &brokerVersion, bool hasOwnBroker);

} // namespace conduit::ui
