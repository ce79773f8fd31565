// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/handler.h>

namespace conduit::worker {

/// Gives the payload back, exactly: `{"echoed": <payload>}`. For trying out a broker and its workers.
class EchoHandler final : public Handler
{
public:
    [[nodiscard]] QString taskType() const override;
    [[nodiscard]] std::optional<wire::Schema> schema() const override;
    [[nodiscard]] Outcome run(const TaskContext &context) const override;
};

} // namespace conduit::worker
