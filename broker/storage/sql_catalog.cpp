// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_catalog.h"

#include <QDir>
#include <QFile>

namespace conduit::broker {

using namespace Qt::StringLiterals;

QList<SqlStatement> sqlStatementsFrom(const QString &text)
{
    constexpr auto kMarker = "-- name: "_L1;
    QList<SqlStatement> statements;
    for (const auto &line : text.split(u'\n')) {
        if (line.startsWith(kMarker))
            statements.append({line.sliced(kMarker.size()).trimmed(), QString()});
        else if (!line.startsWith(u"--"_s) && !line.trimmed().isEmpty() && !statements.isEmpty())
            statements.last().text += line + u'\n';
    }
    return statements;
}

const SqlCatalog &SqlCatalog::sqlite()
{
    static const SqlCatalog catalog = [] {
        SqlCatalog made;
        const QDir folder(u":/sql/sqlite"_s);
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("A compiled-in SQL file cannot be read");
            for (const SqlStatement &statement : sqlStatementsFrom(QString::fromUtf8(file.readAll())))
                made.m_texts.insert(statement.name, statement.text);
        }
        return made;
    }();
    return catalog;
}

const QString &SqlCatalog::text(const QString &name) const
{
    const auto found = m_texts.constFind(name);
    Q_ASSERT_X(found != m_texts.constEnd(), "SqlCatalog::text", "no statement has this name");
    return *found;
}

} // namespace conduit::broker
