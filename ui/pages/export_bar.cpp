// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/export_bar.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kProgressWidth = 120;

} // namespace

ExportBar::ExportBar(Of of, QWidget *parent)
    : QWidget(parent),
      m_of(of),
      m_text(new StateLabel(this)),
      m_progress(new QProgressBar(this)),
      m_stop(new QPushButton(tr("Stop"), this))
{
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setAccessibleName(tr("Exported so far"));
    m_stop->setAccessibleName(tr("Stop the export"));
    setPlainToolTip(m_stop, tr("Stop the export; no file is left"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    hide();
}

QString ExportBar::text() const { return m_text->text(); }

QString ExportBar::farText(const ExportRun &run) const
{
    const auto written = countText(run.written());
    if (m_of == Of::Events)
        return tr("%1 events exported so far").arg(written);
    return run.total() ? tr("%1 of about %2 tasks exported").arg(written, countText(*run.total()))
                       : tr("%1 tasks exported so far").arg(written);
}

void ExportBar::showRun(const ExportRun &run)
{
    setVisible(!run.hasEnded());
    const auto far = farText(run);
    if (run.state() == ExportRun::State::Waiting)
        m_text->setState(Glyph::Offline, Tone::Waiting,
                         tr("%1. It waits for the broker and goes on by itself: %2").arg(far, run.reason()));
    else
        m_text->setState(Glyph::Triangle, Tone::Running, far);
    setPlainToolTip(m_text, m_text->text());
    // Without a total it only moves.
    m_progress->setRange(0, run.total() ? kProgressSteps : 0);
    if (run.total())
        m_progress->setValue(
            static_cast<int>(std::min(run.written(), *run.total()) * kProgressSteps / std::max<qint64>(1, *run.total())));
}

} // namespace conduit::ui
