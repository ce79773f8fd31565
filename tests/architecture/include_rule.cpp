// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/house_rules.h"

#include <QHash>
#include <QRegularExpression>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// A room of the house, from the most special path to the most general one: the first that fits is the file's room.
struct Room
{
    QLatin1StringView path;
    QLatin1StringView name;
};

constexpr Room kRooms[] {
    {"sdk/cpp/include/conduit/http_text.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/result.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/json_"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/shell_text.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/utf8.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/audit.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/wire.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/wire_counts.h"_L1, "wire"_L1},
    {"sdk/cpp/src/json_"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/worker_health.h"_L1, "wire"_L1},
    {"sdk/cpp/include/conduit/handler"_L1, "sdk worker"_L1},
    {"sdk/cpp/include/conduit/worker.h"_L1, "sdk worker"_L1},
    {"sdk/cpp/src/worker/"_L1, "sdk worker inside"_L1},
    {"sdk/cpp/conformance/"_L1, "driver"_L1},
    {"sdk/cpp/samples/"_L1, "samples"_L1},
    {"sdk/cpp/"_L1, "client"_L1},
    {"broker/core/"_L1, "core"_L1},
    {"broker/engine/"_L1, "engine"_L1},
    {"broker/storage/"_L1, "storage"_L1},
    {"broker/http/"_L1, "http"_L1},
    {"broker/"_L1, "broker"_L1},
    {"resources/contract/"_L1, "contract"_L1},
    {"worker/"_L1, "worker"_L1},
    {"ui/models/"_L1, "ui models"_L1},
    {"ui/local_workers.h"_L1, "local workers"_L1}, // what the console asks of the desktop program
    {"ui/format/"_L1, "ui models"_L1},
    {"ui/background.h"_L1, "background"_L1}, // work beside the window's thread
    {"ui/"_L1, "ui"_L1},
    {"app/cli/"_L1, "cli"_L1},
    {"app/exit_code.h"_L1, "exit code"_L1}, // what every part of the program ends with
    {"app/"_L1, "app"_L1},
    {"tests/"_L1, "tests"_L1},
    {"cmake/"_L1, "cmake"_L1},
};

/// What each room may include beside itself and the wire, which is everybody's leaf. Tests may include everything.
/// ARCHITECTURE.md shows the same table.
const QHash<QString, QStringList> kMayInclude {
    {u"wire"_s, {}},
    {u"client"_s, {}},
    {u"core"_s, {}},
    {u"engine"_s, {u"core"_s}},
    {u"storage"_s, {u"core"_s}},
    {u"contract"_s, {}},
    {u"http"_s, {u"core"_s, u"engine"_s, u"contract"_s}},
    {u"broker"_s, {u"core"_s, u"engine"_s, u"storage"_s, u"http"_s}},
    {u"sdk worker"_s, {u"client"_s}},
    {u"sdk worker inside"_s, {u"client"_s, u"sdk worker"_s}},
    {u"worker"_s, {u"client"_s, u"sdk worker"_s}},
    {u"driver"_s, {u"client"_s, u"sdk worker"_s}},
    {u"samples"_s, {u"client"_s, u"sdk worker"_s}},
    {u"local workers"_s, {}},
    {u"background"_s, {}},
    {u"ui models"_s, {u"background"_s, u"local workers"_s}},
    {u"ui"_s, {u"background"_s, u"client"_s, u"ui models"_s, u"local workers"_s}},
    {u"cli"_s, {u"client"_s, u"exit code"_s}},
    {u"exit code"_s, {}},
    {u"app"_s, {u"background"_s, u"broker"_s, u"client"_s, u"ui"_s, u"local workers"_s, u"cli"_s, u"exit code"_s}},
    {u"cmake"_s, {}},
};

QString roomOf(const QString &path)
{
    for (const Room &room : kRooms) {
        if (path.startsWith(room.path))
            return room.name;
    }
    return {};
}

/// The included file's path from the root, when it is one of ours: empty for Qt's and the standard's.
QString targetOf(const QString &include, bool isQuoted, const QString &includingPath, const SourceTree &tree)
{
    if (!isQuoted)
        return include.startsWith("conduit/"_L1) ? "sdk/cpp/include/"_L1 + include : QString();
    // The SDK is a package of its own, so its sources find their neighbours by name alone.
    const QString neighbour = includingPath.first(includingPath.lastIndexOf(u'/') + 1) + include;
    return includingPath.startsWith("sdk/"_L1) && tree.contains(neighbour) ? neighbour : include;
}

QString faultOf(const QString &path, const QString &target, const SourceTree &tree)
{
    if (!tree.contains(target))
        return u"there is no %1; includes are written from the root of the tree"_s.arg(target);
    const QString from = roomOf(path);
    const QString to = roomOf(target);
    if (from == to || from == "tests"_L1 || to == "wire"_L1 || kMayInclude.value(from).contains(to))
        return {};
    return u"%1 may not include %2 (%3)"_s.arg(from, to, target);
}

} // namespace

QStringList includeFaults(const SourceTree &tree)
{
    static const QRegularExpression include(uR"(^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])"_s,
                                            QRegularExpression::MultilineOption);
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (!isCpp(file.key()))
            continue;
        if (roomOf(file.key()).isEmpty())
            faults += file.key() + u": belongs to no room that the include table knows"_s;
        const QString code = withoutCppComments(file.value());
        for (auto matches = include.globalMatch(code); matches.hasNext();) {
            const auto match = matches.next();
            const QString target = targetOf(match.captured(2), match.captured(1) == u'"', file.key(), tree);
            if (target.isEmpty() || target.endsWith(".moc"_L1))
                continue;
            if (const QString fault = faultOf(file.key(), target, tree); !fault.isEmpty())
                faults += faultAt(file.key(), code, match.capturedStart(), fault);
        }
    }
    return faults;
}

} // namespace conduit::test
