// SPDX-License-Identifier: MIT
#include "log.h"

namespace conduit::worker {

Q_LOGGING_CATEGORY(lcWorker, "conduit.worker", QtInfoMsg)

} // namespace conduit::worker
