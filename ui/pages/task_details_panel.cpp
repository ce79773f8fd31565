// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_details_panel.h"

#include "ui/format/curl.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_code.h"
#include "ui/format/task_words.h"
#include "ui/pages/attempts_view.h"
#include "ui/pages/task_log_view.h"
#include "ui/pages/task_summary.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/json_tree.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

enum Tab { Summary, Payload, Result, Attempts, Log };

} // namespace

TaskDetailsPanel::TaskDetailsPanel(client::Client &client, QString address, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_address(std::move(address)),
      m_now(std::move(now)),
      m_feed(client),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this))
{
    buildActions();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(8, 10, ConsoleStyle::kPageMargin, 12);
    column->setSpacing(8);
    column->addWidget(buildHeader());

    buildTabs();
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    showTask({});

    connect(&m_feed, &TaskDetailsFeed::taskLoaded, this, &TaskDetailsPanel::showLoaded);
    connect(&m_feed, &TaskDetailsFeed::attemptsLoaded, this,
            [this] { m_attempts->setAttempts(*m_feed.task(), m_feed.attempts()); });
    connect(&m_feed, &TaskDetailsFeed::logLoaded, this, [this] { m_log->setLog(m_feed.log()); });
    connect(&m_feed, &TaskDetailsFeed::attemptsFailed, m_attempts, &AttemptsView::setFailure);
    connect(&m_feed, &TaskDetailsFeed::logFailed, m_log, &TaskLogView::setFailure);
    connect(&m_feed, &TaskDetailsFeed::failed, this, &TaskDetailsPanel::showFailure);
}

void TaskDetailsPanel::showTask(const QString &id)
{
    if (!id.isEmpty() && id == m_feed.id())
        return;
    m_feed.show(id);
    m_attempts->clear();
    m_tabs->setTabText(Attempts, tr("Attempts"));
    m_log->clear();
    offerActions();
    if (id.isEmpty())
        m_empty->setContent(Glyph::Tasks, tr("No task selected"), tr("Select a task to see its payload, result and attempts."));
    else
        m_empty->setContent(Glyph::Clock, tr("Loading…"), id);
    m_stack->setCurrentWidget(m_empty);
    Q_EMIT taskShown();
}

void TaskDetailsPanel::standAlone()
{
    m_neighbours->hide();
    removeAction(m_openWindow);
}

void TaskDetailsPanel::setActs(const QList<QAction *> &acts) { m_acts->addActions(acts); }

void TaskDetailsPanel::noteTime()
{
    if (!m_feed.task() || !isVisible())
        return;
    m_summary->showTask(*m_feed.task());
    m_attempts->noteTime();
}

void TaskDetailsPanel::showEvent(QShowEvent *) { m_feed.setVisible(true); }

void TaskDetailsPanel::hideEvent(QHideEvent *) { m_feed.setVisible(false); }

void TaskDetailsPanel::buildActions()
{
    const auto add = [this](const QString &id, const QString &text, const QString &keys,
                            std::function<QString(const wire::Task &)> textOf) {
        auto *action = new QAction(glyphIcon(Glyph::Copy), text, this);
        action->setObjectName(u"task.copy_"_s + id);
        action->setShortcut(QKeySequence(keys));
        connect(action, &QAction::triggered, this, [this, textOf = std::move(textOf)] { copy(textOf); });
        m_copyActions.append(action);
        return action;
    };
    m_copyId = add(u"id"_s, tr("Copy ID"), u"Ctrl+Shift+I"_s, [](const wire::Task &task) { return task.id; });
    add(u"payload"_s, tr("Copy payload"), u"Ctrl+Shift+P"_s,
        [](const wire::Task &task) { return QString::fromUtf8(task.payload); });
    m_copyResult = add(u"result"_s, tr("Copy result"), u"Ctrl+Shift+Y"_s, [](const wire::Task &task) {
        return task.result ? task.result->error.value_or(QString::fromUtf8(task.result->output)) : QString();
    });
    add(u"curl"_s, tr("Copy as curl"), u"Ctrl+Shift+C"_s,
        [this](const wire::Task &task) { return enqueueCurl(m_address, copyOf(task, m_now())); });
    add(u"look_up"_s, tr("Copy curl that shows it"), u"Ctrl+Shift+G"_s,
        [this](const wire::Task &task) { return lookUpCurl(m_address, task.id); });
    add(u"python"_s, tr("Copy as Python"), u"Ctrl+Alt+Y"_s,
        [this](const wire::Task &task) { return pythonCode(m_address, copyOf(task, m_now())); });
    add(u"typescript"_s, tr("Copy as TypeScript"), u"Ctrl+Alt+J"_s,
        [this](const wire::Task &task) { return typescriptCode(m_address, copyOf(task, m_now())); });
    add(u"rust"_s, tr("Copy as Rust"), u"Ctrl+Alt+U"_s,
        [this](const wire::Task &task) { return rustCode(m_address, copyOf(task, m_now())); });
    add(u"cpp"_s, tr("Copy as C++"), u"Ctrl+Alt+K"_s,
        [this](const wire::Task &task) { return cppCode(m_address, copyOf(task, m_now())); });
    m_enqueueCopy = new QAction(glyphIcon(Glyph::Plus), tr("Enqueue a copy…"), this);
    m_enqueueCopy->setObjectName(u"task.enqueue_copy"_s);
    m_enqueueCopy->setShortcut(QKeySequence(u"Ctrl+D"_s));
    connect(m_enqueueCopy, &QAction::triggered, this, [this] {
        if (m_feed.task())
            Q_EMIT copyRequested(*m_feed.task());
    });
    m_openWindow = new QAction(glyphIcon(Glyph::Window), tr("Open in window"), this);
    m_openWindow->setObjectName(u"task.open_window"_s);
    m_openWindow->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    m_openWindow->setShortcutContext(Qt::WidgetWithChildrenShortcut); // In a form the same keys enqueue.
    addAction(m_openWindow);
    connect(m_openWindow, &QAction::triggered, this, [this] { Q_EMIT windowRequested(m_feed.id()); });
}

void TaskDetailsPanel::buildSteps()
{
    for (const auto &[text, keys, glyph, step] :
         {std::tuple {tr("Previous task"), u"Alt+Up"_s, Glyph::Up, -1}, {tr("Next task"), u"Alt+Down"_s, Glyph::Down, 1}}) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setShortcut(QKeySequence(keys));
        action->setObjectName(step < 0 ? u"task.previous"_s : u"task.next"_s);
        action->setToolTip(plainToolTip(u"%1 (%2)"_s.arg(text, action->shortcut().toString(QKeySequence::NativeText))));
        connect(action, &QAction::triggered, this, [this, by = step] { Q_EMIT stepRequested(by); });
        m_steps.append(action);
    }
}

void TaskDetailsPanel::setPlace(int place, qint64 count)
{
    m_place->setText(place == 0 ? QString() : tr("%1 of %2").arg(countText(place), countText(count)));
}

void TaskDetailsPanel::buildTabs()
{
    m_payload = new JsonView(tr("Payload"), this);
    m_result = new JsonView(tr("Result"), this);
    m_payload->setObjectName("payload"_L1);
    m_result->setObjectName("result"_L1);
    for (auto *view : {m_payload, m_result}) {
        view->tree()->setFilterKey(view->objectName());
        connect(view->tree(), &JsonTree::filterRequested, this, &TaskDetailsPanel::filterRequested);
    }
    m_attempts = new AttemptsView(m_now, this);
    m_log = new TaskLogView(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_summary = new TaskSummary(m_now, this);
    connect(m_summary, &TaskSummary::originalRequested, this, &TaskDetailsPanel::originalRequested);
    m_tabs->addTab(m_summary, tr("Summary"));
    for (const auto &[view, name] : {std::pair<QWidget *, QString> {m_payload, tr("Payload")},
                                     {m_result, tr("Result")},
                                     {m_attempts, tr("Attempts")},
                                     {m_log, tr("Log")}}) {
        auto *page = new QWidget(this);
        auto *inner = new QVBoxLayout(page);
        inner->setContentsMargins(0, 8, 0, 0);
        inner->addWidget(view);
        m_tabs->addTab(page, name);
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) { m_feed.setLogWanted(tab == Log); });
}

QWidget *TaskDetailsPanel::buildHeader()
{
    buildSteps();
    auto *header = new QWidget(this);
    m_state = new StateLabel(header);
    m_type = new ElidingLabel({}, header);
    auto strong = m_type->font();
    strong.setWeight(QFont::DemiBold);
    m_type->setFont(strong);
    m_id = new ValueField(tr("Task ID"), header);
    m_id->setFont(monospaceFont());

    m_neighbours = new QWidget(header);
    auto *close = new QToolButton(m_neighbours);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close details"));
    setPlainToolTip(close, tr("Close details (Ctrl+I)"));
    connect(close, &QToolButton::clicked, this, &TaskDetailsPanel::closed);

    m_acts = new QMenu(header);
    m_acts->setToolTipsVisible(true);
    auto *actButton = new QPushButton(glyphIcon(Glyph::Play), tr("Actions"), header);
    actButton->setMenu(m_acts);
    actButton->setAccessibleName(tr("Do something with this task"));
    auto *menu = new QMenu(header);
    menu->addActions(m_copyActions);
    auto *copyButton = new QPushButton(glyphIcon(Glyph::Copy), tr("Copy"), header);
    copyButton->setMenu(menu);
    copyButton->setAccessibleName(tr("Copy parts of this task"));
    auto *again = new QPushButton(glyphIcon(Glyph::Plus), tr("Enqueue a copy…"), header);
    connect(again, &QPushButton::clicked, m_enqueueCopy, &QAction::trigger);
    connect(m_enqueueCopy, &QAction::changed, again, [this, again] { offer(*again, whyNot(*m_enqueueCopy)); });

    auto *first = new QHBoxLayout;
    first->setSpacing(10);
    first->addWidget(m_state);
    first->addWidget(m_type, 1);
    first->addWidget(m_neighbours);
    m_place = quietLabel({}, m_neighbours);
    auto *ways = new QHBoxLayout(m_neighbours);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(2);
    ways->addWidget(m_place);
    for (auto *action : m_steps + QList<QAction *> {m_openWindow}) {
        auto *button = new QToolButton(m_neighbours);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setAccessibleName(action->text());
        ways->addWidget(button);
    }
    ways->addWidget(close);
    auto *buttons = new WrappingRow(WrappingRow::At::Start);
    buttons->addWidget(actButton);
    buttons->addWidget(copyButton);
    buttons->addWidget(again);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(first);
    column->addWidget(m_id);
    column->addLayout(buttons);
    return header;
}

void TaskDetailsPanel::showLoaded()
{
    const auto &task = *m_feed.task();
    offerActions();
    Q_EMIT taskShown();
    if (task.trashedAt.isValid()) {
        m_empty->setContent(Glyph::Tasks, tr("This task was deleted"), task.id);
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_state->setState(glyphOf(task.state), toneOf(task.state), stateLabel(task.state));
    m_type->setFullText(task.taskType);
    m_id->setValue(task.id);
    m_summary->setTask(task);
    if (task.isHead())
        m_payload->setHead(task.payloadHead, task.payloadSize);
    else
        m_payload->setJson(task.payload);
    showResult(task);
    m_stack->setCurrentIndex(1);
}

void TaskDetailsPanel::showResult(const wire::Task &task)
{
    if (task.isHead() && task.status == u"Completed")
        m_result->setHead(task.outputHead, task.resultSize);
    else if (task.result && !task.result->error)
        m_result->setJson(task.result->output);
    else if (task.result || task.status == u"Failed")
        m_result->setNothing(tr("The task failed and has no output. Its error stands in the summary."));
    else
        m_result->setNothing(tr("No result yet."));
}

void TaskDetailsPanel::showFailure(const client::Failure &failure)
{
    if (failure.status == 404)
        m_empty->setContent(Glyph::Lens, tr("There is no such task"), m_feed.id());
    else
        m_empty->setContent(Glyph::Warning, tr("This task could not be loaded"), failure.message);
    m_stack->setCurrentWidget(m_empty);
}

void TaskDetailsPanel::offerActions()
{
    const auto &task = m_feed.task();
    const auto isThere = task && !task->trashedAt.isValid();
    const auto whyNone = isThere ? QString() : tr("Choose a task first.");
    const auto whyNotAll = isThere && task->isHead() ? tr("The rest of this task is being read.") : whyNone;
    for (auto *action : m_steps)
        offer(*action, whyNone);
    for (auto *action : m_copyActions)
        offer(*action, action == m_copyId ? whyNone : whyNotAll);
    if (whyNotAll.isEmpty() && !task->result)
        offer(*m_copyResult, tr("The task has no result yet."));
    offer(*m_enqueueCopy, whyNotAll);
    offer(*m_openWindow, m_feed.id().isEmpty() ? tr("Choose a task first.") : QString());
}

void TaskDetailsPanel::copy(const std::function<QString(const wire::Task &)> &textOf)
{
    if (m_feed.task())
        QGuiApplication::clipboard()->setText(textOf(*m_feed.task()));
}

} // namespace conduit::ui
