// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/confirmations.h"
#include "ui/widgets/question_box.h"

#include <conduit/client.h>

#include <QPointer>

#include <optional>

class QAction;

namespace conduit::ui {

/// A queue in which no task lies is forgotten, with what was said about it, after a question: nothing brings that back.
class QueueDeletion final : public QObject
{
    Q_OBJECT
public:
    /// The question belongs to `page`.
    QueueDeletion(client::Client &client, QWidget *page);

    /// The queue that is meant; without one, or with a broker that does not answer, nothing can be deleted, and `reason` says why.
    void setQueue(const std::optional<wire::Queue> &queue, const QString &reason);
    void setConfirmations(const Confirmations &confirmations) { m_confirmations = confirmations; }

    [[nodiscard]] QAction *action() const { return m_delete; }
    /// What is asked just now; null for nothing.
    [[nodiscard]] QuestionBox *question() const { return m_question; }

Q_SIGNALS:
    void done(const QString &text);
    void failed(const QString &text);
    /// The broker has answered, whatever it was.
    void answered();

private:
    void ask();
    void deleteQueue(const QString &queue);

    client::Client &m_client;
    QWidget *m_page;
    std::optional<wire::Queue> m_queue;
    QAction *m_delete;
    std::optional<Confirmations> m_confirmations;
    QPointer<QuestionBox> m_question;
};

} // namespace conduit::ui
