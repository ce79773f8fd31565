// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlAuditStore final : public AuditStore
{
public:
    explicit SqlAuditStore(Database &database) : m_database(database) { }

    Result<qint64> append(const AuditEntry &entry) override;
    Result<int> forget(Moment moment, qint64 keptMax, int max) override;

private:
    Database &m_database;
};

/// Over a read-only connection. Looks at entry after entry, newest first, of which there are only so many.
class SqlAuditReader final : public AuditReader
{
public:
    explicit SqlAuditReader(Database &database) : m_database(database) { }

    Result<AuditPage> list(const AuditQuery &query) override;
    Result<std::vector<ListedOperation>> operations(int max) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
