// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/broker_settings.h"
#include "ui/frame/keep_preview.h"
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
    /// Both outlive it; `client` is of the same broker.
    BrokerSettingsGroup(BrokerSettings &broker, client::Client &client, QWidget *parent = nullptr);

private:
    struct Row
    {
        QWidget *field = nullptr;
        QLineEdit *edit = nullptr; ///< Of the field; null where nothing is typed.
        QLabel *below = nullptr;
        QString effect;
    };
    void addSetting(const BrokerSetting &setting);
    [[nodiscard]] Row addressRow(const QString &name);
    [[nodiscard]] Row switchRow(const QString &name);
    [[nodiscard]] Row textRow(const QString &name);
    void keep(const QString &name, const QString &value);
    static void describe(const Row &row);
    void showSettings();
    static void showValue(const Row &row, const QString &value);
    [[nodiscard]] QString wordsBelow(const Row &row, const BrokerSetting &setting);

    BrokerSettings &m_broker;
    KeepPreview m_preview;
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
