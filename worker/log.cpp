// SPDX-License-Identifier: GPL-3.0-only
#include "worker/log.h"

namespace conduit::worker {

Q_LOGGING_CATEGORY(lcWorker, "conduit.worker", QtInfoMsg)

} // namespace conduit::worker
