// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/tone_delegate.h"

namespace conduit::ui {

/// How what was done stands: `state` is that of an operation, or how an act ended according to the record.
[[nodiscard]] ToneDelegate::Mark actMark(const QString &state);

} // namespace conduit::ui
