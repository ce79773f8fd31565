// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_sentence.h"

#include <QAbstractItemModel>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QString rowSentence(const QAbstractItemModel &model, int row)
{
    QStringList parts;
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto text = model.index(row, column).data().toString();
        if (!text.isEmpty())
            parts.append(u"%1: %2"_s.arg(model.headerData(column, Qt::Horizontal).toString(), text));
    }
    return parts.join(u", "_s);
}

} // namespace conduit::ui
