// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/broker_access.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

constexpr qint64 kTokenFileBytesMax = 4'096;

struct Setting
{
    QString text;
    QString origin; ///< What an error calls it.
};

/// An empty variable is how compose files say "not set".
Setting addressFrom(const Given &given, const Environment &environment)
{
    if (given.isSet(u"broker"_s))
        return {given.text(u"broker"_s), u"--broker"_s};
    for (const QString &name : {u"CONDUIT_URL"_s, u"BROKER_URL"_s}) {
        if (const QString text = environment.value(name).trimmed(); !text.isEmpty())
            return {text, name};
    }
    return {u"http://127.0.0.1:8080"_s, {}};
}

Result<QUrl, QString> urlFrom(const Setting &address)
{
    const QUrl url(address.text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.userInfo().isEmpty())
        return u"%1 must hold no name or password; a token goes into a file: --token-file FILE."_s.arg(address.origin);
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return u"%1 must be an address such as http://127.0.0.1:8080, not '%2'."_s.arg(address.origin, address.text);
    return url;
}

Result<QByteArray, QString> tokenFrom(const Given &given, const Environment &environment)
{
    QByteArray token = environment.value(u"CONDUIT_TOKEN"_s).toUtf8();
    QString origin = u"CONDUIT_TOKEN"_s;
    const bool hasFile = given.isSet(u"token-file"_s);
    if (hasFile) {
        QFile file(given.text(u"token-file"_s));
        if (!file.open(QIODevice::ReadOnly))
            return u"The token file '%1' cannot be read: %2."_s.arg(file.fileName(), file.errorString());
        token = file.read(kTokenFileBytesMax);
        origin = u"The token file '%1'"_s.arg(file.fileName());
    }
    token = token.trimmed();
    // A line break in it would become a header of its own.
    const bool isOneWord = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!isOneWord || (hasFile && token.isEmpty()))
        return origin + u" must hold one word of visible ASCII characters."_s;
    return token;
}

} // namespace

Result<BrokerAccess, QString> brokerAccessFrom(const Given &given, const Environment &environment)
{
    const auto url = urlFrom(addressFrom(given, environment));
    if (!url)
        return url.error();
    const auto token = tokenFrom(given, environment);
    if (!token)
        return token.error();
    return BrokerAccess {.broker = *url, .token = *token};
}

} // namespace conduit::cli
