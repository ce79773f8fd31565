// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace conduit::bench {

/// Where a broker is, and the bytes with which requests to it are sent.
struct Endpoint
{
    std::string host = "127.0.0.1"; ///< An IPv4 address, since a name would have to be looked up.
    quint16 port = 0;
    std::string token; ///< Empty: none is sent.

    [[nodiscard]] std::string get(std::string_view target) const { return head("GET", target) + "\r\n"; }
    [[nodiscard]] std::string post(std::string_view target, std::string_view json) const
    {
        return head("POST", target) + "Content-Type: application/json\r\nContent-Length: " + std::to_string(json.size())
            + "\r\n\r\n" + std::string(json);
    }

private:
    [[nodiscard]] std::string head(std::string_view method, std::string_view target) const
    {
        const std::string authorization = token.empty() ? std::string() : "Authorization: Bearer " + token + "\r\n";
        return std::string(method) + ' ' + std::string(target) + " HTTP/1.1\r\nHost: " + host + ':' + std::to_string(port)
            + "\r\n" + authorization;
    }
};

} // namespace conduit::bench
