// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handlers/picture_end.h"

#include <QtEndian>

namespace conduit::worker {

namespace {

/// Chunks of a length, a name, as many bytes, and a checksum; IEND is the last.
bool pngReachesItsEnd(QByteArrayView png)
{
    constexpr qsizetype kFrame = 12; // length, name and checksum
    qsizetype at = 8;
    while (at + kFrame <= png.size()) {
        if (png.sliced(at + 4, 4) == "IEND")
            return true;
        at += kFrame + static_cast<qsizetype>(qFromBigEndian<quint32>(png.data() + at));
    }
    return false;
}

/// Segments up to a scan, the scan's bits up to the next marker, and so on until the end marker. Searching for that alone would
/// find the one of the preview picture inside.
bool jpegReachesItsEnd(QByteArrayView jpeg)
{
    constexpr uchar kEnd = 0xd9;
    const auto byte = [jpeg](qsizetype at) { return static_cast<uchar>(jpeg[at]); };
    // In a scan a zero or a restart marker may follow 0xff, and any number of 0xff may fill up.
    const auto isNoSegment = [](uchar code) {
        return code == 0x00 || code == 0x01 || code == 0xff || (code >= 0xd0 && code <= 0xd8);
    };
    for (qsizetype at = 2; at + 1 < jpeg.size();) {
        if (byte(at) != 0xff || isNoSegment(byte(at + 1))) {
            ++at;
            continue;
        }
        if (byte(at + 1) == kEnd)
            return true;
        if (at + 4 > jpeg.size())
            return false;
        at += 2 + qFromBigEndian<quint16>(jpeg.data() + at + 2);
    }
    return false;
}

} // namespace

bool reachesItsEnd(QByteArrayView picture)
{
    if (picture.startsWith("\x89PNG\r\n\x1a\n"))
        return pngReachesItsEnd(picture);
    if (picture.startsWith("\xff\xd8\xff"))
        return jpegReachesItsEnd(picture);
    return true;
}

} // namespace conduit::worker
