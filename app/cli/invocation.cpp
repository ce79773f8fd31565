// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/invocation.h"

#include "app/cli/verbs.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// QCommandLineParser knows no option whose value may be left out, and `--wait` followed by a word would be ambiguous anyway.
/// So the value is joined by an equals sign or it is none.
QStringList withJoinedValues(QStringList arguments)
{
    for (QString &argument : arguments) {
        if (argument == u"--"_s)
            break;
        if (argument == u"--wait"_s)
            argument += u'=';
    }
    return arguments;
}

QString helpFor(const Verb &verb, const QCommandLineParser &parser)
{
    // Without an application object Qt does not know what the program is called.
    const QString usage = u"conduit "_s + verb.name + (verb.synopsis.isEmpty() ? QString() : u' ' + verb.synopsis);
    QString help = parser.helpText();
    help.replace(0, help.indexOf(u'\n'), u"Usage: "_s + usage + u" [options]"_s);
    help.replace(u"--wait <[=SECONDS]>"_s, u"--wait[=SECONDS]   "_s);
    return help + u"\nExamples:\n"_s + verb.examples
        + u"\nExit codes: 0 fine; 1 an argument or a file is wrong; 4 no answer from the broker; 5 it refused;\n"
          "6 a task that was waited for failed; 7 not done in time. More: docs/cli.md\n"_s;
}

QString faultOfWords(const Verb &verb, const QStringList &words)
{
    if (words.contains(QString()))
        return u"One of the arguments is empty; a variable in it may not be set."_s;
    if (words.size() < verb.wordsMin)
        return u"%1 needs more words: 'conduit %1 %2'."_s.arg(verb.name, verb.synopsis);
    if (words.size() > verb.wordsMax) {
        const QString known = verb.synopsis.isEmpty() ? u"no words"_s : verb.synopsis;
        return u"Unexpected argument '%1': %2 takes %3. Quote what has spaces."_s.arg(words.at(verb.wordsMax), verb.name,
                                                                                      known);
    }
    return {};
}

} // namespace

Result<Invocation, QString> invocationFrom(const QStringList &arguments)
{
    const Verb *const verb = findVerb(arguments.value(0));
    Q_ASSERT_X(verb, "invocationFrom", "begins with a verb");
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this text."_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(verb->summary);
    parser.addOptions(optionsOf(*verb));
    parser.addOption(help);
    // The parser passes over the first argument, which is the program's name elsewhere.
    if (!parser.parse(withJoinedValues(arguments)))
        return parser.errorText();

    Invocation invocation;
    if (parser.isSet(help)) {
        invocation.answer = helpFor(*verb, parser);
        return invocation;
    }
    invocation.verb = verb;
    invocation.given.words = parser.positionalArguments();
    for (const QCommandLineOption &option : optionsOf(*verb)) {
        const QString name = option.names().last();
        const bool isSwitch = option.valueName().isEmpty(); // Later versions of Qt mind being asked for the values of one.
        if (parser.isSet(name))
            invocation.given.options.insert(name, isSwitch ? QStringList() : parser.values(name));
    }
    if (const QString fault = faultOfWords(*verb, invocation.given.words); !fault.isEmpty())
        return fault;
    return invocation;
}

} // namespace conduit::cli
