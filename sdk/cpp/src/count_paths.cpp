// SPDX-License-Identifier: MIT
#include "count_paths.h"

#include "list_paths.h"

#include <QByteArrayList>

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

/// A target that grows by its parameters; empty ones are left out.
class Target
{
public:
    explicit Target(QByteArrayView path) : m_text(path.toByteArray()) { }

    Target &add(QByteArrayView name, const QStringList &values)
    {
        // Commas between the values stay as they are; one inside a value is percent-encoded.
        QByteArrayList pieces;
        for (const QString &value : values)
            if (!value.isEmpty())
                pieces.append(pathPiece(value));
        if (!pieces.isEmpty())
            m_text += (m_text.contains('?') ? '&' : '?') + name.toByteArray() + '=' + pieces.join(',');
        return *this;
    }
    Target &add(QByteArrayView name, const QString &value) { return add(name, QStringList {value}); }

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

Target filtered(QByteArrayView path, const wire::FacetQuery &query)
{
    Target target(path);
    target.add("state", query.states).add("type", query.types).add("queue", query.queues).add("q", query.filter);
    return target.add("after", query.after);
}

} // namespace

QByteArray seriesPath(const wire::SeriesQuery &query)
{
    Target target("/stats/series");
    target.add("of", query.of).add("by", query.by);
    if (query.from.isValid())
        target.add("from", query.from.toUTC().toString(Qt::ISODateWithMs));
    return target.text();
}

QByteArray facetsPath(const wire::FacetQuery &query)
{
    return filtered("/task/facets", query).add("facets", query.facets).add("top", QString::number(query.top)).text();
}

QByteArray deathGroupsPath(const QStringList &types, const QString &after)
{
    return Target("/task/groups").add("type", types).add("after", after).text();
}

QByteArray histogramPath(const wire::HistogramQuery &query)
{
    Target target = filtered("/task/histogram", query.tasks);
    if (query.isOfEnds)
        target.add("of", u"ended"_s);
    if (query.limit > 0)
        target.add("limit", QString::number(query.limit));
    return target.add("bucket", QString::number(query.bucket)).text();
}

} // namespace conduit::client
