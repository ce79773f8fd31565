// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace conduit::test {

/// Stands between a console and a broker, and fails as it is told. Lives on the test's thread; never waits.
class FaultProxy final : public QObject
{
public:
    enum class Fault {
        None,
        Refuses,   ///< Nobody listens, and what is open breaks off.
        IsSilent,  ///< Takes everything, and never answers.
        CutsOff,   ///< Lets the question through, and breaks off in the middle of the answer.
        Trickles,  ///< Lets the answer through byte by byte.
        Babbles,   ///< Answers everything itself, with 500 and a page of HTML.
        Forbids,   ///< The same with 401.
        Conflicts, ///< The same with 409.
        TooLarge,  ///< The same with 413.
        IsFarAway, ///< 100 ms from a question to the beginning of its answer.
    };

    /// In front of the broker at `port` of this machine.
    explicit FaultProxy(quint16 port);
    ~FaultProxy() override;

    /// Holds from now on, also for connections that are open. One that has swallowed something ends with its fault.
    void setFault(Fault fault);
    [[nodiscard]] QString address() const;
    /// Questions other than GET that the broker was shown.
    [[nodiscard]] int writes() const { return m_writes; }

private:
    void accept();
    void passOn(QTcpSocket &console);
    void answer(QTcpSocket &console);
    void drop(QTcpSocket &console);

    QTcpServer m_server;
    QHash<QTcpSocket *, QTcpSocket *> m_ways; ///< From the console's socket to the broker's.
    quint16 m_brokerPort;
    quint16 m_port = 0;
    Fault m_fault = Fault::None;
    int m_writes = 0;
};

} // namespace conduit::test
