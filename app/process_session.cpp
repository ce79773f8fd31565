// SPDX-License-Identifier: GPL-3.0-only
#include "app/process_session.h"

#include <QDirIterator>
#include <QFile>

#include <csignal>
#include <sys/types.h>

namespace conduit::app {

using namespace Qt::StringLiterals;

namespace {

/// Whether the process lives and belongs to the session, from the line of proc(5): `pid (name) state ppid group session …`. A name may hold
/// anything, parentheses too.
bool isOf(const QByteArray &stat, qint64 session)
{
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    return fields.size() > 3 && fields[0] != "Z" && fields[3].toLongLong() == session;
}

bool killOnce(qint64 session)
{
    bool hasFound = false;
    QDirIterator processes(u"/proc"_s, {u"[0-9]*"_s}, QDir::Dirs);
    while (processes.hasNext()) {
        QFile stat(processes.next() + u"/stat"_s);
        if (!stat.open(QIODevice::ReadOnly) || !isOf(stat.readAll(), session))
            continue;
        hasFound = true;
        ::kill(static_cast<pid_t>(processes.fileName().toInt()), SIGKILL);
    }
    return hasFound;
}

} // namespace

void killSession(qint64 session)
{
    // Whoever was just making another process has made it by the next round.
    constexpr int kRoundsMax = 5;
    for (int round = 0; round < kRoundsMax && killOnce(session); ++round) { }
}

} // namespace conduit::app
