// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_cells.h"

#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A text that is looked for has to fit into a filter.
constexpr qsizetype kErrorCharactersMax = 200;

using Column = TaskWindowModel::Column;

QString timeText(const QDateTime &time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

template<auto Member>
QString text(const wire::Task &task)
{
    return task.*Member;
}

template<auto Member>
QString number(const wire::Task &task)
{
    return QString::number(task.*Member);
}

template<auto Member>
QString moment(const wire::Task &task)
{
    return timeText(task.*Member);
}

/// As the language takes it: without a zone it is UTC.
template<auto Member>
QString minute(const wire::Task &task)
{
    const QDateTime &time = task.*Member;
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-ddTHH:mm"_s) : QString();
}

/// In seconds; only of what has ended, since the rest still grows.
QString duration(const wire::Task &task)
{
    return task.startedAt.isValid() && task.completedAt.isValid()
        ? QString::number(double(task.startedAt.msecsTo(task.completedAt)) / 1000)
        : QString();
}

QString progress(const wire::Task &task) { return task.progress ? QString::number(task.progress->percent) : QString(); }

QString errorLine(const wire::Task &task) { return task.lastError.section(u'\n', 0, 0).left(kErrorCharactersMax); }

QString tags(const wire::Task &task) { return task.tags.join(u", "_s); }

/// What a column holds, and how the filter language asks for it: by which key and for what; no key: not at all.
struct Cell
{
    using Text = QString (*)(const wire::Task &);

    Column column;
    Text exact;
    const char *key = "";
    Text sought = nullptr; ///< Of tags, which are several, it is each of them instead.
};

using Task = wire::Task;

constexpr std::array kCells {
    Cell {Column::State, text<&Task::state>, "state", text<&Task::state>},
    Cell {Column::Type, text<&Task::taskType>, "type", text<&Task::taskType>},
    Cell {Column::Id, text<&Task::id>, "id", text<&Task::id>},
    Cell {Column::Queue, text<&Task::queue>, "queue", text<&Task::queue>},
    Cell {Column::Attempts, attemptsInShort, "attempts", number<&Task::attempt>},
    Cell {Column::Priority, number<&Task::priority>, "priority", number<&Task::priority>},
    Cell {Column::Created, moment<&Task::createdAt>, "created", minute<&Task::createdAt>},
    Cell {Column::RunAt, moment<&Task::runAt>},
    Cell {Column::Started, moment<&Task::startedAt>, "started", minute<&Task::startedAt>},
    Cell {Column::Duration, duration},
    Cell {Column::Worker, text<&Task::worker>, "worker", text<&Task::worker>},
    Cell {Column::PayloadSize, number<&Task::payloadSize>, "size", number<&Task::payloadSize>},
    Cell {Column::ResultSize, number<&Task::resultSize>},
    Cell {Column::Finished, moment<&Task::completedAt>, "finished", minute<&Task::completedAt>},
    Cell {Column::Progress, progress},
    Cell {Column::Error, text<&Task::lastError>, "error", errorLine},
    Cell {Column::Tags, tags, "tag"},
    Cell {Column::EnqueuedBy, text<&Task::enqueuedBy>, "by", text<&Task::enqueuedBy>},
};
static_assert(kCells.size() == TaskWindowModel::kColumnCount);

const Cell &cellOf(Column column)
{
    const auto found = std::find_if(kCells.begin(), kCells.end(), [column](const Cell &cell) { return cell.column == column; });
    Q_ASSERT(found != kCells.end());
    return *found;
}

/// Terms of these keys find what has all of them; any other key asks for one value.
bool mayStandTwice(const QString &key) { return key == u"tag"; }

QString termText(const QString &key, const QString &value) { return key + u':' + filterValue(value); }

QString exclusionOf(const CellTerm &term)
{
    QStringList texts;
    for (const auto &value : term.values)
        texts.append(termText(term.key, value));
    return texts.size() > 1 ? u"-("_s + texts.join(u' ') + u')' : u'-' + texts.join(u' ');
}

/// A cell's text on one line of one cell.
QString onOneLine(QString text)
{
    for (const auto separator : {u'\t', u'\n', u'\r'})
        text.replace(separator, u' ');
    return text;
}

} // namespace

std::optional<CellTerm> termOfCell(const wire::Task &task, Column column)
{
    const Cell &cell = cellOf(column);
    QStringList values = column == Column::Tags ? task.tags : cell.sought ? QStringList {cell.sought(task)} : QStringList();
    values.removeAll(QString());
    return values.isEmpty() ? std::nullopt : std::optional(CellTerm {QString::fromLatin1(cell.key), values});
}

QString exactText(const wire::Task &task, Column column) { return cellOf(column).exact(task); }

QString lineWithTerm(const QString &line, const CellTerm &term)
{
    auto narrowed = lineWithoutPart(line, exclusionOf(term));
    for (const auto &value : term.values) {
        narrowed = lineWithoutValue(narrowed, term.key, value, Sense::Excluded);
        narrowed = mayStandTwice(term.key) ? lineWithExtraTerm(narrowed, termText(term.key, value))
                                           : lineWithValues(narrowed, term.key, {value});
    }
    return narrowed;
}

QString lineWithoutTerm(const QString &line, const CellTerm &term)
{
    // What asks for all of it would find nothing beside its exclusion.
    auto rest = line;
    bool isAsked = true;
    for (const auto &value : term.values) {
        const auto before = std::exchange(rest, lineWithoutValue(rest, term.key, value, Sense::Asked));
        isAsked = isAsked && rest != before;
    }
    // Of several values that are asked for, this one is out.
    if (isAsked && !mayStandTwice(term.key) && !valuesInLine(rest, term.key).isEmpty())
        return rest;
    const auto exclusion = exclusionOf(term);
    return lineWithExtraTerm(lineWithoutPart(isAsked ? rest : line, exclusion), exclusion);
}

QString tsvFrom(const QList<wire::Task> &tasks, const QList<Column> &columns)
{
    QStringList lines;
    for (const auto &task : tasks) {
        QStringList cells;
        for (const auto column : columns)
            cells.append(harmlessText(onOneLine(exactText(task, column))));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString harmlessText(const QString &text)
{
    static const QString signs = u"=+-@\t\r"_s;
    return !text.isEmpty() && signs.contains(text.front()) ? u'\'' + text : text;
}

} // namespace conduit::ui
