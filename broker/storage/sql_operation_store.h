// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/operation_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlOperationStore final : public OperationStore
{
public:
    explicit SqlOperationStore(Database &database) : m_database(database) { }

    Result<qint64> insert(const Operation &operation) override;
    Result<std::optional<Operation>> find(const QUuid &id) override;
    Result<std::optional<Operation>> findByNumber(qint64 number) override;
    Result<std::vector<qint64>> active() override;
    Status save(const Operation &operation) override;

    Status insertItem(qint64 operation, const OperationItem &item) override;
    Result<std::vector<OperationItem>> items(qint64 operation, int max) override;
    Status forgetItem(qint64 operation, qint64 seq) override;

    Result<std::optional<qint64>> endedBy(Moment moment) override;
    Result<int> forgetItems(qint64 operation, int max) override;
    Status forget(qint64 operation) override;

private:
    Result<std::optional<Operation>> one(const QString &statement, const QString &name, const SqlValue &value);

    Database &m_database;
};

} // namespace conduit::broker
