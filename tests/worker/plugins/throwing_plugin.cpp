// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/handler_plugin.h>

#include <stdexcept>

using namespace conduit::worker;

/// Has a reason why it cannot work here.
class ThrowingPlugin final : public QObject, public HandlerPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID CONDUIT_HANDLER_PLUGIN_IID)
    Q_INTERFACES(conduit::worker::HandlerPlugin)

public:
    std::vector<std::unique_ptr<Handler>> handlers() override { throw std::runtime_error("no licence key"); }
};

#include "throwing_plugin.moc"
