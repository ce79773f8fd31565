// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/export_run.h"

#include <conduit/audit.h>

namespace conduit::ui {

/// Writes what people did into a file, as the broker's record has it, the newest first.
class EventExport final : public ExportRun
{
    Q_OBJECT
public:
    static constexpr int kEntriesAtOnce = 500;

    /// Of `filter` the place and the length of a page do not matter.
    EventExport(client::Client &client, const QString &path, ExportFile::Format format, wire::AuditQuery filter);

private:
    void readNext() override;

    client::Client &m_client;
    ExportFile::Format m_format;
    wire::AuditQuery m_query;
};

} // namespace conduit::ui
