// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QByteArray>
#include <QString>

namespace conduit::ui {

/// The contract's object, on one line: `{"kind":"fixed","base":60}`.
[[nodiscard]] QByteArray backoffJson(const wire::Backoff &backoff);

/// The first rests, without chance: `1 s, 16 s, 1 min 21 s, 4 min 16 s, …, at most 6 h`.
[[nodiscard]] QString restsText(const wire::Backoff &backoff);

/// What a task says beyond queue, priority and attempts, as people read it. Empty is what a broker takes for granted, and what is not said.
struct OptionTexts
{
    QString timeLimit;
    QString rests;
    QString triedFor;
    QString meta; ///< Without what names the original of a copy.
};

[[nodiscard]] OptionTexts optionTexts(const wire::Task &task);

} // namespace conduit::ui
