// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/queue_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlQueueStore final : public QueueStore
{
public:
    explicit SqlQueueStore(Database &database) : m_database(database) { }

    Result<std::vector<QueueRecord>> load() override;
    Status save(const QueueRecord &queue, Moment now) override;
    Status remove(const QString &name) override;
    Result<std::optional<Pause>> loadPause() override;
    Status savePause(const std::optional<Pause> &pause) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
