// SPDX-License-Identifier: GPL-3.0-only
#include "worker/executables/executable_folder.h"

#include "worker/executables/executable_handler.h"

#include <conduit/client.h>

#include <QDir>
#include <QFile>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kSchemaEnd = ".schema.json"_L1;
constexpr qint64 kSchemaBytesMax = 1024 * 1024;

Result<std::optional<wire::Schema>, QString> schemaBeside(const QFileInfo &program)
{
    QFile file(program.filePath() + kSchemaEnd);
    if (!file.exists())
        return std::optional<wire::Schema>();
    if (!file.open(QIODevice::ReadOnly))
        return u"The schema %1 cannot be read: %2."_s.arg(file.fileName(), file.errorString());
    const auto schema = client::schemaFromText(file.read(kSchemaBytesMax), program.fileName());
    if (!schema)
        return u"The schema %1 cannot be used: %2."_s.arg(file.fileName(), schema.error());
    return std::optional(*schema);
}

} // namespace

Result<std::vector<std::unique_ptr<Handler>>, QString> executablesIn(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.isReadable())
        return u"The folder of handlers %1 is not there or cannot be read."_s.arg(folder);
    std::vector<std::unique_ptr<Handler>> handlers;
    const auto files = dir.entryInfoList(QDir::Files | QDir::Executable, QDir::Name);
    for (const QFileInfo &file : files) {
        if (file.fileName().endsWith(kSchemaEnd))
            continue;
        auto schema = schemaBeside(file);
        if (!schema)
            return schema.error();
        handlers.push_back(std::make_unique<ExecutableHandler>(file.absoluteFilePath(), file.fileName(), *schema));
    }
    if (handlers.empty())
        return u"The folder of handlers %1 has no executable file: put one there, named after its task type, and make it executable."_s
            .arg(folder);
    return handlers;
}

} // namespace conduit::worker
