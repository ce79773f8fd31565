// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/completion.h"

#include "app/cli/task_words.h"
#include "app/cli/typed_source.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString flagFrom(const QString &name) { return u"--"_s + name; }

QString optionWords(const Verb &verb)
{
    QStringList flags {u"--help"_s};
    for (const QCommandLineOption &option : optionsOf(verb))
        flags.append(flagFrom(option.names().last()));
    return flags.join(u' ');
}

/// Those that complete to nothing, since only the person knows.
QString optionsWithValue()
{
    QStringList flags;
    for (const Verb &verb : verbs()) {
        for (const QCommandLineOption &option : optionsOf(verb)) {
            const QString flag = flagFrom(option.names().last());
            if (!option.valueName().isEmpty() && !flags.contains(flag))
                flags.append(flag);
        }
    }
    return flags.join(u'|');
}

} // namespace

QString bashCompletion(const QStringList &programFlags)
{
    QStringList firstWords;
    QString cases;
    for (const Verb &verb : verbs()) {
        firstWords.append(verb.name);
        cases += u"    %1) words='%2' ;;\n"_s.arg(verb.name, optionWords(verb));
    }
    firstWords += {u"completion"_s, u"backup"_s, u"--help"_s, u"--version"_s, u"--check"_s, u"--migrate-only"_s};
    for (const QString &flag : programFlags)
        firstWords.append(flagFrom(flag));
    QStringList orders = taskOrders();
    for (const QString &order : taskOrders())
        orders.append(u'-' + order);

    return uR"(# bash completion for conduit, as printed by: conduit completion bash
_conduit()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words=''
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '%1' -- "$current")
        return
    fi
    case $previous in
    --token-file|-o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --state) mapfile -t COMPREPLY < <(compgen -W '%2' -- "$current"); return ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W '%3' -- "$current"); return ;;
    --backoff) mapfile -t COMPREPLY < <(compgen -W '%4' -- "$current"); return ;;
    --unique-for) mapfile -t COMPREPLY < <(compgen -W '%5' -- "$current"); return ;;
    --on-conflict) mapfile -t COMPREPLY < <(compgen -W '%6' -- "$current"); return ;;
    -q|%7) return ;;
    esac
    case ${COMP_WORDS[1]} in
%8    completion) words='bash' ;;
    *) return ;;
    esac
    if [[ $current == @* ]]; then
        mapfile -t COMPREPLY < <(compgen -P @ -f -- "${current#@}")
    elif [[ $current == -* || $words == bash ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    elif [[ ${COMP_WORDS[1]} == gen ]] && ((COMP_CWORD == 2)); then
        mapfile -t COMPREPLY < <(compgen -W '%9' -- "$current")
    fi
}
complete -o bashdefault -F _conduit conduit
)"_s.arg(firstWords.join(u' '), taskStates().join(u' '), orders.join(u' '), backoffKinds().join(u' '),
         uniqueScopes().join(u' '), conflictWords().join(u' '), optionsWithValue(), cases, languageNames().join(u' '));
}

} // namespace conduit::cli
