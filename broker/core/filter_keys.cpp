// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/filter_keys.h"

#include <algorithm>
#include <array>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
Result<FilterNode> nodeOf(const Result<T> &term)
{
    if (!term)
        return term.error();
    return termNode(*term);
}

template<TextTerm::Field field>
Result<FilterNode> readText(const QString &key, const FilterValue &value, const FilterTimes &)
{
    const auto text = textFrom(key, value);
    if (!text)
        return text.error();
    return termNode(TextTerm {field, *text});
}

template<NumberTerm::Field field>
Result<FilterNode> readNumber(const QString &key, const FilterValue &value, const FilterTimes &times)
{
    using Field = NumberTerm::Field;
    const auto range = [&] {
        if constexpr (field == Field::Priority || field == Field::Attempts)
            return numbersFrom(key, value);
        else if constexpr (field == Field::Size)
            return sizesFrom(key, value);
        else if constexpr (field == Field::Duration || field == Field::Wait)
            return durationsFrom(key, value);
        else if constexpr (field == Field::Due)
            return futureFrom(key, value, times);
        else
            return pastFrom(key, value, times);
    }();
    if (!range)
        return range.error();
    return termNode(NumberTerm {field, *range});
}

Result<FilterNode> readId(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return nodeOf(idFrom(key, value));
}

Result<FilterNode> readStates(const QString &key, const FilterValue &value, const FilterTimes &)
{
    const auto states = statesFrom(key, value);
    if (!states)
        return states.error();
    return termNode(StateTerm {*states});
}

Result<FilterNode> readIs(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return nodeOf(isTraitFrom(key, value));
}

Result<FilterNode> readHas(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return nodeOf(hasTraitFrom(key, value));
}

using Key = std::pair<QLatin1String, ReadValue>;
constexpr std::array kKeys {
    Key {"id"_L1, &readId},
    Key {"status"_L1, &readStates},
    Key {"state"_L1, &readStates},
    Key {"type"_L1, &readText<TextTerm::Field::Type>},
    Key {"queue"_L1, &readText<TextTerm::Field::Queue>},
    Key {"worker"_L1, &readText<TextTerm::Field::Worker>},
    Key {"by"_L1, &readText<TextTerm::Field::EnqueuedBy>},
    Key {"tag"_L1, &readText<TextTerm::Field::Tag>},
    Key {"error"_L1, &readText<TextTerm::Field::Error>},
    Key {"signature"_L1, &readText<TextTerm::Field::Signature>},
    Key {"priority"_L1, &readNumber<NumberTerm::Field::Priority>},
    Key {"attempts"_L1, &readNumber<NumberTerm::Field::Attempts>},
    Key {"size"_L1, &readNumber<NumberTerm::Field::Size>},
    Key {"created"_L1, &readNumber<NumberTerm::Field::Created>},
    Key {"started"_L1, &readNumber<NumberTerm::Field::Started>},
    Key {"finished"_L1, &readNumber<NumberTerm::Field::Finished>},
    Key {"trashed"_L1, &readNumber<NumberTerm::Field::Trashed>},
    Key {"due"_L1, &readNumber<NumberTerm::Field::Due>},
    Key {"duration"_L1, &readNumber<NumberTerm::Field::Duration>},
    Key {"wait"_L1, &readNumber<NumberTerm::Field::Wait>},
    Key {"is"_L1, &readIs},
    Key {"has"_L1, &readHas},
};

/// Keys of parts of the broker that are still to come.
constexpr std::array kLaterKeys {"schedule"_L1, "workflow"_L1, "batch"_L1,  "host"_L1,
                                 "copied"_L1,   "note"_L1,     "edited"_L1, "orphan"_L1};

using DocumentKey = std::pair<QLatin1String, DocumentTerm::Document>;
constexpr std::array kDocumentKeys {DocumentKey {"payload"_L1, DocumentTerm::Document::Payload},
                                    DocumentKey {"result"_L1, DocumentTerm::Document::Result},
                                    DocumentKey {"meta"_L1, DocumentTerm::Document::Meta}};

template<std::size_t N, typename T>
const T *found(const std::array<std::pair<QLatin1String, T>, N> &names, QStringView name)
{
    const auto entry = std::find_if(names.begin(), names.end(),
                                    [&](const auto &one) { return name.compare(one.first, Qt::CaseInsensitive) == 0; });
    return entry == names.end() ? nullptr : &entry->second;
}

} // namespace

ReadValue readerOfKey(QStringView name)
{
    const auto *read = found(kKeys, name);
    return read ? *read : nullptr;
}

bool isLaterKey(QStringView name)
{
    return std::any_of(kLaterKeys.begin(), kLaterKeys.end(),
                       [&](QLatin1String key) { return name.compare(key, Qt::CaseInsensitive) == 0; });
}

std::optional<DocumentTerm::Document> documentOfKey(QStringView name)
{
    const auto *document = found(kDocumentKeys, name);
    return document ? std::optional(*document) : std::nullopt;
}

} // namespace conduit::broker
