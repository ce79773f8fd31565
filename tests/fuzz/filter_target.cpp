// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_filter.h"
#include "broker/storage/filter_sql.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/small_database.h"

namespace conduit::test {

namespace {

using namespace broker;
using namespace Qt::StringLiterals;

void requireSoundRefusal(const Error &error, const QString &text)
{
    require(error.code == ErrorCode::InvalidArgument && !error.message.isEmpty(), "a refusal says why");
    for (const SchemaFault &fault : error.faults) {
        require(!fault.message.isEmpty() && fault.span, "a fault has a place and says what is wrong there");
        require(fault.span->position >= 0 && fault.span->length >= 0
                    && fault.span->position + fault.span->length <= text.size(),
                "the place of a fault lies in the text");
    }
}

TaskFilter oppositeOf(const TaskFilter &filter)
{
    FilterNode root;
    root.kind = FilterNode::Kind::Not;
    root.parts.push_back(filter.root);
    return {root, filter.now};
}

void requireSoundSql(const TaskFilter &filter, TaskScope scope)
{
    const SqlCondition fits = conditionFrom(filter, scope);
    const SqlCondition fitsNot = conditionFrom(oppositeOf(filter), scope);
    const SqlCondition mayFit = idConditionFrom(filter).value_or(SqlCondition {u"TRUE"_s, {}});
    const Status read = smallDatabase().readEach(
        u"fuzz"_s, u"SELECT (%1) IS TRUE, (%2) IS TRUE, (%3) IS TRUE FROM tasks"_s.arg(fits.text, fitsNot.text, mayFit.text),
        fits.values + fitsNot.values + mayFit.values, [](const Row &row) {
            const bool isFit = row.smallInteger(0) != 0;
            require(isFit != (row.smallInteger(1) != 0), "each task fits a filter or its opposite, never both");
            require(!isFit || row.smallInteger(2) != 0, "whatever fits is found by its id");
            return true;
        });
    require(read.has_value(), "a filter that is taken is SQL that runs");
}

} // namespace

void tryInput(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const auto filter = parseFilter(text, kSmallDatabaseNow);
    if (!filter) {
        requireSoundRefusal(filter.error(), text);
        return;
    }
    require(text.size() <= TaskFilter::kCharactersMax, "no filter is longer than is allowed");
    require(filter->root.readsDocuments() || filter->cost() != FilterCost::Document, "only documents cost as much");
    for (const TaskScope scope : {TaskScope::Live, TaskScope::Trash, TaskScope::Both})
        requireSoundSql(*filter, scope);
}

} // namespace conduit::test
