// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/json_layout.h"

namespace conduit::ui {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

qsizetype afterSpace(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isSpace(json[at]))
        ++at;
    return at;
}

void newLine(QByteArray &out, qsizetype depth)
{
    out += '\n';
    out.append(2 * depth, ' ');
}

} // namespace

qsizetype stringEnd(QByteArrayView json, qsizetype begin)
{
    for (auto at = begin + 1; at < json.size();) {
        const auto quote = json.indexOf('"', at);
        if (quote < 0)
            break;
        auto backslashes = quote;
        while (backslashes > at && json[backslashes - 1] == '\\')
            --backslashes;
        if ((quote - backslashes) % 2 == 0)
            return quote + 1;
        at = quote + 1;
    }
    return json.size();
}

QByteArray indented(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size() + json.size() / 8);
    qsizetype depth = 0;
    for (auto at = afterSpace(json, 0); at < json.size(); at = afterSpace(json, at)) {
        const auto c = json[at];
        if (c == '"') {
            const auto end = stringEnd(json, at);
            out += json.sliced(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (c == '{' || c == '[') {
            out += c;
            const auto next = afterSpace(json, at);
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out += json[next];
                at = next + 1;
            } else {
                newLine(out, ++depth);
            }
        } else if (c == '}' || c == ']') {
            depth = qMax<qsizetype>(0, depth - 1);
            newLine(out, depth);
            out += c;
        } else {
            out += c;
            if (c == ',')
                newLine(out, depth);
            else if (c == ':')
                out += ' ';
        }
    }
    return out;
}

QByteArray compacted(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size());
    for (auto at = afterSpace(json, 0); at < json.size(); at = afterSpace(json, at)) {
        const auto end = json[at] == '"' ? stringEnd(json, at) : at + 1;
        out += json.sliced(at, end - at);
        at = end;
    }
    return out;
}

} // namespace conduit::ui
