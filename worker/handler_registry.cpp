// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handler_registry.h"

namespace conduit::worker {

void HandlerRegistry::add(std::unique_ptr<Handler> handler)
{
    const QString type = handler->taskType();
    [[maybe_unused]] const bool isNew = m_handlers.emplace(type, std::move(handler)).second;
    Q_ASSERT_X(isNew, "HandlerRegistry::add", "two handlers for one task type");
}

const Handler *HandlerRegistry::find(const QString &taskType) const
{
    const auto found = m_handlers.find(taskType);
    return found == m_handlers.end() ? nullptr : found->second.get();
}

QStringList HandlerRegistry::types() const
{
    QStringList types;
    for (const auto &[type, handler] : m_handlers)
        types.append(type);
    return types;
}

} // namespace conduit::worker
