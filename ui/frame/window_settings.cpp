// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_settings.h"

#include "ui/feeds/connection_feed.h"
#include "ui/frame/broker_settings_group.h"
#include "ui/frame/confirmation_settings.h"
#include "ui/frame/page_book.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/time_settings.h"
#include "ui/frame/tray_settings.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

void openSettings(QWidget &window, const ConsoleParts &console, const PageBook &book, const ConnectionFeed &connection)
{
    QList<SettingsDialog::Page> pages;
    for (const PageEntry &page : book.pages())
        pages.append({page.id, page.name});
    auto *dialog = new SettingsDialog(console.settings, pages, console.loginStart, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addGroup(new TimeSettings(console.settings, console.now));
    dialog->addGroup(new TraySettings(console.tray, console.settings, console.broker));
    dialog->addGroup(new ConfirmationSettings(console.settings));
    if (console.brokerSettings) {
        dialog->addGroup(new BrokerSettingsGroup(*console.brokerSettings));
        auto *bar =
            new RestartBar(*console.brokerSettings, [&connection] { return connection.stats().states.value(u"running"_s); });
        QObject::connect(bar, &RestartBar::laterChosen, dialog, &QDialog::close);
        dialog->setFoot(bar);
    }
    dialog->open();
}

} // namespace conduit::ui
