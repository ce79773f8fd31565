// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace conduit::app {

/// One console per data folder or remote broker: a second start asks the first one to show its window. Main thread.
class InstanceLock : public QObject
{
    Q_OBJECT
public:
    /// `subject` is what must not be opened twice; `directory` is the user's runtime directory.
    InstanceLock(const QString &subject, const QString &directory, QObject *parent = nullptr);
    ~InstanceLock() override;

    enum class Outcome {
        First,    ///< Nobody else has it; from now on raiseRequested() may come.
        Raised,   ///< The first one shows its window.
        NoAnswer, ///< Somebody has it but does not answer.
    };
    /// Waits for the first one's answer, a few seconds at the most: call it before there is a window.
    [[nodiscard]] Outcome acquire();

Q_SIGNALS:
    void raiseRequested();

private:
    [[nodiscard]] bool takeAndListen();
    [[nodiscard]] bool askFirst() const;
    void answer();

    QString m_path; ///< Of the socket; the locks lie beside it.
    int m_lock = -1;
    QLocalServer m_server;
};

} // namespace conduit::app
