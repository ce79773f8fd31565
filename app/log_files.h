// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/rotating_file.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <map>

namespace conduit::app {

/// Writes the logs of the local workers, a rotating file each, on a thread of its own: the main thread waits for no disk.
class LogFiles
{
public:
    /// What may wait to be written. A worker that is faster than the disk loses lines instead of taking all memory.
    static constexpr qint64 kBacklogBytesMax = 16 * 1024 * 1024;

    explicit LogFiles(const QString &directory);
    /// Writes what waits, then ends the thread.
    ~LogFiles();
    Q_DISABLE_COPY_MOVE(LogFiles)

    /// Where the log of the worker called `name` is written, in its newest part.
    [[nodiscard]] QString path(const QString &name) const;

    /// `bytes` are whole lines of the worker called `name`. Main thread; returns at once.
    void append(const QString &name, const QByteArray &bytes);

private:
    RotatingFile &fileOf(const QString &name);

    QString m_directory;
    QThread m_thread;
    QObject m_context; ///< Lives on m_thread, as do the files.
    std::map<QString, RotatingFile> m_files;
    std::atomic<qint64> m_backlog = 0;
    bool m_isLosing = false; ///< The next lines that fit come after a gap.
};

} // namespace conduit::app
