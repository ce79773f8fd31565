// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/storage/format_fixture.h"

#include "broker/storage/database.h"
#include "broker/storage/sql_catalog.h"

#include <QFile>

namespace conduit::test {

using namespace conduit::broker;

bool makeDatabase(const QString &path, const QString &dump)
{
    QFile file(QStringLiteral(FORMAT_FIXTURES "/") + dump);
    const auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!file.open(QIODevice::ReadOnly) || !database)
        return false;
    const auto statements = sqlStatementsFrom(QString::fromUtf8(file.readAll()));
    for (const SqlStatement &statement : statements) {
        if (!(*database)->runText(statement.name, statement.text))
            return false;
    }
    return !statements.isEmpty();
}

} // namespace conduit::test
