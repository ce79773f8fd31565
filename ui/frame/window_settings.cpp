// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_settings.h"

#include "ui/feeds/connection_feed.h"
#include "ui/frame/broker_settings_group.h"
#include "ui/frame/confirmation_settings.h"
#include "ui/frame/page_book.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/time_settings.h"
#include "ui/frame/tray_settings.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Their sheet is a dialog of its own, which the Help menu shows too.
SettingsGroup *keyboardGroup(const std::function<void()> &showShortcuts)
{
    auto *group = new SettingsGroup(SettingsDialog::tr("Keyboard"));
    group->addText(SettingsDialog::tr("Each action of the menus can have other keys. They hold at once, in all windows."));
    auto *button = new QPushButton(SettingsDialog::tr("Keyboard shortcuts…"), group);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    group->addField({}, button, {});
    button->setAccessibleName(button->text());
    QObject::connect(button, &QPushButton::clicked, group, showShortcuts);
    return group;
}

} // namespace

void openSettings(QWidget &window, const SettingsNeeds &needs, SettingsPlace place)
{
    const ConsoleParts &console = needs.console;
    QList<SettingsDialog::Page> pages;
    for (const PageEntry &page : needs.book.pages())
        pages.append({page.id, page.name});
    auto *dialog = new SettingsDialog(console.settings, pages, console.loginStart, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addGroup(new TimeSettings(console.settings, console.now));
    dialog->addGroup(keyboardGroup(needs.showShortcuts));
    dialog->addGroup(new TraySettings(console.tray, console.settings, console.broker));
    dialog->addGroup(new ConfirmationSettings(console.settings));
    if (console.brokerSettings) {
        auto *broker = new BrokerSettingsGroup(*console.brokerSettings, console.client);
        dialog->addGroup(broker);
        auto *bar = new RestartBar(*console.brokerSettings,
                                   [connection = &needs.connection] { return connection->stats().states.value(u"running"_s); });
        QObject::connect(bar, &RestartBar::laterChosen, dialog, &QDialog::close);
        dialog->setFoot(bar);
        if (place == SettingsPlace::Broker)
            dialog->showGroup(broker);
    }
    dialog->open();
}

} // namespace conduit::ui
