// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <optional>

namespace conduit::ui {

/// A payload and options that somebody enqueues again and again, under a name.
struct TaskTemplate
{
    QString name;
    wire::NewTask task; ///< Its type, options and payload, as that was typed; neither id nor meta.
};

/// The file of a template: what it says in one line of JSON, then the payload, byte for byte.
[[nodiscard]] QByteArray fileOf(const TaskTemplate &saved);
/// Nothing for a file that is something else.
[[nodiscard]] std::optional<TaskTemplate> templateFrom(const QByteArray &file);

} // namespace conduit::ui
