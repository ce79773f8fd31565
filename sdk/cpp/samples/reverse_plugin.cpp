// SPDX-License-Identifier: MIT
// A plug-in for `conduit-worker --plugins DIR`: {"text": "hello"} becomes {"reversed": "olleh"}
#include <conduit/handler_plugin.h>

#include <algorithm>

using namespace conduit::worker;

namespace {

Outcome reverse(const TaskContext &task)
{
    QString text = task.payloadObject()["text"].toString();
    std::reverse(text.begin(), text.end());
    return outputOf({{"reversed", text}});
}

} // namespace

class ReversePlugin final : public QObject, public HandlerPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID CONDUIT_HANDLER_PLUGIN_IID)
    Q_INTERFACES(conduit::worker::HandlerPlugin)

public:
    std::vector<std::unique_ptr<Handler>> handlers() override
    {
        std::vector<std::unique_ptr<Handler>> all;
        all.push_back(std::make_unique<FunctionHandler>("reverse", &reverse));
        return all;
    }
};

#include "reverse_plugin.moc"
