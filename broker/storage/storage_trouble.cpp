// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/storage_trouble.h"

#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

// Results of SQLite: the primary ones, and two extended ones whose primary one says too little.
constexpr int kPrimaryMask = 0xff;
constexpr int kPerm = 3;
constexpr int kBusy = 5;
constexpr int kLocked = 6;
constexpr int kReadOnly = 8;
constexpr int kIoErr = 10;
constexpr int kCorrupt = 11;
constexpr int kFull = 13;
constexpr int kCantOpen = 14;
constexpr int kProtocol = 15;
constexpr int kAuth = 23;
constexpr int kNotADb = 26;
constexpr int kReadOnlyDbMoved = kReadOnly | (4 << 8);
constexpr int kIoErrShmSize = kIoErr | (19 << 8); // the index of the log could not grow

QString leftOutText(int count) { return u"; %1 more of its kind were not logged"_s.arg(count); }

} // namespace

StorageTrouble storageTroubleFrom(int code)
{
    if (code == kReadOnlyDbMoved)
        return StorageTrouble::Gone;
    if (code == kIoErrShmSize)
        return StorageTrouble::Full;
    switch (code & kPrimaryMask) {
    case kBusy:
    case kLocked:
    case kProtocol: // a race for the log's index, lost many times over
        return StorageTrouble::Busy;
    case kFull:
        return StorageTrouble::Full;
    case kReadOnly:
    case kCantOpen:
    case kPerm:
    case kAuth:
        return StorageTrouble::Unwritable;
    case kIoErr:
        return StorageTrouble::DiskFailed;
    case kCorrupt:
    case kNotADb:
        return StorageTrouble::Damaged;
    default:
        return StorageTrouble::Bug;
    }
}

Error errorFrom(StorageTrouble trouble)
{
    switch (trouble) {
    case StorageTrouble::Busy:
        return {ErrorCode::StorageBusy, u"Another process holds the database. Try again in a moment."_s};
    case StorageTrouble::Full:
        return {ErrorCode::StorageFull,
                u"The disk is full. Nothing that was acknowledged is lost; free some space and try again."_s};
    case StorageTrouble::Unwritable:
        return {ErrorCode::StorageFailed,
                u"The database may not be written. Let the broker's user write the file and its folder, then try again."_s};
    case StorageTrouble::DiskFailed:
        return {ErrorCode::StorageFailed,
                u"The disk failed. Nothing that was acknowledged is lost; look at the broker's log and at the disk, then try "
                "again."_s};
    case StorageTrouble::Damaged:
        return {ErrorCode::StorageFailed,
                u"The database is damaged. Stop the broker and put a backup in place; conduit --check tells what is wrong."_s};
    case StorageTrouble::Gone:
        return {ErrorCode::StorageFailed,
                u"The database's file was removed or replaced while the broker runs, so nothing is stored any more. Put the "
                "file back, or stop the broker and start it again."_s};
    case StorageTrouble::Bug:
        return {ErrorCode::StorageFailed, u"Internal error: the database could not be used. The broker's log says why."_s};
    }
    Q_UNREACHABLE();
}

std::optional<QString> TroubleLog::lineFor(StorageTrouble trouble, const QString &text)
{
    const auto now = m_now();
    if (!m_since)
        m_since = now;
    Kind &kind = m_kinds.at(static_cast<std::size_t>(trouble));
    if (kind.lastLine && now - *kind.lastLine < kPause) {
        ++kind.leftOut;
        return std::nullopt;
    }
    kind.lastLine = now;
    m_isTold = true;
    const int leftOut = std::exchange(kind.leftOut, 0);
    return leftOut == 0 ? text : text + leftOutText(leftOut);
}

std::optional<QString> TroubleLog::lineWhenOver()
{
    if (!m_since)
        return std::nullopt;
    const auto lasted = std::chrono::duration_cast<std::chrono::seconds>(m_now() - *std::exchange(m_since, std::nullopt));
    // Trouble that comes and goes within its minute is told of once, and so is its end.
    if (!std::exchange(m_isTold, false))
        return std::nullopt;
    int leftOut = 0;
    for (Kind &kind : m_kinds)
        leftOut += std::exchange(kind.leftOut, 0);
    const QString text = u"storage works again after %1 s"_s.arg(lasted.count());
    return leftOut == 0 ? text : text + leftOutText(leftOut);
}

} // namespace conduit::broker
