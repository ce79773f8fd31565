// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace conduit::app {

/// A log file that never grows beyond its limit: `x.log` becomes `x.log.1`, that `x.log.2`, and the oldest goes.
/// What cannot be written is lost, since a full disk must not stop the work.
class RotatingFile
{
public:
    struct Limits
    {
        qint64 bytesMax = 10 * 1024 * 1024;
        int filesMax = 5; ///< Together with the one that is being written.
    };

    explicit RotatingFile(const QString &path) : RotatingFile(path, Limits()) { }
    RotatingFile(const QString &path, Limits limits);

    /// Whole lines. Opens the file, and its folder, at the first call.
    void append(const QByteArray &bytes);

private:
    bool open();
    void rotate();
    [[nodiscard]] QString path(int age) const;

    Limits m_limits;
    QFile m_file;
};

} // namespace conduit::app
