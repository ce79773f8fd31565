// SPDX-License-Identifier: GPL-3.0-only
#include "resources/contract/contract_pages.h"

#include <QFile>

// Outside of any namespace, as Qt wants it.
static void makeFilesKnown() { Q_INIT_RESOURCE(conduit_contract_page_files); }

namespace conduit::contract {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    makeFilesKnown();
    QFile file(path);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "contract", "the page is built in");
    return file.readAll();
}

} // namespace

const QByteArray &openApiJson()
{
    static const QByteArray content = contentOf(u":/contract/openapi.json"_s);
    return content;
}

const QByteArray &docsHtml()
{
    static const QByteArray content = contentOf(u":/contract/docs.html"_s);
    return content;
}

} // namespace conduit::contract
