// SPDX-License-Identifier: GPL-3.0-only
#include "app/own_settings.h"

#include "app/setting.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

/// Null for what cannot be changed from inside.
const Setting *settingOf(const QString &name)
{
    const auto found = std::find_if(settings().begin(), settings().end(),
                                    [&](const Setting &setting) { return setting.name == name && setting.show; });
    return found == settings().end() ? nullptr : &*found;
}

} // namespace

OwnSettings::OwnSettings(const AppConfig &config, BrokerHost &host, WorkerPools &pools, PoliteStop &stop,
                         BrokerRestart &restart, QObject *parent)
    : ui::BrokerSettings(parent),
      m_running(config),
      m_next(config),
      m_host(host),
      m_pools(pools),
      m_stop(stop),
      m_restart(restart)
{
    connect(&m_host, &BrokerHost::started, this, &OwnSettings::noteStarted);
    connect(&m_host, &BrokerHost::failed, this, [this] {
        m_hasFailed = true;
        Q_EMIT changed();
    });
    connect(&m_restart, &BrokerRestart::reopening, this, &OwnSettings::changed);
}

QList<ui::BrokerSetting> OwnSettings::settings() const
{
    QList<ui::BrokerSetting> all;
    for (const Setting &setting : app::settings())
        if (setting.show)
            all.append({.name = setting.name,
                        .running = setting.show(m_running),
                        .next = setting.show(m_next),
                        .fixedBy = m_next.origins.value(setting.name)});
    return all;
}

QList<ui::OwnAddress> OwnSettings::addresses() const
{
    QList<ui::OwnAddress> all;
    for (const QNetworkInterface &network : QNetworkInterface::allInterfaces()) {
        if (!network.flags().testFlag(QNetworkInterface::IsUp) || network.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : network.addressEntries())
            if (!entry.ip().isLinkLocal()) // One of those means nothing without the network.
                all.append({.address = entry.ip().toString(), .network = network.humanReadableName()});
    }
    return all;
}

QString OwnSettings::file() const { return settingsFileIn(m_next.dataDirectory); }

QString OwnSettings::change(const QString &name, const QString &value)
{
    const Setting *setting = settingOf(name);
    if (!setting)
        return tr("Conduit knows no setting '%1' that could be changed here.").arg(name);
    if (const QString origin = m_next.origins.value(name); !origin.isEmpty())
        return tr("It was set by %1, which wins over this.").arg(origin);
    const AppConfig standard;
    const QString wanted = value.isEmpty() ? setting->show(standard) : value; // Who empties a field wants the default.
    AppConfig next = m_next;
    if (const QString fault = setting->store(next, valuesOf(*setting, wanted)); !fault.isEmpty())
        return tr("'%1' %2.").arg(wanted, fault);
    if (const QString fault = contradictionIn(next); !fault.isEmpty())
        return fault;
    if (next.isInsecure && !QHostAddress(next.broker.host).isLoopback())
        return tr("The broker was started with --insecure and asks nobody for a token: on %1 whoever reaches the port could do "
                  "everything. Start Conduit without --insecure first; then it makes a token by itself.")
            .arg(next.broker.host);
    if (setting->show(next) == setting->show(m_next))
        return {};
    if (const QString fault = keep(name, setting->show(next), setting->show(next) == setting->show(standard)); !fault.isEmpty())
        return fault;
    m_next = next;
    if (m_hasFailed)
        m_host.configure(m_next); // The next try takes it.
    Q_EMIT changed();
    return {};
}

QString OwnSettings::keep(const QString &name, const QString &value, bool isStandard) const
{
    QSettings file(this->file(), QSettings::IniFormat);
    if (isStandard)
        file.remove(name);
    else
        file.setValue(name, value);
    file.sync();
    return file.status() == QSettings::NoError ? QString()
                                               : tr("%1 cannot be written. Nothing was changed.").arg(file.fileName());
}

void OwnSettings::restart()
{
    if (m_hasFailed) {
        m_host.configure(m_next);
        m_host.start();
        return;
    }
    m_restart.start(m_next, m_running.broker.grace);
    Q_EMIT changed();
}

void OwnSettings::noteStarted()
{
    m_hasFailed = false;
    m_running = m_next;
    m_pools.setTimes(m_running.broker.lease, m_running.broker.grace);
    m_stop.setGrace(m_running.broker.grace);
    Q_EMIT changed();
}

} // namespace conduit::app
