// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/options_fold.h"

#include "ui/pages/enqueue_options.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"

#include <QAction>
#include <QEvent>
#include <QResizeEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

/// As high as what is in it needs for the width that there is. A QScrollArea keeps the height that it was first told.
class SnugScrollArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

    [[nodiscard]] QSize sizeHint() const override
    {
        const auto hint = widget()->sizeHint();
        const auto *layout = widget()->layout();
        return layout->hasHeightForWidth() ? QSize(hint.width(), layout->totalHeightForWidth(widget()->width())) : hint;
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        if (event->oldSize().width() != event->size().width())
            updateGeometry();
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

OptionsFold::OptionsFold(QAction &saveTemplate, const std::function<QDateTime()> &now, QWidget *parent)
    : QWidget(parent),
      m_options(new EnqueueOptions(EnqueueOptions::Extent::One, now, this)),
      m_scroll(new SnugScrollArea(this)),
      m_toggle(new QToolButton(this))
{
    m_scroll->setWidget(m_options);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_scroll->hide();
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAccessibleName(tr("Options"));
    connect(m_toggle, &QToolButton::toggled, this, [this](bool isOpen) {
        m_scroll->setVisible(isOpen);
        showSummary();
    });
    connect(m_options, &EnqueueOptions::changed, this, &OptionsFold::showSummary);
    auto *keep = new LinkButton(saveTemplate.text(), this);
    setPlainToolTip(keep, tr("Keep payload and options under a name, to fill them in again"));
    connect(keep, &LinkButton::clicked, &saveTemplate, &QAction::trigger);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 6, 16, 2);
    row->addWidget(m_toggle);
    row->addStretch();
    row->addWidget(keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_scroll);
    showSummary();
}

void OptionsFold::continueFrom(const OptionsFold &before)
{
    m_options->continueFrom(*before.m_options);
    m_toggle->setChecked(before.m_toggle->isChecked());
}

void OptionsFold::showSummary()
{
    const auto summary = m_options->summary();
    m_toggle->setIcon(glyphIcon(m_toggle->isChecked() ? Glyph::Down : Glyph::Right));
    m_toggle->setText(summary.isEmpty() ? tr("Options: defaults") : tr("Options: set"));
    setPlainToolTip(m_toggle, summary);
}

} // namespace conduit::ui
