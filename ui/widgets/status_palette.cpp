// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/status_palette.h"

#include "ui/widgets/theme.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QColor toneColor(Tone tone, const QPalette &palette)
{
    const auto pick = [dark = isDark(palette)](QRgb onLight, QRgb onDark) { return QColor(dark ? onDark : onLight); };
    switch (tone) {
    case Tone::Waiting:
        return pick(0xff3b5b7a, 0xff9db8d2);
    case Tone::Scheduled:
        return pick(0xff6a3fb5, 0xffc3a6ff);
    case Tone::Running:
        return pick(0xff0b5cad, 0xff7cb8ff);
    case Tone::Retrying:
        return pick(0xff8a5200, 0xffffb454);
    case Tone::Good:
        return pick(0xff1b6e3c, 0xff6fd08c);
    case Tone::Bad:
        return pick(0xffb3261e, 0xffff8a80);
    case Tone::Cancelled:
        return pick(0xff5c5c5c, 0xffb0b0b0);
    case Tone::Dead:
        return pick(0xff7a1250, 0xffff8ac4);
    }
    Q_UNREACHABLE();
}

Tone toneOf(const QString &word)
{
    static const QHash<QString, Tone> tones {
        {u"ready"_s, Tone::Waiting},       {u"blocked"_s, Tone::Waiting},     {u"scheduled"_s, Tone::Scheduled},
        {u"snoozed"_s, Tone::Scheduled},   {u"running"_s, Tone::Running},     {QString(), Tone::Running},
        {u"retrying"_s, Tone::Retrying},   {u"lease_lost"_s, Tone::Retrying}, {u"completed"_s, Tone::Good},
        {u"failed"_s, Tone::Bad},          {u"timeout"_s, Tone::Bad},         {u"worker_died"_s, Tone::Bad},
        {u"cancelled"_s, Tone::Cancelled}, {u"released"_s, Tone::Cancelled},  {u"dead"_s, Tone::Dead},
    };
    return tones.value(word, Tone::Waiting);
}

} // namespace conduit::ui
