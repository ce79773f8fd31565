// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/actor_name.h"

#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace conduit {

namespace {

constexpr qsizetype kCharactersMax = 100;

} // namespace

QString actorName(const QString &kind, const QString &person)
{
    const QString who = person.isEmpty() ? QString() : person + u'@';
    QString name = kind + u' ' + who + QSysInfo::machineHostName();
    name.removeIf([](QChar c) { return !c.isPrint(); });
    return name.left(kCharactersMax);
}

} // namespace conduit
