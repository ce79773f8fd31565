// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/successor.h"
#include "ui/widgets/question_box.h"

#include <conduit/client.h>

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QWidget;

namespace conduit::ui {

class SchemaEditor;

/// Makes schemas, and edits, imports and exports them. What is saved replaces a schema only while nobody else has changed it meanwhile, or
/// when somebody wants that.
class SchemaActs final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs stand above `window`, which owns it.
    SchemaActs(client::Client &client, const QString &address, QWidget *window);

    /// The schema that is meant; nothing: none is.
    void setSchema(const std::optional<wire::Schema> &schema);
    /// A type without a schema that gets its first one; empty: none is meant.
    void setBareType(const QString &name);
    void setOnline(bool isOnline);
    void setAddress(const QString &address) { m_address = address; }
    void continueFrom(const SchemaActs &before) { m_successor.takePlaceOf(before.m_successor); }
    /// The file's schema, in the editor: it is seen before it is saved.
    void importFrom(const QString &path);
    void exportTo(const QString &path);

    [[nodiscard]] QAction *newAction() const { return m_new; }
    [[nodiscard]] QAction *editAction() const { return m_edit; }
    [[nodiscard]] QAction *importAction() const { return m_import; }
    [[nodiscard]] QAction *exportAction() const { return m_export; }
    [[nodiscard]] QAction *copyCreateAction() const { return m_copyCreate; }
    /// What is open just now; null for none.
    [[nodiscard]] SchemaEditor *editor() const;
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    /// `undo` takes it back.
    void done(const QString &text, const std::function<void()> &undo);
    /// A schema is another one now, or there is one more.
    void changed();
    void failed(const QString &text);

private:
    void buildActions();
    void chooseFile();
    void choosePlace();
    void write(const QString &path, const wire::Schema &schema);
    /// `known` is what the broker has as far as we know; nothing for a new type.
    void open(const wire::Schema &schema, const std::optional<wire::Schema> &known);
    // `editor` is the one that wants it saved, and may be gone by the time the broker answers; null when none does.
    void saveIfUnchanged(const wire::Schema &schema, const std::optional<wire::Schema> &known,
                         const QPointer<SchemaEditor> &editor);
    void askToReplace(const wire::Schema &schema, const wire::Schema &now, const QPointer<SchemaEditor> &editor);
    void save(const wire::Schema &schema, const std::optional<wire::Schema> &known, const QPointer<SchemaEditor> &editor);
    void takeBack(const wire::Schema &schema, const std::optional<wire::Schema> &known);
    void finish(SchemaEditor *editor, const client::Failure *failure, const QString &text, const std::function<void()> &undo);
    void tell(const client::Failure *failure, const QString &text, const std::function<void()> &undo);
    void showActions();

    client::Client &m_client;
    QString m_address;
    QWidget *m_window;
    std::optional<wire::Schema> m_schema;
    QString m_bareType;
    Successor<SchemaActs> m_successor {this};
    bool m_isOnline = true;
    QAction *m_new = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_import = nullptr;
    QAction *m_export = nullptr;
    QAction *m_copyCreate = nullptr;
    QPointer<SchemaEditor> m_editor;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
