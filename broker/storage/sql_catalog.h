// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace conduit::broker {

struct SqlStatement
{
    QString name;
    QString text;
};

/// The statements of one `.sql` text, which are its sections `-- name: task.claim`. Comment lines are dropped, not for taste: Qt scans
/// comments for quotes and placeholders, and an apostrophe there breaks binding.
[[nodiscard]] QList<SqlStatement> sqlStatementsFrom(const QString &text);

/// Every statement of resources/sql/sqlite, by name. Read once, immutable afterwards.
class SqlCatalog
{
public:
    static const SqlCatalog &sqlite();
    /// The statement's text. An unknown name is a bug.
    [[nodiscard]] const QString &text(const QString &name) const;

private:
    QHash<QString, QString> m_texts;
};

} // namespace conduit::broker
