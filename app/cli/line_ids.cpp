// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/line_ids.h"

#include <QtEndian>

namespace conduit::cli {

QString idOfLine(const QUuid &first, qint64 number)
{
    constexpr quint64 kCounted = 0x0000'ffff'ffff'ffff;
    QByteArray bytes = first.toRfc4122();
    char *const last = bytes.data() + sizeof(quint64);
    const auto digits = qFromBigEndian<quint64>(last);
    const quint64 sum = (digits + static_cast<quint64>(number)) & kCounted;
    qToBigEndian((digits & ~kCounted) | sum, last);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

} // namespace conduit::cli
