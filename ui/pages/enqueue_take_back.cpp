// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_take_back.h"

#include "ui/feeds/change_failure.h"
#include "ui/feeds/enqueue_undo.h"

namespace conduit::ui {

std::function<void()> EnqueueTakeBack::later(const QStringList &ids) const
{
    return m_successor.later([ids](EnqueueTakeBack &one) { one.takeBack(ids); });
}

void EnqueueTakeBack::takeBack(const QStringList &ids)
{
    auto *undo = new EnqueueUndo(m_client, ids, this);
    connect(undo, &EnqueueUndo::ended, this, [this, undo](const QString &text) {
        undo->deleteLater();
        Q_EMIT said(text);
    });
    connect(undo, &EnqueueUndo::failed, this, [this, undo](const client::Failure &failure) {
        undo->deleteLater();
        Q_EMIT refused(changeFailureText(failure));
    });
    undo->start();
}

} // namespace conduit::ui
