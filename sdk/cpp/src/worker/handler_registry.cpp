// SPDX-License-Identifier: MIT
#include <conduit/handler_registry.h>

namespace conduit::worker {

void HandlerRegistry::add(std::unique_ptr<Handler> handler)
{
    const QString type = handler->taskType();
    [[maybe_unused]] const bool isNew = m_handlers.emplace(type, std::move(handler)).second;
    Q_ASSERT_X(isNew, "HandlerRegistry::add", "two handlers for one task type");
}

void HandlerRegistry::add(const QString &taskType, HandlerFunction function)
{
    add(std::make_unique<FunctionHandler>(taskType, std::move(function)));
}

void HandlerRegistry::add(const wire::Schema &schema, HandlerFunction function)
{
    add(std::make_unique<FunctionHandler>(schema, std::move(function)));
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
