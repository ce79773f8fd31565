// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/event_export.h"
#include "ui/pages/exports.h"

namespace conduit::ui {

/// Exports events: asks where to and as what.
class EventExports final : public Exports
{
    Q_OBJECT
public:
    EventExports(client::Client &client, QWidget *page);

    /// Which events; fixed when the place is asked for.
    void setFilter(const wire::AuditQuery &filter) { m_filter = filter; }
    void begin(const QString &path, const wire::AuditQuery &filter);

private:
    void ask() override;
    [[nodiscard]] QString doneText(int written, const QString &file) const override;

    client::Client &m_client;
    wire::AuditQuery m_filter;
};

} // namespace conduit::ui
