// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/id_source.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <unistd.h>

#include <array>
#include <cstring>
#include <optional>

namespace conduit::broker {

namespace {

/// The 62 bits of rand_b.
constexpr quint64 kLowMax = 0x3fff'ffff'ffff'ffffULL;

/// Bytes of the system's random source, fetched many at a time: to fetch those of one id takes as long as to store its task. None is
/// given out twice.
class RandomBytes
{
public:
    void take(void *target, std::size_t size)
    {
        Q_ASSERT(size <= m_bytes.size());
        if (m_bytes.size() - m_taken < size) {
            // Only a kernel without the call refuses. Qt asks the processor first, which takes microseconds for each number.
            if (::getentropy(m_bytes.data(), sizeof m_bytes) != 0)
                QRandomGenerator::system()->generate(m_bytes.begin(), m_bytes.end());
            m_taken = 0;
        }
        std::memcpy(target, m_bytes.data() + m_taken, size);
        m_taken += size;
    }

private:
    std::array<quint8, 256> m_bytes {}; ///< What one call of getentropy() gives at the most.
    std::size_t m_taken = m_bytes.size();
};

/// Random bits that nobody else knows.
template<typename Number>
Number randomNumber()
{
    thread_local RandomBytes bytes;
    Number number {};
    bytes.take(&number, sizeof number);
    return number;
}

/// Ids of one millisecond ascend too, by steps of chance (RFC 9562 §6.2, method 2): then the index by id grows at its end.
class IdsOfOneMillisecond
{
public:
    QUuid next(Moment now)
    {
        const quint64 low = m_low + 1 + randomNumber<quint32>();
        if (now == m_time && low <= kLowMax) {
            m_low = low;
        } else {
            m_time = now;
            m_high = randomNumber<quint16>();
            m_low = randomNumber<quint64>() & kLowMax;
        }
        return timeOrderedUuid(now, m_high, m_low);
    }

private:
    std::optional<Moment> m_time;
    quint16 m_high = 0;
    quint64 m_low = 0;
};

} // namespace

QUuid timeOrderedUuid(Moment now, quint16 high, quint64 low)
{
    const auto milliseconds = static_cast<quint64>(now.time_since_epoch().count());
    std::array<uchar, 16> bytes {};
    qToBigEndian<quint64>((milliseconds << 16) | 0x7000U | (high & 0x0fffU), bytes.data());
    qToBigEndian<quint64>((low & kLowMax) | 0x8000'0000'0000'0000ULL, bytes.data() + 8);
    return QUuid::fromRfc4122(QByteArrayView(bytes.data(), 16));
}

QUuid SystemIdSource::newTaskId(Moment now)
{
    static thread_local IdsOfOneMillisecond ids;
    return ids.next(now);
}

QByteArray SystemIdSource::newLeaseToken()
{
    const auto bits = randomNumber<std::array<char, 16>>();
    return QByteArray::fromRawData(bits.data(), static_cast<qsizetype>(bits.size())).toHex();
}

double SystemIdSource::nextJitter() { return QRandomGenerator::global()->generateDouble() * 2.0 - 1.0; }

} // namespace conduit::broker
