// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/keep_preview.h"

#include "ui/models/shorter_keeps.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

int pluralOf(qint64 n) { return static_cast<int>(std::min<qint64>(n, std::numeric_limits<int>::max())); }

QString endedText(qint64 n, bool isExact)
{
    if (n == 0 && isExact)
        return KeepPreview::tr("No task is older now.");
    return isExact
        ? KeepPreview::tr("Then about %Ln task(s) are deleted for good, but those whose type or queue says otherwise.", nullptr,
                          pluralOf(n))
        : KeepPreview::tr("Then more than %Ln task(s) are deleted for good, but those whose type or queue says otherwise.",
                          nullptr, pluralOf(n));
}

QString trashText(qint64 n, bool isExact)
{
    if (n == 0 && isExact)
        return KeepPreview::tr("No task has been in the trash for longer.");
    return isExact ? KeepPreview::tr("Then about %Ln task(s) in the trash are deleted for good.", nullptr, pluralOf(n))
                   : KeepPreview::tr("Then more than %Ln task(s) in the trash are deleted for good.", nullptr, pluralOf(n));
}

} // namespace

QString KeepPreview::textFor(const BrokerSetting &setting)
{
    const bool isOfTasks = setting.name == u"keep-completed" || setting.name == u"keep-dead" || setting.name == u"keep-trash";
    const wire::Seconds before(setting.running.toDouble());
    const wire::Seconds after(setting.next.toDouble());
    if (!isOfTasks || after >= before)
        return {};
    if (const auto known = m_counts.constFind(setting.name); known != m_counts.constEnd() && known->of == setting.next)
        return known->text;
    m_counts.insert(setting.name, {setting.next});
    if (setting.name == u"keep-trash")
        countTrash(setting.name, setting.next, after);
    else
        countEnded(setting.name, setting.next, setting.name == u"keep-dead", before, after);
    return {};
}

void KeepPreview::countEnded(const QString &name, const QString &value, bool isOfDead, wire::Seconds before,
                             wire::Seconds after)
{
    m_client.countFacets(olderTasks({{.isOfDead = isOfDead, .before = before, .after = after}}), this,
                         [this, name, value](const client::Result<wire::Facets> &tasks) {
                             take(name, value, tasks ? endedText(tasks->n, tasks->isExact) : QString());
                         });
}

/// By what the emptying of the trash would find; nothing is deleted by it.
void KeepPreview::countTrash(const QString &name, const QString &value, wire::Seconds after)
{
    const wire::NewOperation older {.verb = u"purge"_s, .filter = u"trashed:>%1s"_s.arg(std::llround(after.count()))};
    m_client.previewOperation(older, this, [this, name, value](const client::Result<wire::OperationPreview> &tasks) {
        take(name, value, tasks ? trashText(tasks->matched, !tasks->hasMore) : QString());
    });
}

/// What was typed since is counted by itself. Without an answer there is nothing to say, and the next look asks again.
void KeepPreview::take(const QString &name, const QString &value, const QString &text)
{
    if (m_counts.value(name).of != value)
        return;
    if (text.isEmpty()) {
        m_counts.remove(name);
        return;
    }
    m_counts[name].text = text;
    Q_EMIT counted();
}

} // namespace conduit::ui
