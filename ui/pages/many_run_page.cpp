// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/many_run_page.h"

#include "ui/background.h"
#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/sizes.h"
#include "ui/pages/run_words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kProgressSteps = 1000;
/// More than so many are not changed without a question.
constexpr qint64 kUnasked = 100;

} // namespace

ManyRunPage::ManyRunPage(client::Client &client, QWidget *parent)
    : QWizardPage(parent),
      m_client(client),
      m_operations(client),
      m_summary(new StateLabel(this)),
      m_progress(new QProgressBar(this)),
      m_added(new ValueField(tr("Enqueued"), this)),
      m_known(new ValueField(tr("There already"), this)),
      m_rejected(new ValueField(tr("Left out"), this)),
      m_refused(new ValueField(tr("Refused by the broker"), this)),
      m_tag(new ValueField(tr("Tag"), this)),
      m_hint(quietLabel({}, this)),
      m_note(new StateLabel(this)),
      m_pause(new QPushButton(tr("Pause"), this)),
      m_stop(new QPushButton(tr("Stop"), this)),
      m_save(new QPushButton(tr("Save rejected rows…"), this)),
      m_show(new QPushButton(tr("Show these tasks"), this)),
      m_undo(new QPushButton(tr("Undo all still pending…"), this))
{
    setTitle(tr("Enqueue"));
    for (auto *label : {m_summary, m_note})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Enqueued so far"));
    m_hint->setWordWrap(true);
    m_note->hide();
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_run->state() == EnqueueRun::State::Paused ? m_run->resume() : m_run->pause(); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_run->stop(); });
    connect(m_save, &QPushButton::clicked, this, &ManyRunPage::chooseFileForRejected);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT tasksRequested(m_run->tag()); });
    connect(m_undo, &QPushButton::clicked, this, &ManyRunPage::askToUndo);
    const auto follow = [this](const wire::Operation &operation) {
        tell(Glyph::Slash, Tone::Cancelled, operationText(operation));
    };
    connect(&m_operations, &OperationFeed::progressed, this, follow);
    connect(&m_operations, &OperationFeed::ended, this, follow);
    connect(&m_operations, &OperationFeed::failed, this, [this](const client::Failure &failure) {
        m_isUndoing = false;
        tell(Glyph::Cross, Tone::Bad, changeFailureText(failure));
        showState();
    });

    auto *facts = new QFormLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(4);
    for (auto *field : {m_added, m_known, m_rejected, m_refused, m_tag})
        facts->addRow(quietLabel(field->accessibleName(), this), field);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_progress, 1);
    first->addWidget(m_pause);
    first->addWidget(m_stop);
    auto *last = new QHBoxLayout;
    last->setSpacing(8);
    for (auto *button : {m_save, m_show, m_undo})
        last->addWidget(button);
    last->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_summary);
    column->addLayout(first);
    column->addSpacing(6);
    column->addLayout(facts);
    column->addWidget(m_hint);
    column->addStretch(1);
    column->addWidget(m_note);
    column->addLayout(last);
}

void ManyRunPage::setRun(EnqueueRun &run)
{
    m_run = &run;
    connect(m_run, &EnqueueRun::changed, this, &ManyRunPage::showState);
    showState();
}

void ManyRunPage::saveRejectedTo(const QString &path)
{
    using Saved = Result<qint64, QString>;
    m_save->setEnabled(false);
    inBackground(
        this,
        [source = m_run->plan().source, refusals = m_run->refusals(), path] { return saveRejected(source, refusals, path); },
        [this, path](const Saved &saved) {
            m_save->setEnabled(true);
            if (saved)
                tell(Glyph::Tick, Tone::Good, tr("%Ln row(s) saved to %1", nullptr, static_cast<int>(*saved)).arg(path));
            else
                tell(Glyph::Cross, Tone::Bad, saved.error());
        });
}

void ManyRunPage::tell(Glyph glyph, Tone tone, const QString &text)
{
    m_note->setState(glyph, tone, text);
    setPlainToolTip(m_note, text);
    m_note->show();
}

QString ManyRunPage::summary() const { return m_summary->text(); }

QString ManyRunPage::note() const { return m_note->text(); }

void ManyRunPage::showState()
{
    const auto state = m_run->state();
    const auto hasEnded = m_run->hasEnded();
    setSubTitle(hasEnded ? tr("What became of the rows of %1.").arg(QFileInfo(m_run->plan().source.path).fileName())
                         : tr("You can close this window: it goes on, and the Enqueue page says how far it is."));
    m_summary->setState(runGlyph(state), runTone(state), runText(*m_run));
    setPlainToolTip(m_summary, m_summary->text());
    m_progress->setValue(static_cast<int>(m_run->answered() * kProgressSteps / std::max<qint64>(1, m_run->plan().rows)));
    m_added->setValue(countText(m_run->added()));
    m_known->setValue(countText(m_run->known()));
    m_rejected->setValue(countText(m_run->rejected()));
    m_refused->setValue(countText(m_run->refusals().size()));
    m_tag->setValue(m_run->tag());
    m_hint->setText(
        m_run->known() == 0
            ? QString()
            : tr("Rows that were tasks already stayed the tasks that they are. To enqueue the file once more, begin "
                 "anew and choose \"%1\" before the last step.")
                  .arg(tr("Make new tasks even if this file was enqueued before")));
    m_pause->setText(state == EnqueueRun::State::Paused ? tr("Continue") : tr("Pause"));
    for (auto *button : {m_pause, m_stop})
        button->setVisible(!hasEnded);
    m_progress->setVisible(!hasEnded);
    m_save->setVisible(hasEnded && m_run->rejected() + m_run->refusals().size() > 0);
    m_show->setVisible(m_run->added() + m_run->known() > 0);
    m_undo->setVisible(hasEnded && m_run->added() + m_run->known() > 0);
    m_undo->setEnabled(!m_isUndoing);
}

void ManyRunPage::chooseFileForRejected()
{
    const QFileInfo file(m_run->plan().source.path);
    auto *dialog = new QFileDialog(this, tr("Save rejected rows"), file.path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const auto isTable = m_run->plan().source.format.kind == RowFormat::Kind::Table;
    dialog->selectFile(u"%1-rejected.%2"_s.arg(file.completeBaseName(), isTable ? file.suffix() : u"jsonl"_s));
    connect(dialog, &QFileDialog::fileSelected, this, &ManyRunPage::saveRejectedTo);
    dialog->open();
}

wire::NewOperation ManyRunPage::undoing() const
{
    return {.verb = u"cancel"_s, .filter = u"tag:%1 state:scheduled,blocked,ready,retrying"_s.arg(m_run->tag())};
}

void ManyRunPage::askToUndo()
{
    m_isUndoing = true;
    showState();
    m_client.previewOperation(undoing(), this, [this](const client::Result<wire::OperationPreview> &answer) {
        m_isUndoing = false;
        showState();
        if (!answer)
            return tell(Glyph::Cross, Tone::Bad, answer.error().message);
        if (answer->matched == 0)
            return tell(Glyph::Tick, Tone::Good, tr("None of these tasks is pending any more."));
        if (answer->matched <= kUnasked)
            return undo();
        auto *question = new QMessageBox(this);
        question->setAttribute(Qt::WA_DeleteOnClose);
        question->setIcon(QMessageBox::Question);
        question->setTextFormat(Qt::PlainText);
        question->setText(tr("Cancel %Ln task(s)?", nullptr, static_cast<int>(answer->matched)));
        question->setInformativeText(tr("They are those of this file that have not started yet."));
        auto *yes =
            question->addButton(tr("Cancel %Ln task(s)", nullptr, static_cast<int>(answer->matched)), QMessageBox::AcceptRole);
        question->setEscapeButton(question->addButton(tr("Leave them"), QMessageBox::RejectRole));
        question->setDefaultButton(yes);
        connect(question, &QMessageBox::finished, this, [this, question, yes] {
            if (question->clickedButton() == yes)
                undo();
        });
        question->open();
    });
}

void ManyRunPage::undo()
{
    m_isUndoing = true;
    showState();
    m_operations.start(undoing());
}

} // namespace conduit::ui
