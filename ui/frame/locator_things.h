// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/locator_model.h"

namespace conduit::ui {

class ActionHub;
class PageBook;

/// What the locator leads to in a window and need not ask the broker for: pages, actions, types and queues.
[[nodiscard]] QList<LocatorHit> locatorThings(const PageBook &book, const ActionHub &hub, const QStringList &types,
                                              const QStringList &queues);

} // namespace conduit::ui
