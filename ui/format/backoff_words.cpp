// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/backoff_words.h"

#include <conduit/json_writer.h>

namespace conduit::ui {

QByteArray backoffJson(const wire::Backoff &backoff)
{
    json::Writer json;
    json.beginObject().name("kind").string(backoff.kind);
    if (backoff.base)
        json.name("base").number(backoff.base->count());
    if (backoff.factor)
        json.name("factor").number(*backoff.factor);
    if (backoff.cap)
        json.name("cap").number(backoff.cap->count());
    if (!backoff.delays.isEmpty()) {
        json.name("delays").beginArray();
        for (const auto delay : backoff.delays)
            json.number(delay.count());
        json.endArray();
    }
    if (backoff.jitter)
        json.name("jitter").number(*backoff.jitter);
    return json.endObject().take();
}

} // namespace conduit::ui
