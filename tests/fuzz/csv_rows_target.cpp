// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/fuzz_target.h"
#include "ui/models/csv_reader.h"

#include <QBuffer>

namespace conduit::test {

/// The first byte chooses delimiter and quote, the rest is the file.
void tryInput(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const auto choice = static_cast<uchar>(input.front());
    constexpr char kDelimiters[] {',', ';', '\t', '|'};
    QByteArray file = input.sliced(1).toByteArray();
    QBuffer device(&file);
    require(device.open(QIODevice::ReadOnly), "a buffer can be read");
    ui::CsvReader reader(device, kDelimiters[choice % 4], choice & 4 ? '\0' : '"');
    qint64 lineBefore = 0;
    qsizetype read = 0;
    while (const auto row = reader.next()) {
        require(row->line > lineBefore, "each row begins on a line of its own");
        lineBefore = row->line;
        require(!row->raw.isEmpty(), "an empty line is no row");
        read += row->raw.size();
        require(read <= file.size(), "no more is read than the file has");
        require(row->cells.isEmpty() != row->fault.isEmpty(), "a row has cells or a fault");
        qsizetype inCells = 0;
        for (const QByteArray &cell : row->cells)
            inCells += cell.size();
        require(inCells <= row->raw.size(), "cells have no more bytes than their row");
    }
    require(lineBefore <= file.count('\n') + 1, "a file has no more lines than line ends");
}

} // namespace conduit::test
