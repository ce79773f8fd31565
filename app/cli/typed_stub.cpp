// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/typed_stub.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

QString typedStub(const Language &language, const wire::Schema &schema)
{
    const NamedSchema named = namedSchema(schema);
    QString head = language.head;
    head.remove(u"#pragma once\n\n"_s); // This is no header.
    // As in typedSource(), nothing of anybody's choice stands on the first two lines.
    return u"%1 One task type: its payload, a function that enqueues it, and a worker that handles it.\n"
           "%1 Something to begin with. A broker with a token wants it in CONDUIT_TOKEN, one elsewhere its address in "
           "CONDUIT_URL.\n"
           "%2\n%3%4\n%5"_s.arg(language.comment, head, language.section(named), language.foot, language.worker(named));
}

} // namespace conduit::cli
