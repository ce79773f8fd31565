// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/wire_counts.h>

#include <QByteArray>

/// The targets of questions about many tasks.
namespace conduit::client {

QByteArray seriesPath(const wire::SeriesQuery &query);
QByteArray facetsPath(const wire::FacetQuery &query);
QByteArray deathGroupsPath(const QStringList &types, const QString &after);
QByteArray histogramPath(const wire::HistogramQuery &query);

} // namespace conduit::client
