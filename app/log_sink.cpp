// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_sink.h"

#include <QLatin1StringView>
#include <QMutex>

#include <cstring>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

WallClock s_clock; // Set once, before any thread is started.

QMutex s_mutex;
QByteArrayList s_recent; // Under s_mutex.

/// Half of them go at a time, so that the others need not be moved at each line.
void keep(const QByteArray &line)
{
    if (s_recent.size() >= kLogLinesKept)
        s_recent.remove(0, kLogLinesKept / 2);
    s_recent.append(line);
}

QLatin1StringView levelFrom(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
        return "error"_L1;
    case QtFatalMsg:
        break;
    }
    return "fatal"_L1;
}

QByteArray onOneLine(const QString &message)
{
    QByteArray line;
    for (const char byte : message.toUtf8()) {
        if (byte == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)
            line += "\\x" + QByteArray::number(static_cast<int>(byte), 16).rightJustified(2, '0');
        else
            line += byte;
    }
    return line;
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = logLine(type, context.category, message, s_clock());
    const QMutexLocker locker(&s_mutex);
    keep(line);
    for (qsizetype done = 0; done < line.size();) {
        const ssize_t written = ::write(STDERR_FILENO, line.constData() + done, static_cast<size_t>(line.size() - done));
        if (written < 0 && errno != EINTR)
            return; // Nobody reads our log; that must not stop the work.
        done += std::max<ssize_t>(written, 0);
    }
}

} // namespace

QByteArray logLine(QtMsgType type, const char *category, const QString &message, const QDateTime &time)
{
    QByteArray line = time.toUTC().toString(Qt::ISODateWithMs).toLatin1() + ' ' + QByteArray(levelFrom(type).data()) + ' ';
    if (category && std::strcmp(category, "default") != 0)
        line += QByteArray(category) + ": ";
    return line + onOneLine(message) + '\n';
}

QByteArrayList recentLogLines()
{
    const QMutexLocker locker(&s_mutex);
    return s_recent;
}

void installLogSink(WallClock clock)
{
    s_clock = std::move(clock);
    qInstallMessageHandler(&writeLine);
}

} // namespace conduit::app
