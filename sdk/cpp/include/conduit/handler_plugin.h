// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/handler.h>

#include <QtPlugin>

#include <memory>
#include <vector>

/// What a plug-in says it is. The number is the version of all that both sides must see alike: this header, `conduit/handler.h` and
/// `wire::Schema`. A change of any of them that a compiler lays out otherwise is a new version, and a worker loads none but its own.
#define CONDUIT_HANDLER_PLUGIN_IID "conduit.HandlerPlugin/1"

namespace conduit::worker {

/// What a shared library for `conduit-worker --plugins` offers. Its class also derives from QObject, and says
/// `Q_PLUGIN_METADATA(IID CONDUIT_HANDLER_PLUGIN_IID)` and `Q_INTERFACES(conduit::worker::HandlerPlugin)`.
class HandlerPlugin
{
public:
    virtual ~HandlerPlugin() = default;
    /// One for each task type. Called once, on the main thread, before the worker starts; what it throws refuses the plug-in. The
    /// library stays loaded to the end of the process.
    [[nodiscard]] virtual std::vector<std::unique_ptr<Handler>> handlers() = 0;
};

} // namespace conduit::worker

Q_DECLARE_INTERFACE(conduit::worker::HandlerPlugin, CONDUIT_HANDLER_PLUGIN_IID)
