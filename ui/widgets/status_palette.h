// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace conduit::ui {

/// What a coloured word or shape says. Colour never says it alone.
enum class Tone { Waiting, Scheduled, Running, Retrying, Good, Bad, Cancelled, Dead };

/// The colour on this palette's backgrounds: at least 5.5:1, in its light or its dark set.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);

/// The tone of a task's state or of an attempt's outcome, by the contract's word.
[[nodiscard]] Tone toneOf(const QString &word);

} // namespace conduit::ui
