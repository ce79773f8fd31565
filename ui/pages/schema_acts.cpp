// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/schema_acts.h"

#include "ui/background.h"
#include "ui/feeds/change_failure.h"
#include "ui/format/curl.h"
#include "ui/format/json_layout.h"
#include "ui/models/schema_draft.h"
#include "ui/models/whole_file.h"
#include "ui/pages/schema_editor.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kShownCharacters = 60;
constexpr qint64 kFileBytesMax = 256 * 1024; // More is no schema that anybody reads.
constexpr int kNotFound = 404;

using Text = conduit::Result<QByteArray, QString>;

/// On any thread.
Text textIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    if (file.size() > kFileBytesMax)
        return SchemaActs::tr("it has more than 256 KiB");
    return file.readAll();
}

/// Of a file, which may leave out the name.
conduit::Result<wire::Schema, QString> schemaFrom(const Text &text, const QString &otherwise)
{
    return text ? client::schemaFromText(*text, typeNamedIn(*text).value_or(otherwise)) : text.error();
}

} // namespace

SchemaActs::SchemaActs(client::Client &client, const QString &address, QWidget *window)
    : QObject(window), m_client(client), m_address(address), m_window(window)
{
    buildActions();
    showActions();
}

SchemaEditor *SchemaActs::editor() const { return m_editor; }

void SchemaActs::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys,
                            const std::function<void()> &act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        action->setShortcut(QKeySequence(keys));
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_new = add(u"type.new"_s, Glyph::Plus, tr("New type…"), {},
                [this] { open({.taskType = m_bareType, .description = {}, .fields = {}, .text = {}}, {}); });
    m_edit = add(u"type.edit"_s, Glyph::Types, tr("Edit schema…"), u"Ctrl+Alt+M"_s, [this] { open(*m_schema, m_schema); });
    m_import = add(u"type.import"_s, Glyph::File, tr("Import schema…"), {}, [this] { chooseFile(); });
    m_export = add(u"type.export"_s, Glyph::File, tr("Export schema…"), {}, [this] { choosePlace(); });
    m_copyCreate = add(u"type.copy_create"_s, Glyph::Copy, tr("Copy curl that registers the schema"), {},
                       [this] { QGuiApplication::clipboard()->setText(registerSchemaCurl(m_address, schemaText(*m_schema))); });
}

void SchemaActs::setSchema(const std::optional<wire::Schema> &schema)
{
    m_schema = schema;
    showActions();
}

void SchemaActs::setBareType(const QString &name) { m_bareType = name; }

void SchemaActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showActions();
}

void SchemaActs::showActions()
{
    const auto noSchema = m_schema ? QString() : tr("Choose a type that has a schema on the Types page first.");
    for (auto *action : {m_new, m_import})
        offer(*action, m_isOnline ? QString() : brokerCannot());
    offer(*m_edit, m_isOnline ? noSchema : brokerCannot());
    for (auto *action : {m_export, m_copyCreate})
        offer(*action, noSchema);
}

void SchemaActs::chooseFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Import a schema"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SchemaActs::importFrom);
    dialog->open();
}

void SchemaActs::choosePlace()
{
    auto *dialog = new QFileDialog(m_window, tr("Export the schema"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, schema = *m_schema](const QString &path) { write(path, schema); });
    dialog->open();
}

/// A type that is known already is edited, so that nothing is replaced unseen.
void SchemaActs::importFrom(const QString &path)
{
    inBackground(
        this, [path] { return textIn(path); },
        [this](const Text &text) {
            const auto schema = schemaFrom(text, m_schema ? m_schema->taskType : m_bareType);
            if (!schema) {
                Q_EMIT failed(tr("The file was not imported: %1.").arg(schema.error()));
                return;
            }
            m_client.loadSchema(schema->taskType, this, [this, imported = *schema](const client::Result<wire::Schema> &known) {
                if (!known && known.error().status != kNotFound) {
                    Q_EMIT failed(changeFailureText(known.error()));
                    return;
                }
                open(imported, known ? std::optional(*known) : std::nullopt);
            });
        });
}

void SchemaActs::exportTo(const QString &path)
{
    if (m_schema)
        write(path, *m_schema);
}

void SchemaActs::write(const QString &path, const wire::Schema &schema)
{
    const auto text = indented(schemaText(schema)) + '\n';
    inBackground(
        this, [path, text] { return writeWhole(path, text); },
        [this, path](const QString &fault) {
            if (!fault.isEmpty())
                Q_EMIT failed(tr("The schema was not exported: %1.").arg(fault));
            else
                Q_EMIT done(tr("Exported the schema to %1").arg(path.section(u'/', -1)), {});
        });
}

void SchemaActs::open(const wire::Schema &schema, const std::optional<wire::Schema> &known)
{
    delete m_editor;
    m_editor = new SchemaEditor(m_client, known ? SchemaEditor::Of::KnownType : SchemaEditor::Of::NewType, schema, m_window);
    m_editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_editor, &SchemaEditor::saveRequested, this,
            [this, known, editor = m_editor](const wire::Schema &wanted) { saveIfUnchanged(wanted, known, editor); });
    m_editor->open();
}

void SchemaActs::saveIfUnchanged(const wire::Schema &schema, const std::optional<wire::Schema> &known,
                                 const QPointer<SchemaEditor> &editor)
{
    m_client.loadSchema(schema.taskType, this, [this, schema, known, editor](const client::Result<wire::Schema> &now) {
        if (!now && now.error().status != kNotFound)
            return finish(editor, &now.error(), {}, {});
        const bool isSame = now ? known && schemaText(*now) == schemaText(*known) : !known;
        if (isSame || (!now && known))
            return save(schema, now ? std::optional(*now) : std::nullopt, editor);
        if (known)
            return askToReplace(schema, *now, editor);
        const auto refusal = tr("There is a type of this name already: edit that one, or choose another name.");
        if (editor)
            editor->showRefusal(refusal);
        else
            Q_EMIT failed(refusal);
    });
}

void SchemaActs::askToReplace(const wire::Schema &schema, const wire::Schema &now, const QPointer<SchemaEditor> &editor)
{
    delete m_question;
    m_question = new QuestionBox(
        {.title = tr("Changed meanwhile"),
         .text = tr("Somebody else has changed the schema of %1 meanwhile.").arg(schema.taskType.left(kShownCharacters)),
         .details = tr("A worker that starts does that, too. What you typed stays in the editor until you choose."),
         .yes = tr("Replace it with mine"),
         .no = tr("Show me theirs"),
         .silence = {},
         .toType = {},
         .isFinal = true},
        editor ? editor.data() : m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, schema, now, editor] { saveIfUnchanged(schema, now, editor); });
    // Only the button gives up what was typed, Escape does not. Later, since the question goes with the editor.
    connect(m_question->noButton(), &QPushButton::clicked, this, [this, now] { open(now, now); }, Qt::QueuedConnection);
    connect(m_question, &QDialog::rejected, this, [editor] {
        if (editor)
            editor->setSaving(false);
    });
    m_question->open();
}

void SchemaActs::save(const wire::Schema &schema, const std::optional<wire::Schema> &known,
                      const QPointer<SchemaEditor> &editor)
{
    m_client.registerSchema(schema, this, [this, schema, known, editor](const client::Result<wire::Schema> &answer) {
        const auto name = schema.taskType.left(kShownCharacters);
        finish(editor, answer ? nullptr : &answer.error(),
               known ? tr("Changed the schema of %1").arg(name) : tr("Made type %1").arg(name),
               m_successor.later([schema, known](SchemaActs &acts) { acts.takeBack(schema, known); }));
    });
}

/// A refusal is shown where the schema is edited, which stays open then.
void SchemaActs::finish(SchemaEditor *editor, const client::Failure *failure, const QString &text,
                        const std::function<void()> &undo)
{
    if (failure && editor)
        return editor->showRefusal(changeFailureText(*failure));
    if (editor)
        editor->accept();
    tell(failure, text, undo);
}

void SchemaActs::tell(const client::Failure *failure, const QString &text, const std::function<void()> &undo)
{
    if (failure) {
        Q_EMIT failed(changeFailureText(*failure));
        return;
    }
    Q_EMIT changed();
    Q_EMIT done(text, undo);
}

void SchemaActs::takeBack(const wire::Schema &schema, const std::optional<wire::Schema> &known)
{
    m_client.loadSchema(schema.taskType, this, [this, schema, known](const client::Result<wire::Schema> &now) {
        if (!now && now.error().status != kNotFound)
            return tell(&now.error(), {}, {});
        const auto name = schema.taskType.left(kShownCharacters);
        if (!now || schemaText(*now) != schemaText(schema)) {
            Q_EMIT failed(tr("Not undone: somebody has changed the schema of %1 since.").arg(name));
            return;
        }
        const auto again = m_successor.later([schema, known](SchemaActs &acts) { acts.saveIfUnchanged(schema, known, {}); });
        if (known)
            m_client.registerSchema(*known, this, [this, name, again](const client::Result<wire::Schema> &answer) {
                tell(answer ? nullptr : &answer.error(), tr("The schema of %1 is as it was").arg(name), again);
            });
        else
            m_client.deleteType(schema.taskType, this, [this, name, again](const client::Result<Unit> &answer) {
                tell(answer ? nullptr : &answer.error(), tr("Deleted type %1").arg(name), again);
            });
    });
}

} // namespace conduit::ui
