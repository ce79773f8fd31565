// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/draft_book.h"
#include "ui/feeds/enqueue_call.h"
#include "ui/feeds/template_store.h"
#include "ui/models/payload_draft.h"
#include "ui/models/type_model.h"
#include "ui/pages/enqueue_actions.h"
#include "ui/pages/enqueue_take_back.h"
#include "ui/pages/successor.h"

#include <conduit/client.h>

#include <QWidget>

#include <functional>

class QPlainTextEdit;
class QSettings;
class QSpinBox;
class QStackedWidget;
class QTabWidget;

namespace conduit::ui {

class EmptyState;
class EnqueueBar;
class EnqueueOptions;
class EnqueueRun;
class FileIntake;
class ManyWizard;
class MessageBar;
class OptionsFold;
class PayloadForm;
class PayloadTabs;
class RunBar;
class TemplateBar;
class TypeChooser;
class TypeHead;

/// Makes a task: a type, a payload by form or as JSON, and options. Keeps a draft for every type, also while the broker is away, and
/// templates under their names.
class EnqueuePage final : public QWidget
{
    Q_OBJECT
public:
    EnqueuePage(client::Client &client, const QString &address, const std::function<QDateTime()> &now, TypeModel &types,
                QSettings &settings, QWidget *parent = nullptr);
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

    [[nodiscard]] const QString &type() const { return m_drafts.type(); }
    [[nodiscard]] PayloadDraft &draft() { return m_draft; }
    [[nodiscard]] PayloadForm *form() const;
    [[nodiscard]] QPlainTextEdit *jsonEditor() const;
    [[nodiscard]] QTabWidget *tabs() const;
    [[nodiscard]] MessageBar *message() const { return m_message; }
    [[nodiscard]] QString attention() const;
    [[nodiscard]] QAction *enqueueAction() const { return m_actions.enqueue; }
    [[nodiscard]] QAction *copyCurlAction() const { return m_actions.copyCurl; }
    [[nodiscard]] QAction *manyAction() const { return m_actions.many; }
    [[nodiscard]] QAction *watchAction() const { return m_actions.watch; }
    [[nodiscard]] QAction *dryRunAction() const { return m_actions.dryRun; }
    [[nodiscard]] QAction *saveTemplateAction() const { return m_actions.saveTemplate; }
    [[nodiscard]] ManyWizard *wizard() const; ///< Null before somebody wanted it.
    [[nodiscard]] RunBar *runBar() const { return m_runBar; }
    [[nodiscard]] QSpinBox *countBox() const;
    [[nodiscard]] TemplateBar *templateBar() const { return m_templateBar; }
    [[nodiscard]] EnqueueOptions *options() const;
    void saveSettings();
    /// A task is on its way, or a file of them.
    [[nodiscard]] bool isAtWork() const;
    /// Takes over what was typed there.
    void continueFrom(const EnqueuePage &before);

Q_SIGNALS:
    /// `undo` takes it back.
    void enqueued(const QString &id, const QString &type, const std::function<void()> &undo);
    /// So many at once.
    void enqueuedMany(int count, const QString &type, const std::function<void()> &undo);
    /// Somebody wants to see what becomes of this task.
    void watchRequested(const QString &id);
    void workersRequested();
    /// Somebody wants to see the tasks with this tag.
    void taggedTasksRequested(const QString &tag);
    /// The rows of a file are enqueued from now on.
    void runStarted(EnqueueRun *run);
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// What was not done.
    void refused(const QString &why);

private:
    [[nodiscard]] QWidget *buildEditor(const std::function<QDateTime()> &now);
    void connectActions();
    void connectParts();
    void connectCall();
    void showType();
    [[nodiscard]] QString descriptionOfType() const;
    /// The chosen type has one which is not here yet. The broker's list of types comes before what it knows of each.
    [[nodiscard]] bool isSchemaAwaited() const;
    void showEmptiness();
    void showAttention();
    void offerActions();
    [[nodiscard]] wire::NewTask task() const;
    [[nodiscard]] wire::NewTask typedTask() const;
    void send();
    void takeTask(const wire::Task &task);
    void takeFailure(const client::Failure &failure);
    void showRefusal(const client::Failure &failure);
    void showTask(const wire::NewTask &task);
    void fillIn(const TaskTemplate &saved);
    void offerToRestore(const TaskTemplate &removed);

    client::Client &m_client;
    QString m_address;
    TypeModel &m_types;
    QSettings &m_settings;
    PayloadDraft m_draft;
    DraftBook m_drafts;
    wire::NewTask m_filledIn; ///< What the form was filled in from: it may say more than there is to see.
    TemplateStore m_templates;
    Successor<EnqueuePage> m_successor {this};
    EnqueueCall m_call;
    EnqueueTakeBack m_takeBack;
    bool m_watchesNext = false; ///< What is under way is to be shown when it is enqueued.
    bool m_isOnline = true;

    EnqueueActions m_actions;
    TypeChooser *m_chooser;
    RunBar *m_runBar;
    FileIntake *m_files;
    QStackedWidget *m_stack;
    EmptyState *m_empty = nullptr; ///< While no type is chosen.
    TypeHead *m_head = nullptr;
    MessageBar *m_message = nullptr;
    TemplateBar *m_templateBar = nullptr;
    PayloadTabs *m_tabs = nullptr;
    OptionsFold *m_fold = nullptr;
    EnqueueBar *m_bar = nullptr;
};

} // namespace conduit::ui
