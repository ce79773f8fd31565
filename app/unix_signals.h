// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

namespace conduit::app {

/// Turns SIGTERM, SIGINT and SIGHUP into a Qt signal on the main thread. One at a time in a program.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    /// Once for each signal: the second one means that somebody is impatient.
    void stopRequested();

private:
    void readPipe();

    int m_readEnd = -1;
};

} // namespace conduit::app
