// SPDX-License-Identifier: GPL-3.0-only
#include "worker/plugins/plugin_folder.h"

#include "worker/plugins/file_trust.h"

#include <conduit/handler_plugin.h>

#include <QDir>
#include <QJsonObject>
#include <QLibrary>
#include <QPluginLoader>
#include <QSet>

#include <exception>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

using Handlers = std::vector<std::unique_ptr<Handler>>;

const QString kIid = QStringLiteral(CONDUIT_HANDLER_PLUGIN_IID);

/// Read without running any of its code.
std::optional<QString> strangenessOf(const QPluginLoader &loader)
{
    const QString iid = loader.metaData().value("IID"_L1).toString();
    if (iid == kIid)
        return {};
    const QString name = kIid.section(u'/', 0, 0);
    if (iid.section(u'/', 0, 0) != name)
        return u"it is no plug-in of handlers for Conduit"_s;
    return u"it is made for version %1 of the plug-in interface, and this worker has version %2: build it with the SDK of Conduit %3"_s
        .arg(iid.section(u'/', 1), kIid.section(u'/', 1), QStringLiteral(CONDUIT_VERSION));
}

/// Plug-ins are other people's code, and one that throws must not keep out the others.
Result<Handlers, QString> handlersOf(HandlerPlugin &plugin)
{
    try {
        return plugin.handlers();
    } catch (const std::exception &exception) {
        return u"it threw an exception: "_s + QString::fromUtf8(exception.what());
    } catch (...) {
        return u"it threw something that is no std::exception"_s;
    }
}

std::optional<QString> faultOf(const Handlers &handlers, const HandlerRegistry &known)
{
    QSet<QString> types;
    for (const auto &handler : handlers) {
        const QString type = handler ? handler->taskType() : QString();
        if (type.isEmpty())
            return u"one of its handlers has no task type"_s;
        if (known.find(type) || types.contains(type))
            return u"there is a handler for %1 already"_s.arg(type);
        types += type;
    }
    return types.isEmpty() ? std::optional(u"it has no handlers"_s) : std::nullopt;
}

/// The types that have a handler now, or why none has.
Result<QStringList, QString> addPlugin(const QString &file, HandlerRegistry &registry)
{
    if (const auto distrust = distrustOf(file))
        return *distrust;
    QPluginLoader loader(file);
    loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    if (const auto strangeness = strangenessOf(loader))
        return *strangeness;
    auto *const plugin = qobject_cast<HandlerPlugin *>(loader.instance());
    if (!plugin)
        return loader.isLoaded() ? u"its class does not name the interface: Q_INTERFACES(conduit::worker::HandlerPlugin)"_s
                                 : loader.errorString();
    auto handlers = handlersOf(*plugin);
    if (!handlers)
        return handlers.error();
    if (const auto fault = faultOf(*handlers, registry))
        return *fault;
    QStringList types;
    for (auto &handler : *handlers) {
        types += handler->taskType();
        registry.add(std::move(handler));
    }
    return types;
}

} // namespace

Result<PluginReport, QString> addPlugins(const QString &folder, HandlerRegistry &handlers)
{
    const QDir dir(folder);
    if (!dir.isReadable())
        return u"The folder of plug-ins %1 is not there or cannot be read."_s.arg(folder);
    if (const auto distrust = distrustOf(folder))
        return u"The folder of plug-ins %1 cannot be trusted: %2."_s.arg(folder, *distrust);
    PluginReport report;
    QSet<QString> seen; // a library and the links to it are one
    const auto files = dir.entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        if (!QLibrary::isLibrary(file.fileName()) || seen.contains(file.canonicalFilePath()))
            continue;
        seen += file.canonicalFilePath();
        if (const auto added = addPlugin(file.absoluteFilePath(), handlers))
            report.loaded += u"The plug-in %1 runs %2."_s.arg(file.fileName(), added->join(u", "_s));
        else
            report.refused += u"The plug-in %1 is not loaded: %2."_s.arg(file.absoluteFilePath(), added.error());
    }
    if (seen.isEmpty())
        return u"The folder of plug-ins %1 has no shared library (.so): put one there."_s.arg(folder);
    return report;
}

} // namespace conduit::worker
