// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>

namespace conduit::ui {

// Programs that enqueue such a task with the SDKs, ready to paste. The payload travels as its exact text. The token stays out of
// them: it comes from the environment variable CONDUIT_TOKEN. No text can leave its literal: whatever is no letter, digit or
// plain sign of ASCII is escaped.

[[nodiscard]] QString pythonCode(const QString &address, const wire::NewTask &task);
[[nodiscard]] QString typescriptCode(const QString &address, const wire::NewTask &task);
[[nodiscard]] QString rustCode(const QString &address, const wire::NewTask &task);
[[nodiscard]] QString cppCode(const QString &address, const wire::NewTask &task);

} // namespace conduit::ui
