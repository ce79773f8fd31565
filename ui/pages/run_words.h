// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/enqueue_run.h"
#include "ui/widgets/glyphs.h"

namespace conduit::ui {

/// How a run goes, in a line: `12,400 of 50,000, 6,120 rows/s, about 7 s left`.
[[nodiscard]] QString runText(const EnqueueRun &run);
[[nodiscard]] Glyph runGlyph(EnqueueRun::State state);
[[nodiscard]] Tone runTone(EnqueueRun::State state);

} // namespace conduit::ui
