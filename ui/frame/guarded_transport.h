// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/transport.h>

#include <QObject>
#include <QPointer>
#include <QSet>

namespace conduit::ui {

/// Stands between the console and a broker, and holds the lock: while it is closed only GET and HEAD leave, whatever the buttons say.
/// Everything else is answered here, with 403 and the code `read_only`. Main thread.
class GuardedTransport final : public QObject, public client::Transport
{
    Q_OBJECT
public:
    /// `onward` outlives it. `wasUnlocked`: somebody has opened the lock of another way to the same broker.
    explicit GuardedTransport(client::Transport &onward, bool isLocked = false, bool wasUnlocked = false);

    CallId send(const client::Call &call, Done done) override;
    CallId stream(const client::Call &call, Received received, Done done) override;
    void abort(CallId id) override;

    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    /// Whether somebody has opened the lock before, and so need not be asked again.
    [[nodiscard]] bool wasUnlocked() const { return m_wasUnlocked; }
    void setLocked(bool isLocked);
    /// The broker's latest answer was that the token is missing or wrong.
    [[nodiscard]] bool isRefused() const { return m_isRefused; }

Q_SIGNALS:
    void lockedChanged(bool isLocked);

private:
    [[nodiscard]] Done noting(Done done);
    [[nodiscard]] bool holdsBack(const client::Call &call) const;

    /// Ids of refusals that have not been delivered yet; those that went on have the ids of `onward` with the highest bit free.
    static constexpr CallId kRefusalBit = CallId(1) << 63;

    client::Transport &m_onward;
    QSet<CallId> m_refusals;
    CallId m_lastRefusal = 0;
    bool m_isLocked;
    bool m_wasUnlocked;
    bool m_isRefused = false;
};

} // namespace conduit::ui
