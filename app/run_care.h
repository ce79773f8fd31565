// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"

namespace conduit::app {

/// `conduit --check`: a line for each fault of the database on stdout; returns the exit code. A broker may run on it meanwhile.
int runCheck(int argc, char **argv, const AppConfig &config);

/// `conduit --migrate-only`: the database in this version's format, made when it is not there; returns the exit code.
int runMigration(int argc, char **argv, const AppConfig &config);

/// `conduit backup FILE`: a copy of the database as of this moment; returns the exit code. A broker may run on it meanwhile.
int runBackup(int argc, char **argv, const AppConfig &config, const BackupWish &wish);

} // namespace conduit::app
