// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_defaults.h"
#include "ui/widgets/form_dialog.h"

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace conduit::ui {

class BackoffOption;
class DurationBox;

/// What is asked about the defaults of a queue or a type.
struct DefaultsQuestion
{
    FormWords words;
    TaskDefaults said;   ///< By the queue or the type itself.
    TaskDefaults behind; ///< What holds where it says nothing.
    QString origin;      ///< Who says that: `from the broker`.
};

/// What a queue or a type says about its tasks, member by member: each is said or not, and what is not said shows what holds instead, and
/// who says so.
class DefaultsDialog final : public FormDialog
{
    Q_OBJECT
public:
    enum class Member { Attempts, Backoff, RetryFor, Timeout, Delivery, NoRetry, KeepCompleted, KeepDead };
    Q_ENUM(Member)

    DefaultsDialog(const DefaultsQuestion &question, QWidget *parent);

    [[nodiscard]] TaskDefaults defaults() const;
    /// Checked while the member is said.
    [[nodiscard]] QCheckBox *setBox(Member member) const { return m_rows[static_cast<int>(member)].set; }
    /// Who says it, when it is not said here.
    [[nodiscard]] QString originOf(Member member) const;
    [[nodiscard]] QSpinBox *attempts() const { return m_attempts; }
    [[nodiscard]] BackoffOption *backoff() const { return m_backoff; }
    [[nodiscard]] DurationBox *timeout() const { return m_timeout; }
    [[nodiscard]] DurationBox *keepCompleted() const { return m_keepCompleted; }
    [[nodiscard]] QLineEdit *noRetry() const { return m_noRetry; }

private:
    struct Row
    {
        QCheckBox *set;
        QWidget *editor;
        QLabel *origin;
        std::function<void(const TaskDefaults &)>
            show;     ///< In the editor; what is absent there is shown as if it were the least.
        bool isKnown; ///< What holds otherwise can be told.
    };
    void addRows(const TaskDefaults &said);
    template<typename Value>
    void addRow(const QString &name, QWidget *editor, std::optional<Value> TaskDefaults::*member,
                const std::function<void(const std::optional<Value> &)> &show, const TaskDefaults &said);
    void addRow(const QString &name, const Row &row);
    void showState();
    [[nodiscard]] bool isSaid(Member member) const;
    [[nodiscard]] QString fault() const;

    const TaskDefaults m_behind;
    const TaskDefaults m_before;
    const QString m_origin;
    QList<Row> m_rows; ///< In the order of Member.
    QSpinBox *m_attempts;
    BackoffOption *m_backoff;
    DurationBox *m_retryFor;
    DurationBox *m_timeout;
    QComboBox *m_delivery;
    QLineEdit *m_noRetry;
    DurationBox *m_keepCompleted;
    DurationBox *m_keepDead;
};

} // namespace conduit::ui
