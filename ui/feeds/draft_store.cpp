// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/draft_store.h"

#include "ui/background.h"
#include "ui/models/whole_file.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QCryptographicHash>
#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

/// More drafts than that nobody remembers.
constexpr qsizetype kDraftsMax = 200;

/// A type may be called anything, so its name stands in the file and not in the file's name.
QString pathOf(const QString &folder, const QString &type)
{
    const auto digits = QCryptographicHash::hash(type.toUtf8(), QCryptographicHash::Sha256).first(16).toHex();
    return u"%1/%2.draft"_s.arg(folder, QString::fromLatin1(digits));
}

/// The type as a JSON string in the first line, then the text as it was typed. Nothing for a file that is something else.
std::optional<std::pair<QString, QByteArray>> draftFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto head = json::Document::parse(file.readLine().trimmed(), 1);
    const auto type = head ? head->root().toString() : std::nullopt;
    return type ? std::optional(std::pair(*type, file.readAll())) : std::nullopt;
}

QHash<QString, QByteArray> draftsIn(const QString &folder)
{
    QHash<QString, QByteArray> drafts;
    const auto files = QDir(folder).entryInfoList({u"*.draft"_s}, QDir::Files, QDir::Time);
    for (const auto &file : files.first(std::min(files.size(), kDraftsMax)))
        if (const auto draft = draftFrom(file.filePath()))
            drafts.insert(draft->first, draft->second);
    return drafts;
}

/// Why not; empty when it worked.
QString write(const QString &folder, const QHash<QString, QByteArray> &drafts)
{
    QDir().mkpath(folder);
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft) {
        const auto path = pathOf(folder, draft.key());
        if (draft.value().trimmed() == "{}" || draft.value().trimmed().isEmpty()) {
            QFile::remove(path);
            continue;
        }
        if (const auto fault = writeWhole(path, json::quoted(draft.key()) + '\n' + draft.value()); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace

DraftStore::DraftStore(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(1s);
    connect(&m_soon, &QTimer::timeout, this, &DraftStore::save);
}

void DraftStore::load()
{
    inBackground(
        this, [folder = m_folder] { return draftsIn(folder); },
        [this](const QHash<QString, QByteArray> &drafts) { Q_EMIT loaded(drafts); });
}

void DraftStore::note(const QString &type, const QByteArray &text)
{
    m_waiting.insert(type, text);
    m_soon.start();
}

void DraftStore::flush()
{
    m_soon.stop();
    if (!m_waiting.isEmpty())
        (void)write(m_folder, std::exchange(m_waiting, {}));
}

void DraftStore::save()
{
    inBackground(
        this, [folder = m_folder, drafts = std::exchange(m_waiting, {})] { return write(folder, drafts); },
        [this](const QString &fault) {
            if (fault.isEmpty())
                Q_EMIT saved();
            else
                Q_EMIT failed(fault);
        });
}

} // namespace conduit::ui
