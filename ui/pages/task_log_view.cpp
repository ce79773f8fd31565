// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_log_view.h"

#include "ui/background.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/state_label.h"

#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// In rising order.
const QStringList &levels()
{
    static const QStringList names {u"debug"_s, u"info"_s, u"warning"_s, u"error"_s};
    return names;
}

QString textAt(const QString &time, const wire::TaskLog::Line &line)
{
    return u"%1 #%2 %3  %4"_s.arg(time, QString::number(line.attempt), line.line.level.leftJustified(7), line.line.message);
}

QString lineText(const wire::TaskLog::Line &line) { return textAt(clockTextInFull(line.line.time), line); }

/// As other programs sort and read it, whatever is chosen for the screen.
QString lineInFile(const wire::TaskLog::Line &line) { return textAt(line.line.time.toUTC().toString(Qt::ISODateWithMs), line); }

} // namespace

TaskLogView::TaskLogView(QWidget *parent)
    : QWidget(parent),
      m_level(new QComboBox(this)),
      m_attempt(new QComboBox(this)),
      m_save(new QPushButton(tr("Save…"), this)),
      m_view(new LogView(this)),
      m_note(new StateLabel(this))
{
    m_level->setAccessibleName(tr("Least level"));
    m_level->addItems({tr("All levels"), tr("Info and above"), tr("Warnings and errors"), tr("Errors")});
    m_attempt->setAccessibleName(tr("Attempt"));
    m_attempt->addItem(tr("All attempts"), 0);
    m_save->setAccessibleName(tr("Save the shown lines"));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->hide();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_level);
    bar->addWidget(m_attempt);
    bar->addStretch();
    bar->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(bar);
    column->addWidget(m_note);
    column->addWidget(m_view, 1);
    for (auto *box : {m_level, m_attempt})
        connect(box, &QComboBox::activated, this, &TaskLogView::showAll);
    connect(m_save, &QPushButton::clicked, this, &TaskLogView::chooseFile);
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, &TaskLogView::showAll);
    clear();
}

void TaskLogView::clear()
{
    m_log = {};
    m_whyEmpty = tr("Loading…");
    m_level->setCurrentIndex(0);
    fillAttempts();
    showAll();
}

void TaskLogView::setFailure(const QString &why)
{
    if (!m_log.lines.isEmpty())
        return;
    m_whyEmpty = tr("Not loaded: %1").arg(why);
    showAll();
}

void TaskLogView::setLog(const wire::TaskLog &log)
{
    m_whyEmpty = tr("Its attempts have written nothing.");
    const auto before = m_log.lines.size();
    const auto isSame = [](const wire::TaskLog::Line &left, const wire::TaskLog::Line &right) {
        return left.attempt == right.attempt && left.line.time == right.line.time && left.line.message == right.line.message;
    };
    const auto hasGrown = before > 0 && log.lines.size() >= before && isSame(log.lines.first(), m_log.lines.first())
        && isSame(log.lines[before - 1], m_log.lines.last());
    m_log = log;
    fillAttempts();
    if (!hasGrown)
        return showAll();
    QStringList more;
    for (auto line = m_log.lines.cbegin() + before; line != m_log.lines.cend(); ++line)
        if (isShown(*line))
            more.append(lineText(*line));
    if (more.size() > LogView::kLinesAtOnce)
        return showAll();
    m_shown += more;
    m_view->append(more);
    tellCount();
}

void TaskLogView::saveTo(const QString &path)
{
    QList<wire::TaskLog::Line> shown;
    std::ranges::copy_if(m_log.lines, std::back_inserter(shown), [this](const auto &line) { return isShown(line); });
    const auto write = [path, shown] {
        QByteArray text;
        for (const auto &line : shown)
            text += lineInFile(line).toUtf8() + '\n';
        return writeWhole(path, text);
    };
    inBackground(this, write, [this, path](const QString &fault) {
        if (fault.isEmpty())
            m_note->setState(Glyph::Tick, Tone::Good, tr("Saved to %1").arg(path));
        else
            m_note->setState(Glyph::Cross, Tone::Bad, tr("Not saved: %1").arg(fault));
        m_note->show();
    });
}

bool TaskLogView::isShown(const wire::TaskLog::Line &line) const
{
    const auto attempt = m_attempt->currentData().toInt();
    // A level that is unknown here is shown rather than lost.
    const auto level = levels().indexOf(line.line.level);
    return (attempt == 0 || attempt == line.attempt) && (level < 0 || level >= m_level->currentIndex());
}

void TaskLogView::fillAttempts()
{
    for (const auto &line : m_log.lines)
        if (m_attempt->findData(line.attempt) < 0)
            m_attempt->addItem(tr("Attempt %1").arg(line.attempt), line.attempt);
    while (m_log.lines.isEmpty() && m_attempt->count() > 1)
        m_attempt->removeItem(1);
}

void TaskLogView::showAll()
{
    m_shown.clear();
    for (const auto &line : m_log.lines)
        if (isShown(line))
            m_shown.append(lineText(line));
    m_view->setLines(m_shown.last(std::min<qsizetype>(m_shown.size(), LogView::kLinesMax)),
                     m_log.lines.isEmpty() ? m_whyEmpty : tr("No line of this level."));
    tellCount();
}

void TaskLogView::tellCount()
{
    m_save->setEnabled(!m_shown.isEmpty());
    m_note->setVisible(m_log.isTruncated);
    if (m_log.isTruncated)
        m_note->setState(Glyph::Warning, Tone::Retrying, tr("It is long: the broker keeps the first lines and the newest."));
}

void TaskLogView::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the shown lines"), {}, tr("Text (*.log *.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &TaskLogView::saveTo);
    dialog->open();
}

} // namespace conduit::ui
