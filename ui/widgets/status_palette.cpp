// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/status_palette.h"

#include "ui/widgets/status_colors.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHash>
#include <QWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

StatusColors s_colors = StatusColors::Usual;

struct Ink
{
    QRgb onLight;
    QRgb onDark;
};

Ink usualInk(Tone tone)
{
    switch (tone) {
    case Tone::Waiting:
        return {0xff3b5b7a, 0xff9db8d2};
    case Tone::Scheduled:
        return {0xff6a3fb5, 0xffc3a6ff};
    case Tone::Running:
        return {0xff0b5cad, 0xff7cb8ff};
    case Tone::Retrying:
        return {0xff8a5200, 0xffffb454};
    case Tone::Good:
        return {0xff1b6e3c, 0xff6fd08c};
    case Tone::Bad:
        return {0xffb3261e, 0xffff8a80};
    case Tone::Cancelled:
        return {0xff5c5c5c, 0xffb0b0b0};
    case Tone::Dead:
        return {0xff7a1250, 0xffff8ac4};
    }
    Q_UNREACHABLE();
}

/// What went well is blue, what did not is brown to orange; inside of each the lightness differs.
Ink blueOrOrangeInk(Tone tone)
{
    switch (tone) {
    case Tone::Waiting:
        return {0xff3d5a78, 0xff92aecb};
    case Tone::Scheduled:
        return {0xff7859a2, 0xffc4a8ee};
    case Tone::Running:
        return {0xff0068c9, 0xff4fa8ff};
    case Tone::Retrying:
        return {0xff7a6a00, 0xfff2e05c};
    case Tone::Good:
        return {0xff002f66, 0xffbfe4ff};
    case Tone::Bad:
        return {0xff7f2d00, 0xffff8a3c};
    case Tone::Cancelled:
        return {0xff666666, 0xffb0b0b0};
    case Tone::Dead:
        return {0xff331200, 0xffffd0ab};
    }
    Q_UNREACHABLE();
}

} // namespace

void applyStatusColors(StatusColors colors)
{
    if (std::exchange(s_colors, colors) == colors)
        return;
    const auto widgets = QApplication::allWidgets();
    for (auto *widget : widgets) {
        // As when the theme changes: some have made colours of their own from these.
        QEvent changed(QEvent::PaletteChange);
        QCoreApplication::sendEvent(widget, &changed);
        widget->update();
    }
}

StatusColors statusColors() { return s_colors; }

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Ink ink = s_colors == StatusColors::Usual ? usualInk(tone) : blueOrOrangeInk(tone);
    return QColor(isDark(palette) ? ink.onDark : ink.onLight);
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
