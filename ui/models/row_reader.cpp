// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_reader.h"

#include "ui/models/csv_reader.h"
#include "ui/models/json_row_readers.h"

namespace conduit::ui {

std::unique_ptr<RowReader> makeRowReader(QIODevice &device, const RowFormat &format)
{
    switch (format.kind) {
    case RowFormat::Kind::Table:
        return std::make_unique<CsvReader>(device, format.delimiter, format.quote);
    case RowFormat::Kind::JsonLines:
        return std::make_unique<JsonLineReader>(device);
    case RowFormat::Kind::JsonArray:
        return std::make_unique<JsonArrayReader>(device);
    }
    Q_UNREACHABLE();
}

} // namespace conduit::ui
