// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace conduit::json {

inline bool hasEscape(std::string_view literal) { return literal.find('\\') != std::string_view::npos; }

/// The characters of a valid string literal that is given without its quotes.
std::string unescaped(std::string_view literal);

} // namespace conduit::json
