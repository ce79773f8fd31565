// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/parity_table.h"

#include <QHash>

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// Headings of the columns, and what drivers call themselves.
const QHash<QString, QString> kSdks {
    {u"C++"_s, u"cpp"_s}, {u"Python"_s, u"python"_s}, {u"TypeScript"_s, u"typescript"_s}, {u"Rust"_s, u"rust"_s}};
const QString kFirstHeading = u"| feature "_s;

QStringList cellsOf(const QString &line)
{
    QStringList cells;
    for (const QString &cell : line.trimmed().sliced(1).chopped(1).split(u'|'))
        cells += cell.trimmed();
    return cells;
}

QStringList scenariosIn(const QString &cell)
{
    QStringList names;
    for (const QString &name : cell.split(u", "_s))
        names += name.trimmed().remove(u'`');
    return names;
}

} // namespace

QStringList ParityTable::scenariosFor(const QString &sdk) const
{
    QStringList names;
    for (const Row &row : rows) {
        if (row.can.value(sdk))
            names += row.scenarios;
    }
    return names;
}

Result<ParityTable, QString> parityTableIn(const QString &document)
{
    ParityTable table;
    const QStringList lines = document.split(u'\n');
    const auto heading = std::ranges::find_if(lines, [](const QString &line) { return line.startsWith(kFirstHeading); });
    if (heading == lines.end())
        return u"there is no table that begins with '%1'"_s.arg(kFirstHeading);
    const QStringList names = cellsOf(*heading);
    for (const QString &name : names.sliced(1, names.size() - 2)) {
        if (!kSdks.contains(name))
            return u"'%1' is the name of no SDK"_s.arg(name);
        table.sdks += kSdks.value(name);
    }
    // Behind the line below the heading, to the end of the table.
    for (auto line = heading + 2; line != lines.end() && line->startsWith(u'|'); ++line) {
        const QStringList cells = cellsOf(*line);
        if (cells.size() != names.size())
            return u"the row '%1' has %2 cells"_s.arg(*line).arg(cells.size());
        ParityTable::Row row {.feature = cells.first(), .can = {}, .scenarios = scenariosIn(cells.last())};
        for (qsizetype i = 0; i < table.sdks.size(); ++i) {
            const QString &word = cells.at(i + 1);
            if (word != u"yes" && word != u"no")
                return u"the row '%1' says '%2', neither yes nor no"_s.arg(row.feature, word);
            row.can.insert(table.sdks.at(i), word == u"yes");
        }
        table.rows += row;
    }
    return table;
}

} // namespace conduit::test
