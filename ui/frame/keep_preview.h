// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/broker_settings.h"

#include <conduit/client.h>

#include <QHash>
#include <QObject>

namespace conduit::ui {

/// Says of a time to keep tasks that is to become shorter how many it would delete: as many as the broker counts in a moment, once for each
/// time that is typed.
class KeepPreview final : public QObject
{
    Q_OBJECT
public:
    explicit KeepPreview(client::Client &client) : m_client(client) { }

    /// A sentence, or nothing: for other settings, for longer times, and until counted().
    [[nodiscard]] QString textFor(const BrokerSetting &setting);

Q_SIGNALS:
    void counted();

private:
    struct Count
    {
        QString of; ///< The value that was counted for.
        QString text = {};
    };
    void countEnded(const QString &name, const QString &value, bool isOfDead, wire::Seconds before, wire::Seconds after);
    void countTrash(const QString &name, const QString &value, wire::Seconds after);
    void take(const QString &name, const QString &value, const QString &text);

    client::Client &m_client;
    QHash<QString, Count> m_counts; ///< By name of the setting.
};

} // namespace conduit::ui
