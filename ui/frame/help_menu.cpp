// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/help_menu.h"

#include "ui/frame/about_dialog.h"
#include "ui/frame/action_hub.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// To give the texts a context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HelpMenu)
};

void openOver(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void addHelpMenu(ActionHub &hub, const HelpNeeds &needs)
{
    using Menu = ActionHub::Menu;
    const auto details = [needs] { return reportDetails(needs.brokerVersion(), needs.hasOwnBroker); };
    const auto copy = [needs, details] {
        QGuiApplication::clipboard()->setText(details());
        needs.tell(Words::tr("Details copied"));
    };
    hub.make(Menu::Help, {u"help.shortcuts"_s, Words::tr("Keyboard shortcuts"), u"Ctrl+/; F1"_s}, needs.showShortcuts);
    if (needs.hasOwnBroker)
        hub.make(Menu::Help, {u"help.broker_log"_s, Words::tr("Broker log…"), {}, Glyph::File}, needs.showBrokerLog);
    hub.addLine(Menu::Help);
    hub.make(Menu::Help, {u"help.copy_details"_s, Words::tr("Copy details for a bug report"), {}, Glyph::Copy}, copy);
    hub.make(Menu::Help, {u"help.about"_s, Words::tr("About Conduit")}, [needs, details, copy] {
        auto *dialog = new AboutDialog(details(), &needs.window);
        QObject::connect(dialog, &AboutDialog::copyRequested, &needs.window, copy);
        openOver(dialog);
    });
}

QString reportDetails(const QString &brokerVersion, bool hasOwnBroker)
{
    const auto broker = brokerVersion.isEmpty() ? u"not known"_s : brokerVersion;
    return QStringList {u"Conduit %1"_s.arg(QCoreApplication::applicationVersion()),
                        u"Broker %1, %2"_s.arg(broker, hasOwnBroker ? u"in this program"_s : u"elsewhere"_s),
                        u"Qt %1"_s.arg(QLatin1StringView(qVersion())),
                        u"%1, %2"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
                        u"Display: %1"_s.arg(QGuiApplication::platformName()),
                        u"Language: %1"_s.arg(QLocale().name())}
        .join(u'\n');
}

} // namespace conduit::ui
