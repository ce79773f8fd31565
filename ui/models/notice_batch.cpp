// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/notice_batch.h"

namespace conduit::ui {

std::optional<NoticeBatch::Notice> NoticeBatch::add(NoticeKind kind, const QString &text, const QDateTime &now)
{
    const auto open = m_gathered.find(kind);
    // One that is overdue goes out with the others of its minute.
    if (open != m_gathered.end() && (open->count > 0 || now < open->until)) {
        open->text = text;
        ++open->count;
        return {};
    }
    m_gathered.insert(kind, {.until = now.addSecs(kSeconds), .text = {}});
    return Notice {.kind = kind, .text = text};
}

QList<NoticeBatch::Notice> NoticeBatch::takeDue(const QDateTime &now)
{
    QList<Notice> due;
    for (auto kind = m_gathered.begin(); kind != m_gathered.end(); ++kind) {
        if (kind->count == 0 || now < kind->until)
            continue;
        due.append({.kind = kind.key(), .text = kind->text, .count = kind->count});
        *kind = {.until = now.addSecs(kSeconds), .text = {}};
    }
    return due;
}

QDateTime NoticeBatch::nextDue() const
{
    QDateTime next;
    for (const Gathered &gathered : m_gathered)
        if (gathered.count > 0 && (!next.isValid() || gathered.until < next))
            next = gathered.until;
    return next;
}

} // namespace conduit::ui
