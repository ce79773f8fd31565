// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/go_to_time_bar.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace conduit::ui {

GoToTimeBar::GoToTimeBar(std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_edit(new QLineEdit(this)),
      m_zone(new ElidingLabel({}, this)),
      m_problem(plainLabel({}, this))
{
    constexpr int kEditMargins = 24;
    constexpr int kEditWidthMin = 150;
    auto *label = new ElidingLabel(tr("Go to time"), this);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("Time to go to"));
    m_edit->setPlaceholderText(tr("14:02 or -2h"));
    const int hint = m_edit->fontMetrics().horizontalAdvance(m_edit->placeholderText());
    m_edit->setFixedWidth(std::max(kEditWidthMin, hint + kEditMargins));
    m_zone->setMinimumWidth(1); // It goes before anything else does; the field's tool tip has it.
    m_zone->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setWordWrap(true);
    auto *go = new QPushButton(tr("Go"), this);
    auto *close = new QToolButton(this);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close"));
    setPlainToolTip(close, tr("Close (Esc)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_edit);
    row->addWidget(go);
    row->addWidget(m_zone, 1);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 6, 12, 6);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_problem);
    connect(m_edit, &QLineEdit::returnPressed, this, &GoToTimeBar::choose);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    connect(go, &QPushButton::clicked, this, &GoToTimeBar::choose);
    connect(close, &QToolButton::clicked, this, &GoToTimeBar::leave);
    showProblem({});
    hide();
}

void GoToTimeBar::open()
{
    m_zone->setFullText(tr("Without a zone: %1").arg(zoneText(m_now())));
    setPlainToolTip(m_edit, m_zone->fullText());
    showProblem({});
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

QString GoToTimeBar::problem() const { return m_problem->text(); }

void GoToTimeBar::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_edit->setAccessibleDescription(problem.isEmpty() ? m_zone->fullText() : problem);
}

void GoToTimeBar::choose()
{
    const auto span = momentFromEntry(m_edit->text(), m_now());
    if (!span) {
        showProblem(tr("Write a time such as 14:02, a date such as 2026-11-25, both, or how long ago, such as -2h."));
        m_edit->setFocus(Qt::OtherFocusReason);
        return;
    }
    hide();
    Q_EMIT chosen(*span);
    Q_EMIT left();
}

void GoToTimeBar::leave()
{
    hide();
    Q_EMIT left();
}

void GoToTimeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

} // namespace conduit::ui
