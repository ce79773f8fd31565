// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/export_file.h"

#include "ui/models/task_cells.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QString csvLine(const QStringList &cells)
{
    QStringList line;
    for (const QString &text : cells) {
        QString cell = harmlessText(text);
        const bool needsQuotes = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
        line.append(needsQuotes ? u'"' + cell.replace(u"\""_s, u"\"\""_s) + u'"' : cell);
    }
    return line.join(u',') + u"\r\n"_s;
}

QString ExportFile::write(const QByteArray &lines) { return open() && m_file.write(lines) >= 0 ? QString() : fault(); }

QString ExportFile::finish() { return open() && m_file.commit() ? QString() : fault(); }

/// The first time with its head.
bool ExportFile::open()
{
    if (m_file.isOpen())
        return true;
    return m_file.open(QIODevice::WriteOnly) && m_file.write(m_head) >= 0;
}

QString ExportFile::fault() const
{
    return QCoreApplication::translate("TaskFile", "The file cannot be written: %1.").arg(m_file.errorString());
}

} // namespace conduit::ui
