// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/row_choice.h"

#include <QTableView>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const QString kWaiting = u"rowChoice"_s;

bool chooseNow(QTableView &table, const QString &name)
{
    const auto *model = table.model();
    const auto found = model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchCaseSensitive);
    if (found.isEmpty())
        return false;
    table.setCurrentIndex(found.first());
    return true;
}

} // namespace

void chooseRow(QTableView &table, const QString &name)
{
    delete table.findChild<QObject *>(kWaiting, Qt::FindDirectChildrenOnly);
    if (chooseNow(table, name))
        return;
    auto *waiting = new QObject(&table);
    waiting->setObjectName(kWaiting);
    const auto tryAgain = [&table, name, waiting] {
        if (chooseNow(table, name))
            waiting->deleteLater();
    };
    // Queued, so that a page which chooses its first row itself has done so.
    QObject::connect(table.model(), &QAbstractItemModel::rowsInserted, waiting, tryAgain, Qt::QueuedConnection);
    QObject::connect(table.model(), &QAbstractItemModel::modelReset, waiting, tryAgain, Qt::QueuedConnection);
}

} // namespace conduit::ui
