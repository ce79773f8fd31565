// SPDX-License-Identifier: MIT
#include "task_id.h"

#include <conduit/client.h>

#include <QRandomGenerator>

namespace conduit::client {

QUuid uuidV7(std::chrono::milliseconds sinceEpoch, quint64 randomHigh, quint64 randomLow)
{
    const auto time = static_cast<quint64>(sinceEpoch.count());
    const auto byte = [randomLow](int shift) { return static_cast<uchar>(randomLow >> shift); };
    const auto variant = static_cast<uchar>(0x80 | (byte(56) & 0x3f));
    return QUuid(static_cast<uint>(time >> 16), static_cast<ushort>(time), static_cast<ushort>(0x7000 | (randomHigh & 0xfff)),
                 variant, byte(48), byte(40), byte(32), byte(24), byte(16), byte(8), byte(0));
}

QString newTaskId()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    auto *random = QRandomGenerator::system();
    return uuidV7(std::chrono::duration_cast<std::chrono::milliseconds>(now), random->generate64(), random->generate64())
        .toString(QUuid::WithoutBraces);
}

} // namespace conduit::client
