// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/theme_menu.h"

#include "ui/frame/action_hub.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kThemeKey = "view/theme"_L1;

/// In the settings' words.
constexpr std::array kThemes {std::pair {ThemeChoice::System, "system"_L1}, std::pair {ThemeChoice::Light, "light"_L1},
                              std::pair {ThemeChoice::Dark, "dark"_L1},
                              std::pair {ThemeChoice::HighContrast, "high_contrast"_L1}};

} // namespace

ThemeChoice storedTheme(const QSettings &settings)
{
    const QString stored = settings.value(kThemeKey).toString();
    for (const auto &[choice, word] : kThemes)
        if (stored == word)
            return choice;
    return ThemeChoice::System;
}

void applyStoredTheme(const QSettings &settings)
{
    if (const auto choice = storedTheme(settings); choice != ThemeChoice::System)
        applyTheme(choice);
}

void chooseTheme(QSettings &settings, ThemeChoice choice)
{
    for (const auto &[theme, word] : kThemes)
        if (theme == choice)
            settings.setValue(kThemeKey, word);
    applyTheme(choice);
}

void addThemeMenu(ActionHub &hub, QSettings &settings)
{
    QMenu *menu = hub.addChoices(ActionHub::Menu::View, ActionHub::tr("Theme"));
    auto *group = new QActionGroup(menu);
    const std::array names {ActionHub::tr("System"), ActionHub::tr("Light"), ActionHub::tr("Dark"),
                            ActionHub::tr("High contrast")};
    for (std::size_t i = 0; i < kThemes.size(); ++i) {
        const auto [choice, word] = kThemes.at(i);
        auto *action = new QAction(names.at(i), menu);
        action->setObjectName(u"theme."_s + word);
        action->setCheckable(true);
        action->setActionGroup(group);
        QObject::connect(action, &QAction::triggered, &hub, [&settings, choice] { chooseTheme(settings, choice); });
        hub.addChoice(menu, action);
    }
    // Another window, or the settings, may have chosen another one meanwhile.
    QObject::connect(menu, &QMenu::aboutToShow, group, [&settings, group] {
        for (std::size_t i = 0; i < kThemes.size(); ++i)
            group->actions().at(static_cast<qsizetype>(i))->setChecked(kThemes.at(i).first == storedTheme(settings));
    });
}

} // namespace conduit::ui
