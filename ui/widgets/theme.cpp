// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/theme.h"

#include "ui/widgets/focus_frame.h"

#include <QApplication>
#include <QEvent>

#include <utility>

namespace conduit::ui {

namespace {

struct Shades
{
    QRgb window, base, alternate, button, text, quiet, accent, onAccent, disabled, link, light, mid, dark, shadow;
};

constexpr Shades kLight {.window = 0xfff5f6f8,
                         .base = 0xffffffff,
                         .alternate = 0xfff7f8fa,
                         .button = 0xfffbfbfc,
                         .text = 0xff1d2127,
                         .quiet = 0xff5d6673,
                         .accent = 0xff2a66c8,
                         .onAccent = 0xffffffff,
                         .disabled = 0xff9aa1ab,
                         .link = 0xff0b5cad,
                         .light = 0xffffffff,
                         .mid = 0xffc6ccd4,
                         .dark = 0xffa7aeb8,
                         .shadow = 0xff767d87};

constexpr Shades kDark {.window = 0xff292b30,
                        .base = 0xff1e1f22,
                        .alternate = 0xff232528,
                        .button = 0xff303338,
                        .text = 0xffe3e6ea,
                        .quiet = 0xffa3abb6,
                        .accent = 0xff3a6fc4,
                        .onAccent = 0xffffffff,
                        .disabled = 0xff6d747e,
                        .link = 0xff7cb8ff,
                        .light = 0xff3c4046,
                        .mid = 0xff43474e,
                        .dark = 0xff16171a,
                        .shadow = 0xff0d0e10};

constexpr Shades kHighContrast {.window = 0xff000000,
                                .base = 0xff000000,
                                .alternate = 0xff101010,
                                .button = 0xff000000,
                                .text = 0xffffffff,
                                .quiet = 0xffe6e6e6,
                                .accent = 0xffffe14d,
                                .onAccent = 0xff000000,
                                .disabled = 0xffb4b4b4,
                                .link = 0xff8cd2ff,
                                .light = 0xffffffff,
                                .mid = 0xffffffff,
                                .dark = 0xffffffff,
                                .shadow = 0xff000000};

bool s_isHighContrast = false;

QPalette paletteFrom(const Shades &shades)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Window, shades.window);
    set(QPalette::WindowText, shades.text);
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    set(QPalette::Text, shades.text);
    set(QPalette::PlaceholderText, shades.quiet);
    set(QPalette::Button, shades.button);
    set(QPalette::ButtonText, shades.text);
    set(QPalette::BrightText, shades.onAccent);
    set(QPalette::ToolTipBase, shades.base);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::Highlight, shades.accent);
    set(QPalette::HighlightedText, shades.onAccent);
    set(QPalette::Link, shades.link);
    set(QPalette::LinkVisited, shades.link);
    set(QPalette::Light, shades.light);
    set(QPalette::Midlight, shades.button);
    set(QPalette::Mid, shades.mid);
    set(QPalette::Dark, shades.dark);
    set(QPalette::Shadow, shades.shadow);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.mid));
    return palette;
}

QColor mixed(const QColor &a, const QColor &b, float share)
{
    const auto part = [share](float x, float y) { return x + (y - x) * share; };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

/// The desktop's own quiet text is often too pale to be read; ours is not. Follows the desktop when that becomes dark.
class SystemPalette final : public QObject
{
public:
    static SystemPalette &ours()
    {
        static SystemPalette palette;
        return palette;
    }

    void follow()
    {
        qApp->installEventFilter(this);
        take();
    }
    void leave() { qApp->removeEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
            take();
        return QObject::eventFilter(watched, event);
    }

private:
    void take()
    {
        if (std::exchange(m_isTaking, true))
            return;
        QPalette readable;
        readable.setColor(QPalette::PlaceholderText, quietText(QApplication::palette()));
        QApplication::setPalette(readable);
        m_isTaking = false;
    }

    bool m_isTaking = false;
};

} // namespace

void applyTheme(ThemeChoice choice)
{
    SystemPalette::ours().leave();
    s_isHighContrast = choice == ThemeChoice::HighContrast;
    switch (choice) {
    case ThemeChoice::HighContrast:
        QApplication::setPalette(paletteFrom(kHighContrast));
        break;
    case ThemeChoice::System:
        QApplication::setPalette(QPalette());
        SystemPalette::ours().follow();
        break;
    case ThemeChoice::Light:
        QApplication::setPalette(paletteFrom(kLight));
        break;
    case ThemeChoice::Dark:
        QApplication::setPalette(paletteFrom(kDark));
        break;
    }
    FocusFrame::ours().follow(QApplication::focusWidget());
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

bool isHighContrast() { return s_isHighContrast; }

QColor quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), s_isHighContrast ? 0.1F : 0.3F);
}

QColor inputEdge(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), s_isHighContrast ? 0.1F : 0.62F);
}

QColor hairline(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), s_isHighContrast ? 0.1F : 0.82F);
}

} // namespace conduit::ui
