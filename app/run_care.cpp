// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_care.h"

#include "app/access_token.h"
#include "app/exit_code.h"
#include "app/process_setup.h"
#include "broker/database_care.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

int refuse(ExitCode code, const QString &message)
{
    std::fprintf(stderr, "conduit: %s\n", qUtf8Printable(message));
    return static_cast<int>(code);
}

int refuse(const broker::Broker::OpenError &error) { return refuse(exitCodeFrom(error.kind), error.message); }

void say(const QString &line) { std::printf("%s\n", qUtf8Printable(line)); }

/// The file that a path leads to, also where there is none yet.
QString placeOf(const QString &path)
{
    const QFileInfo file(path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return file.exists() ? file.canonicalFilePath() : folder + u'/' + file.fileName();
}

/// With --force a copy would otherwise take the place of what it is a copy of.
bool belongsToDatabase(const QString &path, const QString &databasePath)
{
    const QStringList suffixes {QString(), u"-wal"_s, u"-shm"_s, u".lock"_s};
    return std::ranges::any_of(suffixes,
                               [&](const QString &suffix) { return placeOf(path) == placeOf(databasePath + suffix); });
}

} // namespace

int runCheck(int argc, char **argv, const AppConfig &config)
{
    const QCoreApplication application(argc, argv);
    const QString path = config.broker.databasePath;
    const auto faults = broker::checkDatabase(path);
    if (!faults)
        return refuse(faults.error());
    if (faults->isEmpty()) {
        say(path + u": sound"_s);
        return static_cast<int>(ExitCode::Fine);
    }
    for (const QString &fault : *faults)
        say(u"%1: %2"_s.arg(path, fault));
    return refuse(ExitCode::Unavailable,
                  u"the database is damaged. Stop the broker, keep the file aside, and put a backup in its place."_s);
}

int runMigration(int argc, char **argv, const AppConfig &config)
{
    const QCoreApplication application(argc, argv);
    if (const auto folder = prepareFolder(config); !folder)
        return refuse(folder.error());
    const QString path = config.broker.databasePath;
    if (const auto done = broker::migrateDatabase(path); !done)
        return refuse(done.error());
    say(path + u": has the format of Conduit " CONDUIT_VERSION ""_s);
    return static_cast<int>(ExitCode::Fine);
}

int runBackup(int argc, char **argv, const AppConfig &config, const BackupWish &wish)
{
    const QCoreApplication application(argc, argv);
    const QString target = QDir::cleanPath(QFileInfo(wish.file).absoluteFilePath());
    if (belongsToDatabase(target, config.broker.databasePath))
        return refuse(ExitCode::Usage, u"%1 is the database itself. Name another file."_s.arg(target));
    if (QFileInfo::exists(target) && !wish.mayReplace)
        return refuse(ExitCode::Usage, u"%1 is there already. Name another file, or replace it with --force."_s.arg(target));
    if (QFileInfo(target).isDir())
        return refuse(ExitCode::Usage, u"%1 is a folder. Name a file in it."_s.arg(target));
    if (const auto done = broker::backUpDatabase(config.broker.databasePath, target); !done)
        return refuse(done.error());
    say(u"%1: %2 bytes, checked"_s.arg(target).arg(QFileInfo(target).size()));
    return static_cast<int>(ExitCode::Fine);
}

} // namespace conduit::app
