// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_pass.h"
#include "ui/models/sample_model.h"

#include <QDateTime>

#include <functional>

namespace conduit::ui {

/// What the pages of the wizard decide one after the other.
struct ManyDraft
{
    QString type;
    std::optional<wire::Schema> schema;
    RowSource source;
    QList<SourceRow> sample; ///< The first rows.
    QStringList columns;     ///< Of a table.
    std::function<QDateTime()> now;
};

} // namespace conduit::ui
