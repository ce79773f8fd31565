// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace conduit::worker {

/// SIGTERM, SIGINT and SIGHUP as a Qt signal on the thread that made it. One in a program; the handlers stay to its end.
class StopSignals : public QObject
{
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);

Q_SIGNALS:
    /// Once for each that came; the second one means that somebody is impatient.
    void raised(int signal);

private:
    void readPipe();

    int m_readEnd = -1;
};

} // namespace conduit::worker
