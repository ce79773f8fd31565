// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/event_export.h"

#include <QObject>

#include <functional>
#include <memory>

class QAction;
class QWidget;

namespace conduit::ui {

class ExportBar;

/// Exports events: asks where to and as what, and says how far it is. One at a time.
class EventExports final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `page`.
    EventExports(client::Client &client, QWidget *page);

    /// Which events; fixed when the place is asked for.
    void setFilter(const wire::AuditQuery &filter) { m_filter = filter; }
    void setOnline(bool isOnline);
    /// Goes on with one that runs there; what has ended was told there.
    void continueFrom(const EventExports &before)
    {
        if (before.m_run && !before.m_run->hasEnded())
            follow(before.m_run);
    }

    [[nodiscard]] QAction *action() const { return m_action; }
    [[nodiscard]] ExportBar *bar() const { return m_bar; }
    void begin(const QString &path, const wire::AuditQuery &filter);

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

private:
    void ask();
    void follow(const std::shared_ptr<EventExport> &run);
    void showState();
    void showAction();
    void tellEnd();

    client::Client &m_client;
    QWidget *m_page;
    QAction *m_action;
    ExportBar *m_bar;
    std::shared_ptr<EventExport> m_run; ///< A window that takes this one's place takes it over.
    wire::AuditQuery m_filter;
    bool m_isOnline = true;
};

} // namespace conduit::ui
