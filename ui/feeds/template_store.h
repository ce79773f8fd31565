// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_template.h"

#include <QHash>
#include <QObject>

namespace conduit::ui {

/// The templates that somebody has saved, a file each in a folder. What was saved or removed counts at once and is written in the
/// background, one after the other; a file is replaced as a whole or not at all. Lives on the main thread.
class TemplateStore final : public QObject
{
    Q_OBJECT
public:
    explicit TemplateStore(QString folder, QObject *parent = nullptr);

    /// Those of last time follow with changed().
    void load();
    /// By name.
    [[nodiscard]] QList<TaskTemplate> ofType(const QString &type) const;
    /// In place of the one with this type and name, if there is one.
    void save(const TaskTemplate &saved);
    void remove(const TaskTemplate &saved);

Q_SIGNALS:
    void changed();
    void failed(const QString &why);

private:
    void put(const TaskTemplate &saved);
    void write(const QString &path, const QByteArray &content);
    void writeNext();

    QString m_folder;
    QList<TaskTemplate> m_templates;
    QHash<QString, QByteArray> m_waiting; ///< What files are to hold; empty: they go.
    bool m_isWriting = false;
};

} // namespace conduit::ui
