// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/activity_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlActivityStore final : public ActivityStore
{
public:
    explicit SqlActivityStore(Database &database) : m_database(database) { }

    Result<std::vector<ActivityRow>> load() override;
    Status save(const ActivityRow &row) override;
    Result<int> forget(ActivityStep step, Moment moment, int max) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
