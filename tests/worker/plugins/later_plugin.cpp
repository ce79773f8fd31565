// SPDX-License-Identifier: GPL-3.0-only
#include <QObject>
#include <QtPlugin>

#include <cstdlib>

/// Of a version to come, whose code must not even run.
class LaterPlugin final : public QObject
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "conduit.HandlerPlugin/2")

public:
    LaterPlugin() { std::abort(); }
};

#include "later_plugin.moc"
