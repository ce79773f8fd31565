// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/progress_pace.h"

#include <conduit/wire.h>

#include <QScrollArea>

#include <functional>
#include <memory>

class QGridLayout;
class QLabel;

namespace conduit::ui {

class ExactText;
class LinkButton;
class ValueField;

/// What there is to say about a task in a line each: what it waits for, its error, its times and options. What a task does not have, it
/// does not show.
class TaskSummary final : public QScrollArea
{
    Q_OBJECT
public:
    explicit TaskSummary(std::function<QDateTime()> now, QWidget *parent = nullptr);
    ~TaskSummary() override;

    /// One that was just read; how fast it goes on is told from what was read of it before.
    void setTask(const wire::Task &task);
    /// The same, with ages that have grown.
    void showTask(const wire::Task &task);

Q_SIGNALS:
    /// The task that this one is a copy of.
    void originalRequested(const QString &id);

private:
    struct Facts;
    void build();
    /// The value beside its name, which stands at `side` of it.
    void addRow(const QString &name, QWidget *value, Qt::Alignment side);
    ValueField *addFact(const QString &name);
    void setRowVisible(QWidget *field, bool isVisible);

    std::function<QDateTime()> m_now;
    ProgressPace m_pace;
    QGridLayout *m_rows = nullptr;
    ExactText *m_error = nullptr;
    QLabel *m_waiting = nullptr;
    LinkButton *m_original = nullptr;
    std::unique_ptr<Facts> m_facts;
};

} // namespace conduit::ui
