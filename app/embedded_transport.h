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
    /// It tries again: calls wait again.
    void hold();

private:
    struct Waiting
    {
        CallId id;
        client::Call call;
        Done done;
    };
    void pass(Waiting waiting);
    void refuseAll();

    std::unique_ptr<client::HttpTransport> m_http;
    std::list<Waiting> m_waiting;
    QHash<CallId, CallId> m_sent; ///< Ours → m_http's, of calls under way.
    CallId m_lastId = 0;
    QString m_refusal;
};

} // namespace conduit::app
