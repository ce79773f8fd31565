// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/run_words.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <QCoreApplication>

namespace conduit::ui {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("RunWords", text); }

QString paceText(const EnqueueRun &run)
{
    const auto rate = run.rowsPerSecond();
    if (rate < 1)
        return {};
    auto text = tr(", %1 rows/s").arg(countText(qRound64(rate)));
    if (const auto left = run.timeLeft())
        text += tr(", about %1 left").arg(durationText(*left));
    return text;
}

} // namespace

QString runText(const EnqueueRun &run)
{
    const auto far = tr("%1 of %2").arg(countText(run.answered()), countText(run.plan().rows));
    switch (run.state()) {
    case EnqueueRun::State::Running:
        return far + paceText(run);
    case EnqueueRun::State::Waiting:
        return tr("%1. It waits for the broker and goes on by itself: %2").arg(far, run.reason());
    case EnqueueRun::State::Paused:
        return run.reason().isEmpty() ? tr("%1, paused").arg(far) : tr("%1, paused: %2").arg(far, run.reason());
    case EnqueueRun::State::Stopped:
        return run.reason().isEmpty() ? tr("Stopped after %1.").arg(far) : tr("Stopped after %1. %2").arg(far, run.reason());
    case EnqueueRun::State::Done:
        return tr("Done: %1 tasks enqueued.").arg(countText(run.added()));
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
