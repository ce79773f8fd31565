// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"
#include "broker/core/task_state.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>
#include <variant>
#include <vector>

namespace conduit::broker {

/// Whole numbers from `min` to `max`, both of them included; an absent end is open. Moments and durations are milliseconds.
struct FilterRange
{
    std::optional<qint64> min;
    std::optional<qint64> max;

    friend bool operator==(const FilterRange &, const FilterRange &) = default;
};

/// The task's id lies between two ids of 16 bytes, both of them included: it begins with some digits.
struct IdTerm
{
    QByteArray first;
    QByteArray last;
};

/// The task's id ends with these hexadecimal digits. Ids made one after the other begin alike, so people know them by their ends.
struct IdEndTerm
{
    QByteArray digits; ///< In lower case, fewer than 32.
};

struct StateTerm
{
    std::vector<TaskState> states;
};

/// A text that is exactly `text`; of an error, one that contains it. A signature is that of a dead task's error.
struct TextTerm
{
    enum class Field { Type, Queue, Worker, EnqueuedBy, Tag, Error, Signature };
    Field field;
    QString text;
};

struct NumberTerm
{
    enum class Field {
        Priority,
        Attempts,
        Size, ///< Bytes of the payload.
        Created,
        Started, ///< Of the latest attempt.
        Finished,
        Trashed,  ///< Only of tasks in the trash.
        Due,      ///< Only of tasks that wait and are not held.
        Duration, ///< Of the latest attempt, until now while it runs.
        Wait,     ///< From being due to the latest start, until now while it is ready.
    };
    Field field;
    FilterRange range;
};

/// One step into a JSON text: the member of an object, or the element of an array.
using PathStep = std::variant<QString, int>;

/// A number as it was written: whole, or not.
using FilterNumber = std::variant<qint64, double>;

struct NumberBound
{
    FilterNumber value;
    bool isIncluded = true;
};

/// A value inside of a JSON text is one of these; what is absent does not fit.
struct DocumentTerm
{
    enum class Document {
        Payload,
        Result, ///< The output of a completed task.
        Meta,
    };
    Document document;
    std::vector<PathStep> path;
    std::optional<QString> text = {}; ///< A string that is exactly this.
    std::optional<NumberBound> min = {};
    std::optional<NumberBound> max = {};
    std::optional<bool> boolean = {};
    bool isNull = false;
};

enum class TaskTrait {
    Late,  ///< Ready for more than kLateAfter.
    Stuck, ///< Running although its lease or its deadline has passed.
    Held,  ///< Waits for a person.
    Retried,
    HasError,
    HasResult,
    HasLogs,
    HasProgress,
    HasCheckpoint,
};

/// The type, the error or a tag contains this text.
struct WordTerm
{
    QString text;
};

/// What a filter costs for each task, the cheapest first.
enum class FilterCost {
    Index,    ///< An index finds the tasks.
    Row,      ///< The row of each task is looked at.
    Document, ///< Its payload, output or meta is read, too.
};

struct FilterNode
{
    enum class Kind { All, Any, Not, Term };
    using Term = std::variant<IdTerm, IdEndTerm, StateTerm, TextTerm, NumberTerm, DocumentTerm, TaskTrait, WordTerm>;

    Kind kind = Kind::All;
    std::vector<FilterNode> parts; ///< Of All and Any; one of Not. All of nothing fits everything.
    Term term;                     ///< Of Term.

    [[nodiscard]] FilterCost cost() const;
    /// Whether any part looks into a JSON text; then even few tasks may take long.
    [[nodiscard]] bool readsDocuments() const;
};

/// What tasks somebody looks for: a filter of the filter language (docs/api.md), read and understood.
struct TaskFilter
{
    static constexpr qsizetype kCharactersMax = 2'000;
    static constexpr int kTermsMax = 100;
    static constexpr int kDepthMax = 20; ///< Parentheses inside of each other.
    static constexpr Milliseconds kLateAfter {60'000};

    FilterNode root;
    Moment now; ///< What relative times count from.

    [[nodiscard]] FilterCost cost() const { return root.cost(); }
};

/// Reads a filter. An empty text fits every task. The error of a text that is no filter names the place, in UTF-16 units from 0.
[[nodiscard]] Result<TaskFilter> parseFilter(QStringView text, Moment now);

} // namespace conduit::broker
