// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QCoreApplication>

class QAction;
class QWidget;

namespace conduit::ui {

/// What can be done with a task in the making. Who makes them connects them, and offers them when they can be done.
struct EnqueueActions
{
    Q_DECLARE_TR_FUNCTIONS(conduit::ui::EnqueueActions)
public:
    /// They belong to `page`.
    explicit EnqueueActions(QWidget &page);

    QAction *enqueue;
    QAction *watch;  ///< Enqueues and shows what becomes of it.
    QAction *dryRun; ///< Asks the broker only.
    QAction *copyCurl;
    QAction *many;
    QAction *saveTemplate;
};

} // namespace conduit::ui
