// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace conduit::ui {

/// How long a task rests after a failed attempt: a kind of curve and its first rest. What a task says beyond that is kept until one of
/// the two is changed, and comes back with them.
class BackoffOption final : public QWidget
{
    Q_OBJECT
public:
    explicit BackoffOption(QWidget *parent = nullptr);

    void show(const std::optional<wire::Backoff> &backoff);
    /// Nothing when it is left to the broker.
    [[nodiscard]] std::optional<wire::Backoff> backoff() const;
    /// Shows what is chosen there.
    void continueFrom(const BackoffOption &before) { show(before.backoff()); }

    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    [[nodiscard]] QSpinBox *base() const { return m_base; }

Q_SIGNALS:
    void changed();

private:
    void choose();
    void showBase();

    std::optional<wire::Backoff> m_shown; ///< What it was filled in from.
    std::optional<wire::Backoff> m_backoff;
    QComboBox *m_kind;
    QSpinBox *m_base;
};

} // namespace conduit::ui
