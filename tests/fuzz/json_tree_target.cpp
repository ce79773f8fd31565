// SPDX-License-Identifier: GPL-3.0-only
#include "tests/fuzz/fuzz_target.h"
#include "ui/format/json_layout.h"
#include "ui/models/json_items.h"

#include <conduit/json_text.h>

namespace conduit::test {

namespace {

using ui::JsonItem;

bool lies(qsizetype begin, qsizetype end, const JsonItem &in) { return begin > in.begin && begin <= end && end < in.end; }

/// Goes through all that lies in `of`, and returns how many values that are.
qsizetype walk(QByteArrayView json, const JsonItem &of);

qsizetype walkContent(QByteArrayView json, const JsonItem &of, const ui::JsonContent &content)
{
    qsizetype values = 0;
    qsizetype at = of.begin;
    for (const JsonItem &item : content.items) {
        require(lies(item.begin, item.end, of) && item.begin > at, "items lie in their list, one behind the other");
        require(item.isMember() == (of.kind == json::Kind::Object) || content.runs.isEmpty(),
                "members have names, elements have none");
        at = item.end;
        values += 1 + walk(json, item);
    }
    for (const ui::JsonRun &run : content.runs) {
        require(lies(run.begin, run.end, of) && run.begin > at && run.count > 0,
                "runs lie in their list, one behind the other");
        at = run.end;
        const auto inRun = ui::jsonContent(json, run);
        require(inRun.runs.isEmpty() && inRun.items.size() == run.count, "a run has the items that it counts");
        values += walkContent(json, of, inRun);
    }
    return values;
}

qsizetype walk(QByteArrayView json, const JsonItem &of)
{
    if (!of.isContainer())
        return 0;
    const auto content = ui::jsonContent(json, of);
    qsizetype own = content.items.size();
    for (const ui::JsonRun &run : content.runs)
        own += run.count;
    require(own == of.count, "a list has the items that it counts");
    return walkContent(json, of, content);
}

} // namespace

/// What is no JSON ends every look at it; of what is, no token changes.
void tryInput(QByteArrayView input)
{
    const QByteArray text = input.toByteArray();
    const QByteArray laidOut = ui::indented(text);
    const QByteArray compact = ui::compacted(text);
    require(laidOut.size() >= compact.size() && compact.size() <= text.size(), "only white space comes and goes");
    const JsonItem all = ui::jsonItem(text);
    require(all.begin >= 0 && all.begin <= all.end && all.end <= text.size(), "a value lies in its text");
    if (!json::Document::parse(text, json::kPayloadDepthMax))
        return;
    require(ui::compacted(laidOut) == compact, "what was laid out is the same JSON");
    require(json::Document::parse(laidOut, json::kPayloadDepthMax).has_value(), "what was laid out is JSON");
    require(walk(text, all) >= all.count, "everything is found");
}

} // namespace conduit::test
