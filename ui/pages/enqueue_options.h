// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

#include <functional>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace conduit::ui {

class BackoffOption;
class StartOption;

/// What may be said about a task beside its type and payload. Whatever is left alone is the broker's to decide.
class EnqueueOptions final : public QWidget
{
    Q_OBJECT
public:
    /// Those of one task, or only those that make sense for many rows of a file.
    enum class Extent { One, Many };
    /// `now` tells which moment it is.
    EnqueueOptions(Extent extent, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void reset();
    void show(const wire::NewTask &task);
    /// Shows what is chosen there.
    void continueFrom(const EnqueueOptions &before);
    void setQueue(const QString &queue);
    /// Writes the options into `task`; those that are not offered here stay as they are there.
    void apply(wire::NewTask &task) const;
    /// In a few words: `queue gpu, priority 7`; empty when all are left alone.
    [[nodiscard]] QString summary() const;
    /// What is wrong with one of them; empty when nothing is.
    [[nodiscard]] QString fault() const;
    /// What the times and the rests mean; empty when none are said.
    [[nodiscard]] QString echo() const;

    [[nodiscard]] StartOption *start() const { return m_start; }
    [[nodiscard]] BackoffOption *backoff() const { return m_backoff; }
    [[nodiscard]] QLineEdit *expiry() const { return m_expiry; }

    [[nodiscard]] QSize sizeHint() const override;
    /// They can all stand below each other.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    /// As many stand beside each other as there is room for.
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Place
    {
        QLabel *label;
        QWidget *input;
        bool isWide;
    };
    void layOut();
    void place(int abreast);
    [[nodiscard]] int widthOf(int abreast) const;
    void follow();
    void showEcho();
    [[nodiscard]] QList<QLineEdit *> lines() const { return {m_queue, m_tags, m_uniqueKey, m_serialKey, m_expiry}; }
    [[nodiscard]] QList<QSpinBox *> numbers() const { return {m_priority, m_maxAttempts, m_timeout}; }

    std::function<QDateTime()> m_now;
    Extent m_extent;
    QLineEdit *m_queue;
    QSpinBox *m_priority;
    QSpinBox *m_maxAttempts;
    QLineEdit *m_tags;
    StartOption *m_start;
    QSpinBox *m_timeout;
    QComboBox *m_timeoutUnit;
    BackoffOption *m_backoff;
    QLineEdit *m_uniqueKey;
    QLineEdit *m_serialKey;
    QLineEdit *m_expiry;
    QLabel *m_echo;
    QGridLayout *m_grid = nullptr;
    QList<Place> m_places;
    int m_abreast = 0;
};

} // namespace conduit::ui
