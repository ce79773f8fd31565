// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/answer_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlAnswerStore final : public AnswerStore
{
public:
    explicit SqlAnswerStore(Database &database) : m_database(database) { }

    Result<std::optional<RememberedAnswer>> find(const QString &key) override;
    Status save(const QString &key, const RememberedAnswer &answer) override;
    Result<int> forget(Moment now, int max) override;

private:
    Database &m_database;
};

} // namespace conduit::broker
