// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/schema_editor.h"

#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/pages/payload_form.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

enum Tab { FieldsTab, FormTab, JsonTab };

constexpr int kWidthInCharacters = 120;
constexpr int kHeightInLines = 32;
constexpr qsizetype kJsonBytesMax = 256 * 1024; // More is no schema that anybody reads.

/// Chooses one of the five types of fields.
class TypeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *box = new QComboBox(parent);
        box->setAccessibleName(SchemaEditor::tr("Type"));
        for (const auto type : {wire::FieldType::String, wire::FieldType::Number, wire::FieldType::Boolean,
                                wire::FieldType::Object, wire::FieldType::Array})
            box->addItem(fieldTypeLabel(type), static_cast<int>(type));
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        auto *box = qobject_cast<QComboBox *>(editor);
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, qobject_cast<QComboBox *>(editor)->currentData(), Qt::EditRole);
    }
};

} // namespace

SchemaEditor::SchemaEditor(client::Client &client, Of of, const wire::Schema &schema, QWidget *parent)
    : QDialog(parent),
      m_checking(client),
      m_name(new QLineEdit(schema.taskType, this)),
      m_description(new QLineEdit(schema.description, this)),
      m_tabs(new QTabWidget(this)),
      m_grid(new QTableView(this)),
      m_add(new QToolButton(this)),
      m_remove(new QToolButton(this)),
      m_form(new PayloadForm(m_sample, this)),
      m_json(new QPlainTextEdit(this)),
      m_note(quietLabel({}, this)),
      m_checkResult(quietLabel({}, this)),
      m_check(new QPushButton(tr("Check the newest tasks against it"), this)),
      m_save(new PrimaryButton(of == Of::NewType ? tr("Make the type") : tr("Save schema"), this))
{
    setWindowTitle(of == Of::NewType ? tr("New type") : tr("Edit schema"));
    m_draft.setSchema(schema);
    m_tabs->addTab(buildFields(), tr("Fields"));
    m_tabs->addTab(m_form, tr("Form"));
    m_tabs->addTab(buildJson(), tr("JSON"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addLayout(buildHead(of));
    column->addWidget(m_tabs, 1);
    column->addWidget(m_note);
    column->addLayout(buildFoot());
    resize(fontMetrics().averageCharWidth() * kWidthInCharacters, fontMetrics().lineSpacing() * kHeightInLines);
    connect(&m_draft, &SchemaDraft::changed, this, &SchemaEditor::showDraft);
    for (const auto signal : {&SchemaCheck::advanced, &SchemaCheck::ended})
        connect(&m_checking, signal, this, &SchemaEditor::showCheck);
    connect(&m_checking, &SchemaCheck::failed, m_checkResult, &QLabel::setText);
    showDraft();
    (of == Of::NewType ? static_cast<QWidget *>(m_name) : m_grid)->setFocus();
}

QLayout *SchemaEditor::buildHead(Of of)
{
    m_name->setReadOnly(of == Of::KnownType);
    m_name->setAccessibleName(tr("Name"));
    m_description->setAccessibleName(tr("Description"));
    auto *head = new QFormLayout;
    head->addRow(tr("Name"), m_name);
    head->addRow(tr("Description"), m_description);
    connect(m_name, &QLineEdit::textEdited, &m_draft, &SchemaDraft::setTaskType);
    connect(m_description, &QLineEdit::textEdited, &m_draft, &SchemaDraft::setDescription);
    return head;
}

QWidget *SchemaEditor::buildFields()
{
    auto *page = new QWidget(this);
    styleTable(*m_grid, tr("Fields"));
    m_grid->setModel(&m_draft);
    m_grid->setItemDelegateForColumn(SchemaDraft::Type, new TypeDelegate(m_grid));
    m_grid->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_grid->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    for (const auto &[section, width] : {std::pair {int(SchemaDraft::Name), 140},
                                         {int(SchemaDraft::Type), 90},
                                         {int(SchemaDraft::Required), 90},
                                         {int(SchemaDraft::Description), 200}})
        m_grid->setColumnWidth(section, width);
    auto *up = new QToolButton(page);
    auto *down = new QToolButton(page);
    const auto row = [this] { return m_grid->currentIndex().row(); };
    const auto setUp = [this](QToolButton *button, Glyph glyph, const QString &name, const std::function<void()> &act) {
        button->setIcon(glyphIcon(glyph));
        button->setText(name);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::clicked, this, act);
    };
    setUp(m_add, Glyph::Plus, tr("Add field"), [this] {
        const auto added = m_draft.index(m_draft.addField(), SchemaDraft::Name);
        m_grid->setCurrentIndex(added);
        m_grid->setFocus();
        m_grid->edit(added);
    });
    setUp(m_remove, Glyph::Minus, tr("Remove field"), [this, row] { m_draft.removeField(row()); });
    setUp(up, Glyph::Up, tr("Up"), [this, row] { m_draft.moveField(row(), -1); });
    setUp(down, Glyph::Down, tr("Down"), [this, row] { m_draft.moveField(row(), 1); });
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 0, 8, 0);
    buttons->setSpacing(8);
    for (auto *button : {m_add, m_remove, up, down})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(m_grid, 1);
    column->addLayout(buttons);
    return page;
}

QWidget *SchemaEditor::buildJson()
{
    m_json->setAccessibleName(tr("Schema as JSON"));
    m_json->setFont(monospaceFont());
    m_json->setTabChangesFocus(true);
    connect(m_json, &QPlainTextEdit::textChanged, this, &SchemaEditor::takeJson);
    return m_json;
}

QLayout *SchemaEditor::buildFoot()
{
    m_note->setWordWrap(true);
    m_checkResult->setWordWrap(true);
    m_checkResult->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_check->setAutoDefault(false);
    connect(m_check, &QPushButton::clicked, this, &SchemaEditor::startCheck);
    m_save->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &SchemaEditor::save);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_check);
    foot->addWidget(m_checkResult, 1);
    foot->addWidget(buttons);
    return foot;
}

QString SchemaEditor::note() const { return m_note->text(); }

QString SchemaEditor::checkResult() const { return m_checkResult->text(); }

/// Whatever was changed, and wherever: everything shows the same draft.
void SchemaEditor::showDraft()
{
    m_refusal.clear();
    m_checking.stop();
    m_checkResult->clear();
    const auto schema = m_draft.schema();
    m_sample.setSchema(schema);
    if (!m_isShowing) {
        m_jsonFault.clear();
        showJson();
    }
    for (const auto &[line, text] : {std::pair {m_name, m_draft.taskType()}, {m_description, m_draft.description()}})
        if (line->text() != text)
            line->setText(text);
    m_remove->setEnabled(m_draft.rowCount() > 0);
    m_add->setEnabled(m_draft.rowCount() < SchemaDraft::kFieldsMax);
    setSaving(false);
}

void SchemaEditor::showJson()
{
    const QSignalBlocker still(m_json);
    m_json->setPlainText(QString::fromUtf8(indented(m_draft.schema().text)));
}

/// What is no schema stays as it was typed, and the fields as they were.
void SchemaEditor::takeJson()
{
    const auto text = m_json->toPlainText().toUtf8();
    const auto read = text.size() > kJsonBytesMax
        ? conduit::Result<wire::Schema, QString>(tr("it has more than 256 KiB"))
        : client::schemaFromText(text,
                                 m_name->isReadOnly() ? m_draft.taskType() : typeNamedIn(text).value_or(m_draft.taskType()));
    m_jsonFault = read ? QString() : tr("The JSON is no schema: %1.").arg(read.error());
    m_isShowing = true;
    if (read)
        m_draft.setSchema(*read);
    else
        setSaving(false);
    m_isShowing = false;
}

void SchemaEditor::setSaving(bool isSaving)
{
    const auto fault = !m_jsonFault.isEmpty() ? m_jsonFault : m_draft.fault().message;
    const auto note = !fault.isEmpty() ? fault
        : !m_refusal.isEmpty()         ? m_refusal
        : m_draft.rowCount() == 0      ? tr("Without a field any payload fits.")
                                  : tr("Members that no field names are allowed. What waits already is not checked again.");
    m_note->setText(note);
    offer(*m_save, isSaving ? tr("It is being saved.") : m_jsonFault);
    offer(*m_check, fault, tr("Whether the payloads of the newest 1,000 tasks of this type fit"));
}

void SchemaEditor::showRefusal(const QString &message)
{
    m_refusal = message;
    setSaving(false);
    goTo(m_draft.faultFrom(message));
}

void SchemaEditor::goTo(const SchemaDraft::Fault &fault)
{
    if (fault.row < 0)
        return;
    m_tabs->setCurrentIndex(FieldsTab);
    m_grid->setCurrentIndex(m_draft.index(fault.row, fault.column));
    m_grid->setFocus();
}

/// What is wrong is gone to instead.
void SchemaEditor::save()
{
    const auto fault = m_draft.fault();
    if (fault.message.isEmpty()) {
        setSaving(true);
        Q_EMIT saveRequested(m_draft.schema());
    } else if (fault.row < 0) {
        m_name->setFocus();
    } else {
        goTo(fault);
    }
}

void SchemaEditor::startCheck()
{
    m_checkResult->setText(tr("Looking…"));
    m_checking.start(m_draft.schema());
}

void SchemaEditor::showCheck()
{
    const auto checked = countText(m_checking.checked());
    if (m_checking.isRunning())
        m_checkResult->setText(tr("%1 looked at…").arg(checked));
    else if (m_checking.checked() == 0)
        m_checkResult->setText(tr("There are no tasks of this type."));
    else if (m_checking.misfits() == 0)
        m_checkResult->setText(tr("All of the newest %1 fit.").arg(checked));
    else
        m_checkResult->setText(tr("%1 of the newest %2 do not fit. The latest: %3")
                                   .arg(countText(m_checking.misfits()), checked, m_checking.example()));
}

} // namespace conduit::ui
