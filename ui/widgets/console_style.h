// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QProxyStyle>

namespace conduit::ui {

/// The desktop's style with a little more room in lists and tables, and with their first column in line with the pages' titles.
/// Where the desktop has no style of its own (Fusion), inputs get an edge that can be seen in the dark too.
class ConsoleStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    /// Distance of a page's content from its edge.
    static constexpr int kPageMargin = 16;

    /// What somebody has to meet with the pointer is not smaller, either way.
    static constexpr int kHitTarget = 24;

    /// Makes it the application's style; once is enough.
    static void install();

    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *more) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
};

} // namespace conduit::ui
