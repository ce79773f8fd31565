// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/event_file.h"

#include "ui/models/text_member.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

QString timeOf(const wire::AuditEntry &entry) { return entry.time.toUTC().toString(Qt::ISODateWithMs); }

QByteArray csvLineOf(const wire::AuditEntry &entry)
{
    QStringList cells {QString::number(entry.id),
                       timeOf(entry),
                       entry.via,
                       entry.actor,
                       entry.address,
                       entry.verb,
                       entry.kind,
                       entry.target,
                       entry.detail,
                       entry.reason,
                       entry.outcome};
    const auto addCount = [&](qint64 wire::AuditEntry::Counts::*count) {
        cells.append(entry.counts ? QString::number((*entry.counts).*count) : QString());
    };
    addCount(&wire::AuditEntry::Counts::matched);
    addCount(&wire::AuditEntry::Counts::done);
    addCount(&wire::AuditEntry::Counts::skipped);
    addCount(&wire::AuditEntry::Counts::failed);
    return csvLine(cells).toUtf8();
}

QByteArray jsonLine(const wire::AuditEntry &entry)
{
    json::Writer out;
    out.beginObject().name("id").integer(entry.id).name("time").string(timeOf(entry));
    out.name("actor").beginObject().name("via").string(entry.via);
    writeText(out, "name", entry.actor);
    writeText(out, "address", entry.address);
    out.endObject().name("verb").string(entry.verb).name("kind").string(entry.kind);
    writeText(out, "target", entry.target);
    writeText(out, "detail", entry.detail);
    writeText(out, "reason", entry.reason);
    out.name("outcome").string(entry.outcome).name("counts");
    if (entry.counts) {
        out.beginObject().name("matched").integer(entry.counts->matched).name("done").integer(entry.counts->done);
        out.name("skipped").integer(entry.counts->skipped).name("failed").integer(entry.counts->failed).endObject();
    } else {
        out.null();
    }
    return out.endObject().take() + '\n';
}

} // namespace

QByteArray eventFileHead(ExportFile::Format format)
{
    if (format != ExportFile::Format::Csv)
        return {};
    return csvLine({u"id"_s, u"time"_s, u"via"_s, u"actor"_s, u"address"_s, u"verb"_s, u"kind"_s, u"target"_s, u"detail"_s,
                    u"reason"_s, u"outcome"_s, u"matched"_s, u"done"_s, u"skipped"_s, u"failed"_s})
        .toUtf8();
}

QByteArray eventFileLines(const QList<wire::AuditEntry> &entries, ExportFile::Format format)
{
    QByteArray lines;
    for (const wire::AuditEntry &entry : entries)
        lines += format == ExportFile::Format::Csv ? csvLineOf(entry) : jsonLine(entry);
    return lines;
}

} // namespace conduit::ui
