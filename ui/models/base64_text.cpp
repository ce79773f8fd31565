// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/base64_text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

bool isInAlphabet(char16_t c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
}

QString faultIn(QStringView text)
{
    if (text.startsWith(u"data:"))
        return QCoreApplication::translate("base64", "This is a data URI. The handler wants only what follows the comma.");
    auto body = text;
    while (body.size() > text.size() - 2 && body.endsWith(u'='))
        body.chop(1);
    const auto bad = std::find_if_not(body.begin(), body.end(), [](QChar c) { return isInAlphabet(c.unicode()); });
    if (bad != body.end())
        return QCoreApplication::translate("base64", "Not valid base64 at character %1.").arg(bad - body.begin() + 1);
    if (text.size() % 4 != 0)
        return QCoreApplication::translate("base64", "Not valid base64: its length must be a multiple of four.");
    return {};
}

} // namespace

Base64Reading readBase64(const QString &text)
{
    if (const auto fault = faultIn(text); !fault.isEmpty())
        return {.bytes = {}, .fault = fault};
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return {.bytes = {}, .fault = QCoreApplication::translate("base64", "Not valid base64.")};
    return {.bytes = decoded.decoded, .fault = {}};
}

bool wantsBase64(const QString &name, const QString &description)
{
    const auto mentions = [](const QString &text, QLatin1String word) { return text.contains(word, Qt::CaseInsensitive); };
    return mentions(name, "image"_L1) || mentions(name, "photo"_L1) || mentions(name, "picture"_L1)
        || mentions(name, "base64"_L1) || mentions(description, "base64"_L1) || mentions(description, "base 64"_L1);
}

} // namespace conduit::ui
