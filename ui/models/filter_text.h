// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

#include <QList>

namespace conduit::ui {

// The line of the broker's filter language as it is typed: what to colour in it, what to offer, and which of its terms the chips
// show. What a line means, and what is wrong with it, the broker alone says. Places are UTF-16 units from 0, as the broker's are.

/// A piece of a line that has a look of its own.
struct FilterToken
{
    enum class Kind { Word, Key, Value, Sign };
    Kind kind = Kind::Word;
    qsizetype begin = 0;
    qsizetype length = 0;
    friend bool operator==(const FilterToken &, const FilterToken &) = default;
};

[[nodiscard]] QList<FilterToken> filterTokens(const QString &line);

/// The filter that a line stands for: its simple terms for state, type, queue and tag by themselves, everything else as text.
[[nodiscard]] TaskFilter filterFromLine(const QString &line);

/// The other way round: `state:dead type:"a b" created:<2h`.
[[nodiscard]] QString queryText(const TaskFilter &filter);

/// The part of it that has no parameter of its own in a request: tag and text.
[[nodiscard]] QString filterTerms(const TaskFilter &filter);

/// A date without a zone of its own in a line that names none: `created:2026-11-25`.
[[nodiscard]] bool hasPlainDate(const QString &line);

/// The line as the broker is asked: such dates are of the zone in which times are shown.
[[nodiscard]] QString withShownZone(const QString &line);

/// The order `wanted` where the broker gives it with this filter, else newest first: tasks whose payload, result or meta has to be read
/// come in the order of creation.
[[nodiscard]] QString fittingSort(const TaskFilter &filter, const QString &wanted);

/// The list of these tasks, as the broker is asked for it.
[[nodiscard]] wire::TaskQuery taskQueryFor(const TaskFilter &filter);

/// The line with these values for `key`, whose term is replaced where it stands, or added; no values: without the term.
[[nodiscard]] QString lineWithValues(const QString &line, const QString &key, const QStringList &values);

/// The line with `term` beside what it asks for; as it is when the term stands there already.
[[nodiscard]] QString lineWithExtraTerm(const QString &line, const QString &term);

/// Whether a term says what tasks have, or what they do not.
enum class Sense { Asked, Excluded };

/// The line whose terms with `key` no longer ask for this value, or no longer exclude it; what names no other value goes. A line that
/// asks for one thing or another stays as it is.
[[nodiscard]] QString lineWithoutValue(const QString &line, const QString &key, const QString &value, Sense sense);

/// The line without `part`, word for word: a term or a group that must fit by itself. As it is where there is none.
[[nodiscard]] QString lineWithoutPart(const QString &line, const QString &part);

/// The values that the line asks for by one term with `key`; none when it has no such term, or asks for something else beside it.
[[nodiscard]] QStringList valuesInLine(const QString &line, const QString &key);

/// A term that looks into texts or payloads, so that it is worth waiting for the Return key.
[[nodiscard]] bool isCostly(const QString &line);

/// What somebody is about to type.
struct FilterPrompt
{
    QString key;   ///< Whose value it is; empty for a key or a word.
    QString typed; ///< So far.
    qsizetype begin = 0;
};

[[nodiscard]] FilterPrompt promptAt(const QString &line, qsizetype cursor);

} // namespace conduit::ui
