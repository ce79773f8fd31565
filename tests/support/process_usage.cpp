// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/process_usage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QList>

#include <algorithm>
#include <unistd.h>

namespace conduit::test {

namespace {

QByteArray procFile(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A line such as `VmRSS:     1234 kB`.
qint64 statusBytes(qint64 pid, QByteArrayView field)
{
    const QList<QByteArray> lines = procFile(pid, "status").split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(field))
            return line.mid(field.size()).simplified().split(' ').value(0).toLongLong() * 1024;
    }
    return 0;
}

} // namespace

qint64 residentBytes(qint64 pid) { return statusBytes(pid, "VmRSS:"); }

qint64 residentBytesPeak(qint64 pid) { return statusBytes(pid, "VmHWM:"); }

int openDescriptors(qint64 pid)
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(pid));
    return static_cast<int>(folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
}

int openDescriptors(qint64 pid, const QString &path)
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(pid));
    const QFileInfoList links = folder.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    const QString wanted = QFileInfo(path).canonicalFilePath();
    return static_cast<int>(
        std::count_if(links.begin(), links.end(), [&](const QFileInfo &link) { return link.symLinkTarget() == wanted; }));
}

std::chrono::milliseconds processorTime(qint64 pid)
{
    // The second field is the program's name in parentheses and may hold anything, so fields count from its end.
    const QByteArray text = procFile(pid, "stat");
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.value(11).toLongLong() + fields.value(12).toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK));
}

} // namespace conduit::test
