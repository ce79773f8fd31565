// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/run_verb.h"

#include "app/cli/actor_name.h"
#include "app/cli/completion.h"
#include "app/cli/invocation.h"
#include "app/cli/verbs.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <fcntl.h>
#include <span>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

const QString kCompletion = u"completion"_s;

/// Whoever started the program may have closed them, and a socket must not take their place. What is read or written fails
/// then.
void occupyStandardDescriptors()
{
    for (const int descriptor : std::array {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1)
            (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY); // takes the lowest number that is free
    }
}

/// Qt would put a replacement character into what is no UTF-8, and a payload must arrive as it was written or not at all.
Outcome<QStringList> wordsFrom(int argc, char **argv)
{
    QStringList words;
    for (const char *argument : std::span(argv, static_cast<size_t>(argc)).subspan(1)) {
        words += QFile::decodeName(argument);
        if (QFile::encodeName(words.last()) != argument)
            return Trouble {.message =
                                u"'%1' is not UTF-8. Write it anew, or put a payload into a file: @FILE"_s.arg(words.last())};
    }
    return words;
}

ExitCode printCompletion(Output &out, const QStringList &words, const QStringList &programFlags)
{
    if (words != QStringList {kCompletion, u"bash"_s})
        return out.complain({.message = u"There is a completion for bash: conduit completion bash"_s});
    out.print(bashCompletion(programFlags));
    return ExitCode::Fine;
}

ExitCode run(Output &out, const Invocation &invocation, const Surroundings &surroundings)
{
    const auto access = brokerAccessFrom(invocation.given, surroundings.environment);
    if (!access)
        return out.complain({.message = access.error()});
    const auto transport = client::transportTo(access->broker, access->token);
    BrokerLine broker(*transport);
    const auto &environment = surroundings.environment;
    broker.setActor(actorName(u"cli"_s, environment.value(u"USER"_s, environment.value(u"LOGNAME"_s))));
    if (!invocation.given.text(invocation.verb->patience).isEmpty()) {
        OptionReader read(invocation.given);
        const auto patience = read.seconds(invocation.verb->patience);
        if (!read.complaint().isEmpty())
            return out.complain({.message = read.complaint()});
        broker.limit(*patience);
    }
    Errand errand {.given = invocation.given, .broker = broker, .out = out, .now = surroundings.now};
    return invocation.verb->run(errand);
}

ExitCode runWords(const QStringList &words, const Surroundings &surroundings)
{
    Output out;
    if (words.first() == kCompletion)
        return printCompletion(out, words, surroundings.programFlags);
    const auto invocation = invocationFrom(words);
    if (!invocation)
        return out.complain({.message = u"%1 See conduit %2 --help."_s.arg(invocation.error(), words.first())});
    if (!invocation->verb) {
        out.print(invocation->answer);
        return ExitCode::Fine;
    }
    return run(out, *invocation, surroundings);
}

} // namespace

QStringList verbNames()
{
    QStringList names;
    for (const Verb &verb : verbs())
        names.append(verb.name);
    return names;
}

bool isVerb(const QString &word) { return findVerb(word) || word == kCompletion; }

int runVerb(int argc, char **argv, const Surroundings &surroundings)
{
    occupyStandardDescriptors();
    const auto words = wordsFrom(argc, argv);
    const QCoreApplication application(argc, argv);
    const ExitCode code = words ? runWords(*words, surroundings) : Output().complain(words.error());
    return static_cast<int>(code);
}

} // namespace conduit::cli
