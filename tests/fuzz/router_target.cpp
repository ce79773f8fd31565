// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"
#include "broker/http/request_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <QUrl>

#include <optional>

namespace conduit::test {

namespace {

using namespace broker;

int hexFrom(char c)
{
    constexpr QByteArrayView kDigits = "0123456789abcdef";
    return static_cast<int>(kDigits.indexOf(c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c));
}

/// Percent-decoding, written a second time and another way.
std::optional<QByteArray> plainly(QByteArrayView text)
{
    QByteArray bytes;
    while (!text.isEmpty()) {
        if (text.front() != '%') {
            bytes += text.front();
            text = text.sliced(1);
            continue;
        }
        if (text.size() < 3 || hexFrom(text[1]) < 0 || hexFrom(text[2]) < 0)
            return std::nullopt;
        bytes += static_cast<char>(hexFrom(text[1]) * 16 + hexFrom(text[2]));
        text = text.sliced(3);
    }
    return bytes;
}

void requireSoundDecoding(QByteArrayView text)
{
    const auto read = decoded(text);
    const auto bytes = plainly(text);
    const bool isUtf8 = bytes && bytes->isValidUtf8();
    require(read.has_value() == isUtf8, "exactly percent-encoded UTF-8 is decoded");
    require(!read || read->toUtf8() == *bytes, "decoding yields the bytes that were encoded");
}

/// The path that names the same endpoint with the same parameters, every piece of it encoded anew.
QByteArray pathOf(const Router::Match &match)
{
    QByteArray path;
    qsizetype next = 0;
    const QByteArrayList pieces = match.endpoint->pattern.split('/');
    for (const QByteArray &piece : pieces.sliced(1)) {
        path += '/';
        path += piece.startsWith('{') ? QUrl::toPercentEncoding(match.parameters.value(next++)) : piece;
    }
    return path;
}

void requireSameMatch(const Router::Match &match, Method method, const QByteArray &path)
{
    const auto again = HttpApi::router().match(method, path);
    require(again.has_value(), "the same path written another way is found");
    require(again->endpoint == match.endpoint && again->parameters == match.parameters,
            "the same path written another way finds the same");
}

} // namespace

/// The first byte chooses the method, the rest is the path.
void tryInput(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const auto method = static_cast<Method>(static_cast<uchar>(input.front()) % 7);
    requireSoundDecoding(input.sliced(1));
    const QByteArray path = '/' + input.sliced(1).toByteArray();
    const auto match = HttpApi::router().match(method, path);
    if (!match) {
        const auto &refusal = match.error();
        require(!refusal.error.message.isEmpty(), "a refusal says why");
        require((refusal.error.code == ErrorCode::MethodNotAllowed) != refusal.allow.isEmpty(),
                "exactly a path that takes other methods names them");
        require(!refusal.isOptions || method == Method::Options, "only OPTIONS asks for the methods");
        return;
    }
    require(match->endpoint->method == method || (method == Method::Head && match->endpoint->method == Method::Get),
            "an endpoint is found by its method");
    require(match->parameters.size() == match->endpoint->pattern.count('{'), "each variable piece becomes a parameter");
    requireSameMatch(*match, method, pathOf(*match));
    if (!path.endsWith('/'))
        requireSameMatch(*match, method, path + '/');
}

} // namespace conduit::test
