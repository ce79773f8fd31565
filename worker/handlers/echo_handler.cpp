// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handlers/echo_handler.h"

namespace conduit::worker {

using namespace Qt::StringLiterals;

QString EchoHandler::taskType() const { return u"echo"_s; }

std::optional<wire::Schema> EchoHandler::schema() const
{
    wire::Schema schema;
    schema.taskType = taskType();
    schema.description = u"Just a test handler to test worker"_s;
    schema.fields = {{.name = u"echo"_s,
                      .type = wire::FieldType::String,
                      .required = true,
                      .description = u"Any text; it comes back as it is"_s,
                      .example = R"("hello")"}};
    return schema;
}

Outcome EchoHandler::run(const TaskContext &context) const { return Output {R"({"echoed":)" + context.payload() + '}'}; }

} // namespace conduit::worker
