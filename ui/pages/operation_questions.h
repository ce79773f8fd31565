// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/confirmations.h"
#include "ui/widgets/question_box.h"

#include <conduit/client.h>

#include <QObject>
#include <QPointer>

#include <optional>

namespace conduit::ui {

/// Asks about operations before they begin, as far as that is due: about many tasks, and about what cannot be undone. What is meant is
/// fixed when it is asked for; while the question stands, more tasks may come to fit, so they are counted once more behind the answer.
class OperationQuestions final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kTasksWithoutQuestion = 100;

    /// Questions belong to `page`.
    OperationQuestions(client::Client &client, QWidget *page);

    /// Without any, everything is asked about that is about many tasks.
    void setConfirmations(const Confirmations &confirmations) { m_confirmations = confirmations; }
    /// Of the tasks with the operation's ids, `running` run; of a filter the broker is asked.
    void weigh(const wire::NewOperation &operation, qint64 running = 0);
    /// The question that stands; null when there is none.
    [[nodiscard]] QuestionBox *box() const { return m_box && m_box->isVisible() ? m_box.data() : nullptr; }

Q_SIGNALS:
    /// It may begin: nobody had to be asked, or the answer was yes.
    void agreed(const conduit::wire::NewOperation &operation);
    /// Why it does not begin.
    void refused(const QString &text);

private:
    /// An operation and what is known about its tasks.
    struct Case
    {
        wire::NewOperation operation;
        qint64 running = 0;
        bool mayRun = false; ///< Nobody knows how many run: counting them took too long.
        [[nodiscard]] bool isFinal() const { return operation.verb == QLatin1String("purge") || running > 0 || mayRun; }
    };
    [[nodiscard]] bool asks(const QString &verb) const;
    void countRunning(const wire::NewOperation &operation);
    void count(const Case &about);
    void ask(const Case &about, const wire::OperationPreview &found);
    void tellWork(const Case &about, const wire::OperationPreview &found);
    void countAgain(const Case &about, qint64 before);
    [[nodiscard]] Question questionAbout(const Case &about, const wire::OperationPreview &found) const;

    client::Client &m_client;
    QWidget *m_page;
    std::optional<Confirmations> m_confirmations;
    QPointer<QuestionBox> m_box;
};

} // namespace conduit::ui
