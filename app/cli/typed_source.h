// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>
#include <QStringList>

/// Source text made of schemas: a type for the payload of each task type, and a function that enqueues it with a language's SDK.
/// Schemas in, text out; the same text for the same schemas.
namespace conduit::cli {

struct NamedField
{
    wire::Field field;
    QStringList words; ///< Of its name in code; no other field of the type has them.
};

struct NamedSchema
{
    QString taskType;
    QString description;
    QStringList words; ///< Of its name in code; no other type has them.
    QList<NamedField> fields;

    /// Without any field a schema takes any JSON.
    [[nodiscard]] bool takesAnything() const { return fields.isEmpty(); }
};

struct Language
{
    QString name;    ///< As in `conduit gen NAME`.
    QString comment; ///< Begins a comment that ends with its line.
    QString head;    ///< What the sections need.
    QString (*section)(
        const NamedSchema &schema); ///< Type and function of one task type. No line begins like the section's title.
    QString (*worker)(const NamedSchema &schema); ///< A program that handles one task type, behind its section and the foot.
    QString foot = {};
};

// Each stands in a file of its own: typed_cpp.cpp, …
[[nodiscard]] Language cppLanguage();
[[nodiscard]] Language pythonLanguage();
[[nodiscard]] Language rustLanguage();
[[nodiscard]] Language typescriptLanguage();

[[nodiscard]] const QList<Language> &languages();
/// Null when there is none of this name.
[[nodiscard]] const Language *findLanguage(const QString &name);
[[nodiscard]] QStringList languageNames();

/// One schema by itself: no other type can have its name.
[[nodiscard]] NamedSchema namedSchema(const wire::Schema &schema);

/// `command` made it, and stands in the text. The order of the schemas does not matter.
[[nodiscard]] QString typedSource(const Language &language, QList<wire::Schema> schemas, const QString &command);

/// In what `old` is not `current`, as the end of a sentence that names the task types. Empty when they are the same.
[[nodiscard]] QString driftBetween(const Language &language, const QString &old, const QString &current);

} // namespace conduit::cli
