// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/transport.h>

namespace conduit::client {

/// What a caller gets for whom no answer came. Says where from, but not with which user name and password.
Reply noAnswer(const QUrl &broker, const QString &why);
/// The same for one whose time ran out.
Reply noAnswerInTime(const QUrl &broker, std::chrono::milliseconds timeout);

} // namespace conduit::client
