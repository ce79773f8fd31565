// SPDX-License-Identifier: GPL-3.0-only
// write_typed_source LANGUAGE FILE SCHEMAS…: what `conduit gen LANGUAGE -o FILE` writes for these schemas, without a broker; for
// what is compiled with the tests.
#include "app/cli/typed_source.h"
#include "tests/app/cli/sample_schemas.h"

#include <QFile>

#include <cstdio>
#include <span>

using namespace conduit;

int main(int argc, char **argv)
{
    const auto arguments = std::span(argv, static_cast<size_t>(argc)).subspan(1);
    if (arguments.size() < 3)
        return 1;
    const QString name = QString::fromLocal8Bit(arguments[0]);
    const cli::Language *const language = cli::findLanguage(name);
    QList<wire::Schema> schemas;
    for (const char *const path : arguments.subspan(2))
        schemas += test::schemasIn(QString::fromLocal8Bit(path));
    QFile file(QString::fromLocal8Bit(arguments[1]));
    if (!language || schemas.isEmpty() || !file.open(QIODevice::WriteOnly)) {
        std::fputs("There is no such language, no schema, or no file to write.\n", stderr);
        return 1;
    }
    const QByteArray source = cli::typedSource(*language, schemas, QStringLiteral("conduit gen ") + name).toUtf8();
    return file.write(source) == source.size() && file.flush() ? 0 : 1;
}
