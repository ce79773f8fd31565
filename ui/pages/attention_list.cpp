// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/attention_list.h"

#include "ui/widgets/console_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace conduit::ui {

namespace {

void clearLayout(QVBoxLayout &layout)
{
    while (auto *item = layout.takeAt(0)) {
        if (auto *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

} // namespace

AttentionList::AttentionList(QWidget *parent)
    : QScrollArea(parent), m_rows(new QWidget(this)), m_column(new QVBoxLayout(m_rows))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    setFocusPolicy(Qt::NoFocus); // What lies in it takes the keyboard, and is scrolled to.
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_rows);
    viewport()->setAutoFillBackground(false);
    m_rows->setAutoFillBackground(false);
    setRows({}, false);
}

void AttentionList::setRows(const QList<Attention> &rows, bool isKnown)
{
    // Whoever is about to press a button must not lose it to a repetition of the same.
    if (rows == m_shown && isKnown == m_isKnown && m_column->count() > 0)
        return;
    const auto isSame = [](const Attention &now, Attention before) {
        before.text = now.text;
        return now == before;
    };
    const bool onlyCounts =
        !rows.isEmpty() && rows.size() == m_shown.size() && std::equal(rows.begin(), rows.end(), m_shown.begin(), isSame);
    m_shown = rows;
    m_isKnown = isKnown;
    if (onlyCounts)
        return retell();
    clearLayout(*m_column);
    m_lines.clear();
    for (const Attention &row : rows.first(std::min<qsizetype>(rows.size(), kRowsShownMax)))
        m_column->addWidget(lineOf(row));
    if (rows.size() > kRowsShownMax)
        m_column->addWidget(quietLabel(tr("%Ln more", nullptr, int(rows.size()) - kRowsShownMax), m_rows));
    if (rows.isEmpty())
        m_column->addWidget(quietLabel(isKnown ? tr("Nothing needs attention.") : tr("Loading…"), m_rows));
    m_column->addStretch();
    alignButtons();
}

/// All as wide as the widest, so that the texts beside them end on one line.
void AttentionList::alignButtons()
{
    int widest = 0;
    for (const Line &line : m_lines)
        widest = std::max(widest, line.button ? line.button->sizeHint().width() : 0);
    for (const Line &line : m_lines) {
        if (line.button)
            line.button->setMinimumWidth(widest);
    }
}

/// The same rows, whose numbers have moved.
void AttentionList::retell()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines[i].text->setText(m_shown[i].text);
        if (m_lines[i].button)
            m_lines[i].button->setAccessibleDescription(m_shown[i].text);
    }
}

QWidget *AttentionList::lineOf(const Attention &row)
{
    auto *line = new QWidget(m_rows);
    auto *mark = new StateLabel(line);
    mark->setState(row.isBad ? Glyph::Cross : Glyph::Warning, row.isBad ? Tone::Bad : Tone::Retrying, {});
    auto *text = plainLabel(row.text, line);
    text->setWordWrap(true);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(8);
    // The first line stands beside the middle of the button, however many there are.
    const int above = std::max(0, (ConsoleStyle::kHitTarget - fontMetrics().lineSpacing()) / 2);
    mark->setMinimumHeight(ConsoleStyle::kHitTarget);
    text->setContentsMargins(0, above, 0, 0);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    QPushButton *button = nullptr;
    if (!row.actText.isEmpty()) {
        button = new QPushButton(row.actText, line);
        button->setAccessibleDescription(row.text);
        connect(button, &QPushButton::clicked, this, [this, row] { Q_EMIT acted(row); });
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    m_lines.append({text, button});
    return line;
}

} // namespace conduit::ui
