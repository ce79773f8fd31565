// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/activity_model.h"
#include "ui/models/operation_pace.h"

#include <conduit/client.h>

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>

namespace conduit::ui {

class EnqueueRun;

/// What goes on with many tasks: the operations that the broker knows, whoever began them and where, and the file that this window
/// enqueues. It hears of news by events, and where there are none it asks every two seconds.
class ActivityFeed final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kOperationsMax = 50;

    /// `now` is the broker's present.
    ActivityFeed(client::Client &client, std::function<QDateTime()> now, QObject *parent = nullptr);

    /// A broker that does not answer is not asked.
    void setOnline(bool isOnline);
    /// The run of a file that is enqueued from now on, in place of the one before.
    void follow(EnqueueRun *run);
    void reload();

    void pause(const ActivityRow &row);
    void resume(const ActivityRow &row);
    void stop(const ActivityRow &row);
    /// Of an operation.
    void undo(const ActivityRow &row);

    [[nodiscard]] const QList<ActivityRow> &rows() const { return m_rows; }
    /// The ids of those operations that were put back, or are being put back, whoever wanted it.
    [[nodiscard]] QSet<QString> undone() const;
    /// The broker has told its operations once.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    /// What the broker said when it was asked for its operations and did not tell them; else empty.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

Q_SIGNALS:
    void changed();
    /// Something that was asked for was not done.
    void failed(const conduit::client::Failure &failure);

private:
    void setPace(bool isLive);
    void newsCame();
    void take(const QList<wire::ListedOperation> &operations);
    void takeRefusal(const client::Failure &failure);
    void show();
    [[nodiscard]] ActivityRow rowOf(const wire::ListedOperation &listed) const;
    [[nodiscard]] ActivityRow rowOf(const EnqueueRun &run) const;
    [[nodiscard]] client::Then<wire::Operation> thenReload();

    client::Client &m_client;
    std::function<QDateTime()> m_now;
    QTimer m_timer;
    QTimer m_news; ///< Until the next question, so that many news are one.
    OperationPace m_pace;
    QList<wire::ListedOperation> m_operations;
    QPointer<EnqueueRun> m_run;
    QDateTime m_runBegan;
    QList<ActivityRow> m_rows;
    QString m_refusal;
    bool m_isOnline = false;
    bool m_isLoaded = false;
    bool m_isReading = false;
    bool m_mustReadAgain = false;
};

} // namespace conduit::ui
