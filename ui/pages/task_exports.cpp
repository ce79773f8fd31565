// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_exports.h"

#include "ui/format/sizes.h"
#include "ui/models/filter_text.h"
#include "ui/pages/export_dialog.h"

#include <QAction>
#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString endingOf(ExportFile::Format format) { return format == ExportFile::Format::Csv ? u"csv"_s : u"jsonl"_s; }

} // namespace

TaskExports::TaskExports(client::Client &client, QWidget *page)
    : Exports(ExportBar::Of::Tasks, tr("Export…"), page), m_client(client)
{
    action()->setObjectName(u"task.export"_s);
}

void TaskExports::setTarget(const TaskFilter &filter, const TaskChoice &choice)
{
    m_filter = filter;
    m_choice = choice;
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
    m_dialog = new ExportDialog(all, isAllSelected ? QString() : selected, page());
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
        new QFileDialog(page(), tr("Export tasks"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
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
    const auto run = std::make_shared<TaskExport>(m_client, plan);
    follow(run);
    run->start();
}

QString TaskExports::doneText(int written, const QString &file) const
{
    return tr("%Ln task(s) exported to %1", nullptr, written).arg(file);
}

} // namespace conduit::ui
