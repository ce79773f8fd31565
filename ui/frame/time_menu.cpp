// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/time_menu.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/time_settings.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Mode = TimeFormat::Mode;

constexpr std::array kModes {std::pair {Mode::Relative, "relative"_L1}, std::pair {Mode::Local, "local"_L1},
                             std::pair {Mode::Utc, "utc"_L1}, std::pair {Mode::Zone, "zone"_L1}};

} // namespace

QMenu *addTimeMenu(ActionHub &hub, QSettings &settings)
{
    QMenu *menu = hub.addChoices(ActionHub::Menu::View, ActionHub::tr("Times"));
    auto *group = new QActionGroup(menu);
    const auto show = [&settings, group] {
        const TimeFormat::Choice choice = storedTimeFormat(settings);
        for (std::size_t i = 0; i < kModes.size(); ++i) {
            QAction *action = group->actions().at(static_cast<qsizetype>(i));
            action->setText(timeModeName(kModes.at(i).first, choice.zone));
            action->setChecked(kModes.at(i).first == choice.mode);
        }
    };
    for (const auto &[mode, word] : kModes) {
        auto *action = new QAction(timeModeName(mode, storedTimeFormat(settings).zone), menu);
        action->setObjectName(u"time."_s + word);
        action->setCheckable(true);
        action->setActionGroup(group);
        QObject::connect(action, &QAction::triggered, &hub, [&settings, mode = mode] {
            TimeFormat::Choice choice = storedTimeFormat(settings);
            choice.mode = mode;
            chooseTimeFormat(settings, choice);
        });
        hub.addChoice(menu, action);
    }
    // The settings, or another window, may choose another way.
    QObject::connect(&TimeFormat::ours(), &TimeFormat::changed, group, show);
    show();
    return menu;
}

TimeButton::TimeButton(QMenu *choices, QWidget *parent) : QToolButton(parent)
{
    setMenu(choices);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(glyphIcon(Glyph::Clock));
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, &TimeButton::showChoice);
    showChoice();
}

void TimeButton::showChoice()
{
    const TimeFormat::Choice &choice = TimeFormat::ours().choice();
    setText(timeModeName(choice.mode, choice.zone));
    setAccessibleName(tr("Times are shown as: %1").arg(text()));
    setPlainToolTip(this, tr("How times are shown in tables. Click to choose another way."));
}

} // namespace conduit::ui
