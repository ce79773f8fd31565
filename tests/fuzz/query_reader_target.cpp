// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <QUrl>

namespace conduit::test {

namespace {

using namespace broker;

QByteArray encoded(const QString &text) { return QUrl::toPercentEncoding(text); }

void requireSameText(const QByteArray &query)
{
    QueryReader reader(query);
    const auto text = reader.text("text", 20);
    if (!text || !reader.finish())
        return;
    require(!text->isEmpty() && text->size() <= 20, "a text has the length that was allowed");
    QueryReader again("text=" + encoded(*text));
    require(again.text("text", 20) == text && again.finish(), "a text written anew reads the same");
}

void requireSameList(const QByteArray &query)
{
    QueryReader reader(query);
    const QStringList list = reader.list("list", 4, 20);
    if (list.isEmpty() || !reader.finish())
        return;
    require(list.size() <= 4, "a list has no more names than were allowed");
    QByteArrayList names;
    for (const QString &name : list)
        names.append(encoded(name));
    QueryReader again("list=" + names.join(','));
    require(again.list("list", 4, 20) == list && again.finish(), "a list written anew reads the same");
}

void requireRanges(const QByteArray &query)
{
    QueryReader reader(query);
    const auto number = reader.integer("number", -5, 500);
    const auto time = reader.seconds("time", 0, 60);
    require(!number || (*number >= -5 && *number <= 500), "no number lies outside of its range");
    require(!time || (time->count() >= 0 && time->count() <= 60'000), "no time lies outside of its range");
}

} // namespace

void tryInput(QByteArrayView input)
{
    const QByteArray query = input.toByteArray();
    requireSameText(query);
    requireSameList(query);
    requireRanges(query);
    if (refuseQuery(query))
        require(query.count('&') == query.size(), "an endpoint without parameters takes none");
    const QString text = QString::fromUtf8(input);
    if (const auto id = taskIdFrom(text))
        require(id->toString(QUuid::WithoutBraces) == text.toLower(),
                "an id that is taken is spelt as ours are, but for its case");
}

} // namespace conduit::test
