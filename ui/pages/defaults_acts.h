// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/confirmations.h"
#include "ui/models/shorter_keeps.h"
#include "ui/pages/successor.h"

#include <conduit/client.h>

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class QWidget;

namespace conduit::ui {

class DefaultsDialog;
class QuestionBox;

/// Edits what a queue or a type says about its tasks: reads it, asks, looks whether somebody else has changed it meanwhile, and writes it.
/// Keeping ended tasks for less time deletes some for good, so that is asked about with their number.
class DefaultsActs final : public QObject
{
    Q_OBJECT
public:
    struct Target
    {
        enum class Kind { Queue, Type };
        Kind kind = Kind::Queue;
        QString name = {};
    };

    /// Dialogs stand above `window`, which owns it.
    DefaultsActs(client::Client &client, QWidget *window);

    void edit(const Target &target);
    /// Without any, no name has to be typed.
    void setConfirmations(const Confirmations &confirmations) { m_confirmations = confirmations; }
    void continueFrom(const DefaultsActs &before) { m_successor.takePlaceOf(before.m_successor); }

    /// What is open just now; null for none.
    [[nodiscard]] DefaultsDialog *dialog() const;
    [[nodiscard]] QuestionBox *question() const;

Q_SIGNALS:
    /// `undo` takes it back.
    void done(const QString &text, const std::function<void()> &undo);
    void failed(const QString &text);

private:
    /// From what it was when it was read to what it is to be.
    struct Change
    {
        Target target;
        TaskDefaults before;
        TaskDefaults after;
        TaskDefaults broker; ///< What holds where nothing is said.
    };
    void readTarget(const Target &target, const TaskDefaults &broker);
    void read(const Target &target, const std::function<void(const TaskDefaults &)> &then);
    void ask(const Change &change);
    void askOrSave(const Change &change);
    void findQueues(const Change &change);
    void readQueues(const Change &change, const QStringList &names, const QList<NamedDefaults> &known);
    void countOrSave(const Change &change, const QList<ShorterKeep> &shorter);
    void askToDelete(const Change &change, const QList<ShorterKeep> &shorter, const wire::Facets &tasks);
    void saveIfUnchanged(const Change &change);
    void askToReplace(const Change &change, const TaskDefaults &now);
    void save(const Change &change);
    void takeBack(const Change &change);
    void write(const Change &change, const std::function<void()> &then);
    void show(QuestionBox *question);

    client::Client &m_client;
    QWidget *m_window;
    std::optional<Confirmations> m_confirmations;
    Successor<DefaultsActs> m_successor {this};
    QPointer<DefaultsDialog> m_dialog;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
