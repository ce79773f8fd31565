// SPDX-License-Identifier: GPL-3.0-only
#include "app/command_line.h"

#include "app/setting.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Conduit, a durable task queue: the broker, its local workers and the console.\n\n"
        "  conduit                    the console, with its own broker and workers\n"
        "  conduit --no-gui           the broker and its workers, without a display\n"
        "  conduit --connect URL      the console for a broker that runs elsewhere\n\n"
        "Exit codes: 0 fine; 1 a flag or setting is wrong; 2 cannot listen, or the folder or database cannot be used;\n"
        "3 the database belongs to a running broker or to a newer version."_s);
    for (const Setting &setting : settings())
        parser.addOption(QCommandLineOption(setting.name, setting.description, setting.valueName));
    parser.addOption(QCommandLineOption({u"h"_s, u"help"_s}, u"Show this text."_s));
    parser.addOption(QCommandLineOption({u"v"_s, u"version"_s}, u"Show the version."_s));
}

} // namespace

Result<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return parser.errorText();

    CommandLine line;
    if (parser.isSet(u"help"_s)) {
        // Without an application object Qt does not know what the program is called.
        line.answer = parser.helpText().replace(u"<executable_name>"_s, u"conduit"_s);
        return line;
    }
    if (parser.isSet(u"version"_s)) {
        line.answer = u"conduit " CONDUIT_VERSION "\n"_s;
        return line;
    }
    if (!parser.positionalArguments().isEmpty())
        return u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().first());
    for (const Setting &setting : settings()) {
        if (!parser.isSet(setting.name))
            continue;
        const QStringList values =
            setting.form == Setting::Form::Switch ? QStringList {u"true"_s} : parser.values(setting.name);
        if (setting.form == Setting::Form::Value && values.size() > 1)
            return u"--%1 was given more than once."_s.arg(setting.name);
        line.flags.insert(setting.name, values);
    }
    return line;
}

} // namespace conduit::app
