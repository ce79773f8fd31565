// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/command_line.h"
#include "app/pool_definition.h"
#include "broker/broker_config.h"

#include <conduit/result.h>

#include <QHash>
#include <QString>
#include <QUrl>

namespace conduit::app {

/// Everything the program is told at its start, checked and complete but for the token, which broker_host reads.
struct AppConfig
{
    static constexpr int kWorkersMax = 64;
    static constexpr int kConcurrencyMax = 256;

    AppConfig();

    bool isHeadless = false;
    bool beginsInTray = false; ///< No window at first, where the desktop has a tray.
    QUrl connect;              ///< Not empty: the console alone, for the broker at this address.
    QByteArray connectToken;   ///< From CONDUIT_TOKEN, for `connect` without a token file of its own.
    broker::BrokerConfig broker;
    QString dataDirectory;          ///< Absolute.
    QString tokenFile;              ///< Absolute.
    bool isTokenFileChosen = false; ///< The person named it, so it is created and enforced on loopback, too.
    bool isInsecure = false;        ///< No token is asked for, whatever the address.
    int workers = 1;
    int concurrency = 1;         ///< Tasks that each local worker runs at a time.
    QString handlersFolder;      ///< Absolute: executables that the local workers take for handlers; empty: none.
    QString pluginsFolder;       ///< Absolute: shared libraries with handlers for the local workers; empty: none.
    QList<PoolDefinition> pools; ///< Of the data folder's file.
    /// Where a setting stands that the data folder's own file cannot change: `port` → `--port`.
    QHash<QString, QString> origins;
};

/// Variables by name.
using Environment = QHash<QString, QString>;

/// Flags win over variables, variables over the file that --config names, that over the data folder's own file, and that over defaults.
/// The error is a sentence that names the setting, where it stands, its value and what would be allowed.
[[nodiscard]] Result<AppConfig, QString> configFrom(const CommandLine &commandLine, const Environment &environment);

/// The settings file in a data folder. The console writes it; without a broker of one's own it is not read.
[[nodiscard]] QString settingsFileIn(const QString &dataDirectory);

/// Why settings do not fit together, as a sentence; empty when they do.
[[nodiscard]] QString contradictionIn(const AppConfig &config);

struct Setting;
/// What a text outside of the command line says: a list has commas.
[[nodiscard]] QStringList valuesOf(const Setting &setting, const QString &text);

/// `data-dir` → `CONDUIT_DATA_DIR`.
[[nodiscard]] QString variableFrom(const QString &setting);

} // namespace conduit::app
