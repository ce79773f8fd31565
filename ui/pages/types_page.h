// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/confirmations.h"
#include "ui/models/field_model.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/type_model.h"
#include "ui/pages/defaults_acts.h"
#include "ui/pages/schema_acts.h"
#include "ui/pages/stub_acts.h"
#include "ui/widgets/question_box.h"

#include <conduit/client.h>

#include <QPointer>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QLineEdit;
class QSettings;
class QSplitter;
class QTabWidget;
class QTableView;

namespace conduit::ui {

class ElidingLabel;
class JsonView;
class ListFrame;

/// The types, what each one's payload must look like, and what holds for its tasks: seen, made, edited and forgotten.
class TypesPage final : public QWidget
{
    Q_OBJECT
public:
    TypesPage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings, QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    void setTypesLoaded();
    void saveSettings() const;
    /// Without any, no name has to be typed.
    void setConfirmations(const Confirmations &confirmations);
    void continueFrom(const TypesPage &before);

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] FieldModel &fields() { return m_fields; }
    [[nodiscard]] JsonView *json() const { return m_json; }
    [[nodiscard]] JsonView *sample() const { return m_sample; }
    [[nodiscard]] QAction *enqueueAction() const { return m_enqueue; }
    [[nodiscard]] QAction *copyCurlAction() const { return m_copyCurl; }
    [[nodiscard]] QAction *editDefaultsAction() const { return m_editDefaults; }
    [[nodiscard]] SchemaActs &schemaActs() { return m_schemas; }
    [[nodiscard]] DefaultsActs &defaultsActs() { return m_defaults; }
    [[nodiscard]] StubActs &stubActs() { return m_stubs; }
    /// In the order of the menu.
    [[nodiscard]] QList<QAction *> typeActions() const;
    /// Stands apart from the others.
    [[nodiscard]] QAction *deleteAction() const { return m_delete; }
    /// What is asked just now; null for nothing.
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    void enqueueRequested(const QString &type);
    /// The form is to begin with this.
    void sampleRequested(const conduit::wire::NewTask &task);
    /// Something was done that `undo` takes back; without one it cannot be taken back.
    void done(const QString &text, const std::function<void()> &undo);
    /// The broker's types are others than before.
    void changed();
    /// There are no types yet, and workers bring them.
    void workersRequested();
    void said(const QString &text);
    /// Why something was not done.
    void refused(const QString &text);

private:
    [[nodiscard]] QWidget *buildDetails();
    [[nodiscard]] QWidget *buildSample();
    [[nodiscard]] QLayout *buildButtons(QWidget *panel);
    [[nodiscard]] QLayout *buildHead();
    void buildTable();
    void buildActions();
    void connectActs();
    void countBeforeDeletion();
    void askToDelete(const QString &type, const wire::Facets &tasks);
    void deleteType(const QString &type);
    void showCurrent();
    void showActions();
    void showEmptiness();

    client::Client &m_client;
    QString m_address;
    TypeModel &m_types;
    QSettings &m_settings;
    SortedRows m_shown;
    FieldModel m_fields;
    DefaultsActs m_defaults;
    SchemaActs m_schemas;
    StubActs m_stubs;
    QString m_current;
    bool m_isOnline = true;
    bool m_isLoaded = false;

    ListFrame *m_list = nullptr;
    QLineEdit *m_search = nullptr;
    QSplitter *m_splitter = nullptr;
    QTableView *m_table = nullptr;
    ElidingLabel *m_title = nullptr;
    QLabel *m_description = nullptr;
    JsonView *m_json = nullptr;
    JsonView *m_sample = nullptr;
    QAction *m_enqueue = nullptr;
    QAction *m_enqueueSample = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_editDefaults = nullptr;
    QAction *m_delete = nullptr;
    std::optional<Confirmations> m_confirmations;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
