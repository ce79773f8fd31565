// SPDX-License-Identifier: GPL-3.0-only
// contract_pages YAML FOLDER: writes openapi.json and docs.html into FOLDER. Runs while the broker is built.
#include "resources/contract/contract_json.h"
#include "resources/contract/docs_page.h"

#include <QDir>
#include <QFile>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
    if (!isWritten)
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(path), qUtf8Printable(file.errorString()));
    return isWritten;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("Usage: contract_pages openapi.yaml FOLDER\n", stderr);
        return 1;
    }
    QFile yaml(QString::fromLocal8Bit(argv[1]));
    if (!yaml.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s: %s\n", argv[1], qUtf8Printable(yaml.errorString()));
        return 1;
    }
    const auto json = conduit::contract::jsonFromYaml(yaml.readAll());
    if (!json) {
        std::fprintf(stderr, "%s: %s\n", argv[1], qUtf8Printable(json.error()));
        return 1;
    }
    constexpr int kDepthMax = 64;
    const auto document = conduit::json::Document::parse(*json, kDepthMax);
    const QDir folder(QString::fromLocal8Bit(argv[2]));
    const bool isWritten = document && write(folder.filePath(u"openapi.json"_s), *json)
        && write(folder.filePath(u"docs.html"_s), conduit::contract::docsPage(document->root()));
    return isWritten ? 0 : 1;
}
