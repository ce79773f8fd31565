// SPDX-License-Identifier: MIT
#include "json_escape.h"

#include <algorithm>
#include <charconv>

namespace conduit::json {

namespace {

unsigned hexUnit(const char *digits)
{
    unsigned value = 0;
    std::from_chars(digits, digits + 4, value, 16);
    return value;
}

void appendUtf8(std::string &out, unsigned c)
{
    const auto append = [&out](unsigned byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        append(c);
    } else if (c < 0x800) {
        append(0xc0 | (c >> 6));
        append(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        append(0xe0 | (c >> 12));
        append(0x80 | ((c >> 6) & 0x3f));
        append(0x80 | (c & 0x3f));
    } else {
        append(0xf0 | (c >> 18));
        append(0x80 | ((c >> 12) & 0x3f));
        append(0x80 | ((c >> 6) & 0x3f));
        append(0x80 | (c & 0x3f));
    }
}

/// Appends the character of one valid escape and returns the place behind it.
const char *appendEscaped(std::string &out, const char *backslash)
{
    const char kind = backslash[1];
    switch (kind) {
    case 'b':
        out += '\b';
        break;
    case 'f':
        out += '\f';
        break;
    case 'n':
        out += '\n';
        break;
    case 'r':
        out += '\r';
        break;
    case 't':
        out += '\t';
        break;
    case 'u': {
        unsigned unit = hexUnit(backslash + 2);
        const bool isPair = unit >= 0xd800 && unit < 0xdc00;
        if (isPair)
            unit = 0x10000 + ((unit - 0xd800) << 10) + (hexUnit(backslash + 8) - 0xdc00);
        appendUtf8(out, unit);
        return backslash + (isPair ? 12 : 6);
    }
    default:
        out += kind;
        break;
    }
    return backslash + 2;
}

} // namespace

std::string unescaped(std::string_view literal)
{
    std::string out;
    out.reserve(literal.size());
    const char *at = literal.data();
    const char *const end = at + literal.size();
    while (at < end) {
        const char *run = std::find(at, end, '\\');
        out.append(at, run);
        at = run < end ? appendEscaped(out, run) : run;
    }
    return out;
}

} // namespace conduit::json
