// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/handler.h"

#include <map>
#include <memory>

namespace conduit::worker {

/// The handlers of this worker by task type. Filled once in main, read-only afterwards, so every thread may read it.
class HandlerRegistry
{
public:
    void add(std::unique_ptr<Handler> handler);
    /// Null when there is none for this type.
    [[nodiscard]] const Handler *find(const QString &taskType) const;
    [[nodiscard]] QStringList types() const; ///< Sorted.

private:
    std::map<QString, std::unique_ptr<Handler>> m_handlers;
};

} // namespace conduit::worker
