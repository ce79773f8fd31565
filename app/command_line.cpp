// SPDX-License-Identifier: GPL-3.0-only
#include "app/command_line.h"

#include "app/cli/run_verb.h"
#include "app/setting.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

const QString kBackup = u"backup"_s;

const QCommandLineOption &checkOption()
{
    static const QCommandLineOption kOption(
        u"check"_s, u"Look for faults in the database, print a line for each, and end with 0 or 2. A broker may run on it."_s);
    return kOption;
}

const QCommandLineOption &migrateOption()
{
    static const QCommandLineOption kOption(
        u"migrate-only"_s,
        u"Bring the database to this version's format as a start would, and end with 0, 2 or 3. No broker may run on it."_s);
    return kOption;
}

const QCommandLineOption &forceOption()
{
    static const QCommandLineOption kOption(u"force"_s, u"Of backup: replace FILE when it is there."_s);
    return kOption;
}

QString backupHelp()
{
    return u"Usage: conduit backup FILE [--force] [--database sqlite:FILE | --data-dir DIR | --config FILE]\n\n"
           "Writes a copy of the database as of this moment to FILE, whole and checked, for its owner only. A broker may run "
           "on\n"
           "the database meanwhile. The copy grows as FILE.part and gets its name when it is on the disk.\n\n"
           "Options:\n"
           "  --force                  Replace FILE when it is there.\n"
           "  --database sqlite:FILE   The database (default conduit.db in the data folder).\n"
           "  --data-dir DIR           The data folder (default $XDG_DATA_HOME/conduit).\n"
           "  --config FILE            Where else these settings may stand; see conduit --help.\n\n"
           "Exit codes: 0 the copy is there; 1 FILE is there already, or a flag is wrong; 2 the database cannot be read, or "
           "the\n"
           "copy not be written.\n"_s;
}

/// Why what is asked for beside the settings does not go together; empty when it does.
QString faultOfActs(const CommandLine &line, bool namesBroker)
{
    QStringList acts;
    if (line.isCheck)
        acts += u"--check"_s;
    if (line.isMigrateOnly)
        acts += u"--migrate-only"_s;
    if (line.backup)
        acts += kBackup;
    if (acts.size() > 1)
        return u"%1 are different things: do one after the other."_s.arg(acts.join(u" and "_s));
    if (!acts.isEmpty() && namesBroker)
        return u"--connect names a broker, not a database: %1 takes the file of --database or --data-dir."_s.arg(acts.first());
    return {};
}

/// What the words without dashes and the flags beside the settings ask for; the error is a sentence.
QString readActs(const QCommandLineParser &parser, CommandLine &line)
{
    QStringList words = parser.positionalArguments();
    line.isCheck = parser.isSet(checkOption());
    line.isMigrateOnly = parser.isSet(migrateOption());
    const bool isForced = parser.isSet(forceOption());
    if (!words.isEmpty() && words.first() == kBackup) {
        words.removeFirst();
        if (words.isEmpty() || words.first().isEmpty())
            return u"backup needs the name of the FILE to write."_s;
        line.backup = BackupWish {words.takeFirst(), isForced};
    }
    if (!words.isEmpty())
        return u"Unexpected argument '%1'."_s.arg(words.first());
    if (isForced && !line.backup)
        return u"--force is for backup: conduit backup FILE --force."_s;
    return faultOfActs(line, parser.isSet(u"connect"_s));
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Conduit, a durable task queue: the broker, its local workers and the console.\n\n"
        "  conduit                    the console, with its own broker and workers\n"
        "  conduit --no-gui           the broker and its workers, without a display\n"
        "  conduit --connect URL      the console for a broker that runs elsewhere\n"
        "  conduit --check            look for faults in the database\n"
        "  conduit backup FILE        copy the database, also while a broker runs; conduit backup --help\n"
        "  conduit --migrate-only     bring the database to this version's format\n"
        "  conduit VERB ...           speak to a broker; conduit VERB --help. The verbs are\n"
        "                             %1\n"
        "  conduit completion bash    a script by which bash completes all this\n\n"
        "Exit codes: 0 fine; 1 a flag or setting is wrong; 2 cannot listen, or the folder or database cannot be used;\n"
        "3 the database belongs to a running broker or to a newer version. Of a verb also: 4 no answer from the broker;\n"
        "5 it refused; 6 a task that was waited for failed; 7 not done in time."_s.arg(cli::verbNames().join(u", "_s)));
    for (const Setting &setting : settings())
        parser.addOption(QCommandLineOption(setting.name, setting.description, setting.valueName));
    parser.addOption(checkOption());
    parser.addOption(migrateOption());
    parser.addOption(forceOption());
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
        if (parser.positionalArguments().value(0) == kBackup) {
            line.answer = backupHelp();
            return line;
        }
        // Without an application object Qt does not know what the program is called.
        line.answer = parser.helpText().replace(u"<executable_name>"_s, u"conduit"_s);
        return line;
    }
    if (parser.isSet(u"version"_s)) {
        line.answer = u"conduit " CONDUIT_VERSION "\n"_s;
        return line;
    }
    if (const QString complaint = readActs(parser, line); !complaint.isEmpty())
        return complaint;
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
