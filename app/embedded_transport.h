// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/transport.h>

#include <QHash>
#include <QObject>
#include <QString>
#include <QUrl>

#include <list>
#include <memory>

namespace conduit::app {

/// The console's way to the broker of its own program, whose port and token are known only once it serves. Until then calls
/// wait, so that the console needs no second way of starting. Main thread.
class EmbeddedTransport final : public QObject, public client::Transport
{
    Q_OBJECT
public:
    using QObject::QObject;

    CallId send(const client::Call &call, Done done) override;
    /// Only once the broker serves; its counterpart tries again.
    CallId stream(const client::Call &call, Received received, Done done) override;
    void abort(CallId id) override;

    /// From now on calls go to this address.
    void open(const QUrl &broker, const QByteArray &token);
    /// The broker could not start: calls that wait, and later ones, are answered with the reason.
    void refuse(const QString &reason);
    /// It starts anew: later calls wait again. Those under way are answered that nobody answers; what they asked for may be done.
    void hold();

private:
    struct Waiting
    {
        CallId id;
        client::Call call;
        Done done;
    };
    void pass(Waiting waiting);
    /// The end of a call under way.
    void finish(CallId id, const client::Reply &reply);
    void refuseAll();

    std::unique_ptr<client::HttpTransport> m_http;
    std::list<Waiting> m_waiting;
    struct Sent
    {
        CallId id; ///< Of m_http.
        Done done;
    };
    QHash<CallId, Sent> m_sent; ///< By our own ids: calls under way.
    CallId m_lastId = 0;
    QString m_refusal;
};

} // namespace conduit::app
