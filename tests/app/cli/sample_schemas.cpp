// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli/sample_schemas.h"

#include <conduit/client.h>
#include <conduit/json_text.h>

#include <QFile>

namespace conduit::test {

QList<wire::Schema> schemasIn(const QString &path)
{
    QFile file(path);
    const auto document = file.open(QIODevice::ReadOnly) ? json::Document::parse(file.readAll(), json::kPayloadDepthMax)
                                                         : Result<json::Document, json::Fault>(json::Fault {});
    QList<wire::Schema> schemas;
    if (!document)
        return schemas;
    for (const json::Value &element : document->root().elements()) {
        const auto type = element.member(u"task_type");
        const QString name = type ? type->toString().value_or(QString()) : QString();
        if (const auto schema = client::schemaFromText(element.text(), name))
            schemas.append(*schema);
    }
    return schemas;
}

} // namespace conduit::test
