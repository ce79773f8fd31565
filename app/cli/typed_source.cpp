// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/typed_source.h"

#include "app/cli/code_names.h"
#include "app/cli/code_text.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString titleMark(const Language &language) { return language.comment + u" ---- "_s; }

QList<NamedField> namedFields(const QList<wire::Field> &fields)
{
    QStringList names;
    for (const wire::Field &field : fields)
        names.append(field.name);
    const auto words = distinctWords(names);
    QList<NamedField> named;
    for (qsizetype i = 0; i < fields.size(); ++i)
        named.append({.field = fields.at(i), .words = words.at(i)});
    return named;
}

QList<NamedSchema> namedSchemas(const QList<wire::Schema> &schemas)
{
    QStringList types;
    for (const wire::Schema &schema : schemas)
        types.append(schema.taskType);
    const auto words = distinctWords(types);
    QList<NamedSchema> named;
    for (qsizetype i = 0; i < schemas.size(); ++i) {
        named.append({.taskType = types.at(i),
                      .description = schemas.at(i).description,
                      .words = words.at(i),
                      .fields = namedFields(schemas.at(i).fields)});
    }
    return named;
}

/// The text of each section under its type in quotes, and what comes before them under nothing.
QMap<QString, QString> sectionsOf(const Language &language, const QString &source)
{
    const QString mark = titleMark(language);
    QMap<QString, QString> sections;
    QString title;
    const QString text = source.endsWith(language.foot) ? source.chopped(language.foot.size()) : source;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(mark))
            title = line.sliced(mark.size());
        sections[title] += line + u'\n';
    }
    return sections;
}

} // namespace

const QList<Language> &languages()
{
    static const QList<Language> kLanguages {typescriptLanguage(), pythonLanguage(), rustLanguage(), cppLanguage()};
    return kLanguages;
}

const Language *findLanguage(const QString &name)
{
    const auto found =
        std::find_if(languages().begin(), languages().end(), [&](const Language &language) { return language.name == name; });
    return found == languages().end() ? nullptr : &*found;
}

QStringList languageNames()
{
    QStringList names;
    for (const Language &language : languages())
        names.append(language.name);
    return names;
}

NamedSchema namedSchema(const wire::Schema &schema) { return namedSchemas({schema}).first(); }

QString typedSource(const Language &language, QList<wire::Schema> schemas, const QString &command)
{
    std::sort(schemas.begin(), schemas.end(),
              [](const wire::Schema &a, const wire::Schema &b) { return a.taskType < b.taskType; });
    // Names of anybody's choice come no sooner than on the third line: on the first two Python looks for a word of the encoding.
    QString source = u"%1 Payloads of task types, and functions that enqueue them.\n"
                     "%1 Generated, so do not edit it. When a schema has changed, write it anew:\n"
                     "%1     %2\n%3"_s.arg(language.comment, command, language.head);
    for (const NamedSchema &schema : namedSchemas(schemas))
        source += u'\n' + titleMark(language) + quotedOnOneLine(schema.taskType) + u"\n\n"_s + language.section(schema);
    return source + language.foot;
}

QString driftBetween(const Language &language, const QString &old, const QString &current)
{
    if (old == current)
        return {};
    const auto before = sectionsOf(language, old);
    const auto now = sectionsOf(language, current);
    QStringList differences;
    for (auto section = now.begin(); section != now.end(); ++section) {
        if (section.key().isEmpty())
            continue;
        if (!before.contains(section.key()))
            differences.append(section.key() + u" is missing"_s);
        else if (before.value(section.key()) != section.value())
            differences.append(section.key() + u" has changed"_s);
    }
    for (auto section = before.begin(); section != before.end(); ++section) {
        if (!now.contains(section.key()))
            differences.append(section.key() + u" is gone"_s);
    }
    return differences.isEmpty() ? u"what stands around the types has changed"_s : differences.join(u", "_s);
}

} // namespace conduit::cli
