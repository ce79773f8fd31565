// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace conduit::worker {

/// Goes to stderr. Single tasks are told at debug level: QT_LOGGING_RULES="conduit.worker.debug=true".
Q_DECLARE_LOGGING_CATEGORY(lcWorker)

} // namespace conduit::worker
