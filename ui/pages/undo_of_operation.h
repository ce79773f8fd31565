// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <functional>

namespace conduit::ui {

/// What a page hands over with news of an operation that can be taken back: an act that also knows of which one it is, since others may take
/// it back before.
struct UndoOfOperation
{
    QString id;
    std::function<void()> undo;

    void operator()() const { undo(); }
    /// Of which operation that act is; empty when it is another one.
    [[nodiscard]] static QString idOf(const std::function<void()> &act)
    {
        const auto *known = act.target<UndoOfOperation>();
        return known ? known->id : QString();
    }
};

} // namespace conduit::ui
