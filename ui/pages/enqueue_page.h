// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/draft_store.h"
#include "ui/feeds/enqueue_call.h"
#include "ui/feeds/template_store.h"
#include "ui/models/payload_draft.h"
#include "ui/models/type_model.h"

#include <conduit/client.h>

#include <QHash>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPlainTextEdit;
class QSettings;
class QSpinBox;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace conduit::ui {

class ElidingLabel;
class EmptyState;
class EnqueueOptions;
class ManyWizard;
class MessageBar;
class PayloadForm;
class PayloadText;
class PrimaryButton;
class RunBar;
class StateLabel;
class TemplateBar;
class TypeChooser;

/// Makes a task: a type, a payload by form or as JSON, and options. Keeps a draft for every type, also while the broker is away, and
/// templates under their names.
class EnqueuePage final : public QWidget
{
    Q_OBJECT
public:
    EnqueuePage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings,
                QWidget *parent = nullptr);
    ~EnqueuePage() override;

    void chooseType(const QString &name);
    /// Fills everything in from an existing task.
    void startFrom(const wire::NewTask &task);
    /// Where the task will go; everything else stays as it is.
    void chooseQueue(const QString &queue);
    void setOnline(bool isOnline);
    /// Where the broker is from now on.
    void setAddress(const QString &address) { m_address = address; }
    void setTypesLoaded();

    [[nodiscard]] const QString &type() const { return m_type; }
    [[nodiscard]] PayloadDraft &draft() { return m_draft; }
    [[nodiscard]] PayloadForm *form() const { return m_form; }
    [[nodiscard]] QPlainTextEdit *jsonEditor() const;
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] MessageBar *message() const { return m_message; }
    [[nodiscard]] QString attention() const;
    [[nodiscard]] QAction *enqueueAction() const { return m_enqueue; }
    [[nodiscard]] QAction *copyCurlAction() const { return m_copyCurl; }
    [[nodiscard]] QAction *manyAction() const { return m_many; }
    [[nodiscard]] ManyWizard *wizard() const { return m_wizard; } ///< Null before somebody wanted it.
    [[nodiscard]] RunBar *runBar() const { return m_runBar; }
    [[nodiscard]] QAction *watchAction() const { return m_watch; }
    [[nodiscard]] QAction *dryRunAction() const { return m_dryRun; }
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    [[nodiscard]] QAction *saveTemplateAction() const { return m_saveTemplate; }
    [[nodiscard]] TemplateBar *templateBar() const { return m_templateBar; }
    [[nodiscard]] EnqueueOptions *options() const { return m_options; }
    void saveSettings();
    /// A task is on its way, or a file of them.
    [[nodiscard]] bool isAtWork() const;
    /// Takes over what was typed there.
    void continueFrom(const EnqueuePage &before);

Q_SIGNALS:
    void enqueued(const QString &id, const QString &type);
    /// So many at once.
    void enqueuedMany(int count, const QString &type);
    /// Somebody wants to see what becomes of this task.
    void watchRequested(const QString &id);
    /// Somebody wants to see the tasks with this tag.
    void taggedTasksRequested(const QString &tag);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);

private:
    void buildActions();
    [[nodiscard]] QWidget *buildEditor();
    [[nodiscard]] QLayout *buildHead();
    [[nodiscard]] QLayout *buildOptions();
    [[nodiscard]] QWidget *buildButtons();
    void connectParts();
    void connectCall();
    void showType();
    /// That the chosen type has one which is not here yet; else empty. The broker's list of types comes before what it knows of each.
    [[nodiscard]] QString awaitedSchema() const;
    void showDraft();
    void showAttention();
    void showActions();
    void showOptionsSummary();
    [[nodiscard]] wire::NewTask task() const;
    [[nodiscard]] wire::NewTask typedTask() const;
    void openMany();
    void send();
    void takeDrafts(const QHash<QString, QByteArray> &drafts);
    void takeTask(const wire::Task &task);
    void takeFailure(const client::Failure &failure);
    void fillIn(const TaskTemplate &saved);
    void offerToRestore(const TaskTemplate &removed);

    client::Client &m_client;
    QString m_address;
    TypeModel &m_types;
    QSettings &m_settings;
    PayloadDraft m_draft;
    QString m_type;
    QHash<QString, QByteArray> m_drafts;
    QByteArray m_meta; ///< Of the task that the next one is a copy of.
    DraftStore m_store;
    TemplateStore m_templates;
    EnqueueCall m_call;
    bool m_watchesNext = false; ///< What is under way is to be shown when it is enqueued.
    bool m_isOnline = true;

    TypeChooser *m_chooser;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    RunBar *m_runBar;
    ElidingLabel *m_title = nullptr;
    QLabel *m_description = nullptr;
    MessageBar *m_message = nullptr;
    TemplateBar *m_templateBar = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadForm *m_form = nullptr;
    PayloadText *m_json = nullptr;
    QToolButton *m_optionsToggle = nullptr;
    EnqueueOptions *m_options = nullptr;
    StateLabel *m_attention = nullptr;
    PrimaryButton *m_button = nullptr;
    QAction *m_enqueue = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_many = nullptr;
    QAction *m_watch = nullptr;
    QAction *m_dryRun = nullptr;
    QAction *m_saveTemplate = nullptr;
    QSpinBox *m_count = nullptr;
    QLabel *m_saved = nullptr;
    ManyWizard *m_wizard = nullptr;
};

} // namespace conduit::ui
