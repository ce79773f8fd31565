// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/distant_way.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <bit>
#include <deque>
#include <utility>

namespace conduit::bench {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr qsizetype kPacketBytes = 1448;
constexpr int kFirstPackets = 10;
constexpr int kIdleRoundTrips = 3; ///< Then TCP begins anew with few packets.
constexpr int kTellingPackets = 3; ///< Behind a lost one: they tell of it at once.

/// Lives beside its sockets.
class Direction final : public QObject
{
public:
    Direction(QTcpSocket &from, QTcpSocket &to, const Distance &distance, milliseconds opensAfter, int &packets)
        : QObject(&from), m_to(to), m_distance(distance), m_packets(packets), m_departure(opensAfter), m_burstBegan(opensAfter)
    {
        m_clock.start();
        connect(&from, &QTcpSocket::readyRead, this, [this, &from] { carry(from.readAll()); });
        connect(&from, &QTcpSocket::disconnected, this, [this] {
            QTimer::singleShot(std::max(m_arrival - now(), 0ms), Qt::PreciseTimer, this, [this] { m_to.disconnectFromHost(); });
        });
    }

private:
    [[nodiscard]] milliseconds now() const { return milliseconds(m_clock.elapsed()); }

    void carry(const QByteArray &bytes)
    {
        if (now() > m_arrival + kIdleRoundTrips * m_distance.roundTrip) {
            m_burstBegan = std::max(now(), m_departure);
            m_burstPackets = 0;
        }
        QByteArray together;
        for (qsizetype at = 0; at < bytes.size(); at += kPacketBytes) {
            const auto arrival = std::max(m_arrival, arrivalOfNext((bytes.size() - at - 1) / kPacketBytes));
            if (arrival != m_arrival)
                deliver(std::exchange(together, {}));
            m_arrival = arrival;
            together += bytes.sliced(at, std::min(kPacketBytes, bytes.size() - at));
        }
        deliver(together);
    }

    [[nodiscard]] milliseconds arrivalOfNext(qsizetype packetsBehind)
    {
        const auto round = std::bit_width(static_cast<unsigned>(m_burstPackets++ / kFirstPackets + 1)) - 1;
        const auto departure = std::max({now(), m_departure, m_burstBegan + static_cast<int>(round) * m_distance.roundTrip});
        const bool isLost = m_distance.packetsPerLoss > 0 && ++m_packets % m_distance.packetsPerLoss == 0;
        const auto again = packetsBehind >= kTellingPackets ? m_distance.roundTrip : 2 * m_distance.roundTrip;
        return departure + m_distance.roundTrip / 2 + (isLost ? again : 0ms);
    }

    /// In the order in which they left, also when two arrive at the same time.
    void deliver(const QByteArray &bytes)
    {
        if (bytes.isEmpty())
            return;
        m_underWay.push_back(bytes);
        QTimer::singleShot(std::max(m_arrival - now(), 0ms), Qt::PreciseTimer, this, [this] {
            m_to.write(m_underWay.front());
            m_underWay.pop_front();
        });
    }

    QTcpSocket &m_to;
    Distance m_distance;
    int &m_packets; ///< Of the whole way.
    QElapsedTimer m_clock;
    milliseconds m_departure;  ///< Nothing leaves before.
    milliseconds m_arrival {}; ///< Of what left last.
    milliseconds m_burstBegan;
    int m_burstPackets = 0;
    std::deque<QByteArray> m_underWay;
};

class Beginning final : public QTcpServer
{
public:
    Beginning(quint16 brokerPort, const Distance &distance)
    {
        connect(this, &QTcpServer::newConnection, this, [this, brokerPort, distance] {
            while (auto *console = nextPendingConnection()) {
                auto *broker = new QTcpSocket(console);
                broker->connectToHost(QHostAddress(QHostAddress::LocalHost), brokerPort);
                new Direction(*console, *broker, distance, distance.roundTrip, m_packets);
                new Direction(*broker, *console, distance, 0ms, m_packets);
                connect(console, &QTcpSocket::disconnected, console, &QObject::deleteLater);
            }
        });
    }

private:
    int m_packets = 0;
};

} // namespace

DistantWay::DistantWay(quint16 brokerPort, Distance distance) : m_beginning(new Beginning(brokerPort, distance))
{
    m_beginning->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_beginning, &QObject::deleteLater);
    m_thread.start();
    const auto listen = [this] {
        auto *server = static_cast<QTcpServer *>(m_beginning);
        if (!server->listen(QHostAddress::LocalHost))
            qFatal("no port for a way to the broker");
        return server->serverPort();
    };
    QMetaObject::invokeMethod(m_beginning, listen, Qt::BlockingQueuedConnection, &m_port);
}

DistantWay::~DistantWay()
{
    m_thread.quit();
    m_thread.wait();
}

QString DistantWay::address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

} // namespace conduit::bench
