// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/id_source.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <array>
#include <cstring>

namespace conduit::broker {

QUuid timeOrderedUuid(Moment now, quint16 high, quint64 low)
{
    const auto milliseconds = static_cast<quint64>(now.time_since_epoch().count());
    std::array<uchar, 16> bytes {};
    qToBigEndian<quint64>((milliseconds << 16) | 0x7000U | (high & 0x0fffU), bytes.data());
    qToBigEndian<quint64>((low & 0x3fff'ffff'ffff'ffffULL) | 0x8000'0000'0000'0000ULL, bytes.data() + 8);
    return QUuid::fromRfc4122(QByteArrayView(bytes.data(), 16));
}

QUuid SystemIdSource::newTaskId(Moment now)
{
    auto *random = QRandomGenerator::system();
    return timeOrderedUuid(now, static_cast<quint16>(random->generate()), random->generate64());
}

QByteArray SystemIdSource::newLeaseToken()
{
    std::array<quint64, 2> bits {};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    QByteArray bytes(16, Qt::Uninitialized);
    std::memcpy(bytes.data(), bits.data(), 16);
    return bytes.toHex();
}

double SystemIdSource::nextJitter() { return QRandomGenerator::global()->generateDouble() * 2.0 - 1.0; }

} // namespace conduit::broker
