// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace conduit::app {

/// One thing that can be set: by a flag, by a variable, by a key of the settings file, all under the same name.
struct Setting
{
    enum class Form { Switch, Value, List };
    enum class Use {
        Always,
        Broker, ///< Means nothing with --connect.
        Flag,   ///< Cannot stand in the settings file.
    };

    QString name;
    Form form = Form::Value;
    Use use = Use::Broker;
    QString valueName; ///< For --help; empty for a switch.
    QString description;
    /// Stores the values, never an empty list; returns what is wrong with them, to follow the value in a sentence.
    std::function<QString(AppConfig &, const QStringList &)> store;
    /// Its value in the words that `store` takes, a list with commas; empty for what the console does not change.
    std::function<QString(const AppConfig &)> show = {};
};

/// To add a setting: a member of BrokerConfig, HttpLimits or AppConfig, then one line in setting.cpp; help, variable and key follow.
[[nodiscard]] const QList<Setting> &settings();

} // namespace conduit::app
