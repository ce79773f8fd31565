// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/run_words.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <QCoreApplication>

namespace conduit::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunWords)
};

QString paceText(const EnqueueRun &run)
{
    const auto rate = run.rowsPerSecond();
    if (rate < 1)
        return {};
    auto text = Words::tr(", %1 rows/s").arg(countText(qRound64(rate)));
    if (const auto left = run.timeLeft())
        text += Words::tr(", about %1 left").arg(durationText(*left));
    return text;
}

} // namespace

QString runText(const EnqueueRun &run)
{
    const auto far = Words::tr("%1 of %2").arg(countText(run.answered()), countText(run.plan().rows));
    switch (run.state()) {
    case EnqueueRun::State::Running:
        return far + paceText(run);
    case EnqueueRun::State::Waiting:
        return Words::tr("%1. It waits for the broker and goes on by itself: %2").arg(far, run.reason());
    case EnqueueRun::State::Paused:
        return run.reason().isEmpty() ? Words::tr("%1, paused").arg(far) : Words::tr("%1, paused: %2").arg(far, run.reason());
    case EnqueueRun::State::Stopped:
        return run.reason().isEmpty() ? Words::tr("Stopped after %1.").arg(far)
                                      : Words::tr("Stopped after %1. %2").arg(far, run.reason());
    case EnqueueRun::State::Done:
        return Words::tr("Done: %Ln task(s) enqueued.", nullptr, static_cast<int>(run.added()));
    }
    Q_UNREACHABLE();
}

Glyph runGlyph(EnqueueRun::State state)
{
    switch (state) {
    case EnqueueRun::State::Running:
        return Glyph::Triangle;
    case EnqueueRun::State::Waiting:
        return Glyph::Offline;
    case EnqueueRun::State::Paused:
        return Glyph::Pause;
    case EnqueueRun::State::Stopped:
        return Glyph::Stop;
    case EnqueueRun::State::Done:
        return Glyph::Tick;
    }
    Q_UNREACHABLE();
}

Tone runTone(EnqueueRun::State state)
{
    if (state == EnqueueRun::State::Done)
        return Tone::Good;
    return state == EnqueueRun::State::Running ? Tone::Waiting : Tone::Retrying;
}

} // namespace conduit::ui
