// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_reader.h"

#include <conduit/result.h>
#include <conduit/wire.h>

#include <QList>
#include <QString>

#include <optional>

namespace conduit::ui {

/// Where the cells of one column go.
struct ColumnTarget
{
    enum class Kind { LeaveOut, Member, Queue, Priority, Delay, RunAt, UniqueKey, SerialKey, Tags };
    /// How a cell becomes JSON.
    enum class As { Text, Number, Boolean, Json };

    Kind kind = Kind::LeaveOut;
    QString member = {}; ///< Of the payload, for the kind Member.
    As as = As::Text;

    friend bool operator==(const ColumnTarget &, const ColumnTarget &) = default;
};

/// How rows become tasks.
struct RowMapping
{
    wire::NewTask pattern = {}; ///< Type and options for all rows; a row's own options win.
    std::optional<wire::Schema> schema = {};
    QList<ColumnTarget> columns = {}; ///< Of a table. A JSON row is the payload as it stands.
    struct Constant
    {
        QString member;
        QByteArray value; ///< JSON text.
    };
    QList<Constant> constants = {}; ///< Members of each payload that has no value of its own for them.
};

/// What is wrong with one row.
struct RowProblem
{
    qint64 line = 0;
    QString field = {}; ///< Empty: the row as a whole.
    QString why = {};

    friend bool operator==(const RowProblem &, const RowProblem &) = default;
};

/// Guesses by name where each column goes: to the schema's field or the option of that name, in any case, with any
/// punctuation. Without a schema each column becomes a member of its name.
[[nodiscard]] QList<ColumnTarget> guessedTargets(const QStringList &columns, const std::optional<wire::Schema> &schema);

/// How a cell for a field of this type becomes JSON.
[[nodiscard]] ColumnTarget::As cellKindOf(wire::FieldType type);

/// What is wrong with the mapping itself, so that no row can be taken; empty when nothing is.
[[nodiscard]] QString mappingFault(const RowMapping &mapping, const RowFormat &format);

/// The task of a row, without an id. An empty cell leaves out what is optional, and is an empty text where a text is required.
[[nodiscard]] Result<wire::NewTask, RowProblem> taskFrom(const SourceRow &row, const RowFormat &format,
                                                         const RowMapping &mapping);

/// What a mapping makes of the same file: another one makes other tasks, which must not take the ids of the first.
[[nodiscard]] QByteArray fingerprint(const RowMapping &mapping, const RowFormat &format);

} // namespace conduit::ui
