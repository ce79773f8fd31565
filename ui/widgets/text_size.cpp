// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/text_size.h"

#include <QApplication>
#include <QFont>

#include <algorithm>
#include <cmath>
#include <optional>

namespace conduit::ui {

namespace {

constexpr int kTextSizeMax = 200;

int s_percent = kTextSizeOfDesktop;
std::optional<QFont> s_ofDesktop; ///< Known once it was left: until then Qt follows the desktop by itself.

} // namespace

void applyTextSize(int percent)
{
    percent = std::clamp(percent, kTextSizeOfDesktop, kTextSizeMax);
    if (percent == s_percent)
        return;
    if (!s_ofDesktop)
        s_ofDesktop = QApplication::font();
    s_percent = percent;
    QApplication::setFont(inTextSize(*s_ofDesktop));
}

int textSize() { return s_percent; }

QFont inTextSize(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * s_percent / kTextSizeOfDesktop);
    else
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * s_percent / double(kTextSizeOfDesktop))));
    return font;
}

int inTextSize(int pixels) { return pixels * s_percent / kTextSizeOfDesktop; }

} // namespace conduit::ui
