// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/sizes.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kKibibyte = 1024;
constexpr qint64 kMebibyte = kKibibyte * kKibibyte;
constexpr qint64 kGibibyte = kKibibyte * kMebibyte;

QString inUnit(qint64 bytes, qint64 unit, QLatin1String name)
{
    const auto amount = static_cast<double>(bytes) / static_cast<double>(unit);
    return QLocale().toString(amount, 'f', amount < 10 ? 1 : 0) + u' ' + name;
}

} // namespace

QString sizeText(qint64 bytes)
{
    if (bytes < kKibibyte)
        return QLocale().toString(bytes) + u" B"_s;
    if (bytes < kMebibyte)
        return inUnit(bytes, kKibibyte, "KiB"_L1);
    return bytes < kGibibyte ? inUnit(bytes, kMebibyte, "MiB"_L1) : inUnit(bytes, kGibibyte, "GiB"_L1);
}

QString countText(qint64 count) { return QLocale().toString(count); }

std::optional<qint64> countFrom(const QString &text)
{
    bool isCount = false;
    const qint64 count = QLocale().toLongLong(text, &isCount);
    return isCount ? std::optional(count) : std::nullopt;
}

} // namespace conduit::ui
