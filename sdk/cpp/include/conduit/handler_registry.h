// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/handler.h>

#include <map>
#include <memory>

namespace conduit::worker {

/// The handlers of a worker by task type, one for each. Filled before the worker starts, read-only afterwards, so every thread may
/// read it.
class HandlerRegistry
{
public:
    void add(std::unique_ptr<Handler> handler);
    void add(const QString &taskType, HandlerFunction function);
    /// For the type of `schema`, which the worker registers with the broker: it then refuses payloads that do not fit.
    void add(const wire::Schema &schema, HandlerFunction function);

    /// Null when there is none for this type.
    [[nodiscard]] const Handler *find(const QString &taskType) const;
    [[nodiscard]] QStringList types() const; ///< Sorted.

private:
    std::map<QString, std::unique_ptr<Handler>> m_handlers;
};

} // namespace conduit::worker
