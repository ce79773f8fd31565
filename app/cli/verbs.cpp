// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/verbs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

const QList<Verb> &verbs()
{
    static const QList<Verb> kVerbs {enqueueVerb(), getVerb(),    listVerb(),   waitVerb(),    cancelVerb(), retryVerb(),
                                     typesVerb(),   schemaVerb(), queuesVerb(), workersVerb(), statsVerb(),  genVerb()};
    return kVerbs;
}

const Verb *findVerb(const QString &name)
{
    const auto found = std::find_if(verbs().begin(), verbs().end(), [&](const Verb &verb) { return verb.name == name; });
    return found == verbs().end() ? nullptr : &*found;
}

QList<QCommandLineOption> optionsOf(const Verb &verb)
{
    static const QCommandLineOption kTimeout(u"timeout"_s, u"End with 7 when it is not done by then."_s, u"SECONDS"_s);
    static const QCommandLineOption kJson(u"json"_s, u"Print JSON as the broker sent it, not text for people."_s);
    static const QList<QCommandLineOption> kForAll {
        QCommandLineOption(u"broker"_s, u"The broker's address; else CONDUIT_URL, BROKER_URL, http://127.0.0.1:8080."_s,
                           u"URL"_s),
        QCommandLineOption(u"token-file"_s, u"The file with the broker's token; else CONDUIT_TOKEN is the token."_s,
                           u"FILE"_s)};
    QList<QCommandLineOption> options = verb.options;
    if (verb.patience == kTimeout.names().first())
        options += kTimeout;
    if (verb.hasJson)
        options += kJson;
    return options + kForAll;
}

} // namespace conduit::cli
