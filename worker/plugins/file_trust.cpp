// SPDX-License-Identifier: GPL-3.0-only
#include "worker/plugins/file_trust.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

/// `mayBeSticky`: others may write there, as long as each can remove only what is theirs.
std::optional<QString> distrustOfOne(const QString &path, bool mayBeSticky)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return u"%1 cannot be looked at: %2"_s.arg(path, qt_error_string());
    if (status.st_uid != 0 && status.st_uid != ::geteuid())
        return u"%1 belongs to another user: give it to root, or to the one who runs the worker (chown)"_s.arg(path);
    const bool isOthers = (status.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    const bool isSticky = (status.st_mode & S_ISVTX) != 0;
    if (isOthers && !(mayBeSticky && isSticky))
        return u"others may write to %1: chmod go-w %1"_s.arg(path);
    return {};
}

} // namespace

std::optional<QString> distrustOf(const QString &path)
{
    const QFileInfo real(QFileInfo(path).canonicalFilePath());
    if (const auto distrust = distrustOfOne(real.filePath(), false))
        return distrust;
    QString folder = real.path();
    if (const auto distrust = distrustOfOne(folder, real.isDir()))
        return distrust;
    while (folder != u"/") {
        folder = QFileInfo(folder).path();
        if (const auto distrust = distrustOfOne(folder, true))
            return distrust;
    }
    return {};
}

} // namespace conduit::worker
