// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/id_source.h"

namespace conduit::test {

/// Ids that a test can foresee; chance that a test decides.
class SequentialIds final : public broker::IdSource
{
public:
    [[nodiscard]] QUuid newTaskId(broker::Moment now) override { return broker::timeOrderedUuid(now, 0, ++m_count); }
    [[nodiscard]] QByteArray newLeaseToken() override { return "token-" + QByteArray::number(++m_count); }
    [[nodiscard]] double nextJitter() override { return jitter; }

    double jitter = 0;

private:
    quint64 m_count = 0;
};

} // namespace conduit::test
