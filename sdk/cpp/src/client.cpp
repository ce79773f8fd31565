// SPDX-License-Identifier: MIT
#include <conduit/client.h>
#include <conduit/event_stream.h>

#include "client_call.h"
#include "count_paths.h"
#include "count_reader.h"
#include "list_paths.h"
#include "wire_reader.h"

#include <utility>

namespace conduit::client {

Client::Client(Transport &transport, QObject *parent) : QObject(parent), m_transport(transport), m_timeout(kTimeout) { }

Client::~Client()
{
    // It listens through our transport to its last moment.
    delete m_events;
}

EventStream &Client::events()
{
    if (!m_events)
        m_events = new EventStream(*this, this);
    return *m_events;
}

void Client::noteReachable(bool reachable, const QString &reason)
{
    if (std::exchange(m_reachable, reachable) != reachable)
        Q_EMIT reachableChanged(reachable, reason);
}

void Client::listAudit(const wire::AuditQuery &query, QObject *context, const Then<wire::AuditPage> &then)
{
    call<wire::AuditPage>(get(auditPath(query)), context, then, auditPageFrom);
}

void Client::loadStats(QObject *context, const Then<wire::Stats> &then)
{
    call<wire::Stats>(get("/stats"), context, then, statsFrom);
}

void Client::loadSeries(const wire::SeriesQuery &query, QObject *context, const Then<wire::SeriesAnswer> &then)
{
    call<wire::SeriesAnswer>(get(seriesPath(query)), context, then, seriesFrom);
}

void Client::countFacets(const wire::FacetQuery &query, QObject *context, const Then<wire::Facets> &then)
{
    call<wire::Facets>(get(facetsPath(query)), context, then, facetsFrom);
}

void Client::loadDeathGroups(const QStringList &types, const QString &after, QObject *context,
                             const Then<wire::DeathGroups> &then)
{
    call<wire::DeathGroups>(get(deathGroupsPath(types, after)), context, then, deathGroupsFrom);
}

void Client::loadHistogram(const wire::HistogramQuery &query, QObject *context, const Then<wire::Histogram> &then)
{
    call<wire::Histogram>(get(histogramPath(query)), context, then, histogramFrom);
}

void Client::loadDescription(QObject *context, const Then<wire::BrokerDescription> &then)
{
    call<wire::BrokerDescription>(get("/info"), context, then, brokerDescriptionFrom);
}

void Client::abort(Transport::CallId call) { m_transport.abort(call); }

} // namespace conduit::client
