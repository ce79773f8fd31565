// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace conduit::worker {

/// True when a PNG goes on to its last chunk, or a JPEG to its end marker. Qt's reader shows half a JPEG without a complaint.
/// Other formats count as whole: their decoders do complain.
bool reachesItsEnd(QByteArrayView picture);

} // namespace conduit::worker
