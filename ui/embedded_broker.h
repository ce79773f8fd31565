// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace conduit::ui {

/// The broker that runs inside this desktop program, as the console needs to speak about it. Implemented by the application.
/// Lives on the main thread. The console talks to the broker itself over HTTP like to any other.
class EmbeddedBroker : public QObject
{
    Q_OBJECT
public:
    enum class State { Starting, Serving, Failed, Restarting };

    using QObject::QObject;

    [[nodiscard]] virtual State state() const = 0;
    /// Such as `http://127.0.0.1:8080`; empty until it serves.
    [[nodiscard]] virtual QString address() const = 0;
    /// Why it failed, as a sentence that says what to change; empty otherwise.
    [[nodiscard]] virtual QString errorText() const = 0;
    /// Why it cannot listen, where another program has its port.
    struct PortTrouble
    {
        quint16 port = 0; ///< 0: this is not why it failed, or it did not fail.
        quint16 free = 0; ///< One near it that nobody had a moment ago; 0 when there is none.
    };
    [[nodiscard]] virtual PortTrouble portTrouble() const = 0;
    /// What this program has written to its log, the latest last; no more than some thousand lines.
    [[nodiscard]] virtual QStringList recentLog() const = 0;
    /// Starts it again after a failure.
    virtual void retry() = 0;

Q_SIGNALS:
    void stateChanged();
};

} // namespace conduit::ui
