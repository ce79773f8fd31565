// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <optional>
#include <tuple>

namespace conduit::broker {

/// The files behind an open database, as they were when it was opened. Somebody may remove or replace them while they are open: SQLite
/// would go on writing into files without a name, and everything would be lost at the broker's end.
class DatabaseFile
{
public:
    /// A database in memory has no file and is never gone.
    explicit DatabaseFile(const QString &path);

    /// Notes the log as well; it is there once an open connection has read in WAL mode.
    void noteLog();
    /// Whether the names still lead to the files. Costs two calls of statx.
    [[nodiscard]] bool isInPlace() const;

private:
    using Identity = std::tuple<quint32, quint32, quint64>; ///< device (major, minor), inode
    [[nodiscard]] static std::optional<Identity> identityOf(const QByteArray &path);

    QByteArray m_path;
    QByteArray m_logPath;
    std::optional<Identity> m_file;
    std::optional<Identity> m_log;
};

} // namespace conduit::broker
