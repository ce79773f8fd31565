// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/fuzz_target.h"
#include "worker/handlers/strict_base64.h"

#include <algorithm>
#include <string_view>

namespace conduit::test {

namespace {

/// The definition, written a second time and another way.
bool isBase64(QStringView text)
{
    constexpr std::u16string_view kAlphabet = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int padding = 0;
    while (padding < 2 && text.endsWith(u'=')) {
        text.chop(1);
        ++padding;
    }
    std::size_t last = 0;
    for (const QChar c : text) {
        last = kAlphabet.find(c.unicode());
        if (last == std::u16string_view::npos)
            return false;
    }
    const std::size_t spareBits = padding == 0 ? 0 : padding == 1 ? 0b11 : 0b1111;
    const bool isPaddedRightly = (text.size() + padding) % 4 == 0;
    return isPaddedRightly && (last & spareBits) == 0;
}

} // namespace

void tryInput(QByteArrayView input)
{
    using conduit::worker::bytesFromBase64;
    const QString text = QString::fromUtf8(input);
    const auto bytes = bytesFromBase64(text);
    require(bytes || !bytes.error().message.isEmpty(), "a refusal says why");
    if (text.startsWith(u"data:", Qt::CaseInsensitive)) {
        if (bytes)
            require(text.endsWith(QString::fromLatin1(bytes->toBase64())),
                    "the bytes of a data: URI are what stands at its end");
    } else {
        require(bytes.has_value() == isBase64(text), "exactly base64 of RFC 4648 is taken");
        require(!bytes || QString::fromLatin1(bytes->toBase64()) == text, "what is taken is what its bytes encode to");
    }

    const auto decoded = bytesFromBase64(QString::fromLatin1(input.toByteArray().toBase64()));
    require(decoded && *decoded == input, "any bytes come back from their base64");
}

} // namespace conduit::test
