// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_format.h"

#include <QList>

#include <memory>
#include <optional>

class QIODevice;

namespace conduit::ui {

/// A row as it stands in its file.
struct SourceRow
{
    qint64 line = 0;              ///< Where it begins, from 1.
    QByteArray raw = {};          ///< Without its line end.
    QList<QByteArray> cells = {}; ///< Of JSON one, its text without white space. None when there is a fault.
    QString field = {};           ///< Where the fault is; empty: in the row as a whole.
    QString fault = {};           ///< Why it cannot be read; empty when it can. Reading goes on with the next row.
};

/// Reads one row after the other from a file of any size. Belongs to one thread at a time.
class RowReader
{
public:
    virtual ~RowReader() = default;

    /// Nothing at the end, or when brokenOff() says why.
    [[nodiscard]] virtual std::optional<SourceRow> next() = 0;
    /// Why there is no going on, with the line; empty when there is.
    [[nodiscard]] virtual QString brokenOff() const { return {}; }
};

/// The device is open and outlives the reader. The header of a table is a row like the others.
[[nodiscard]] std::unique_ptr<RowReader> makeRowReader(QIODevice &device, const RowFormat &format);

} // namespace conduit::ui
