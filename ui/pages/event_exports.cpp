// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/event_exports.h"

#include "ui/pages/export_bar.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace conduit::ui {

EventExports::EventExports(client::Client &client, QWidget *page)
    : QObject(page),
      m_client(client),
      m_page(page),
      m_action(new QAction(glyphIcon(Glyph::File), tr("Export events…"), this)),
      m_bar(new ExportBar(ExportBar::Of::Events, page))
{
    m_action->setObjectName(u"event.export"_s);
    connect(m_action, &QAction::triggered, this, &EventExports::ask);
    connect(m_bar->stopButton(), &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->stop();
    });
    showAction();
}

void EventExports::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showAction();
}

/// The kind of file goes by its name.
void EventExports::ask()
{
    auto *files =
        new QFileDialog(m_page, tr("Export events"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    const QString csv = tr("CSV, for spreadsheets (*.csv)");
    const QString jsonLines = tr("JSON Lines, an event a line (*.jsonl)");
    files->setNameFilters({csv, jsonLines});
    files->setDefaultSuffix(u"csv"_s);
    files->selectFile(u"events.csv"_s);
    connect(files, &QFileDialog::filterSelected, files, [files, csv](const QString &chosen) {
        const QString ending = chosen == csv ? u"csv"_s : u"jsonl"_s;
        files->setDefaultSuffix(ending);
        files->selectFile(u"events."_s + ending);
    });
    connect(files, &QFileDialog::fileSelected, this, [this, filter = m_filter](const QString &path) { begin(path, filter); });
    files->open();
}

void EventExports::begin(const QString &path, const wire::AuditQuery &filter)
{
    const bool isJson = path.endsWith(u".jsonl"_s, Qt::CaseInsensitive);
    follow(std::make_shared<EventExport>(m_client, path, isJson ? ExportFile::Format::JsonLines : ExportFile::Format::Csv,
                                         filter));
    m_run->start();
}

void EventExports::follow(const std::shared_ptr<EventExport> &run)
{
    m_run = run;
    if (!m_run)
        return;
    connect(m_run.get(), &ExportRun::changed, this, &EventExports::showState);
    showState();
}

void EventExports::showState()
{
    m_bar->showRun(*m_run);
    showAction();
    if (m_run->hasEnded())
        tellEnd();
}

void EventExports::showAction()
{
    offer(*m_action,
          !m_isOnline                       ? brokerCannot()
              : m_run && !m_run->hasEnded() ? tr("An export is under way. Wait for it, or stop it.")
                                            : QString());
}

void EventExports::tellEnd()
{
    const QFileInfo file(m_run->path());
    switch (m_run->state()) {
    case ExportRun::State::Done:
        Q_EMIT said(tr("%Ln event(s) exported to %1", nullptr, static_cast<int>(m_run->written())).arg(file.fileName()),
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
