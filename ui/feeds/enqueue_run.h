// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/rejected_rows.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace conduit::ui {

/// Enqueues the rows of a file that was checked. The ids follow from the file and its lines, so a batch that is sent again,
/// by us after a silence or by somebody who begins anew, makes no task twice. Reads in the background one batch ahead, and
/// holds no more than that of the file. While the broker is away it waits and goes on by itself. Lives on the main thread.
class EnqueueRun final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Running,
        Waiting, ///< For a broker that is away or busy; reason() says which.
        Paused,  ///< By a person, or since only a person can help; then reason() says why.
        Stopped, ///< Before the end of the file.
        Done,
    };
    struct Plan
    {
        RowSource source;
        QByteArray seed;            ///< From which the ids follow.
        qint64 rows = 0;            ///< That become tasks, by the check.
        bool endsAtRefusal = false; ///< The first row that the broker refuses is the last.
    };
    using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;

    /// Their answers are read on the main thread, in less than a frame.
    static constexpr int kTasksAtOnce = 250;
    static constexpr qsizetype kBytesAtOnce = 1024 * 1024;
    /// So many refusals are no accident, and each is kept until its row is saved.
    static constexpr qsizetype kRefusalsMax = 10'000;

    EnqueueRun(client::Client &client, Plan plan, SteadyClock clock, QObject *parent = nullptr);

    void start();
    void pause();
    void resume();
    void stop();

    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] QString tag() const { return tagOf(m_plan.seed); }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool hasEnded() const { return m_state == State::Done || m_state == State::Stopped; }
    /// A sentence; empty when there is nothing to say.
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] qint64 added() const { return m_added; }
    [[nodiscard]] qint64 known() const { return m_known; }                ///< Were there already.
    [[nodiscard]] qint64 rejected() const { return m_rejected; }          ///< By the mapping.
    [[nodiscard]] const Refusals &refusals() const { return m_refusals; } ///< By the broker.
    /// Tasks that the broker has answered for.
    [[nodiscard]] qint64 answered() const { return m_added + m_known + m_refusals.size(); }
    /// Of the last seconds; 0 while nothing can be said.
    [[nodiscard]] double rowsPerSecond() const;
    [[nodiscard]] std::optional<std::chrono::seconds> timeLeft() const;

Q_SIGNALS:
    void changed();

private:
    using Answers = QList<client::Client::Enqueued>;
    struct Batch
    {
        QList<wire::NewTask> tasks;
        QList<qint64> lines;
    };

    void readAhead();
    void takeSlice(RowSlice slice);
    void sendNext();
    void send();
    void takeAnswers(const Answers &answers);
    void takeFailure(const client::Failure &failure);
    void halve();
    void wait(const QString &reason, std::chrono::milliseconds pause);
    void noteProgress();
    void setState(State state, const QString &reason = {});

    client::Client &m_client;
    Plan m_plan;
    SteadyClock m_clock;
    QTimer m_retry;
    std::shared_ptr<RowPass> m_pass;
    State m_state = State::Running;
    QString m_reason;
    std::deque<Batch> m_batches; ///< To be sent; the first one may be under way.
    bool m_isReading = false;
    bool m_isSending = false;
    bool m_isAtEnd = false;
    QString m_brokenOff;
    qint64 m_added = 0;
    qint64 m_known = 0;
    qint64 m_rejected = 0;
    Refusals m_refusals;
    /// When so many had been answered, for the last seconds.
    std::deque<std::pair<std::chrono::steady_clock::time_point, qint64>> m_pace;
};

} // namespace conduit::ui
