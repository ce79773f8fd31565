// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/handler.h>

namespace conduit::worker {

/// Tells whether `payload.image` is a whole picture in base64, at least 100 pixels wide and high:
/// `{"valid": true, "width": W, "height": H}`, as stored, whatever way a camera was held. What is no picture never becomes one,
/// so no failure is tried again. Needs no display.
class ValidateImageHandler final : public Handler
{
public:
    static constexpr int kSideMin = 100;
    /// More is refused by its header, before anything is unpacked: a few bytes can claim to be gigabytes.
    static constexpr qint64 kPixelsMax = 64'000'000;

    ValidateImageHandler();
    [[nodiscard]] QString taskType() const override;
    [[nodiscard]] std::optional<wire::Schema> schema() const override;
    [[nodiscard]] Outcome run(const TaskContext &context) const override;
};

} // namespace conduit::worker
