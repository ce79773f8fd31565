// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handlers/strict_base64.h"

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

bool isInAlphabet(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
}

} // namespace

Result<QByteArray, Base64Fault> bytesFromBase64(const QString &text)
{
    QStringView digits = text;
    if (text.startsWith(u"data:", Qt::CaseInsensitive)) {
        const auto comma = text.indexOf(u',');
        if (comma < 0 || !digits.first(comma).endsWith(u";base64", Qt::CaseInsensitive))
            return Base64Fault {u"a data: URI must read data:image/png;base64,… with the picture behind the comma"_s};
        digits = digits.sliced(comma + 1);
    }
    const qsizetype padding = digits.endsWith(u"==") ? 2 : digits.endsWith(u'=') ? 1 : 0;
    const QStringView content = digits.chopped(padding);
    const auto stranger = std::find_if_not(content.begin(), content.end(), isInAlphabet);
    if (stranger != content.end()) {
        return Base64Fault {u"character %1 (U+%2) is none of base64"_s.arg(stranger - content.begin() + 1)
                                .arg(stranger->unicode(), 4, 16, QChar(u'0'))};
    }
    if (digits.size() % 4 != 0)
        return Base64Fault {
            u"%1 characters are no multiple of four, so it was cut or its padding is missing"_s.arg(digits.size())};
    const QByteArray ascii = digits.toLatin1();
    const QByteArray bytes = QByteArray::fromBase64(ascii);
    // Bits that no byte needs must be zero, or two texts would mean the same bytes.
    if (bytes.toBase64() != ascii)
        return Base64Fault {u"the last character holds bits that belong to no byte"_s};
    return bytes;
}

} // namespace conduit::worker
