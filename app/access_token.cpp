// SPDX-License-Identifier: GPL-3.0-only
#include "app/access_token.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QLoggingCategory>

#include <algorithm>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcToken, "conduit.token")

constexpr auto kOwnerOnlyFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto kOwnerOnlyFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto kOthers = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
constexpr qint64 kTokenBytesMax = 4'096;

broker::Broker::OpenError unavailable(const QString &message) { return {broker::Broker::OpenFailure::Unavailable, message}; }

broker::Broker::OpenError misconfigured(const QString &message)
{
    return {broker::Broker::OpenFailure::BadConfiguration, message};
}

/// From the kernel, as every secret should be.
std::optional<QByteArray> randomToken()
{
    QByteArray bytes(32, '\0');
    if (::getentropy(bytes.data(), static_cast<size_t>(bytes.size())) != 0)
        return std::nullopt;
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

StartResult<QByteArray> createToken(const QString &path)
{
    const auto token = randomToken();
    QFile file(path);
    if (!token || !file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnlyFile) || file.write(*token + '\n') < 0
        || !file.flush())
        return unavailable(u"Cannot create the token file %1: %2."_s.arg(path, file.errorString()));
    qCInfo(lcToken).noquote() << u"every client must send the token that was written to "_s + path;
    return *token;
}

} // namespace

StartResult<Unit> prepareFolder(const AppConfig &config)
{
    const QString &path = config.dataDirectory;
    if (QFileInfo(path).isDir())
        return Unit {};
    QDir().mkpath(QFileInfo(path).path());
    if (!QDir().mkdir(path, kOwnerOnlyFolder))
        return unavailable(u"Cannot create the data folder %1; choose another one with --data-dir."_s.arg(path));
    return Unit {};
}

StartResult<QByteArray> readToken(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unavailable(u"Cannot read the token file %1: %2."_s.arg(path, file.errorString()));
    const QByteArray token = file.read(kTokenBytesMax).trimmed();
    const bool isOneWord = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (token.isEmpty() || !isOneWord || !file.atEnd())
        return misconfigured(u"The token file %1 must hold one word of visible ASCII characters. Remove it to have a new "
                             "one made."_s.arg(path));
    if (file.permissions() & kOthers)
        qCWarning(lcToken).noquote() << u"others may open the token file %1; chmod 600 keeps it secret"_s.arg(path);
    return token;
}

StartResult<QByteArray> tokenFor(const AppConfig &config)
{
    if (config.isInsecure)
        return QByteArray();
    if (QFileInfo::exists(config.tokenFile))
        return readToken(config.tokenFile);
    const bool isReachable = !QHostAddress(config.broker.host).isLoopback();
    if (!isReachable && !config.isTokenFileChosen)
        return QByteArray();
    return createToken(config.tokenFile);
}

} // namespace conduit::app
