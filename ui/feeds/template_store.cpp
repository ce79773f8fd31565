// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/template_store.h"

#include "ui/background.h"
#include "ui/models/whole_file.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A template may be called anything, so its name stands in the file and not in the file's name.
QString pathOf(const QString &folder, const TaskTemplate &saved)
{
    const auto text = (saved.task.taskType + u'\0' + saved.name).toUtf8();
    const auto digits = QCryptographicHash::hash(text, QCryptographicHash::Sha256).first(16).toHex();
    return u"%1/%2.template"_s.arg(folder, QString::fromLatin1(digits));
}

QList<TaskTemplate> templatesIn(const QString &folder)
{
    QList<TaskTemplate> templates;
    const auto names = QDir(folder).entryList({u"*.template"_s}, QDir::Files);
    for (const auto &name : names) {
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const auto saved = templateFrom(file.readAll()))
            templates.append(*saved);
    }
    return templates;
}

/// Why not; empty when it worked.
QString writeAll(const QString &folder, const QHash<QString, QByteArray> &contents)
{
    QDir().mkpath(folder);
    for (auto content = contents.cbegin(); content != contents.cend(); ++content) {
        if (content.value().isEmpty()) {
            QFile::remove(content.key());
            continue;
        }
        if (const auto fault = writeWhole(content.key(), content.value()); !fault.isEmpty())
            return fault;
    }
    return {};
}

bool isSame(const TaskTemplate &left, const TaskTemplate &right)
{
    return left.name == right.name && left.task.taskType == right.task.taskType;
}

} // namespace

TemplateStore::TemplateStore(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)) { }

/// What was saved since the program started is newer.
void TemplateStore::load()
{
    inBackground(
        this, [folder = m_folder] { return templatesIn(folder); },
        [this](const QList<TaskTemplate> &templates) {
            const auto newer = std::exchange(m_templates, templates);
            for (const auto &saved : newer)
                put(saved);
            Q_EMIT changed();
        });
}

QList<TaskTemplate> TemplateStore::ofType(const QString &type) const
{
    QList<TaskTemplate> templates;
    for (const auto &saved : m_templates)
        if (saved.task.taskType == type)
            templates.append(saved);
    std::sort(templates.begin(), templates.end(),
              [](const TaskTemplate &left, const TaskTemplate &right) { return left.name.localeAwareCompare(right.name) < 0; });
    return templates;
}

void TemplateStore::save(const TaskTemplate &saved)
{
    put(saved);
    write(pathOf(m_folder, saved), fileOf(saved));
    Q_EMIT changed();
}

void TemplateStore::remove(const TaskTemplate &saved)
{
    m_templates.removeIf([&](const TaskTemplate &each) { return isSame(each, saved); });
    write(pathOf(m_folder, saved), {});
    Q_EMIT changed();
}

void TemplateStore::put(const TaskTemplate &saved)
{
    m_templates.removeIf([&](const TaskTemplate &each) { return isSame(each, saved); });
    m_templates.append(saved);
}

void TemplateStore::write(const QString &path, const QByteArray &content)
{
    m_waiting.insert(path, content);
    if (!m_isWriting)
        writeNext();
}

void TemplateStore::writeNext()
{
    m_isWriting = true;
    inBackground(
        this, [folder = m_folder, contents = std::exchange(m_waiting, {})] { return writeAll(folder, contents); },
        [this](const QString &fault) {
            m_isWriting = false;
            if (!fault.isEmpty())
                Q_EMIT failed(fault);
            if (!m_waiting.isEmpty())
                writeNext();
        });
}

} // namespace conduit::ui
