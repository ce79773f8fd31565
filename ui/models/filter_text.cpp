// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/filter_text.h"

#include "ui/format/time_format.h"
#include "ui/models/filter_words.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Where the quoted text that begins at `at` ends: behind its closing quote, or at the end of the line.
qsizetype endOfQuotes(const QString &line, qsizetype at)
{
    for (++at; at < line.size() && line[at] != u'"'; ++at)
        if (line[at] == u'\\')
            ++at;
    return std::min(at + 1, line.size());
}

/// Up to the first character at which `ends` says so, outside of quotes.
template<typename Ends>
qsizetype scan(const QString &line, qsizetype at, Ends ends)
{
    while (at < line.size() && !ends(line[at]))
        at = line[at] == u'"' ? endOfQuotes(line, at) : at + 1;
    return at;
}

bool isBetweenTerms(QChar c) { return c.isSpace() || c == u'(' || c == u')'; }

/// A term, `OR`, or a parenthesis.
struct Piece
{
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype colon = -1; ///< Of a term with a key.
    bool isNegated = false;
    int depth = 0; ///< Parentheses around it.

    [[nodiscard]] QString key(const QString &line) const
    {
        const auto from = begin + (isNegated ? 1 : 0);
        return colon < 0 ? QString() : line.sliced(from, colon - from).toLower();
    }
};

QList<Piece> piecesOf(const QString &line)
{
    QList<Piece> pieces;
    int depth = 0;
    for (qsizetype at = 0; at < line.size();) {
        if (line[at].isSpace()) {
            ++at;
            continue;
        }
        depth -= line[at] == u')' ? 1 : 0;
        Piece piece {.begin = at, .end = at + 1, .colon = -1, .isNegated = line[at] == u'-', .depth = depth};
        depth += line[at] == u'(' ? 1 : 0;
        const auto from = at + (piece.isNegated ? 1 : 0);
        if (from < line.size() && !isBetweenTerms(line[from])) {
            piece.end = scan(line, from, isBetweenTerms);
            const auto colon = scan(line, from, [](QChar c) { return c == u':' || isBetweenTerms(c); });
            if (colon < piece.end && colon > from)
                piece.colon = colon;
        }
        at = piece.end;
        pieces.append(piece);
    }
    return pieces;
}

/// The values behind the colon without their quotes; nothing when one of them is no plain text.
std::optional<QStringList> plainValues(const QString &line, const Piece &piece)
{
    QStringList values;
    for (auto at = piece.colon + 1; at <= piece.end;) {
        const auto end = scan(line, at, [](QChar c) { return c == u',' || c.isSpace() || c == u')' || c == u'('; });
        auto text = line.sliced(at, std::min(end, piece.end) - at);
        if (text.startsWith(u'"')) {
            if (text.size() < 2 || endOfQuotes(text, 0) != text.size() || !text.endsWith(u'"'))
                return {};
            text = text.sliced(1, text.size() - 2);
            static const QRegularExpression escape(uR"(\\(.))"_s);
            text.replace(escape, u"\\1"_s);
        } else if (text.contains(u'"')) {
            return {};
        }
        if (text.isEmpty())
            return {};
        values.append(text);
        at = end + 1;
    }
    return values;
}

/// Terms beside each other, which may be taken out one by one.
bool isPlainList(const QString &line, const QList<Piece> &pieces)
{
    return std::none_of(pieces.begin(), pieces.end(), [&](const Piece &piece) {
        const auto text = QStringView(line).sliced(piece.begin, piece.end - piece.begin);
        return text == u"OR" || text == u"(" || text == u")" || text == u"-";
    });
}

/// A line that asks for one thing or another stands for neither of them.
bool hasChoice(const QString &line, const QList<Piece> &pieces)
{
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece &piece) {
        return piece.depth == 0 && QStringView(line).sliced(piece.begin, piece.end - piece.begin) == u"OR";
    });
}

/// The term for `key` that must fit by itself.
QList<Piece>::const_iterator termOf(const QString &key, const QString &line, const QList<Piece> &pieces)
{
    return std::find_if(pieces.begin(), pieces.end(), [&](const Piece &piece) {
        return piece.depth == 0 && !piece.isNegated && piece.key(line) == key && plainValues(line, piece);
    });
}

QString termFrom(const QString &key, const QStringList &values)
{
    QStringList texts;
    for (const auto &value : values)
        texts.append(filterValue(value));
    return values.isEmpty() ? QString() : key + u':' + texts.join(u',');
}

bool isOfDocuments(const QString &key)
{
    static const QRegularExpression path(u"^(payload|result|meta)[.[]"_s);
    return path.match(key).hasMatch();
}

bool readsDocuments(const QString &line)
{
    const auto pieces = piecesOf(line);
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece &piece) { return isOfDocuments(piece.key(line)); });
}

/// The line with something else, or with nothing, from one place to another.
QString lineWithPart(const QString &line, qsizetype begin, qsizetype end, const QString &part)
{
    const auto before = line.first(begin);
    const auto after = line.sliced(end);
    return (part.isEmpty() ? before.trimmed() + u' ' + after.trimmed() : before + part + after).trimmed();
}

} // namespace

QList<FilterToken> filterTokens(const QString &line)
{
    using Kind = FilterToken::Kind;
    QList<FilterToken> tokens;
    for (const auto &piece : piecesOf(line)) {
        const auto text = QStringView(line).sliced(piece.begin, piece.end - piece.begin);
        if (text == u"OR" || text == u"(" || text == u")" || text == u"-") {
            tokens.append({Kind::Sign, piece.begin, text.size()});
            continue;
        }
        if (piece.isNegated)
            tokens.append({Kind::Sign, piece.begin, 1});
        const auto from = piece.begin + (piece.isNegated ? 1 : 0);
        if (piece.colon < 0) {
            tokens.append({Kind::Word, from, piece.end - from});
            continue;
        }
        tokens.append({Kind::Key, from, piece.colon + 1 - from});
        if (piece.colon + 1 < piece.end)
            tokens.append({Kind::Value, piece.colon + 1, piece.end - piece.colon - 1});
    }
    return tokens;
}

TaskFilter filterFromLine(const QString &line)
{
    TaskFilter filter;
    const auto pieces = piecesOf(line);
    if (!isPlainList(line, pieces)) {
        filter.text = line.trimmed();
        return filter;
    }
    QStringList rest;
    for (const auto &piece : pieces) {
        const auto key = piece.key(line);
        QStringList *const values = key == u"state" ? &filter.states
            : key == u"type"                        ? &filter.types
            : key == u"queue"                       ? &filter.queues
                                                    : nullptr;
        const auto plain = values && values->isEmpty() && !piece.isNegated ? plainValues(line, piece) : std::nullopt;
        const auto isState = [](const QString &word) { return filterValues(u"state"_s).contains(word); };
        const auto tag = key == u"tag" && filter.tag.isEmpty() && !piece.isNegated ? plainValues(line, piece) : std::nullopt;
        if (tag && tag->size() == 1)
            filter.tag = tag->first();
        else if (values && plain && (key != u"state" || std::all_of(plain->begin(), plain->end(), isState)))
            *values = *plain;
        else
            rest.append(line.sliced(piece.begin, piece.end - piece.begin));
    }
    filter.text = rest.join(u' ');
    return filter;
}

QString filterTerms(const TaskFilter &filter)
{
    const auto tag = filter.tag.isEmpty() ? QString() : lineWithValues({}, u"tag"_s, {filter.tag});
    const bool isOneTerm = tag.isEmpty() || isPlainList(filter.text, piecesOf(filter.text));
    return (tag + u' ' + (isOneTerm ? filter.text : u'(' + filter.text + u')')).trimmed();
}

bool hasPlainDate(const QString &line)
{
    static const QStringList moments {u"created"_s, u"started"_s, u"finished"_s, u"trashed"_s, u"due"_s};
    static const QRegularExpression date(
        u"\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?(?<zone>Z|[+-]\\d\\d:\\d\\d)?"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto isPlain = [&](const Piece &piece) {
        for (auto dates = date.globalMatch(line.sliced(piece.begin, piece.end - piece.begin)); dates.hasNext();)
            if (dates.next().captured(u"zone"_s).isEmpty())
                return true;
        return false;
    };
    const auto pieces = piecesOf(line);
    const auto has = [&](const auto &test) { return std::any_of(pieces.begin(), pieces.end(), test); };
    return has([&](const Piece &piece) { return moments.contains(piece.key(line)) && isPlain(piece); })
        && !has([&](const Piece &piece) { return piece.key(line) == u"zone"; });
}

QString withShownZone(const QString &line)
{
    return hasPlainDate(line) ? line + u" zone:"_s + QString::fromLatin1(TimeFormat::ours().zoneId()) : line;
}

QString fittingSort(const TaskFilter &filter, const QString &wanted)
{
    const bool isOfCreation = wanted == TaskFilter::kNewestFirst || wanted == reversedSort(TaskFilter::kNewestFirst);
    return isOfCreation || !readsDocuments(filter.text) ? wanted : TaskFilter::kNewestFirst;
}

QString queryText(const TaskFilter &filter)
{
    auto line = lineWithValues({}, u"state"_s, filter.states);
    line = lineWithValues(line, u"type"_s, filter.types);
    line = lineWithValues(line, u"queue"_s, filter.queues);
    const auto terms = filterTerms(filter);
    const bool isOneTerm = line.isEmpty() || isPlainList(terms, piecesOf(terms));
    return (line + u' ' + (isOneTerm ? terms : u'(' + terms + u')')).trimmed();
}

wire::TaskQuery taskQueryFor(const TaskFilter &filter)
{
    wire::TaskQuery query;
    query.states = filter.states;
    query.types = filter.types;
    query.queues = filter.queues;
    query.filter = withShownZone(filterTerms(filter));
    query.sort = filter.sort;
    return query;
}

QString lineWithValues(const QString &line, const QString &key, const QStringList &values)
{
    const auto term = termFrom(key, values);
    const auto pieces = piecesOf(line);
    if (hasChoice(line, pieces))
        return term.isEmpty() ? line : u'(' + line.trimmed() + u") "_s + term;
    const auto found = termOf(key, line, pieces);
    if (found == pieces.end())
        return term.isEmpty() ? line : (line.trimmed() + u' ' + term).trimmed();
    return lineWithPart(line, found->begin, found->end, term);
}

QString lineWithExtraTerm(const QString &line, const QString &term)
{
    const auto pieces = piecesOf(line);
    if (hasChoice(line, pieces))
        return u'(' + line.trimmed() + u") "_s + term;
    const bool isThere = std::any_of(pieces.begin(), pieces.end(), [&](const Piece &piece) {
        return piece.depth == 0 && QStringView(line).sliced(piece.begin, piece.end - piece.begin) == term;
    });
    return isThere ? line : (line.trimmed() + u' ' + term).trimmed();
}

QString lineWithoutValue(const QString &line, const QString &key, const QString &value, Sense sense)
{
    const bool isNegated = sense == Sense::Excluded;
    const auto pieces = piecesOf(line);
    if (hasChoice(line, pieces))
        return line;
    auto rest = line;
    // From behind, so that the places of those in front stay.
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
        if (piece->depth > 0 || piece->isNegated != isNegated || piece->key(line) != key)
            continue;
        auto values = plainValues(line, *piece).value_or(QStringList());
        if (values.removeAll(value) > 0)
            rest = lineWithPart(rest, piece->begin, piece->end,
                                values.isEmpty() ? QString() : (isNegated ? u"-"_s : QString()) + termFrom(key, values));
    }
    return rest;
}

QString lineWithoutPart(const QString &line, const QString &part)
{
    const auto pieces = piecesOf(line);
    if (hasChoice(line, pieces))
        return line;
    for (const auto &piece : pieces) {
        const auto end = piece.begin + part.size();
        if (piece.depth == 0 && QStringView(line).sliced(piece.begin).startsWith(part)
            && (end == line.size() || line[end].isSpace()))
            return lineWithPart(line, piece.begin, end, {});
    }
    return line;
}

QStringList valuesInLine(const QString &line, const QString &key)
{
    const auto pieces = piecesOf(line);
    const auto found = hasChoice(line, pieces) ? pieces.end() : termOf(key, line, pieces);
    return found == pieces.end() ? QStringList() : plainValues(line, *found).value_or(QStringList());
}

bool isCostly(const QString &line)
{
    static const QRegularExpression idStart(u"^[0-9A-Fa-f-]{4,36}$"_s);
    const auto pieces = piecesOf(line);
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece &piece) {
        const auto key = piece.key(line);
        if (!key.isEmpty())
            return key == u"error" || key == u"has" || isOfDocuments(key);
        const auto text = line.sliced(piece.begin, piece.end - piece.begin);
        return text != u"OR" && text != u"(" && text != u")" && text != u"-" && !idStart.match(text).hasMatch();
    });
}

FilterPrompt promptAt(const QString &line, qsizetype cursor)
{
    const auto head = line.first(std::clamp(cursor, qsizetype(0), line.size()));
    const auto pieces = piecesOf(head);
    if (pieces.isEmpty() || pieces.last().end < head.size() || head.endsWith(u'(') || head.endsWith(u')'))
        return {.key = {}, .typed = {}, .begin = head.size()};
    const auto &piece = pieces.last();
    const auto from = piece.begin + (piece.isNegated ? 1 : 0);
    if (piece.colon < 0)
        return {.key = {}, .typed = head.sliced(from), .begin = from};
    auto begin = piece.colon + 1;
    for (auto at = begin; at < head.size();) {
        at = scan(head, at, [](QChar c) { return c == u','; });
        if (at < head.size())
            begin = ++at;
    }
    return {.key = piece.key(head), .typed = head.sliced(begin), .begin = begin};
}

} // namespace conduit::ui
