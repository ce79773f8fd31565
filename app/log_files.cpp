// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_files.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

/// A worker is named after its host, and a host may be called anything.
QString fileNameFrom(const QString &name)
{
    QString file = name;
    for (QChar &character : file) {
        if (!character.isLetterOrNumber() && !u"-_."_s.contains(character))
            character = u'_';
    }
    return file + u".log"_s;
}

} // namespace

LogFiles::LogFiles(const QString &directory) : m_directory(directory)
{
    m_thread.setObjectName(u"logs"_s);
    m_context.moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
}

LogFiles::~LogFiles()
{
    // Queued behind the last line, so nothing is lost.
    QMetaObject::invokeMethod(&m_context, [this] { m_thread.quit(); });
    m_thread.wait();
}

void LogFiles::append(const QString &name, const QByteArray &bytes)
{
    if (m_backlog + bytes.size() > kBacklogBytesMax) {
        m_isLosing = true;
        return;
    }
    const QByteArray lines =
        std::exchange(m_isLosing, false) ? "(lines were lost here: the disk is too slow)\n" + bytes : bytes;
    m_backlog += lines.size();
    QMetaObject::invokeMethod(&m_context, [this, name, lines] {
        fileOf(name).append(lines);
        m_backlog -= lines.size();
    });
}

QString LogFiles::path(const QString &name) const { return m_directory + u'/' + fileNameFrom(name); }

RotatingFile &LogFiles::fileOf(const QString &name) { return m_files.try_emplace(name, path(name)).first->second; }

} // namespace conduit::app
