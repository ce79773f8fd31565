// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;

namespace conduit::ui {

/// One type and one queue to narrow the filter line to.
class TaskChoices final : public QWidget
{
    Q_OBJECT
public:
    explicit TaskChoices(QWidget *parent = nullptr);

    void setLine(const QString &line);
    /// What there is to choose from; what the line asks for is added.
    void setNames(const QStringList &types, const QStringList &queues);

Q_SIGNALS:
    void lineChosen(const QString &line);

private:
    struct Box
    {
        QString key;
        QString all; ///< What it says when it narrows nothing.
        QStringList names;
        QComboBox *combo = nullptr;
    };

    void add(const QString &key, const QString &name, const QString &all);
    void refill(const Box &box);

    QList<Box> m_boxes;
    QString m_line;
    bool m_isFilling = false;
};

} // namespace conduit::ui
