// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/connection_profile.h"

#include <QColor>
#include <QPalette>

namespace conduit::ui {

/// The colour of a connection's stripe and dot; none (invalid) for development and for the broker that the program was started with.
[[nodiscard]] QColor connectionColor(const ConnectionProfile &profile, const QPalette &palette);

/// For people.
[[nodiscard]] QString environmentName(Environment environment);

} // namespace conduit::ui
