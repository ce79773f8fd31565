// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/payload_source.h"

#include <conduit/json_text.h>

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

Result<QByteArray, QString> readAll(QFile &file, const QString &name)
{
    constexpr qint64 kPieceBytes = 65'536;
    QByteArray text;
    while (true) {
        const QByteArray piece = file.read(kPieceBytes);
        if (file.error() != QFile::NoError)
            return u"%1 cannot be read: %2."_s.arg(name, file.errorString());
        if (piece.isEmpty())
            return text;
        text += piece;
        if (text.size() > kPayloadBytesMax)
            return u"%1 is larger than any payload may be. Keep it elsewhere and enqueue a reference."_s.arg(name);
    }
}

Result<QByteArray, QString> textFrom(const QString &word)
{
    if (word == u"-") {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return u"stdin cannot be read: %1."_s.arg(input.errorString());
        return readAll(input, u"stdin"_s);
    }
    if (word.startsWith(u'@')) {
        QFile file(word.sliced(1));
        const QString name = u"'%1'"_s.arg(file.fileName());
        if (!file.open(QIODevice::ReadOnly))
            return u"%1 cannot be read: %2."_s.arg(name, file.errorString());
        return readAll(file, name);
    }
    return word.toUtf8();
}

} // namespace

Result<QByteArray, QString> payloadFrom(const QString &word)
{
    auto text = textFrom(word);
    if (!text)
        return text;
    const auto document = json::Document::parse(*text, json::kPayloadDepthMax);
    if (!document)
        return u"The payload is not JSON: %1. A text stands in quotes of its own: '\"hello\"'."_s.arg(document.error().message);
    return document->root().text();
}

} // namespace conduit::cli
