// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QList>
#include <QMap>
#include <QStringList>

namespace conduit::test {

/// The table of sdk/README.md: what each SDK can do, and which scenarios show it.
struct ParityTable
{
    struct Row
    {
        QString feature;
        QMap<QString, bool> can; ///< By SDK, in the drivers' spelling: cpp, python, typescript, rust.
        QStringList scenarios;
    };
    QStringList sdks;
    QList<Row> rows;

    /// What a driver has to show: the scenarios of the rows that say yes to its SDK.
    [[nodiscard]] QStringList scenariosFor(const QString &sdk) const;
};

/// Reads it from the document's text.
[[nodiscard]] Result<ParityTable, QString> parityTableIn(const QString &document);

} // namespace conduit::test
