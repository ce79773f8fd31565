// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/act_mark.h"

namespace conduit::ui {

ToneDelegate::Mark actMark(const QString &state)
{
    if (state == u"done")
        return {Glyph::Tick, Tone::Good};
    if (state == u"failed")
        return {Glyph::Warning, Tone::Bad};
    if (state == u"stopped" || state == u"undone")
        return {Glyph::Slash, Tone::Cancelled};
    if (state == u"paused")
        return {Glyph::Pause, Tone::Retrying};
    if (state == u"asked")
        return {Glyph::Circle, Tone::Waiting};
    return {Glyph::Play, Tone::Running};
}

} // namespace conduit::ui
