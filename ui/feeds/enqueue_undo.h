// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/operation_feed.h"

#include <QObject>
#include <QStringList>

namespace conduit::ui {

/// Takes tasks back that were enqueued a moment ago: cancels those that still wait, and leaves alone what has begun. Goes through them in
/// operations of some dozens, since a filter can name no more, and tells once what became of all.
class EnqueueUndo final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kIdsAtOnce = 40;

    EnqueueUndo(client::Client &client, const QStringList &ids, QObject *parent = nullptr);

    void start() { goOn(); }

Q_SIGNALS:
    /// All that could be taken back is.
    void ended(const QString &text);
    /// The rest was not taken back.
    void failed(const conduit::client::Failure &failure);

private:
    void goOn();
    void take(const wire::Operation &operation);

    OperationFeed m_operations;
    QStringList m_left;
    qsizetype m_asked;
    qint64 m_cancelled = 0;
};

} // namespace conduit::ui
