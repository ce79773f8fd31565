// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/connection_colors.h"

#include "ui/widgets/status_palette.h"

namespace conduit::ui {

QColor connectionColor(const ConnectionProfile &profile, const QPalette &palette)
{
    switch (profile.environment) {
    case Environment::Development:
        return {};
    case Environment::Staging:
        return toneColor(Tone::Retrying, palette);
    case Environment::Production:
        return toneColor(Tone::Bad, palette);
    case Environment::Custom:
        return QColor(profile.color);
    }
    Q_UNREACHABLE();
}

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return ConnectionBook::tr("Development");
    case Environment::Staging:
        return ConnectionBook::tr("Staging");
    case Environment::Production:
        return ConnectionBook::tr("Production");
    case Environment::Custom:
        return ConnectionBook::tr("Another colour");
    }
    Q_UNREACHABLE();
}

} // namespace conduit::ui
