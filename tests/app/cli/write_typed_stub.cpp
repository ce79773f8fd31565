// SPDX-License-Identifier: GPL-3.0-only
// write_typed_stub LANGUAGE FILE NUMBER SCHEMAS: what the console copies for the schema of this number in a file, for what is compiled with
// the tests.
#include "app/cli/typed_stub.h"
#include "tests/app/cli/sample_schemas.h"

#include <QFile>

#include <cstdio>
#include <span>

using namespace conduit;

int main(int argc, char **argv)
{
    const auto arguments = std::span(argv, static_cast<size_t>(argc)).subspan(1);
    if (arguments.size() != 4)
        return 1;
    const cli::Language *const language = cli::findLanguage(QString::fromLocal8Bit(arguments[0]));
    const auto schemas = test::schemasIn(QString::fromLocal8Bit(arguments[3]));
    const int number = QByteArray(arguments[2]).toInt();
    QFile file(QString::fromLocal8Bit(arguments[1]));
    if (!language || number >= schemas.size() || !file.open(QIODevice::WriteOnly)) {
        std::fputs("There is no such language, no such schema, or no file to write.\n", stderr);
        return 1;
    }
    const QByteArray source = cli::typedStub(*language, schemas.at(number)).toUtf8();
    return file.write(source) == source.size() && file.flush() ? 0 : 1;
}
