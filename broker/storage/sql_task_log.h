// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_log.h"
#include "broker/storage/database.h"

namespace conduit::broker {

/// Writes the logs of attempts, and keeps each within its limits.
class SqlTaskLog
{
public:
    explicit SqlTaskLog(Database &database) : m_database(database) { }

    Status append(qint64 seq, int attempt, const std::vector<LogLine> &lines);

private:
    /// One attempt's log, as the table `logs` has it.
    struct Account
    {
        qint64 seq = 0;
        int attempt = 0;
        qint64 lines = 0;
        qint64 bytes = 0;
        qint64 dropped = 0;
    };
    Result<Account> accountOf(qint64 seq, int attempt);
    /// The last line that belongs to the head.
    Result<qint64> endOfHead(const Account &account);
    Status shorten(Account &account);

    Database &m_database;
};

} // namespace conduit::broker
