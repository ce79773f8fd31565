// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/handler_plugin.h>

using namespace Qt::StringLiterals;
using namespace conduit::worker;

/// As plug-ins should be: two handlers, one with a schema.
class TrialPlugin final : public QObject, public HandlerPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID CONDUIT_HANDLER_PLUGIN_IID)
    Q_INTERFACES(conduit::worker::HandlerPlugin)

public:
    std::vector<std::unique_ptr<Handler>> handlers() override
    {
        conduit::wire::Schema schema;
        schema.taskType = u"trial_with_schema"_s;
        schema.description = u"from a plug-in"_s;
        std::vector<std::unique_ptr<Handler>> all;
        all.push_back(
            std::make_unique<FunctionHandler>(u"trial"_s, [](const TaskContext &task) { return Output {task.payload()}; }));
        all.push_back(std::make_unique<FunctionHandler>(schema, [](const TaskContext &) { return Snooze {}; }));
        return all;
    }
};

#include "trial_plugin.moc"
