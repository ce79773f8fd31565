// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/json_text.h>

#include <QByteArray>

namespace conduit::contract {

/// The contract as a page for people: one file of well-formed HTML without scripts, pictures or anything from elsewhere. Knows the part of
/// OpenAPI 3.0 that our contract uses.
[[nodiscard]] QByteArray docsPage(const json::Value &contract);

} // namespace conduit::contract
