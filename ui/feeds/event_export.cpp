// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/event_export.h"

#include "ui/models/event_file.h"

#include <utility>

namespace conduit::ui {

EventExport::EventExport(client::Client &client, const QString &path, ExportFile::Format format, wire::AuditQuery filter)
    : ExportRun(path, eventFileHead(format)), m_client(client), m_format(format), m_query(std::move(filter))
{
    m_query.olderThan = {};
    m_query.newerThan = {};
    m_query.limit = kEntriesAtOnce;
}

void EventExport::readNext()
{
    m_client.listAudit(m_query, this, [this](const client::Result<wire::AuditPage> &page) {
        if (!page)
            return takeFailure(page.error());
        m_query.olderThan = page->next;
        take(page->entries.size(), !page->next,
             [entries = page->entries, format = m_format] { return eventFileLines(entries, format); });
    });
}

} // namespace conduit::ui
