// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/line_diff.h"

#include <QList>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// The table of the comparison has the product of both as its size.
constexpr qsizetype kLinesMax = 500;

void appendEach(QStringList &out, QLatin1String mark, const QStringList &lines)
{
    for (const auto &line : lines)
        out.append(mark + line);
}

/// The longest common lines of the middle parts, by the table of all their lengths.
void appendMiddle(QStringList &out, const QStringList &before, const QStringList &after)
{
    const auto rows = before.size();
    const auto columns = after.size();
    if (rows > kLinesMax || columns > kLinesMax) {
        appendEach(out, "- "_L1, before);
        appendEach(out, "+ "_L1, after);
        return;
    }
    QList<int> lengths((rows + 1) * (columns + 1), 0);
    const auto at = [&](qsizetype row, qsizetype column) -> int & { return lengths[row * (columns + 1) + column]; };
    for (auto row = rows - 1; row >= 0; --row)
        for (auto column = columns - 1; column >= 0; --column)
            at(row, column) =
                before[row] == after[column] ? at(row + 1, column + 1) + 1 : std::max(at(row + 1, column), at(row, column + 1));
    qsizetype row = 0;
    qsizetype column = 0;
    while (row < rows && column < columns) {
        if (before[row] == after[column]) {
            out.append("  "_L1 + before[row++]);
            ++column;
        } else if (at(row + 1, column) >= at(row, column + 1)) {
            out.append("- "_L1 + before[row++]);
        } else {
            out.append("+ "_L1 + after[column++]);
        }
    }
    appendEach(out, "- "_L1, before.sliced(row));
    appendEach(out, "+ "_L1, after.sliced(column));
}

} // namespace

QString lineDiff(const QString &before, const QString &after)
{
    auto left = before.split(u'\n');
    auto right = after.split(u'\n');
    QStringList out;
    while (!left.isEmpty() && !right.isEmpty() && left.first() == right.first()) {
        out.append("  "_L1 + left.takeFirst());
        right.removeFirst();
    }
    QStringList tail;
    while (!left.isEmpty() && !right.isEmpty() && left.last() == right.last()) {
        tail.prepend("  "_L1 + left.takeLast());
        right.removeLast();
    }
    appendMiddle(out, left, right);
    return (out + tail).join(u'\n');
}

} // namespace conduit::ui
