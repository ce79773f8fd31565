// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QByteArray>

namespace conduit::ui {

/// The contract's object, on one line: `{"kind":"fixed","base":60}`.
[[nodiscard]] QByteArray backoffJson(const wire::Backoff &backoff);

} // namespace conduit::ui
