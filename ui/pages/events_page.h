// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/audit_feed.h"
#include "ui/models/audit_model.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QTableView;

namespace conduit::ui {

class EmptyState;
class EventExports;
class EventTimes;
class ListFrame;
class OperationFailures;

/// What people and programs did to the broker: who, when, what, to what, how it went and why. From each act there is a way to what it was
/// done to, and from work on many tasks a way back.
class EventsPage final : public QWidget
{
    Q_OBJECT
public:
    EventsPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    /// Whether new acts come on top; else the list stands still.
    void setLive(bool isLive) { m_feed.setFollowing(isLive); }
    /// What ends now, such as the last hour, is counted from this now.
    void reload() { applyFilter(); }
    [[nodiscard]] QList<QAction *> eventActions() const;
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] AuditModel &model() { return m_model; }
    [[nodiscard]] EmptyState *emptyState() const;
    [[nodiscard]] OperationFailures *failures() const { return m_failures; }
    [[nodiscard]] QLineEdit *whoEdit() const { return m_who; }
    [[nodiscard]] QComboBox *verbBox() const { return m_verb; }
    [[nodiscard]] QLineEdit *targetEdit() const { return m_target; }
    [[nodiscard]] EventTimes *times() const { return m_times; }
    [[nodiscard]] EventExports *exports() const { return m_exports; }
    void clearFilter();
    /// Shows what fits the filter of that page.
    void continueFrom(const EventsPage &before);

Q_SIGNALS:
    void taskRequested(const QString &id);
    /// Those that this line of the filter language finds.
    void tasksRequested(const QString &filter);
    void typeRequested(const QString &type);
    void queueRequested(const QString &queue);
    void workerRequested(const QString &worker);
    void said(const QString &text);
    /// An export has ended; `act` is what `action` does.
    void exported(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void buildFilter();
    /// In two lines where one would cut off what the fields are for.
    void placeFilter();
    void buildTable();
    void applyFilter();
    void showTarget();
    void undo();
    void showActions();
    void showEmptiness();
    [[nodiscard]] bool isFiltered() const;
    /// Null when none is chosen.
    [[nodiscard]] const wire::AuditEntry *current() const;

    client::Client &m_client;
    AuditModel m_model;
    AuditFeed m_feed;
    QTimer m_typing; ///< Until nobody has typed for a moment.
    bool m_isOnline = true;
    QString m_refusal; ///< What the broker said instead of giving the newest events.
    QLineEdit *m_who = nullptr;
    QComboBox *m_verb = nullptr;
    QLineEdit *m_target = nullptr;
    QHBoxLayout *m_filterAbove = nullptr;
    QHBoxLayout *m_filterBelow = nullptr;
    QTableView *m_table = nullptr;
    ListFrame *m_list = nullptr;
    OperationFailures *m_failures;
    EventTimes *m_times;
    EventExports *m_exports;
    QAction *m_show = nullptr;
    QAction *m_undo = nullptr;
};

} // namespace conduit::ui
