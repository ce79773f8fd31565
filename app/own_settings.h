// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "app/broker_restart.h"
#include "ui/broker_settings.h"

namespace conduit::app {

/// The settings of this program's broker as the console changes them: kept in the data folder's file, which every start reads.
class OwnSettings final : public ui::BrokerSettings
{
    Q_OBJECT
public:
    /// `config` is what the broker was started with. All outlive it.
    OwnSettings(const AppConfig &config, BrokerHost &host, WorkerPools &pools, PoliteStop &stop, BrokerRestart &restart,
                QObject *parent = nullptr);

    [[nodiscard]] QList<ui::BrokerSetting> settings() const override;
    [[nodiscard]] QList<ui::OwnAddress> addresses() const override;
    [[nodiscard]] QString file() const override;
    [[nodiscard]] QString change(const QString &name, const QString &value) override;
    void restart() override;
    [[nodiscard]] bool isRestarting() const override { return m_restart.isUnderWay(); }

private:
    void noteStarted();
    [[nodiscard]] QString keep(const QString &name, const QString &value, bool isStandard) const;

    AppConfig m_running;
    AppConfig m_next;
    BrokerHost &m_host;
    WorkerPools &m_pools;
    PoliteStop &m_stop;
    BrokerRestart &m_restart;
    bool m_hasFailed = false;
};

} // namespace conduit::app
