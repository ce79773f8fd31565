// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace conduit::contract {

/// The contract as JSON, and as a page of HTML for people. Any thread.
[[nodiscard]] const QByteArray &openApiJson();
[[nodiscard]] const QByteArray &docsHtml();

} // namespace conduit::contract
