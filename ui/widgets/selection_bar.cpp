// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/selection_bar.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kMargin = 16;
constexpr int kSpacing = 8;
constexpr int kWidthMin = 420;

} // namespace

SelectionBar::SelectionBar(QWidget *parent)
    : QWidget(parent),
      m_text(new ElidingLabel({}, this)),
      m_all(new QPushButton(this)),
      m_restore(new QPushButton(glyphIcon(Glyph::Arrow), {}, this)),
      m_acts(new QWidget(this)),
      m_clear(new QPushButton(glyphIcon(Glyph::Close), tr("Clear"), this))
{
    setPlainToolTip(m_clear, tr("Select nothing (Esc)"));
    m_all->setFlat(true);
    m_all->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_restore->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *acts = new QHBoxLayout(m_acts);
    acts->setContentsMargins(0, 0, 0, 0);
    acts->setSpacing(4);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kMargin, 6, kMargin, 6);
    row->setSpacing(kSpacing);
    row->addWidget(m_text, 1);
    row->addWidget(m_all);
    row->addWidget(m_restore);
    row->addStretch();
    row->addWidget(m_acts);
    row->addWidget(m_clear);
    m_clock.setSingleShot(true);
    m_clock.setInterval(15s);
    connect(&m_clock, &QTimer::timeout, this, &SelectionBar::restoreExpired);
    connect(m_all, &QPushButton::clicked, this, &SelectionBar::allRequested);
    connect(m_restore, &QPushButton::clicked, this, &SelectionBar::restoreRequested);
    connect(m_clear, &QPushButton::clicked, this, &SelectionBar::clearRequested);
    showParts();
}

void SelectionBar::setActs(const QList<QAction *> &acts, QAction *apart)
{
    auto *row = static_cast<QHBoxLayout *>(m_acts->layout());
    for (auto *act : acts)
        if (act != apart)
            addAct(*row, act);
    row->addSpacing(12);
    addAct(*row, apart);
}

void SelectionBar::addAct(QHBoxLayout &row, QAction *act)
{
    auto *button = actionButton(act, m_acts);
    button->setAutoRaise(true);
    button->setVisible(act->isEnabled());
    connect(act, &QAction::changed, button, [this, button, act] {
        button->setVisible(act->isEnabled());
        fit();
    });
    row.addWidget(button);
}

void SelectionBar::showSelection(const QString &text, const QString &all)
{
    m_text->setFullText(text);
    m_all->setText(all);
    showParts();
}

void SelectionBar::offerRestore(const QString &text)
{
    m_restore->setText(text);
    if (text.isEmpty())
        m_clock.stop();
    else
        m_clock.start();
    showParts();
}

QString SelectionBar::text() const { return m_text->fullText(); }

void SelectionBar::showParts()
{
    const bool isSelected = !m_text->fullText().isEmpty();
    m_text->setVisible(isSelected);
    m_acts->setVisible(isSelected);
    m_clear->setVisible(isSelected);
    m_all->setVisible(!m_all->text().isEmpty());
    m_restore->setVisible(!m_restore->text().isEmpty());
    setVisible(isSelected || !m_restore->text().isEmpty());
    fit();
}

void SelectionBar::fit()
{
    const auto buttons = m_acts->findChildren<QToolButton *>();
    for (auto *button : buttons)
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    int wanted = 2 * kMargin + m_acts->layout()->totalSizeHint().width();
    for (const auto *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_restore),
                             static_cast<QWidget *>(m_clear)})
        if (!part->isHidden())
            wanted += part->sizeHint().width() + kSpacing;
    if (wanted > width())
        for (auto *button : buttons)
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

QSize SelectionBar::minimumSizeHint() const { return {kWidthMin, QWidget::minimumSizeHint().height()}; }

void SelectionBar::resizeEvent(QResizeEvent *) { fit(); }

} // namespace conduit::ui
