// SPDX-License-Identifier: GPL-3.0-only
#include <QObject>
#include <QtPlugin>

#include <cstdlib>

/// For another program.
class ForeignPlugin final : public QObject
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.example.Filter/1")

public:
    ForeignPlugin() { std::abort(); }
};

#include "foreign_plugin.moc"
