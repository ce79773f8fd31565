// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/transport.h>

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>

namespace conduit::ui {

/// Makes the way to a broker, by its address and token.
using TransportMaker = std::function<std::unique_ptr<client::Transport>(const QUrl &, const QByteArray &)>;

/// What a trial of a connection found.
struct CheckLine
{
    enum class Outcome { Fine, Doubtful, Wrong };
    Outcome outcome;
    QString text; ///< A sentence.
};

/// Tries a connection with one question: whether the broker can be reached and lets us in, its version, how long its answer takes, and
/// whether its clock agrees with ours.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
public:
    ConnectionCheck(TransportMaker makeTransport, std::function<QDateTime()> now, QObject *parent = nullptr);

    /// What answers there.
    enum class Finding { Nobody, Stranger, RefusesUs, Broker };

    /// finished() follows, unless it is started again before.
    void start(const QUrl &broker, const QByteArray &token);
    /// Of the latest trial that has finished.
    [[nodiscard]] Finding finding() const { return m_finding; }

Q_SIGNALS:
    /// In the order in which they were found out; the first that is wrong is the last.
    void finished(const QList<conduit::ui::CheckLine> &lines);

private:
    [[nodiscard]] QList<CheckLine> linesFor(const client::Reply &reply);

    TransportMaker m_makeTransport;
    std::function<QDateTime()> m_now;
    std::unique_ptr<client::Transport> m_transport;
    QElapsedTimer m_stopwatch;
    Finding m_finding = Finding::Nobody;
};

} // namespace conduit::ui
