// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/many_check_page.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kProgressSteps = 1000;

} // namespace

ManyCheckPage::ManyCheckPage(ManyDraft &draft, QWidget *parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_summary(new StateLabel(this)),
      m_progress(new QProgressBar(this)),
      m_table(new QTableView(this)),
      m_endsAtRefusal(new QCheckBox(tr("Stop at the first row that the broker refuses"), this)),
      m_again(new QCheckBox(tr("Make new tasks even if this file was enqueued before"), this))
{
    setTitle(tr("Check the rows"));
    setSubTitle(tr("Rows with a problem are left out, and can be saved with the reason afterwards."));
    setCommitPage(true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Checked so far"));
    styleTable(*m_table, tr("Problems"));
    m_table->setModel(&m_problems);
    m_table->setColumnWidth(RowProblemModel::Line, 80);
    m_table->setColumnWidth(RowProblemModel::Field, 150);
    m_table->horizontalHeader()->setStretchLastSection(true);
    setPlainToolTip(
        m_again, tr("Otherwise a row that is a task already stays the task that it is, so that a repetition doubles nothing."));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(m_summary);
    column->addWidget(m_progress);
    column->addWidget(m_table, 1);
    column->addWidget(m_endsAtRefusal);
    column->addWidget(m_again);
    connect(&m_check, &RowCheck::advanced, this, [this](const QList<RowProblem> &problems) {
        m_problems.append(problems);
        showState();
    });
    connect(&m_check, &RowCheck::ended, this, &ManyCheckPage::showState);
}

void ManyCheckPage::initializePage()
{
    m_problems.clear();
    m_draft.source.changedAt = {};
    m_check.start(m_draft.source);
    showState();
}

void ManyCheckPage::cleanupPage() { m_check.stop(); }

bool ManyCheckPage::isComplete() const { return !m_check.isRunning() && m_check.brokenOff().isEmpty() && m_check.good() > 0; }

bool ManyCheckPage::endsAtRefusal() const { return m_endsAtRefusal->isChecked(); }

bool ManyCheckPage::makesNewTasks() const { return m_again->isChecked(); }

QString ManyCheckPage::summary() const { return m_summary->text(); }

void ManyCheckPage::showState()
{
    const auto size = std::max<qint64>(1, m_check.source().size);
    m_progress->setValue(m_check.isRunning() ? static_cast<int>(m_check.bytesRead() * kProgressSteps / size) : kProgressSteps);
    m_progress->setVisible(m_check.isRunning());
    const auto good = countText(m_check.good());
    const auto bad = countText(m_check.bad());
    if (m_check.isRunning())
        m_summary->setState(Glyph::Clock, Tone::Waiting, tr("Checking… %1 rows so far, %2 with a problem").arg(good, bad));
    else if (!m_check.brokenOff().isEmpty())
        m_summary->setState(Glyph::Cross, Tone::Bad, m_check.brokenOff());
    else if (m_check.good() == 0)
        m_summary->setState(Glyph::Cross, Tone::Bad, tr("No row can become a task. Go back and look at the columns."));
    else if (m_check.bad() > 0)
        m_summary->setState(
            Glyph::Warning, Tone::Retrying,
            m_check.bad() > RowProblemModel::kRowsMax
                ? tr("Rows that are ready: %1. Left out, since they have a problem: %2. The first ones:").arg(good, bad)
                : tr("Rows that are ready: %1. Left out, since they have a problem: %2.").arg(good, bad));
    else
        m_summary->setState(Glyph::Tick, Tone::Good, tr("All rows are ready: %1.").arg(good));
    setPlainToolTip(m_summary, m_summary->text());
    setButtonText(QWizard::CommitButton,
                  isComplete() ? tr("Enqueue %Ln task(s)", nullptr, static_cast<int>(m_check.good())) : tr("Enqueue"));
    Q_EMIT completeChanged();
}

} // namespace conduit::ui
