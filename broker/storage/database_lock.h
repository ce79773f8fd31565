// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QString>

namespace conduit::broker {

/// One owner per database: a kernel lock on `FILE.lock`, which the kernel drops however its holder ends. The file also holds the
/// owner's pid, only to be shown. The lock file is never removed: removing it would let two owners hold two files of one name.
class DatabaseLock
{
public:
    struct Refusal
    {
        bool isHeldByAnother = false;
        QString message;
    };
    static conduit::Result<DatabaseLock, Refusal> acquire(const QString &databasePath);

    DatabaseLock(DatabaseLock &&other) noexcept;
    DatabaseLock &operator=(DatabaseLock &&other) noexcept;
    ~DatabaseLock();

private:
    explicit DatabaseLock(int descriptor) : m_descriptor(descriptor) { }
    int m_descriptor = -1;
};

} // namespace conduit::broker
