// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_selection.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// Counts by state what somebody has selected by a filter, which only the broker can: once for each selection, as soon as it has stood still
/// for a moment. What the broker cannot count in its time has no numbers.
class ChoiceCount final : public QObject
{
    Q_OBJECT
public:
    explicit ChoiceCount(client::Client &client, QObject *parent = nullptr);

    /// `choice` with its counts, if they are known; else they are asked for, and changed() tells of them. Cheap for what it knows.
    [[nodiscard]] TaskChoice counted(TaskChoice choice);

Q_SIGNALS:
    void changed();

private:
    void ask();

    client::Client &m_client;
    QTimer m_rest;
    TaskChoice m_choice; ///< The one that was asked about last, or is to be.
    QMap<QString, qint64> m_counts;
    quint64 m_generation = 0;
};

} // namespace conduit::ui
