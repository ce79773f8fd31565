// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

class QAbstractItemModel;

namespace conduit::ui {

/// What a table shows in one row, as a screen reader says it: `Queue: mails, State: Open, Ready: 12`. Empty cells are left out.
[[nodiscard]] QString rowSentence(const QAbstractItemModel &model, int row);

} // namespace conduit::ui
