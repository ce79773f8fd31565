// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

#include "ui/embedded_broker.h"
#include "ui/feeds/connection_feed.h"
#include "ui/feeds/type_feed.h"
#include "ui/format/curl.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/times.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toast.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kGeometryKey = "window/geometry"_L1;
constexpr auto kPageKey = "window/page"_L1;
constexpr auto kThemeKey = "view/theme"_L1;
constexpr int kNarrowBelow = 1000;
constexpr QSize kFirstSize {1280, 800};
constexpr QSize kFrameRoom {0, 40}; ///< What a window manager adds around it.

enum Page { TasksAt, EnqueueAt, TypesAt, WorkersAt, QueuesAt };

/// In the settings' words.
constexpr std::array kThemes {std::pair {ThemeChoice::System, "system"_L1}, std::pair {ThemeChoice::Light, "light"_L1},
                              std::pair {ThemeChoice::Dark, "dark"_L1}};

} // namespace

struct MainWindow::Parts
{
    Parts(MainWindow &owner, const ConsoleParts &with)
        : window(owner),
          console(with),
          connection(with.client, with.now),
          typeFeed(with.client, types),
          tasks(new TasksPage(with.client, with.address, with.now, with.settings, &owner)),
          enqueue(new EnqueuePage(with.client, with.address, types, with.settings, &owner)),
          typesPage(new TypesPage(with.address, types, with.settings, &owner)),
          workers(new WorkersPage(with.client, with.address, with.now, with.localWorkers, with.settings, &owner)),
          queues(new QueuesPage(with.client, with.person, with.now, &owner))
    {
    }

    void build();
    void buildMenus();
    void buildStatusBar();
    void connectPages();
    void connectBroker();
    void goTo(Page page);
    /// In the corner, with a button when there is something to do about it.
    void say(const QString &text, const QString &action = {}, const std::function<void()> &act = {});
    void showConnection();
    void showTotals();
    void retry();
    void save() const;
    [[nodiscard]] bool hasToAsk() const;
    void askAboutTasks();
    [[nodiscard]] QString awayText() const;

    MainWindow &window;
    ConsoleParts console;
    ConnectionFeed connection;
    TypeModel types;
    TypeFeed typeFeed;
    TasksPage *tasks;
    EnqueuePage *enqueue;
    TypesPage *typesPage;
    WorkersPage *workers;
    QueuesPage *queues;
    NavRail *rail = nullptr;
    QStackedWidget *stack = nullptr;
    MessageBar *banner = nullptr;
    Toast *toast = nullptr;
    std::function<void()> toastAct; ///< What the toast's button does.
    QPointer<QMessageBox> question;
    bool mayClose = false; ///< The person has decided about the tasks that run.
    StateLabel *lamp = nullptr;
    QToolButton *addressButton = nullptr;
    QLabel *totals = nullptr;
    QLabel *asOf = nullptr;
};

MainWindow::MainWindow(const ConsoleParts &parts, QWidget *parent) : QMainWindow(parent)
{
    ConsoleStyle::install();
    const auto theme = parts.settings.value(kThemeKey).toString();
    for (const auto &[choice, word] : kThemes)
        if (theme == word && choice != ThemeChoice::System)
            applyTheme(choice);
    m_parts = std::make_unique<Parts>(*this, parts);
    setWindowTitle(parts.broker ? tr("Conduit") : parts.address);
    setWindowIcon(programIcon());
    m_parts->build();
    m_parts->buildMenus();
    m_parts->buildStatusBar();
    m_parts->connectPages();
    m_parts->connectBroker();
    setMinimumSize(760, 480);
    resize(kFirstSize.boundedTo(screen()->availableSize() - kFrameRoom));
    restoreGeometry(parts.settings.value(kGeometryKey).toByteArray());
    m_parts->goTo(static_cast<Page>(qBound(0, parts.settings.value(kPageKey, 0).toInt(), int(QueuesAt))));
    m_parts->showConnection();
    m_parts->connection.start();
    m_parts->typeFeed.reload();
}

MainWindow::~MainWindow() = default;

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_parts->hasToAsk()) {
        event->ignore();
        m_parts->askAboutTasks();
        return;
    }
    m_parts->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_parts->rail->setNarrow(width() < kNarrowBelow);
}

void MainWindow::Parts::build()
{
    rail = new NavRail(&window);
    rail->addPage(Glyph::Tasks, tr("Tasks"), u"Ctrl+1"_s);
    rail->addPage(Glyph::Plus, tr("Enqueue"), u"Ctrl+2"_s);
    rail->addPage(Glyph::Types, tr("Types"), u"Ctrl+3"_s);
    rail->addPage(Glyph::Workers, tr("Workers"), u"Ctrl+4"_s);
    rail->addPage(Glyph::Queues, tr("Queues"), u"Ctrl+5"_s);
    stack = new QStackedWidget(&window);
    for (auto *page : std::initializer_list<QWidget *> {tasks, enqueue, typesPage, workers, queues})
        stack->addWidget(page);
    banner = new MessageBar(&window);

    auto *content = new QWidget(&window);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(banner);
    right->addWidget(stack, 1);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail);
    auto *line = new QFrame(content);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    row->addWidget(line);
    row->addLayout(right, 1);
    window.setCentralWidget(content);
    toast = new Toast(content);
    QObject::connect(rail, &QListWidget::currentRowChanged, &window, [this](int page) { goTo(static_cast<Page>(page)); });
}

void MainWindow::Parts::buildMenus()
{
    auto *bar = window.menuBar();
    const auto add = [this](QMenu *menu, const QString &text, const QString &keys, const std::function<void()> &act) {
        auto *action = menu->addAction(text);
        action->setShortcut(QKeySequence(keys));
        QObject::connect(action, &QAction::triggered, &window, act);
        return action;
    };
    auto *file = bar->addMenu(tr("&File"));
    add(file, tr("Copy the broker's address"), u"Ctrl+Shift+A"_s,
        [this] { QGuiApplication::clipboard()->setText(console.address); });
    file->addSeparator();
    add(file, tr("Quit"), u"Ctrl+Q"_s, [this] { window.close(); });

    auto *task = bar->addMenu(tr("&Task"));
    add(task, tr("Enqueue…"), u"Ctrl+E"_s, [this] { goTo(EnqueueAt); });
    task->addActions(
        {enqueue->enqueueAction(), enqueue->copyCurlAction(), typesPage->enqueueAction(), typesPage->copyCurlAction()});
    task->addSeparator();
    task->addActions(tasks->taskActions());
    auto *worker = bar->addMenu(tr("&Worker"));
    worker->addActions(workers->workerActions());
    auto *queue = bar->addMenu(tr("&Queue"));
    queue->addActions(queues->queueActions());

    auto *view = bar->addMenu(tr("&View"));
    const std::array names {tr("Tasks"), tr("Enqueue"), tr("Types"), tr("Workers"), tr("Queues")};
    for (int page = 0; page < int(names.size()); ++page)
        add(view, names[static_cast<std::size_t>(page)], u"Ctrl+%1"_s.arg(page + 1),
            [this, page] { goTo(static_cast<Page>(page)); });
    view->addSeparator();
    view->addActions(tasks->viewActions());
    view->addSeparator();
    auto *theme = view->addMenu(tr("Theme"));
    auto *themes = new QActionGroup(&window);
    const std::array themeNames {tr("System"), tr("Light"), tr("Dark")};
    for (std::size_t i = 0; i < kThemes.size(); ++i) {
        const auto [choice, word] = kThemes[i];
        auto *action = theme->addAction(themeNames[i]);
        action->setCheckable(true);
        action->setActionGroup(themes);
        const auto stored = console.settings.value(kThemeKey, kThemes[0].second).toString();
        action->setChecked(stored == word);
        QObject::connect(action, &QAction::triggered, &window, [this, choice, word] {
            console.settings.setValue(kThemeKey, word);
            applyTheme(choice);
        });
    }
}

void MainWindow::Parts::buildStatusBar()
{
    auto *bar = window.statusBar();
    bar->setSizeGripEnabled(false);
    lamp = new StateLabel(&window);
    addressButton = new QToolButton(&window);
    addressButton->setAutoRaise(true);
    addressButton->setText(console.address);
    addressButton->setAccessibleName(tr("Broker's address"));
    setPlainToolTip(addressButton, tr("Copy the broker's address"));
    QObject::connect(addressButton, &QToolButton::clicked, &window, [this] {
        QGuiApplication::clipboard()->setText(addressButton->text());
        say(tr("Address copied"));
    });
    totals = quietLabel({}, &window);
    asOf = quietLabel({}, &window);
    auto *left = new QWidget(&window);
    auto *row = new QHBoxLayout(left);
    row->setContentsMargins(12, 1, 0, 1);
    row->setSpacing(10);
    row->addWidget(lamp);
    row->addWidget(addressButton);
    row->addWidget(totals, 1);
    bar->addWidget(left, 1);
    auto *rightEdge = new QWidget(&window);
    auto *rightRow = new QHBoxLayout(rightEdge);
    rightRow->setContentsMargins(0, 1, 10, 1);
    rightRow->addWidget(asOf);
    bar->addPermanentWidget(rightEdge);
}

void MainWindow::Parts::connectPages()
{
    QObject::connect(tasks, &TasksPage::enqueueRequested, &window, [this] { goTo(EnqueueAt); });
    QObject::connect(tasks, &TasksPage::copyRequested, &window, [this](const wire::Task &task) {
        goTo(EnqueueAt);
        enqueue->startFrom(copyOf(task));
    });
    QObject::connect(typesPage, &TypesPage::enqueueRequested, &window, [this](const QString &type) {
        goTo(EnqueueAt);
        enqueue->chooseType(type);
    });
    QObject::connect(enqueue, &EnqueuePage::enqueued, &window, [this](const QString &id, const QString &type) {
        say(tr("Enqueued %1  ·  %2").arg(type.left(60), id), tr("Watch"), [this, id] {
            goTo(TasksAt);
            tasks->showTask(id);
        });
    });
    QObject::connect(
        tasks, &TasksPage::said, &window,
        [this](const QString &text, const QString &action, const std::function<void()> &act) { say(text, action, act); });
    QObject::connect(queues, &QueuesPage::tasksRequested, &window, [this](const QString &queue) {
        TaskFilter filter;
        filter.queues = {queue};
        tasks->setFilter(filter);
        goTo(TasksAt);
    });
    QObject::connect(queues, &QueuesPage::enqueueRequested, &window, [this](const QString &queue) {
        goTo(EnqueueAt);
        enqueue->chooseQueue(queue);
    });
    QObject::connect(queues, &QueuesPage::done, &window,
                     [this](const QString &text, const std::function<void()> &undo) { say(text, tr("Undo"), undo); });
    QObject::connect(queues, &QueuesPage::failed, &window, [this](const QString &text) { say(text); });
    // The act may say something itself, and so replace the one that runs.
    QObject::connect(toast, &Toast::actionTriggered, &window, [this] {
        if (const auto act = toastAct)
            act();
    });
    QObject::connect(&typeFeed, &TypeFeed::loaded, &window, [this] {
        tasks->setTypeNames(types.names());
        enqueue->setTypesLoaded();
        typesPage->setTypesLoaded();
    });
}

void MainWindow::Parts::connectBroker()
{
    QObject::connect(&connection, &ConnectionFeed::stateChanged, &window, [this] { showConnection(); });
    QObject::connect(&connection, &ConnectionFeed::statsChanged, &window, [this] {
        tasks->setStats(connection.stats());
        showTotals();
    });
    QObject::connect(&connection, &ConnectionFeed::cameBack, &window, [this] { typeFeed.reload(); });
    QObject::connect(banner, &MessageBar::actionTriggered, &window, [this] { retry(); });
    if (console.broker)
        QObject::connect(console.broker, &EmbeddedBroker::stateChanged, &window, [this] {
            if (!console.broker->address().isEmpty())
                addressButton->setText(console.broker->address());
            showConnection();
            if (console.broker->state() == EmbeddedBroker::State::Serving)
                connection.ask();
        });
}

void MainWindow::Parts::say(const QString &text, const QString &action, const std::function<void()> &act)
{
    toastAct = act;
    toast->showMessage(text, action);
}

void MainWindow::Parts::goTo(Page page)
{
    stack->setCurrentIndex(page);
    rail->setCurrentRow(page);
    typeFeed.setVisible(page == EnqueueAt || page == TypesAt);
    if (!rail->hasFocus())
        stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::Parts::showConnection()
{
    const auto isLive = connection.isLive();
    for (const auto setOnline : {+[](Parts &parts, bool on) { parts.tasks->setOnline(on); },
                                 +[](Parts &parts, bool on) { parts.enqueue->setOnline(on); },
                                 +[](Parts &parts, bool on) { parts.typesPage->setOnline(on); },
                                 +[](Parts &parts, bool on) { parts.workers->setOnline(on); },
                                 +[](Parts &parts, bool on) { parts.queues->setOnline(on); }})
        setOnline(*this, isLive || connection.state() == ConnectionFeed::State::Connecting);

    if (console.broker && console.broker->state() == EmbeddedBroker::State::Failed) {
        lamp->setState(Glyph::Cross, Tone::Bad, tr("Broker not running"));
        banner->showMessage(Tone::Bad, tr("The broker could not start. %1").arg(console.broker->errorText()), tr("Try again"));
        return;
    }
    switch (connection.state()) {
    case ConnectionFeed::State::Connecting:
        lamp->setState(Glyph::Circle, Tone::Waiting, tr("Connecting…"));
        banner->clear();
        break;
    case ConnectionFeed::State::Live:
        lamp->setState(Glyph::Dot, Tone::Good, tr("Connected"));
        banner->clear();
        break;
    case ConnectionFeed::State::Away:
        lamp->setState(Glyph::Offline, Tone::Bad, tr("Broker away"));
        banner->showMessage(Tone::Retrying, awayText(), tr("Try now"));
        break;
    case ConnectionFeed::State::Refused:
        lamp->setState(Glyph::Lock, Tone::Bad, tr("Refused"));
        banner->showMessage(Tone::Bad,
                            tr("The broker refuses this console: %1 Start it with --token-file FILE or set CONDUIT_TOKEN.")
                                .arg(connection.reason()),
                            tr("Try now"));
        break;
    }
    showTotals();
}

QString MainWindow::Parts::awayText() const
{
    const auto since = connection.asOf().isValid()
        ? tr("What you see is as of %1.").arg(connection.asOf().toLocalTime().toString(u"HH:mm:ss"_s))
        : tr("Nothing has been read from it yet.");
    // A transport's own words may name the address already.
    const auto reason = connection.reason().contains(console.address)
        ? tr("The broker is away. %1.").arg(connection.reason())
        : tr("The broker at %1 is away: %2.").arg(console.address, connection.reason());
    return reason + u' ' + since + u' ' + tr("It is tried again every second.");
}

void MainWindow::Parts::showTotals()
{
    const auto &states = connection.stats().states;
    QStringList parts;
    for (const auto &state : taskStates())
        if (const auto count = states.value(state); count > 0)
            parts.append(u"%1 %2"_s.arg(stateLabel(state), countText(count)));
    totals->setText(parts.isEmpty() && connection.asOf().isValid() ? tr("No tasks") : parts.join(u"  ·  "_s));
    asOf->setText(connection.asOf().isValid() ? tr("as of %1").arg(connection.asOf().toLocalTime().toString(u"HH:mm:ss"_s))
                                              : QString());
    const auto dead = states.value(u"dead"_s);
    rail->setBadge(TasksAt, dead == 0 ? QString() : tr("%1 dead").arg(countText(dead)));
}

void MainWindow::Parts::retry()
{
    if (console.broker && console.broker->state() == EmbeddedBroker::State::Failed)
        console.broker->retry();
    else
        connection.ask();
}

bool MainWindow::Parts::hasToAsk() const
{
    // At the end of a session nobody is there to answer.
    return console.broker && !mayClose && connection.isLive() && connection.stats().states.value(u"running"_s) > 0
        && !qApp->isSavingSession();
}

void MainWindow::Parts::askAboutTasks()
{
    if (question) {
        question->raise();
        question->activateWindow();
        return;
    }
    const qint64 running = connection.stats().states.value(u"running"_s);
    question = new QMessageBox(&window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Quit Conduit"));
    question->setText(running == 1 ? tr("One task is running.") : tr("%1 tasks are running.").arg(countText(running)));
    question->setInformativeText(tr(
        "A task that does not finish in time is given back, too: it runs again when Conduit is back, and loses no attempt."));
    auto *finish = question->addButton(tr("Finish tasks, then quit"), QMessageBox::AcceptRole);
    const auto *stopNow = question->addButton(tr("Stop now and give tasks back"), QMessageBox::DestructiveRole);
    question->setDefaultButton(finish);
    question->setEscapeButton(question->addButton(tr("Keep running"), QMessageBox::RejectRole));
    QObject::connect(question, &QMessageBox::finished, &window, [this, finish, stopNow] {
        const auto *answer = question->clickedButton();
        mayClose = answer == finish || answer == stopNow;
        if (answer == stopNow)
            Q_EMIT window.stopNowRequested();
        if (mayClose)
            window.close();
    });
    question->open();
}

void MainWindow::Parts::save() const
{
    console.settings.setValue(kGeometryKey, window.saveGeometry());
    console.settings.setValue(kPageKey, stack->currentIndex());
    tasks->saveSettings();
    enqueue->saveSettings();
    typesPage->saveSettings();
    workers->saveSettings();
}

} // namespace conduit::ui
