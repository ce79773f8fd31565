// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/broker_settings.h"
#include "ui/frame/settings_group.h"

#include <QHash>

#include <functional>

class QLineEdit;

namespace conduit::ui {

/// The settings of this program's own broker. Each is kept when it is typed, and holds from the broker's next start.
class BrokerSettingsGroup final : public SettingsGroup
{
    Q_OBJECT
public:
    /// `broker` outlives it.
    explicit BrokerSettingsGroup(BrokerSettings &broker, QWidget *parent = nullptr);

private:
    void addSetting(const BrokerSetting &setting);
    void keep(const QString &name);
    void showSettings();

    struct Row
    {
        QLineEdit *field;
        QLabel *below;
        QString effect;
    };
    BrokerSettings &m_broker;
    QHash<QString, Row> m_rows;
};

/// What waits for a restart of the broker, and the way to it. Hidden while nothing does.
class RestartBar final : public QWidget
{
    Q_OBJECT
public:
    /// `running` says how many tasks run at the moment.
    RestartBar(BrokerSettings &broker, std::function<qint64()> running, QWidget *parent = nullptr);

    /// Says how many tasks run now.
    void refresh();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void laterChosen();

private:
    BrokerSettings &m_broker;
    std::function<qint64()> m_running;
    QLabel *m_text;
    QWidget *m_buttons;
};

} // namespace conduit::ui
