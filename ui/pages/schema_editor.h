// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/schema_check.h"
#include "ui/models/payload_draft.h"
#include "ui/models/schema_draft.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTabWidget;
class QToolButton;

namespace conduit::ui {

class PayloadForm;

/// Edits a schema: a grid of fields, the form that comes of it, and its JSON, which all show the same draft. It stays open until the
/// broker has taken the schema, and says at the field what the broker refuses.
class SchemaEditor final : public QDialog
{
    Q_OBJECT
public:
    /// Of a new type the name can be typed.
    enum class Of { NewType, KnownType };
    SchemaEditor(client::Client &client, Of of, const wire::Schema &schema, QWidget *parent);

    [[nodiscard]] wire::Schema schema() const { return m_draft.schema(); }
    /// What the broker, or who saves it, has against it.
    void showRefusal(const QString &message);
    /// It is being saved.
    void setSaving(bool isSaving);

    [[nodiscard]] SchemaDraft &draft() { return m_draft; }
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] QTableView *grid() const { return m_grid; }
    [[nodiscard]] QPlainTextEdit *jsonEditor() const { return m_json; }
    [[nodiscard]] PayloadForm *form() const { return m_form; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *checkButton() const { return m_check; }
    [[nodiscard]] QToolButton *addButton() const { return m_add; }
    [[nodiscard]] QString note() const;
    [[nodiscard]] QString checkResult() const;

Q_SIGNALS:
    void saveRequested(const conduit::wire::Schema &schema);

private:
    [[nodiscard]] QWidget *buildFields();
    [[nodiscard]] QWidget *buildJson();
    [[nodiscard]] QLayout *buildHead(Of of);
    [[nodiscard]] QLayout *buildFoot();
    void showDraft();
    void showJson();
    void takeJson();
    void goTo(const SchemaDraft::Fault &fault);
    void save();
    void startCheck();
    void showCheck();

    SchemaDraft m_draft;
    PayloadDraft m_sample; ///< What is typed into the form.
    SchemaCheck m_checking;
    QString m_jsonFault;
    QString m_refusal;
    bool m_isShowing = false; ///< What the JSON editor tells just now comes from here.
    QLineEdit *m_name;
    QLineEdit *m_description;
    QTabWidget *m_tabs;
    QTableView *m_grid;
    QToolButton *m_add;
    QToolButton *m_remove;
    PayloadForm *m_form;
    QPlainTextEdit *m_json;
    QLabel *m_note;
    QLabel *m_checkResult;
    QPushButton *m_check;
    QPushButton *m_save;
};

} // namespace conduit::ui
