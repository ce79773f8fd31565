// SPDX-License-Identifier: GPL-3.0-only
// conduit-screenshots FOLDER [NAME…] [--language en|de|pseudo] [-reverse]: pictures of every page of the console, light, dark and in
// high contrast, with made-up tasks, with none, with a broker that fails, is away or has a full disk, and with a million; with names
// only these. QT_SCALE_FACTOR draws them larger, and their names say so. With --check in place of the folder it takes none, and fails
// when a text has not enough room, or a table scrolls sideways.
#include "tests/ui/clipped_text.h"
#include "tests/ui/picture_world.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pseudo_language.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/format/time_format.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/activity_panel.h"
#include "ui/frame/languages.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/page_book.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/task_window.h"
#include "ui/main_window.h"
#include "ui/pages/attempts_view.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/defaults_dialog.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/event_times.h"
#include "ui/pages/events_page.h"
#include "ui/pages/export_dialog.h"
#include "ui/pages/filter_tabs.h"
#include "ui/pages/many_file_page.h"
#include "ui/pages/many_wizard.h"
#include "ui/pages/options_fold.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/schema_editor.h"
#include "ui/pages/task_change_acts.h"
#include "ui/pages/task_change_dialog.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_exports.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/task_log_view.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/template_bar.h"
#include "ui/pages/types_page.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/go_to_time_bar.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/text_size.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/time_rail.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace conduit;
using test::pictureId;

namespace {

constexpr int kMillion = 1'000'000;
constexpr int kPatienceMs = 60'000;

/// Also on a machine that is busy.
bool waitFor(const std::function<bool()> &isSo) { return QTest::qWaitFor(isSo, kPatienceMs); }

class Photographer
{
public:
    /// Without a folder it only looks for clipped texts. Without `names` all pictures are taken.
    Photographer(QString folder, const QStringList &names, QString language, bool isLarge)
        : m_folder(std::move(folder)),
          m_names(names),
          m_language(std::move(language)),
          m_isLarge(isLarge),
          m_isCheck(m_folder.isEmpty()),
          m_broker(test::pretendNow()),
          m_client(m_broker)
    {
        (*m_settings).setValue(u"view/text_size"_s, ui::textSize()); // Each window takes its size from there.
        test::addPictureSchemas(m_broker);
        test::addPictureTasks(m_broker);
        test::addPictureWorkers(m_broker, m_workers);
        test::addPictureHistory(m_broker);
        for (const int number : {30, 47, 52})
            m_broker.remove(pictureId(number));
    }

    [[nodiscard]] bool takeTaskWindow(const ui::TaskDetailsPanel &details, const QString &suffix)
    {
        details.windowAction()->trigger();
        for (auto *each : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<ui::TaskWindow *>(each);
            if (!window)
                continue;
            const bool isThere = waitFor([&] { return window->details()->task().has_value(); });
            settle(m_broker);
            const bool isDone = isThere && save(*window, u"task-window"_s + suffix);
            window->close();
            return isDone;
        }
        return false;
    }

    [[nodiscard]] bool takeAll(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        auto owner = windowOn(m_client, &m_workers);
        auto &window = *owner;
        auto *rail = window.findChild<QListWidget *>();
        auto *tasks = window.findChild<ui::TasksPage *>();
        auto *enqueue = window.findChild<ui::EnqueuePage *>();

        auto isDone = waitFor([&] { return tasks->model().rowCount() > 200; });
        tasks->showTask(pictureId(11));
        isDone &= waitFor([&] { return !tasks->list()->rail()->histogram().isEmpty(); });
        settle(m_broker);
        isDone &= save(window, u"tasks"_s + suffix);
        isDone &= takeTaskWindow(*tasks->details(), suffix);
        tasks->viewActions().constFirst()->trigger();
        settle(m_broker);
        isDone &= save(window, u"tasks-facets"_s + suffix);
        tasks->viewActions().constFirst()->trigger();
        auto *details = window.findChild<ui::TaskDetailsPanel *>();
        details->tabs()->setCurrentIndex(3);
        details->attemptsView()->compareBox()->setChecked(true);
        settle(m_broker);
        isDone &= save(window, u"task-attempts"_s + suffix);
        details->tabs()->setCurrentIndex(4);
        settle(m_broker);
        isDone &= save(window, u"task-log"_s + suffix);
        details->logView()->findChild<ui::FindBar *>()->open();
        details->logView()->findChild<ui::FindBar *>()->edit()->setText(u"e"_s);
        settle(m_broker);
        isDone &= save(window, u"task-log-find"_s + suffix);
        details->logView()->findChild<ui::FindBar *>()->close();
        details->tabs()->setCurrentIndex(1);
        auto *payload = details->findChild<ui::JsonView *>(u"payload"_s);
        payload->treeButton()->click();
        settle(m_broker);
        isDone &= save(window, u"task-payload"_s + suffix);
        payload->treeButton()->click();
        details->tabs()->setCurrentIndex(0);
        tasks->selection().change(tasksAt(*tasks, 4, 16), {});
        settle(m_broker);
        isDone &= save(window, u"tasks-selected"_s + suffix);
        tasks->showTask(pictureId(11));
        tasks->filterBar()->setLine(u"state:dead,completed type:send_mail -queue:low created:<2h"_s);
        settle(m_broker);
        isDone &= save(window, u"tasks-filter"_s + suffix);
        isDone &= takeTabs(window, *tasks, suffix);
        tasks->filterBar()->setLine({});
        isDone &= takeTimes(window, suffix);
        tasks->list()->askForTime();
        settle(m_broker);
        isDone &= save(window, u"tasks-time"_s + suffix);
        QTest::keyClick(tasks->list()->goToTimeBar()->edit(), Qt::Key_Escape);
        isDone &= takeTaskDialogs(*tasks, suffix);

        rail->setCurrentRow(2);
        isDone &= waitFor([&] { return enqueue->type() != QString(); });
        enqueue->chooseType(u"resize_image"_s);
        enqueue->draft().setText(R"({
  "source": "in/cat-0412.png",
  "width": 1024,
  "keep_metadata": true
})");
        settle(m_broker);
        isDone &= save(window, u"enqueue"_s + suffix);
        for (const auto &name : {u"Thumbnails"_s, u"Poster, 300 dpi"_s}) {
            enqueue->saveTemplateAction()->trigger();
            enqueue->templateBar()->nameDialog()->setTextValue(name);
            enqueue->templateBar()->nameDialog()->accept();
        }
        settle(m_broker);
        isDone &= save(window, u"enqueue-templates"_s + suffix);
        enqueue->startFrom({.taskType = u"resize_image"_s,
                            .payload = R"({"source":"in/cat-0412.png","width":1024})",
                            .queue = u"gpu"_s,
                            .priority = 7,
                            .runAt = test::pretendNow().addSecs(33'113),
                            .backoff = wire::Backoff {.kind = u"exponential"_s, .base = wire::Seconds(10)},
                            .timeout = wire::Seconds(5'400),
                            .serialKey = u"customer 17"_s});
        auto *options = window.findChild<ui::OptionsFold *>();
        options->toggle()->setChecked(true);
        settle(m_broker);
        isDone &= save(window, u"enqueue-options"_s + suffix);
        options->toggle()->setChecked(false);
        options->options()->reset();
        enqueue->chooseType(u"validate_image"_s);
        enqueue->draft().setMember(u"image"_s, '"' + test::landscape().toBase64() + '"');
        auto *editor = qobject_cast<ui::Base64Editor *>(enqueue->form()->editor(u"image"_s));
        isDone &= waitFor([&] { return editor->preview()->hasPicture(); });
        settle(m_broker);
        isDone &= save(window, u"enqueue-image"_s + suffix);

        rail->setCurrentRow(3);
        settle(m_broker);
        auto *types = window.findChild<QTableView *>(u"types"_s);
        types->setCurrentIndex(types->model()->index(2, 0));
        settle(m_broker);
        isDone &= save(window, u"types"_s + suffix);
        isDone &= takeTypeDialogs(*window.findChild<ui::TypesPage *>(), suffix);
        rail->setCurrentRow(4);
        settle(m_broker);
        isDone &= save(window, u"workers"_s + suffix);
        rail->setCurrentRow(5);
        settle(m_broker);
        isDone &= save(window, u"queues"_s + suffix);
        rail->setCurrentRow(6);
        settle(m_broker);
        isDone &= save(window, u"dead"_s + suffix);
        window.findChild<ui::DeadPage *>()->gradualAction()->trigger();
        isDone &= save(*window.findChild<ui::DeadPage *>()->dialog(), u"dead-gradually"_s + suffix);
        window.findChild<ui::DeadPage *>()->dialog()->accept();
        settle(m_broker);
        isDone &= save(window, u"dead-progress"_s + suffix);
        window.findChild<ui::DeadPage *>()->gradualRetry().stop();
        settle(m_broker);
        window.findChild<ui::Toast *>()->hide();
        window.findChild<ui::DeadAndTrashPage *>()->tabs()->setCurrentIndex(1);
        settle(m_broker);
        isDone &= save(window, u"trash"_s + suffix);
        window.findChild<ui::DeadAndTrashPage *>()->tabs()->setCurrentIndex(0);
        rail->setCurrentRow(7);
        settle(m_broker);
        isDone &= save(window, u"events"_s + suffix);

        rail->setCurrentRow(0);
        isDone &= waitFor([&] { return window.findChild<ui::OverviewPage *>()->failingTable()->model()->rowCount() > 0; });
        settle(m_broker);
        isDone &= save(window, u"overview"_s + suffix);

        isDone &= takeActivity(window, suffix);

        m_broker.setAway(true);
        isDone &= waitFor([&] { return !m_client.isReachable(); });
        isDone &= savePages(window, m_broker, u"-away"_s + suffix);
        m_broker.setAway(false);
        isDone &= waitFor([&] { return m_client.isReachable(); });
        return isDone;
    }

    /// What is said about a type, and its schema.
    [[nodiscard]] bool takeTypeDialogs(ui::TypesPage &types, const QString &suffix)
    {
        bool isDone = true;
        types.editDefaultsAction()->trigger();
        settle(m_broker);
        isDone &= save(*types.defaultsActs().dialog(), u"type-defaults"_s + suffix);
        types.defaultsActs().dialog()->reject();
        types.schemaActs().editAction()->trigger();
        settle(m_broker);
        isDone &= save(*types.schemaActs().editor(), u"type-schema"_s + suffix);
        types.schemaActs().editor()->reject();
        settle(m_broker);
        return isDone;
    }

    /// What goes on with many tasks, what was told, and the fields for a time of events.
    [[nodiscard]] bool takeActivity(ui::MainWindow &window, const QString &suffix)
    {
        auto *panel = window.findChild<ui::ActivityPanel *>();
        panel->openOperations();
        settle(m_broker);
        bool isDone = save(window, u"activity"_s + suffix);
        panel->tabs()->setCurrentIndex(1);
        settle(m_broker);
        isDone &= save(window, u"activity-messages"_s + suffix);
        panel->hide();
        auto *wall = window.actions().action(u"view.full_screen"_s);
        const auto size = window.size(); // Without a screen, the whole one is small.
        wall->trigger();
        settle(m_broker);
        window.resize(size);
        settle(m_broker);
        isDone &= save(window, u"overview-wall"_s + suffix);
        wall->trigger();
        settle(m_broker);
        window.resize(size);
        auto *events = window.findChild<ui::EventsPage *>();
        window.findChild<ui::PageBook *>()->open(u"events"_s);
        events->times()->choose(ui::EventTimes::Span::Chosen);
        settle(m_broker);
        isDone &= save(window, u"events-times"_s + suffix);
        events->clearFilter();
        window.findChild<ui::PageBook *>()->open(u"overview"_s);
        settle(m_broker);
        return isDone;
    }

    /// What is asked about the tasks that are selected, and their menu.
    [[nodiscard]] bool takeTaskDialogs(ui::TasksPage &tasks, const QString &suffix)
    {
        bool isDone = true;
        tasks.list()->selectAll();
        settle(m_broker);
        for (auto *action : tasks.changes()->actions()) {
            action->trigger();
            settle(m_broker);
            isDone &= save(*tasks.changes()->dialog(), action->objectName().replace(u'.', u'-') + suffix);
            tasks.changes()->dialog()->reject();
        }
        tasks.exports()->action()->trigger();
        settle(m_broker);
        isDone &= save(*tasks.exports()->dialog(), u"task-export"_s + suffix);
        tasks.exports()->dialog()->reject();
        tasks.contextMenu()->popup(tasks.mapToGlobal(QPoint(60, 60)));
        isDone &= save(*tasks.contextMenu(), u"tasks-menu"_s + suffix);
        tasks.contextMenu()->close();
        tasks.selection().clear();
        settle(m_broker);
        return isDone;
    }

    /// What is asked before much changes, what the frame opens, and the box that leads everywhere.
    [[nodiscard]] bool takeDialogs(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        auto owner = windowOn(m_client, &m_workers);
        auto &window = *owner;
        auto *tasks = window.findChild<ui::TasksPage *>();
        bool isDone = waitFor([&] { return tasks->model().rowCount() > 200; });
        tasks->list()->selectAll();
        settle(m_broker);
        for (const auto &id : {u"task.cancel"_s, u"task.delete"_s, u"task.remove"_s})
            isDone &= takeDialog(window, id, suffix);
        tasks->selection().clear();
        for (const auto &[page, id] : {std::pair {u"queues"_s, u"queue.pause"_s},
                                       {u"types"_s, u"type.delete"_s},
                                       {u"workers"_s, u"pool.new"_s},
                                       {u"tasks"_s, u"help.shortcuts"_s},
                                       {u"tasks"_s, u"help.about"_s},
                                       {u"tasks"_s, u"edit.settings"_s}}) {
            window.findChild<ui::PageBook *>()->open(page);
            settle(m_broker);
            isDone &= takeDialog(window, id, suffix);
        }
        window.activateWindow();
        window.actions().action(u"edit.locate"_s)->trigger();
        QTest::keyClicks(window.findChild<ui::LocatorBox *>(), u"e"_s);
        settle(m_broker);
        return save(window, u"locator"_s + suffix) && isDone;
    }

    /// What an action opens; of the settings all pages.
    [[nodiscard]] bool takeDialog(ui::MainWindow &window, const QString &actionId, const QString &suffix)
    {
        window.actions().action(actionId)->trigger();
        settle(m_broker);
        const auto dialogs = window.findChildren<QDialog *>();
        const auto open = std::find_if(dialogs.begin(), dialogs.end(), [](const QDialog *each) { return each->isVisible(); });
        if (open == dialogs.end())
            return false;
        const QString name = QString(actionId).replace(u'.', u'-');
        auto *list = (*open)->findChild<QListWidget *>();
        bool isDone = list || save(**open, name + suffix);
        for (int row = 0; list && row < list->count(); ++row) {
            list->setCurrentRow(row);
            settle(m_broker);
            isDone &= save(**open, name + QString::number(row + 1) + suffix);
        }
        (*open)->reject();
        settle(m_broker);
        return isDone;
    }

    /// Moments that are written out, and where that is chosen.
    [[nodiscard]] bool takeTabs(ui::MainWindow &window, ui::TasksPage &tasks, const QString &suffix)
    {
        const auto before = tasks.filterTabs()->list();
        for (const auto &line :
             {u"state:dead"_s, u"type:resize_image -queue:low created:<2h error:\"disk full\""_s, QString()}) {
            window.actions().action(u"filter.new_tab"_s)->trigger();
            tasks.filterBar()->setLine(line);
        }
        window.actions().action(u"filter.previous_tab"_s)->trigger();
        settle(m_broker);
        const bool isDone = save(window, u"tasks-tabs"_s + suffix);
        tasks.filterTabs()->setList(before);
        settle(m_broker);
        return isDone;
    }

    [[nodiscard]] bool takeTimes(ui::MainWindow &window, const QString &suffix)
    {
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Europe/Berlin"});
        settle(m_broker);
        bool isDone = save(window, u"tasks-zone"_s + suffix);
        ui::TimeFormat::ours().choose({});
        window.actions().action(u"edit.settings"_s)->trigger();
        auto *settings = window.findChild<ui::SettingsDialog *>();
        settings->search()->setText(u"Times in tables"_s);
        settle(m_broker);
        isDone &= save(*settings, u"settings-time"_s + suffix);
        delete settings;
        return isDone;
    }

    /// A broker that answers everything with an error.
    [[nodiscard]] bool takeTrouble(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        test::PretendBroker broker(test::pretendNow());
        broker.setTrouble(
            {.status = 500,
             .body = R"({"error":{"code":"storage_failed","message":"The database cannot be read: disk I/O error"}})",
             .retryAfter = {},
             .failure = {}});
        client::Client client(broker);
        auto window = windowOn(client, nullptr);
        settle(broker);
        return savePages(*window, broker, u"-error"_s + suffix);
    }

    /// A broker that can still be read, and hardly written to.
    [[nodiscard]] bool takeFullDisk(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        test::PretendBroker broker(test::pretendNow());
        test::addPictureTasks(broker);
        test::addPictureHistory(broker);
        broker.setAnswer(u"/stats"_s, [](const auto &) {
            return QByteArray("{'states':{'ready':2,'running':3,'completed':374,'dead':11},'queues':{},'types':{},'revision':1,"
                              "'storage':{'code':'storage_full','message':'The disk is nearly full (12 MiB are free)'}}")
                .replace('\'', '"');
        });
        client::Client client(broker);
        auto window = windowOn(client, nullptr);
        settle(broker);
        return savePages(*window, broker, u"-full-disk"_s + suffix);
    }

    [[nodiscard]] bool takeMillion(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        test::PretendBroker broker(test::pretendNow());
        test::addPictureSchemas(broker);
        test::addPictureTasks(broker);
        test::addManyTasks(broker, kMillion);
        test::addPictureHistory(broker);
        client::Client client(broker);
        auto window = windowOn(client, nullptr);
        const auto isThere = waitFor([&] { return window->findChild<ui::TasksPage *>()->model().rowCount() > 200; });
        settle(broker);
        return isThere && savePages(*window, broker, u"-million"_s + suffix);
    }

    /// What somebody sees who starts the program for the first time.
    [[nodiscard]] bool takeEmpty(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        test::PretendBroker broker(test::pretendNow());
        broker.setAnswer(u"/task/groups"_s, [](const auto &) { return QByteArray(R"({"groups":[],"exact":true})"); });
        client::Client client(broker);
        test::PretendWorkers workers;
        auto window = windowOn(client, &workers);
        settle(broker);
        return savePages(*window, broker, u"-empty"_s + suffix);
    }

    /// The wizard for a file of rows, three of which are wrong. It has a broker of its own, so that its tasks are in no other picture.
    [[nodiscard]] bool takeMany(ui::ThemeChoice theme, const QString &suffix)
    {
        ui::applyTheme(theme);
        test::PretendBroker broker(test::pretendNow());
        test::addPictureSchemas(broker);
        client::Client client(broker);
        auto owner = windowOn(client, nullptr);
        auto &window = *owner;
        window.findChild<QListWidget *>()->setCurrentRow(2);
        auto &enqueue = *window.findChild<ui::EnqueuePage *>();
        auto isDone = waitFor([&] { return enqueue.type() != QString(); });
        QFile file(m_rows.filePath(u"photos.csv"_s));
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write("source,width,formats,queue,photographer\n");
        for (int row = 1; row <= 4000; ++row)
            file.write(
                QByteArray(row % 1500 == 12 ? "in/%1.png,wide,,gpu,ada\n" : "in/%1.png,1024,\"[\"\"webp\"\"]\",gpu,ada\n")
                    .replace("%1", QByteArray::number(row)));
        file.close();
        enqueue.chooseType(u"resize_image"_s);
        isDone &= waitFor([&] { return enqueue.draft().schema().has_value(); });
        enqueue.manyAction()->trigger();
        auto *wizard = enqueue.wizard();
        const auto next = [&](QWizard::WizardButton button) {
            const auto isReady = waitFor([&] { return wizard->button(button)->isEnabled(); });
            settle(broker);
            return isReady;
        };
        wizard->filePage()->chooseFile(file.fileName());
        isDone &= next(QWizard::NextButton) && save(*wizard, u"many-file"_s + suffix);
        wizard->button(QWizard::NextButton)->click();
        isDone &= next(QWizard::NextButton) && save(*wizard, u"many-columns"_s + suffix);
        wizard->button(QWizard::NextButton)->click();
        isDone &= next(QWizard::CommitButton) && save(*wizard, u"many-check"_s + suffix);
        wizard->button(QWizard::CommitButton)->click();
        isDone &= waitFor([&] { return wizard->run()->answered() > 0; });
        wizard->run()->pause();
        settle(broker);
        isDone &= save(*wizard, u"many-paused"_s + suffix) && save(*enqueue.window(), u"enqueue-many"_s + suffix);
        wizard->run()->resume();
        isDone &= waitFor([&] { return wizard->run()->hasEnded(); });
        settle(broker);
        isDone &= save(*wizard, u"many-result"_s + suffix);
        wizard->close();
        return isDone;
    }

    [[nodiscard]] qsizetype clippedTexts() const { return m_clipped; }

private:
    [[nodiscard]] std::unique_ptr<ui::MainWindow> windowOn(client::Client &client, ui::LocalWorkers *workers)
    {
        auto window = std::make_unique<ui::MainWindow>(ui::ConsoleParts {.client = client,
                                                                         .address = u"http://127.0.0.1:8080"_s,
                                                                         .settings = *m_settings,
                                                                         .now = &test::pretendNow,
                                                                         .localWorkers = workers,
                                                                         .broker = nullptr});
        window->setWindowTitle(u"Conduit"_s);
        window->resize(1280, 720);
        window->show();
        return window;
    }

    /// Each page as it is.
    [[nodiscard]] bool savePages(ui::MainWindow &window, const test::PretendBroker &broker, const QString &suffix)
    {
        auto *book = window.findChild<ui::PageBook *>();
        bool isDone = true;
        for (const auto &page : book->pages()) {
            book->open(page.id);
            settle(broker);
            isDone &= save(window, page.id + suffix);
        }
        return isDone;
    }

    static QList<wire::Task> tasksAt(ui::TasksPage &page, int first, int last)
    {
        QList<wire::Task> tasks;
        for (int row = first; row <= last; ++row)
            tasks.append(page.model().taskAt(row));
        return tasks;
    }

    /// Until every question is answered and every widget has its place.
    static void settle(const test::PretendBroker &broker)
    {
        for (int round = 0; round < 8; ++round) {
            QCoreApplication::processEvents();
            (void)waitFor([&] { return broker.isIdle(); });
        }
    }

    [[nodiscard]] bool save(QWidget &window, const QString &name)
    {
        // A scroll bar that appears changes the room beside it, which is shared out in the next turn of the loop, and so on.
        for (int turn = 0; turn < 3; ++turn)
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        if (m_isCheck) {
            auto clipped = test::clippedTexts(window);
            // Large texts, long moments and the language that is longer than any may need more than a window has.
            if (!m_isLarge && m_language != u"pseudo" && !ui::TimeFormat::ours().isAbsolute())
                clipped += test::sidewaysTables(window);
            for (const QString &text : clipped)
                std::printf("%s: %s\n", qPrintable(name), qPrintable(text));
            m_clipped += clipped.size();
            return true;
        }
        if (!m_names.isEmpty() && !m_names.contains(name))
            return true;
        const auto scale = window.devicePixelRatioF();
        const auto larger = scale == 1 ? QString() : u"-%1x"_s.arg(scale);
        const auto path = QDir(m_folder).filePath(name + larger + u".png"_s);
        const auto image = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        std::printf("%s\n", qPrintable(path));
        return image.save(path, "PNG", 0);
    }

    QString m_folder;
    QStringList m_names;
    QString m_language;
    bool m_isLarge; ///< Texts are.
    bool m_isCheck;
    qsizetype m_clipped = 0;
    QTemporaryDir m_rows;
    test::PretendBroker m_broker;
    client::Client m_client;
    test::PretendWorkers m_workers;
    test::PretendSettings m_settings;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Pictures of every page of the console, light, dark and in high contrast."_s);
    parser.addHelpOption();
    const QCommandLineOption check(u"check"_s, u"Take no picture; fail when a text or a table has not enough room."_s);
    const QCommandLineOption inLanguage(u"language"_s, u"What the console speaks: en, de or pseudo."_s, u"language"_s, u"en"_s);
    const QCommandLineOption text(u"text"_s, u"How large texts are, in per cent of what is usual."_s, u"percent"_s, u"100"_s);
    parser.addOptions({check, inLanguage, text});
    parser.addPositionalArgument(u"folder"_s, u"Where the pictures go; not with --check."_s, u"FOLDER"_s);
    parser.addPositionalArgument(u"name"_s, u"Of the pictures to take; all without one."_s, u"[NAME…]"_s);
    parser.process(application);
    const bool isCheck = parser.isSet(check);
    const int textPercent = parser.value(text).toInt();
    const QString language = parser.value(inLanguage);
    QStringList names = parser.positionalArguments();
    const QString folder = isCheck || names.isEmpty() ? QString() : names.takeFirst();
    if (textPercent <= 0 || !QStringList({u"en"_s, u"de"_s, u"pseudo"_s}).contains(language)
        || (!isCheck && !QDir().mkpath(folder))) {
        std::fputs(qPrintable(parser.helpText()), stderr);
        return 1;
    }
    ui::applyTextSize(textPercent);
    ui::applyLanguage(language == u"de" ? ui::Language::German : ui::Language::English);
    test::PseudoLanguage pseudo;
    if (language == u"pseudo")
        QCoreApplication::installTranslator(&pseudo);
    if (language != u"de")
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    Photographer photographer(folder, names, language, textPercent > 100);
    using Take = bool (Photographer::*)(ui::ThemeChoice, const QString &);
    const QList<std::pair<const char *, Take>> takes {
        {"all pages", &Photographer::takeAll},          {"dialogs", &Photographer::takeDialogs},
        {"many rows", &Photographer::takeMany},         {"nothing there", &Photographer::takeEmpty},
        {"broken broker", &Photographer::takeTrouble},  {"full disk", &Photographer::takeFullDisk},
        {"a million tasks", &Photographer::takeMillion}};
    bool isDone = true;
    QList<std::pair<ui::ThemeChoice, QString>> themes {{ui::ThemeChoice::Light, {}}};
    if (!isCheck) // colours take no room
        themes += {{ui::ThemeChoice::Dark, u"-dark"_s}, {ui::ThemeChoice::HighContrast, u"-contrast"_s}};
    for (const auto &[theme, suffix] : std::as_const(themes))
        for (const auto &[what, take] : takes)
            if (!(photographer.*take)(theme, suffix)) {
                std::fprintf(stderr, "not all pictures were taken: %s\n", what);
                isDone = false;
            }
    return isDone && photographer.clippedTexts() == 0 ? 0 : 1;
}
