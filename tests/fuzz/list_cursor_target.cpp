// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/cursor_text.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/small_database.h"

namespace conduit::test {

namespace {

using namespace broker;

void requireSameCursor(const TaskCursor &cursor)
{
    const auto again = cursorFrom(QString::fromLatin1(textFrom(cursor)));
    require(again && again->key == cursor.key && again->seq == cursor.seq, "a cursor's text names the same place");
}

/// Goes on from the cursor to the end of the list.
void requireEnd(TaskQuery query)
{
    constexpr int kPagesMax = 10; // of one task each
    SqlTaskReader reader(smallDatabase());
    query.limit = 1;
    for (int page = 0; page < kPagesMax; ++page) {
        const auto found = reader.list(query);
        require(found.has_value(), "a list begins at every cursor");
        require(found->rows.size() <= 1, "a page has no more tasks than were asked for");
        const auto &on = query.before ? found->previous : found->next;
        if (!on)
            return;
        requireSameCursor(*on);
        (query.before ? query.before : query.after) = *on;
    }
    require(false, "a list has an end");
}

void requireSoundCursor(const QString &text, unsigned which)
{
    const auto cursor = cursorFrom(text);
    if (!cursor)
        return;
    requireSameCursor(*cursor);
    constexpr unsigned kSorts = 6;
    TaskQuery query;
    query.sort = static_cast<TaskSort>(which % kSorts);
    query.falling = (which / kSorts) % 2 == 0;
    ((which / kSorts / 2) % 2 == 0 ? query.after : query.before) = *cursor;
    requireEnd(query);
}

} // namespace

/// A letter that says which list, and a cursor of it, as it is on the wire or before it was put into base64.
void tryInput(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const auto which = static_cast<unsigned char>(input.front());
    const QByteArray rest = input.sliced(1).toByteArray();
    requireSoundCursor(QString::fromUtf8(rest), which);
    requireSoundCursor(QString::fromLatin1(rest.toBase64(QByteArray::Base64UrlEncoding)), which);
}

} // namespace conduit::test
