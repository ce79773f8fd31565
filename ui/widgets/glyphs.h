// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/status_palette.h"

#include <QIcon>
#include <QRectF>

#include <optional>

class QPainter;

namespace conduit::ui {

/// The console's pictograms. They are drawn from paths, since a bare desktop has neither an icon theme nor SVG.
enum class Glyph {
    Tasks,
    Plus,
    Minus,
    Types,
    Workers,
    Queues,
    Copy,
    Refresh,
    Play,
    Pause,
    Stop,
    Close,
    Check,
    Warning,
    Error,
    Lens,
    File,
    Picture,
    Clipboard,
    Down,
    Right,
    Up,
    Offline,
    Circle,
    Dot,
    Clock,
    Triangle,
    Arrow,
    Tick,
    Cross,
    Slash,
    Octagon,
    Lock,
    Gauge,
    Hourglass,
    Window
};

/// Tinted by the palette at the moment of painting, so that a change of theme shows at once.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, std::optional<Tone> tone = {});

/// Where `place` of a left-to-right `whole` is in the painter's direction.
[[nodiscard]] QRectF placed(const QRectF &place, const QRectF &whole, const QPainter &painter);

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color);

/// The shape of a task's state or of an attempt's outcome, by the contract's word.
[[nodiscard]] Glyph glyphOf(const QString &word);

/// The program's own icon.
[[nodiscard]] QIcon programIcon();

} // namespace conduit::ui
