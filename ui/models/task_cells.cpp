// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_cells.h"

#include "ui/models/filter_text.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A text that is looked for has to fit into a filter.
constexpr qsizetype kErrorCharactersMax = 200;

using Column = TaskWindowModel::Column;

QString timeText(const QDateTime &time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

/// The minute, as the language takes it: without a zone it is UTC.
QStringList minuteOf(const QDateTime &time)
{
    return time.isValid() ? QStringList {time.toUTC().toString(u"yyyy-MM-ddTHH:mm"_s)} : QStringList();
}

/// In seconds; only of what has ended, since the rest still grows.
QString durationText(const wire::Task &task)
{
    return task.startedAt.isValid() && task.completedAt.isValid()
        ? QString::number(double(task.startedAt.msecsTo(task.completedAt)) / 1000)
        : QString();
}

QStringList notEmpty(const QString &value) { return value.isEmpty() ? QStringList() : QStringList {value}; }

CellTerm rawTerm(const wire::Task &task, Column column)
{
    switch (column) {
    case Column::State:
        return {u"state"_s, notEmpty(task.state)};
    case Column::Type:
        return {u"type"_s, notEmpty(task.taskType)};
    case Column::Id:
        return {u"id"_s, notEmpty(task.id)};
    case Column::Queue:
        return {u"queue"_s, notEmpty(task.queue)};
    case Column::Attempts:
        return {u"attempts"_s, {QString::number(task.attempt)}};
    case Column::Priority:
        return {u"priority"_s, {QString::number(task.priority)}};
    case Column::Created:
        return {u"created"_s, minuteOf(task.createdAt)};
    case Column::Started:
        return {u"started"_s, minuteOf(task.startedAt)};
    case Column::Finished:
        return {u"finished"_s, minuteOf(task.completedAt)};
    case Column::Worker:
        return {u"worker"_s, notEmpty(task.worker)};
    case Column::PayloadSize:
        return {u"size"_s, {QString::number(task.payloadSize)}};
    case Column::Error:
        return {u"error"_s, notEmpty(task.lastError.section(u'\n', 0, 0).left(kErrorCharactersMax))};
    case Column::Tags:
        return {u"tag"_s, task.tags};
    default:
        return {};
    }
}

/// Terms of these keys find what has all of them; any other key asks for one value.
bool mayStandTwice(const QString &key) { return key == u"tag"; }

QString termText(const QString &key, const QString &value) { return key + u':' + filterValue(value); }

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
    const auto term = rawTerm(task, column);
    return term.values.isEmpty() ? std::nullopt : std::optional(term);
}

QString exactText(const wire::Task &task, Column column)
{
    switch (column) {
    case Column::State:
        return task.state;
    case Column::Type:
        return task.taskType;
    case Column::Id:
        return task.id;
    case Column::Queue:
        return task.queue;
    case Column::Attempts:
        return u"%1/%2"_s.arg(task.attempt).arg(task.maxAttempts);
    case Column::Priority:
        return QString::number(task.priority);
    case Column::Created:
        return timeText(task.createdAt);
    case Column::RunAt:
        return timeText(task.runAt);
    case Column::Started:
        return timeText(task.startedAt);
    case Column::Duration:
        return durationText(task);
    case Column::Worker:
        return task.worker;
    case Column::PayloadSize:
        return QString::number(task.payloadSize);
    case Column::ResultSize:
        return QString::number(task.resultSize);
    case Column::Finished:
        return timeText(task.completedAt);
    case Column::Progress:
        return task.progress ? QString::number(task.progress->percent) : QString();
    case Column::Error:
        return task.lastError;
    case Column::Tags:
        return task.tags.join(u", "_s);
    }
    Q_UNREACHABLE();
}

QString lineWithTerm(const QString &line, const CellTerm &term)
{
    auto narrowed = line;
    for (const auto &value : term.values)
        narrowed = mayStandTwice(term.key) ? lineWithExtraTerm(narrowed, termText(term.key, value))
                                           : lineWithValues(narrowed, term.key, {value});
    return narrowed;
}

QString lineWithoutTerm(const QString &line, const CellTerm &term)
{
    QStringList texts;
    for (const auto &value : term.values)
        texts.append(termText(term.key, value));
    if (texts.size() > 1)
        return lineWithExtraTerm(line, u"-("_s + texts.join(u' ') + u')');
    // Of several values that are asked for, this one is taken out; one that stands alone is turned round.
    auto asked = valuesInLine(line, term.key);
    const bool isAsked = !mayStandTwice(term.key) && asked.removeAll(term.values.first()) > 0;
    if (isAsked && !asked.isEmpty())
        return lineWithValues(line, term.key, asked);
    return lineWithExtraTerm(isAsked ? lineWithValues(line, term.key, {}) : line, u'-' + texts.first());
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
