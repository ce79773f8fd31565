// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/handler_registry.h>
#include <conduit/result.h>

namespace conduit::worker {

/// What became of a folder of plug-ins: a sentence for each.
struct PluginReport
{
    QStringList loaded;
    QStringList refused; ///< With what to change.
};

/// Adds the handlers of each shared library in `folder`, in the order of their names. One that is refused keeps none of the others
/// out, and none of its handlers in: since others could have written it, it is made for another version, it cannot be loaded, or
/// there is a handler for one of its types already. The error: the folder itself cannot be read, or others could have written to it.
[[nodiscard]] Result<PluginReport, QString> addPlugins(const QString &folder, HandlerRegistry &handlers);

} // namespace conduit::worker
