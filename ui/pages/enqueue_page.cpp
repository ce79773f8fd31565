// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_page.h"

#include "ui/format/curl.h"
#include "ui/format/json_layout.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/many_wizard.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/payload_text.h"
#include "ui/pages/run_bar.h"
#include "ui/pages/template_bar.h"
#include "ui/pages/type_chooser.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kTypeKey = "enqueue/type"_L1;
constexpr int kCountMax = 1000;
enum Tab { FormTab, JsonTab };

/// Beside the settings.
QString folderBeside(const QSettings &settings, const QString &name)
{
    return QFileInfo(settings.fileName()).absolutePath() + u'/' + name;
}

/// Grey while the action is, and says why.
QPushButton *buttonFor(QAction &action, const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(action.icon(), text, parent);
    const auto showAction = [button, &action, toolTip] {
        button->setEnabled(action.isEnabled());
        setPlainToolTip(button, action.isEnabled() ? toolTip : whyNot(action));
    };
    showAction();
    QObject::connect(&action, &QAction::changed, button, showAction);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

} // namespace

EnqueuePage::EnqueuePage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_address(address),
      m_types(types),
      m_settings(settings),
      m_store(folderBeside(settings, u"drafts"_s)),
      m_templates(folderBeside(settings, u"templates"_s)),
      m_call(client),
      m_chooser(new TypeChooser(types, this)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)),
      m_runBar(new RunBar(this))
{
    buildActions();
    setFocusProxy(m_chooser);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildEditor());
    auto *split = new QHBoxLayout;
    split->setContentsMargins(0, 0, 0, 0);
    split->setSpacing(0);
    split->addWidget(m_chooser);
    split->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_runBar);
    column->addLayout(split, 1);

    connectParts();
    connectCall();
    m_store.load();
    m_templates.load();
    showType();
}

EnqueuePage::~EnqueuePage() = default;

void EnqueuePage::chooseType(const QString &name)
{
    if (name == m_type)
        return m_chooser->show(name);
    if (!m_type.isEmpty())
        m_drafts.insert(m_type, m_draft.text());
    m_type = name;
    m_meta.clear();
    m_message->clear();
    m_json->startOver();
    {
        const QSignalBlocker quiet(m_draft); // the text is still that of the type before
        m_draft.setSchema({});
    }
    m_draft.setText(m_drafts.value(name, "{}"));
    showType();
    m_chooser->show(name);
}

void EnqueuePage::startFrom(const wire::NewTask &task)
{
    chooseType(task.taskType);
    m_message->clear();
    m_draft.setText(task.payload.size() > PayloadText::kBytesAtOnce ? task.payload : indented(task.payload));
    m_options->show(task);
    m_meta = task.meta;
}

void EnqueuePage::chooseQueue(const QString &queue) { m_options->setQueue(queue); }

void EnqueuePage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showAttention();
}

void EnqueuePage::setTypesLoaded()
{
    if (m_type.isEmpty()) {
        const auto last = m_settings.value(kTypeKey).toString();
        if (m_types.rowOf(last) >= 0)
            chooseType(last);
        else if (m_types.rowCount() > 0)
            chooseType(m_types.nameAt(0));
    }
    showType();
}

QPlainTextEdit *EnqueuePage::jsonEditor() const { return m_json->editor(); }

QString EnqueuePage::attention() const { return m_attention->text(); }

void EnqueuePage::saveSettings()
{
    m_settings.setValue(kTypeKey, m_type);
    m_store.flush();
}

/// What was typed since the program started is newer.
void EnqueuePage::takeDrafts(const QHash<QString, QByteArray> &drafts)
{
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        if (!m_drafts.contains(draft.key()))
            m_drafts.insert(draft.key(), draft.value());
    if (m_draft.text() == "{}" && drafts.contains(m_type))
        m_draft.setText(drafts.value(m_type));
}

bool EnqueuePage::isAtWork() const { return m_call.isUnderWay() || (m_wizard && m_wizard->isBusy()); }

void EnqueuePage::continueFrom(const EnqueuePage &before)
{
    m_drafts = before.m_drafts;
    m_chooser->continueFrom(*before.m_chooser);
    if (before.m_type.isEmpty())
        return;
    chooseType(before.m_type);
    m_draft.setText(before.m_draft.text());
    m_options->continueFrom(*before.m_options);
    m_meta = before.m_meta;
    m_call.continueFrom(before.m_call);
    m_count->setValue(before.m_count->value());
    m_optionsToggle->setChecked(before.m_optionsToggle->isChecked());
    m_tabs->setCurrentIndex(before.m_tabs->currentIndex());
}

void EnqueuePage::buildActions()
{
    m_enqueue = new QAction(glyphIcon(Glyph::Plus), tr("Enqueue"), this);
    m_enqueue->setObjectName(u"task.enqueue"_s);
    m_enqueue->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    connect(m_enqueue, &QAction::triggered, this, &EnqueuePage::send);
    m_copyCurl = new QAction(glyphIcon(Glyph::Copy), tr("Copy this form as curl"), this);
    m_copyCurl->setObjectName(u"task.copy_form"_s);
    m_copyCurl->setShortcut(QKeySequence(u"Ctrl+Shift+U"_s));
    connect(m_copyCurl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(enqueueCurl(m_address, task())); });
    m_many = new QAction(glyphIcon(Glyph::File), tr("Enqueue many from a file…"), this);
    m_many->setShortcut(QKeySequence(u"Ctrl+Shift+E"_s));
    m_many->setObjectName(u"task.enqueue_many"_s);
    connect(m_many, &QAction::triggered, this, &EnqueuePage::openMany);
    m_watch = new QAction(glyphIcon(Glyph::Play), tr("Enqueue and watch"), this);
    m_watch->setShortcut(QKeySequence(u"Ctrl+Shift+Return"_s));
    m_watch->setObjectName(u"task.enqueue_and_watch"_s);
    connect(m_watch, &QAction::triggered, this, [this] {
        m_watchesNext = true;
        send();
    });
    m_dryRun = new QAction(glyphIcon(Glyph::Check), tr("Dry run: ask the broker whether it would take this task"), this);
    m_dryRun->setShortcut(QKeySequence(u"Ctrl+Alt+D"_s));
    m_dryRun->setObjectName(u"task.dry_run"_s);
    connect(m_dryRun, &QAction::triggered, this, [this] {
        m_message->clear();
        m_call.tryOut(task());
    });
    m_saveTemplate = new QAction(glyphIcon(Glyph::Copy), tr("Save as template…"), this);
    m_saveTemplate->setObjectName(u"task.save_template"_s);
    connect(m_saveTemplate, &QAction::triggered, this, [this] { m_templateBar->askForName(typedTask()); });
    addActions({m_enqueue, m_copyCurl, m_many, m_watch, m_dryRun, m_saveTemplate});
}

QWidget *EnqueuePage::buildEditor()
{
    auto *editor = new QWidget(this);
    m_title = new ElidingLabel({}, editor);
    m_description = quietLabel({}, editor);
    m_message = new MessageBar(editor);
    m_templateBar = new TemplateBar(m_templates, editor);
    m_form = new PayloadForm(m_draft, editor);
    m_json = new PayloadText(m_draft, editor);
    m_saved = quietLabel({}, editor);
    m_saved->setContentsMargins(0, 0, 16, 0);
    m_tabs = new QTabWidget(editor);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_form, tr("Form"));
    m_tabs->addTab(m_json, tr("JSON"));
    m_tabs->setCornerWidget(m_saved);
    m_options = new EnqueueOptions(editor);
    m_options->hide();

    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildHead());
    column->addWidget(m_message);
    column->addWidget(m_templateBar);
    column->addWidget(m_tabs, 1);
    column->addLayout(buildOptions());
    column->addWidget(m_options);
    column->addWidget(buildButtons());
    return editor;
}

QLayout *EnqueuePage::buildHead()
{
    auto strong = m_title->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.2);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_description->setWordWrap(true);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 14, 16, 8);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_description);
    return head;
}

QLayout *EnqueuePage::buildOptions()
{
    m_optionsToggle = new QToolButton(m_options->parentWidget());
    m_optionsToggle->setCheckable(true);
    m_optionsToggle->setAutoRaise(true);
    m_optionsToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_optionsToggle, &QToolButton::toggled, this, [this](bool isOpen) {
        m_options->setVisible(isOpen);
        showOptionsSummary();
    });
    connect(m_options, &EnqueueOptions::changed, this, &EnqueuePage::showOptionsSummary);
    showOptionsSummary();
    auto *keep = new LinkButton(m_saveTemplate->text(), m_options->parentWidget());
    setPlainToolTip(keep, tr("Keep payload and options under a name, to fill them in again"));
    connect(keep, &LinkButton::clicked, m_saveTemplate, &QAction::trigger);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 16, 2);
    row->addWidget(m_optionsToggle);
    row->addStretch();
    row->addWidget(keep);
    return row;
}

QWidget *EnqueuePage::buildButtons()
{
    auto *bar = new QWidget(this);
    m_attention = new StateLabel(bar);
    m_attention->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_count = new QSpinBox(bar);
    m_count->setRange(1, kCountMax);
    m_count->setPrefix(u"× "_s);
    m_count->setAccessibleName(tr("How many of this task"));
    setPlainToolTip(m_count, tr("How many of this task are enqueued at once"));
    m_button = new PrimaryButton(tr("Enqueue"), bar);
    m_button->setMinimumWidth(120);
    m_button->setFocusPolicy(Qt::TabFocus);
    setPlainToolTip(m_button, tr("Enqueue (Ctrl+Return)"));
    connect(m_button, &QPushButton::clicked, m_enqueue, &QAction::trigger);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_attention, 1);
    row->addWidget(
        buttonFor(*m_copyCurl, tr("Copy as curl"), tr("A shell command that enqueues this task (Ctrl+Shift+U)"), bar));
    row->addWidget(buttonFor(*m_many, tr("Many…"), tr("Enqueue a task for each row of a file (Ctrl+Shift+E)"), bar));
    row->addWidget(buttonFor(*m_dryRun, tr("Dry run"),
                             tr("Ask the broker whether it would take this task; nothing is enqueued (Ctrl+Alt+D)"), bar));
    row->addWidget(m_count);
    row->addWidget(m_button);
    return bar;
}

void EnqueuePage::connectParts()
{
    connect(m_chooser, &TypeChooser::chosen, this, &EnqueuePage::chooseType);
    connect(m_runBar, &RunBar::showRequested, this, &EnqueuePage::openMany);
    connect(m_templateBar, &TemplateBar::chosen, this, &EnqueuePage::fillIn);
    connect(m_templateBar, &TemplateBar::removed, this, &EnqueuePage::offerToRestore);
    connect(&m_templates, &TemplateStore::failed, this,
            [this](const QString &why) { m_message->showMessage(Tone::Bad, tr("The template was not saved: %1").arg(why)); });
    connect(&m_draft, &PayloadDraft::changed, this, &EnqueuePage::showDraft);
    connect(&m_store, &DraftStore::loaded, this, &EnqueuePage::takeDrafts);
    connect(&m_store, &DraftStore::saved, this, [this] { m_saved->setText(tr("Draft saved")); });
    connect(&m_store, &DraftStore::failed, this,
            [this](const QString &why) { m_saved->setText(tr("Draft not saved: %1").arg(why)); });
    connect(m_form, &PayloadForm::attentionChanged, this, &EnqueuePage::showAttention);
    connect(&m_types, &TypeModel::schemaChanged, this, [this](const QString &name) {
        if (name == m_type)
            showType();
    });
}

void EnqueuePage::connectCall()
{
    connect(&m_call, &EnqueueCall::enqueued, this, &EnqueuePage::takeTask);
    // Back to one, so that nobody does it twice by habit.
    connect(&m_call, &EnqueueCall::enqueuedMany, this, [this](int count) {
        m_watchesNext = false;
        m_count->setValue(1);
        Q_EMIT enqueuedMany(count, m_type);
        showAttention();
    });
    connect(&m_call, &EnqueueCall::triedOut, this,
            [this] { m_message->showMessage(Tone::Good, tr("The broker would take this task. Nothing was enqueued.")); });
    connect(&m_call, &EnqueueCall::failed, this, [this](const client::Failure &failure) {
        m_watchesNext = false;
        takeFailure(failure);
        showAttention();
    });
}

void EnqueuePage::showType()
{
    if (m_type.isEmpty()) {
        m_empty->setContent(Glyph::Types, tr("No type yet"),
                            tr("Types come with the workers: start one, and the schemas of its handlers appear here. "
                               "Or name a type on the left to enqueue it without a schema."));
        m_stack->setCurrentIndex(0);
        return;
    }
    const auto schema = m_types.schemaOf(m_type);
    m_title->setFullText(m_type);
    const auto awaited = awaitedSchema();
    m_description->setText(schema ? schema->description
                               : awaited.isEmpty()
                               ? tr("No schema is registered for this type. It takes any JSON; the form comes with a schema.")
                               : awaited);
    m_description->setVisible(!m_description->text().isEmpty());
    m_tabs->setTabEnabled(FormTab, schema.has_value());
    if (!schema)
        m_tabs->setCurrentIndex(JsonTab);
    else if (!m_draft.schema() && m_draft.isObject())
        m_tabs->setCurrentIndex(FormTab);
    m_draft.setSchema(schema);
    m_templateBar->showType(m_type);
    m_stack->setCurrentIndex(1);
    showActions();
}

QString EnqueuePage::awaitedSchema() const
{
    const bool isAwaited = m_types.rowOf(m_type) >= 0 && !m_types.schemaOf(m_type);
    return isAwaited ? tr("The schema of this type is being read.") : QString();
}

void EnqueuePage::showDraft()
{
    if (!m_type.isEmpty() && m_drafts.value(m_type, "{}") != m_draft.text()) {
        m_drafts.insert(m_type, m_draft.text());
        m_store.note(m_type, m_draft.text());
        m_saved->clear();
    }
    showAttention();
}

void EnqueuePage::showAttention()
{
    const auto wrong = m_form->wrongFields();
    const auto missing = m_form->missingFields();
    const auto isFine = m_draft.syntaxFault().isEmpty() && m_draft.faults().isEmpty() && wrong.isEmpty();
    // Stays enabled while a task is on its way: a disabled button would hand the keyboard's focus to a neighbour.
    m_button->setEnabled(isFine && m_isOnline && !m_type.isEmpty());
    m_button->setText(m_call.isUnderWay() ? tr("Sending…") : tr("Enqueue"));
    if (!m_isOnline)
        m_attention->setState(Glyph::Offline, Tone::Retrying, tr("The broker is away. What you typed stays."));
    else if (!m_draft.syntaxFault().isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad,
                              tr("The JSON is broken, so the form is locked: %1").arg(m_draft.syntaxFault()));
    else if (!m_draft.isObject() && m_draft.schema())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("The payload of this type must be an object."));
    else if (!wrong.isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("Needs attention: %1").arg(wrong.join(u", "_s)));
    else if (!missing.isEmpty())
        m_attention->setState(Glyph::Circle, Tone::Waiting, tr("Still to fill in: %1").arg(missing.join(u", "_s)));
    else
        m_attention->setState(Glyph::Tick, Tone::Good, tr("Ready to enqueue"));
    setPlainToolTip(m_attention, m_attention->text());
    showActions();
}

void EnqueuePage::showActions()
{
    const auto noType = m_type.isEmpty() ? tr("Choose a type on the Enqueue page first.") : QString();
    const auto otherwise = [&](bool isPossible) { return !noType.isEmpty() || isPossible ? noType : m_attention->text(); };
    for (auto *action : {m_enqueue, m_watch})
        offer(*action, otherwise(m_button->isEnabled()));
    offer(*m_dryRun, otherwise(m_isOnline));
    offer(*m_many, noType.isEmpty() ? awaitedSchema() : noType);
    offer(*m_saveTemplate, noType);
}

void EnqueuePage::showOptionsSummary()
{
    const auto summary = m_options->summary();
    m_optionsToggle->setIcon(glyphIcon(m_optionsToggle->isChecked() ? Glyph::Down : Glyph::Right));
    m_optionsToggle->setText(summary.isEmpty() ? tr("Options: defaults") : tr("Options"));
    m_optionsToggle->setAccessibleName(tr("Options"));
    setPlainToolTip(m_optionsToggle, summary);
    if (!summary.isEmpty())
        m_optionsToggle->setText(tr("Options: set"));
}

/// White space is for people.
wire::NewTask EnqueuePage::task() const
{
    auto task = typedTask();
    if (m_draft.syntaxFault().isEmpty())
        task.payload = compacted(task.payload);
    task.meta = m_meta;
    return task;
}

wire::NewTask EnqueuePage::typedTask() const
{
    wire::NewTask task;
    task.taskType = m_type;
    task.payload = m_draft.text();
    m_options->apply(task);
    return task;
}

/// One file at a time: while one is under way, its window comes back.
void EnqueuePage::openMany()
{
    const auto wantsRun = m_wizard && m_wizard->run() && (m_wizard->isBusy() || sender() == m_runBar);
    if (!wantsRun) {
        m_runBar->setRun(nullptr);
        delete m_wizard;
        m_wizard = new ManyWizard(m_client, m_type, m_types.schemaOf(m_type), this);
        connect(m_wizard, &ManyWizard::runStarted, this, [this] { m_runBar->setRun(m_wizard->run()); });
        connect(m_wizard, &ManyWizard::tasksRequested, this, &EnqueuePage::taggedTasksRequested);
    }
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
}

void EnqueuePage::send()
{
    if (m_call.isUnderWay() || !m_enqueue->isEnabled())
        return;
    m_message->clear();
    m_call.send(task(), m_count->value());
    showAttention();
}

void EnqueuePage::takeTask(const wire::Task &task)
{
    m_meta.clear();
    Q_EMIT enqueued(task.id, task.taskType);
    if (std::exchange(m_watchesNext, false))
        Q_EMIT watchRequested(task.id);
    showAttention();
}

/// What was typed before can be had again.
void EnqueuePage::fillIn(const TaskTemplate &saved)
{
    const auto before = typedTask();
    m_message->clear();
    m_json->startOver();
    m_draft.setText(saved.task.payload);
    m_options->show(saved.task);
    Q_EMIT said(tr("Filled in from %1").arg(saved.name), Toast::undoWord(), [this, before] {
        chooseType(before.taskType);
        m_draft.setText(before.payload);
        m_options->show(before);
    });
}

void EnqueuePage::offerToRestore(const TaskTemplate &removed)
{
    Q_EMIT said(tr("Deleted the template %1").arg(removed.name), Toast::undoWord(),
                [this, removed] { m_templates.save(removed); });
}

void EnqueuePage::takeFailure(const client::Failure &failure)
{
    if (failure.isUnreachable()) {
        m_message->showMessage(
            Tone::Retrying,
            tr("%1. The broker may have the task all the same. What you typed stays: enqueue it again when the broker "
               "is back, and it is one task.")
                .arg(failure.message));
        return;
    }
    const auto others = m_form->showRefusal(failure.details);
    if (others.isEmpty() && !failure.details.isEmpty()) {
        m_message->showMessage(Tone::Bad, tr("The broker refused the payload; see the marked fields."));
        m_form->focusField(m_form->wrongFields().value(0));
        return;
    }
    auto text = failure.message;
    for (const auto &detail : others)
        text += u'\n' + detail.pointer + u": "_s + detail.message;
    m_message->showMessage(Tone::Bad, text);
}

} // namespace conduit::ui
