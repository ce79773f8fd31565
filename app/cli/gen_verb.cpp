// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/each_task.h"
#include "app/cli/plain_text.h"
#include "app/cli/typed_source.h"
#include "app/cli/verbs.h"

#include <conduit/shell_text.h>

#include <QFile>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// As a shell takes it, on one line.
QString shellWord(const QString &word) { return onOneLine(shell_text::word(word)); }

/// The same for all who ask for the same types: so without where from and where to.
QString commandFor(const Language &language, const QStringList &types)
{
    QString command = u"conduit gen "_s + language.name;
    if (std::any_of(types.begin(), types.end(), [](const QString &type) { return type.startsWith(u'-'); }))
        command += u" --"_s;
    for (const QString &type : types)
        command += u' ' + shellWord(type);
    return command;
}

Outcome<QList<wire::Schema>> loadSchemas(BrokerLine &broker, QStringList types)
{
    if (types.isEmpty()) {
        const auto known = broker.ask<QStringList>(&client::Client::listTypes);
        if (!known)
            return known.error();
        types = *known;
    }
    if (types.isEmpty()) {
        return Trouble {.code = ExitCode::Refused,
                        .message = u"No type has a schema yet. A worker registers those of its handlers when it starts."_s};
    }
    QList<wire::Schema> schemas;
    for (const QString &type : types) {
        const auto schema = broker.ask<wire::Schema>(&client::Client::loadSchema, type);
        if (!schema)
            return withSubject(schema.error(), type);
        schemas.append(*schema);
    }
    return schemas;
}

Outcome<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Trouble {.message = u"'%1' cannot be read: %2."_s.arg(path, file.errorString())};
    const QByteArray content = file.readAll();
    if (file.error() != QFile::NoError)
        return Trouble {.message = u"'%1' cannot be read: %2."_s.arg(path, file.errorString())};
    return content;
}

ExitCode compare(Errand &errand, const Language &language, const QString &path, const QString &source, const QString &command)
{
    const auto content = contentOf(path);
    if (!content)
        return errand.out.complain(content.error());
    const QString drift = driftBetween(language, QString::fromUtf8(*content), source);
    if (drift.isEmpty())
        return ExitCode::Fine;
    return errand.out.complain({.message = u"'%1' is not what the schemas say: %2. Write it anew: %3 -o %4"_s.arg(
                                    path, drift, command, shellWord(path))});
}

/// A file that is right already keeps its time, so that nothing is built anew.
ExitCode write(Errand &errand, const QString &path, const QByteArray &source)
{
    if (const auto content = contentOf(path); content && *content == source)
        return ExitCode::Fine;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size() || !file.commit())
        return errand.out.complain({.message = u"'%1' cannot be written: %2."_s.arg(path, file.errorString())});
    return ExitCode::Fine;
}

ExitCode gen(Errand &errand)
{
    const QString name = errand.given.words.first();
    const Language *const language = findLanguage(name);
    if (!language) {
        return errand.out.complain(
            {.message = u"There is no gen for '%1'; it knows %2."_s.arg(name, languageNames().join(u", "_s))});
    }
    const QString path = errand.given.text(u"output"_s);
    if (path.isEmpty() && (errand.given.isSet(u"output"_s) || errand.given.isSet(u"check"_s)))
        return errand.out.complain({.message = u"Name the file: -o FILE."_s});
    QStringList types = errand.given.words.sliced(1);
    types.sort();
    types.removeDuplicates();
    const auto schemas = loadSchemas(errand.broker, types);
    if (!schemas)
        return errand.out.complain(schemas.error());
    const QString command = commandFor(*language, types);
    const QString source = typedSource(*language, *schemas, command);
    if (errand.given.isSet(u"check"_s))
        return compare(errand, *language, path, source, command);
    if (!path.isEmpty())
        return write(errand, path, source.toUtf8());
    errand.out.print(source);
    return ExitCode::Fine;
}

} // namespace

Verb genVerb()
{
    return {.name = u"gen"_s,
            .synopsis = u"typescript|python|rust|cpp [TYPE...]"_s,
            .summary =
                u"Writes source text with a type for the payload of each task type that has a schema, and a function that "
                "enqueues it."_s,
            .wordsMin = 1,
            .wordsMax = Verb::kAnyNumber,
            .options = {{{u"o"_s, u"output"_s}, u"The file to write (default stdout)."_s, u"FILE"_s},
                        {u"check"_s, u"Write nothing; end with 1 when FILE is not what would be written."_s}},
            .hasJson = false,
            .patience = u"timeout"_s,
            .examples = u"  conduit gen python -o tasks.py\n"
                        "  conduit gen typescript -o src/tasks.ts resize mail\n"
                        "  conduit gen rust -o src/tasks.rs --check\n"_s,
            .run = &gen};
}

} // namespace conduit::cli
