// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QWidget>

class QAction;
class QLabel;
class QListWidget;

namespace conduit::ui {

/// Below the events: the tasks that an operation could not change, each with the reason, and a way to try these again. Hidden as long as
/// nothing failed.
class OperationFailures final : public QWidget
{
    Q_OBJECT
public:
    OperationFailures(client::Client &client, QWidget *parent);

    /// The one that is chosen; null: none.
    void showOf(const wire::AuditEntry *entry);
    void setOnline(bool isOnline);
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QAction *againAction() const { return m_again; }

Q_SIGNALS:
    void taskRequested(const QString &id);
    void said(const QString &text);
    void refused(const QString &text);

private:
    void take(const client::Result<wire::Operation> &answer);
    void tryAgain();
    void showPossible();

    client::Client &m_client;
    QLabel *m_heading;
    QListWidget *m_list;
    QAction *m_again;
    QString m_id; ///< Of the operation whose failures are shown, or were asked for; empty: none.
    qint64 m_failed = 0;
    wire::Operation m_operation;
    bool m_isOnline = true;
};

} // namespace conduit::ui
