// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QSpinBox;

namespace conduit::ui {

class PayloadDraft;
class PayloadForm;
class PrimaryButton;
class StateLabel;
struct EnqueueActions;

/// Below the payload: what is still to be done before it can be enqueued, and the buttons.
class EnqueueBar final : public QWidget
{
    Q_OBJECT
public:
    explicit EnqueueBar(const EnqueueActions &actions, QWidget *parent = nullptr);

    /// `optionsFault` is what is wrong with the options; empty when nothing is.
    void showState(const PayloadDraft &draft, const PayloadForm &form, const QString &optionsFault, bool isOnline);
    void setSending(bool isSending);
    /// A task could be made of what was shown last.
    [[nodiscard]] bool isReady() const;
    /// What is still to be done; or that nothing is.
    [[nodiscard]] QString attention() const;
    /// How many of the task.
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }

private:
    StateLabel *m_attention;
    QSpinBox *m_count;
    PrimaryButton *m_button;
};

} // namespace conduit::ui
