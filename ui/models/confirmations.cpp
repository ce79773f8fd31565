// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/confirmations.h"

#include "ui/format/sizes.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kTasksWithoutTyping = 1'000;

QString keyOf(const QString &verb) { return u"confirmations/"_s + verb; }

} // namespace

Confirmations::Confirmations(QSettings &settings, const QString &production) : m_settings(&settings), m_production(production)
{
}

const QStringList &Confirmations::verbs()
{
    static const QStringList all {u"retry"_s,   u"promote"_s,      u"hold"_s, u"cancel"_s, u"delete"_s,
                                  u"restore"_s, u"set_priority"_s, u"move"_s, u"tag"_s,    u"reschedule"_s};
    return all;
}

bool Confirmations::asks(const QString &verb) const
{
    return !canSilence(verb) || m_settings->value(keyOf(verb), true).toBool();
}

bool Confirmations::canSilence(const QString &verb) const { return m_production.isEmpty() && verbs().contains(verb); }

void Confirmations::setAsks(const QString &verb, bool isAsked)
{
    if (isAsked)
        m_settings->remove(keyOf(verb));
    else if (verbs().contains(verb))
        m_settings->setValue(keyOf(verb), false);
}

QStringList Confirmations::silenced() const
{
    QStringList found;
    for (const auto &verb : verbs())
        if (!m_settings->value(keyOf(verb), true).toBool())
            found.append(verb);
    return found;
}

void Confirmations::reset()
{
    for (const auto &verb : verbs())
        setAsks(verb, true);
}

QString Confirmations::toType(qint64 tasks) const
{
    if (!m_production.isEmpty())
        return m_production;
    return tasks > kTasksWithoutTyping ? countText(tasks) : QString();
}

QString Confirmations::toType(qint64 tasks, const QString &name) const { return toType(tasks).isEmpty() ? QString() : name; }

} // namespace conduit::ui
