// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QDateTime>
#include <QtGlobal>

#include <functional>

namespace conduit::app {

/// The time of day, injected: main.cpp makes the real one.
using WallClock = std::function<QDateTime()>;

/// Sends every message of the program and of Qt to stderr, a line each, from whichever thread. Qt's own sink would rather
/// write to the journal when stderr is not a terminal.
void installLogSink(WallClock clock);

/// The latest lines that were sent, the last one last; no more than kLogLinesKept. Any thread.
[[nodiscard]] QByteArrayList recentLogLines();
inline constexpr int kLogLinesKept = 2'000;

/// `2026-11-25T10:00:00.000Z warning conduit.app: the text`, with a line end. Control characters are escaped, so that one
/// message stays one line whatever a client put into it.
[[nodiscard]] QByteArray logLine(QtMsgType type, const char *category, const QString &message, const QDateTime &time);

} // namespace conduit::app
