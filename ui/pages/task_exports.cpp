// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_exports.h"

#include "ui/format/sizes.h"
#include "ui/models/filter_text.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/export_dialog.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString endingOf(ExportFile::Format format) { return format == ExportFile::Format::Csv ? u"csv"_s : u"jsonl"_s; }

} // namespace

TaskExports::TaskExports(client::Client &client, QWidget *page)
    : QObject(page),
      m_client(client),
      m_page(page),
      m_action(new QAction(glyphIcon(Glyph::File), tr("Export…"), this)),
      m_bar(new ExportBar(ExportBar::Of::Tasks, page))
{
    m_action->setObjectName(u"task.export"_s);
    connect(m_action, &QAction::triggered, this, &TaskExports::ask);
    connect(m_bar->stopButton(), &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->stop();
    });
    showAction();
}

void TaskExports::setTarget(const TaskFilter &filter, const TaskChoice &choice)
{
    m_filter = filter;
    m_choice = choice;
}

void TaskExports::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showAction();
}

void TaskExports::setLack(const QString &lack)
{
    m_lack = lack;
    showAction();
}

ExportDialog *TaskExports::dialog() const { return m_dialog && m_dialog->isVisible() ? m_dialog.data() : nullptr; }

void TaskExports::ask()
{
    const auto line = queryText(m_filter);
    const auto all = line.isEmpty() ? tr("All tasks") : tr("All that match %1").arg(line.left(80));
    const auto selected = m_choice.isEmpty() ? QString()
        : m_choice.isEverything              ? tr("All that match, except %1").arg(countText(m_choice.except.size()))
                                             : tr("%1 selected").arg(countText(m_choice.states.size()));
    const bool isAllSelected = m_choice.isEverything && m_choice.except.isEmpty();
    delete m_dialog;
    m_dialog = new ExportDialog(all, isAllSelected ? QString() : selected, m_page);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, filter = m_filter, choice = m_choice] {
        TaskExport::Plan plan {.path = {},
                               .format = m_dialog->format(),
                               .filter = filter,
                               .withPayloads = m_dialog->withPayloads(),
                               .withResults = m_dialog->withResults()};
        if (m_dialog->isOfSelected()) {
            plan.ids = choice.states.keys();
            plan.filter = choice.isEverything ? choice.filter : filter;
            plan.except = choice.except;
        }
        askForPlace(plan);
    });
    m_dialog->open();
}

void TaskExports::askForPlace(TaskExport::Plan plan)
{
    auto *files =
        new QFileDialog(m_page, tr("Export tasks"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(endingOf(plan.format));
    files->selectFile(u"tasks."_s + endingOf(plan.format));
    connect(files, &QFileDialog::fileSelected, this, [this, plan](const QString &path) mutable {
        plan.path = path;
        begin(plan);
    });
    files->open();
}

void TaskExports::begin(const TaskExport::Plan &plan)
{
    follow(std::make_shared<TaskExport>(m_client, plan));
    m_run->start();
}

void TaskExports::follow(const std::shared_ptr<TaskExport> &run)
{
    m_run = run;
    if (!m_run)
        return;
    connect(m_run.get(), &TaskExport::changed, this, &TaskExports::showState);
    showState();
}

void TaskExports::showState()
{
    m_bar->showRun(*m_run);
    showAction();
    if (m_run->hasEnded())
        tellEnd();
}

void TaskExports::showAction()
{
    offer(*m_action,
          !m_isOnline                       ? brokerCannot()
              : m_run && !m_run->hasEnded() ? tr("An export is under way. Wait for it, or stop it.")
                                            : m_lack);
}

void TaskExports::tellEnd()
{
    const QFileInfo file(m_run->plan().path);
    switch (m_run->state()) {
    case ExportRun::State::Done:
        Q_EMIT said(tr("%Ln task(s) exported to %1", nullptr, static_cast<int>(m_run->written())).arg(file.fileName()),
                    tr("Show folder"),
                    [folder = file.absolutePath()] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
        break;
    case ExportRun::State::Failed:
        Q_EMIT refused(tr("The export has ended, and no file was written. %1").arg(m_run->reason()));
        break;
    default:
        Q_EMIT refused(tr("The export was stopped, and no file was written."));
    }
}

} // namespace conduit::ui
