// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/run_bar.h"

#include "ui/pages/run_words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kProgressWidth = 120;

} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent),
      m_text(new StateLabel(this)),
      m_progress(new QProgressBar(this)),
      m_pause(new QPushButton(this)),
      m_show(new QPushButton(tr("Show"), this))
{
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setAccessibleName(tr("Enqueued so far"));
    m_show->setAccessibleName(tr("Show how the file is enqueued"));
    auto *close = new QToolButton(this);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Hide this line"));
    setPlainToolTip(close, tr("Hide this line; it goes on all the same"));
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run && m_run->state() == EnqueueRun::State::Paused)
            m_run->resume();
        else if (m_run)
            m_run->pause();
    });
    connect(m_show, &QPushButton::clicked, this, &RunBar::showRequested);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_pause);
    row->addWidget(m_show);
    row->addWidget(close);
    hide();
}

void RunBar::setRun(EnqueueRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    setVisible(run != nullptr);
    if (!run)
        return;
    connect(run, &EnqueueRun::changed, this, &RunBar::showState);
    showState();
}

QString RunBar::text() const { return m_text->text(); }

void RunBar::showState()
{
    const auto state = m_run->state();
    const auto name = QFileInfo(m_run->plan().source.path).fileName();
    m_text->setState(runGlyph(state), runTone(state), u"%1: %2"_s.arg(name, runText(*m_run)));
    setPlainToolTip(m_text, m_text->text());
    m_progress->setValue(static_cast<int>(m_run->answered() * kProgressSteps / std::max<qint64>(1, m_run->plan().rows)));
    m_progress->setVisible(!m_run->hasEnded());
    m_pause->setText(state == EnqueueRun::State::Paused ? tr("Continue") : tr("Pause"));
    m_pause->setVisible(!m_run->hasEnded());
}

} // namespace conduit::ui
