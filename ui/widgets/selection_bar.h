// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QPushButton;

namespace conduit::ui {

class ElidingLabel;

/// What is selected, in a sentence, and what can be done with all of it. Hidden while there is nothing to say.
class SelectionBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SelectionBar(QWidget *parent = nullptr);

    /// Acts on what is selected; those that are disabled are not shown. Deleting stands apart from the others.
    void setActs(const QList<QAction *> &acts, QAction *apart);
    /// `all` offers to select more, such as `Select all 92,113 that match`; an empty text hides the bar or its button.
    void showSelection(const QString &text, const QString &all);
    /// Offers for a quarter of a minute to bring back what a click has thrown away; an empty text withdraws it.
    void offerRestore(const QString &text);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *allButton() const { return m_all; }
    [[nodiscard]] QPushButton *restoreButton() const { return m_restore; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void allRequested();
    void restoreRequested();
    void restoreExpired();
    void clearRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showParts();
    /// The acts are in words as long as there is room for them.
    void fit();
    void addAct(QHBoxLayout &row, QAction *act);

    ElidingLabel *m_text;
    QPushButton *m_all;
    QPushButton *m_restore;
    QWidget *m_acts;
    QPushButton *m_clear;
    QTimer m_clock;
};

} // namespace conduit::ui
