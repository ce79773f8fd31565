// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/successor.h"

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Takes back what a page has enqueued, for an undo that may come when another page stands in place of it.
class EnqueueTakeBack final : public QObject
{
    Q_OBJECT
public:
    explicit EnqueueTakeBack(client::Client &client) : m_client(client) { }

    /// Takes these tasks back when it is called.
    [[nodiscard]] std::function<void()> later(const QStringList &ids) const;
    void continueFrom(const EnqueueTakeBack &before) { m_successor.takePlaceOf(before.m_successor); }

Q_SIGNALS:
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &why);

private:
    void takeBack(const QStringList &ids);

    client::Client &m_client;
    Successor<EnqueueTakeBack> m_successor {this};
};

} // namespace conduit::ui
