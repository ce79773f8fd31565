// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/event_exports.h"

#include <QAction>
#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace conduit::ui {

EventExports::EventExports(client::Client &client, QWidget *page)
    : Exports(ExportBar::Of::Events, tr("Export events…"), page), m_client(client)
{
    action()->setObjectName(u"event.export"_s);
}

/// The kind of file goes by its name.
void EventExports::ask()
{
    auto *files =
        new QFileDialog(page(), tr("Export events"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
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
    const auto run =
        std::make_shared<EventExport>(m_client, path, isJson ? ExportFile::Format::JsonLines : ExportFile::Format::Csv, filter);
    follow(run);
    run->start();
}

QString EventExports::doneText(int written, const QString &file) const
{
    return tr("%Ln event(s) exported to %1", nullptr, written).arg(file);
}

} // namespace conduit::ui
