// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/attention.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace conduit::ui {

/// What needs a person, the worst first, each with its one button.
class AttentionList final : public QScrollArea
{
    Q_OBJECT
public:
    static constexpr int kRowsShownMax = 6;

    explicit AttentionList(QWidget *parent = nullptr);

    /// `isKnown`: the broker has told enough for "nothing" to be good news.
    void setRows(const QList<Attention> &rows, bool isKnown);
    /// What holds the rows.
    [[nodiscard]] QWidget *rows() const { return m_rows; }

Q_SIGNALS:
    void acted(const conduit::ui::Attention &row);

private:
    struct Line
    {
        QLabel *text;
        QPushButton *button; ///< Null where nothing leads on.
    };
    [[nodiscard]] QWidget *lineOf(const Attention &row);
    void retell();
    void alignButtons();

    QWidget *m_rows;
    QVBoxLayout *m_column;
    QList<Line> m_lines;
    QList<Attention> m_shown;
    bool m_isKnown = false;
};

} // namespace conduit::ui
