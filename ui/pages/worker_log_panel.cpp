// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/worker_log_panel.h"

#include "ui/background.h"
#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/state_label.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kContextMax = 20;
constexpr int kPatternInCharacters = 45;

} // namespace

WorkerLogPanel::WorkerLogPanel(QWidget *parent)
    : QWidget(parent), m_title(new ElidingLabel({}, this)), m_view(new LogView(this)), m_note(new StateLabel(this))
{
    auto strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_view, 1);
}

void WorkerLogPanel::showLog(const QString &title, const QStringList &lines, const QString &whyEmpty, const QString &path)
{
    m_title->setFullText(title);
    m_lines = lines;
    m_whyEmpty = whyEmpty;
    m_path = path;
    m_file->setEnabled(!path.isEmpty() || !lines.isEmpty());
    showAll();
}

void WorkerLogPanel::append(const QStringList &lines)
{
    m_lines += lines;
    if (const auto surplus = m_lines.size() - LogView::kLinesMax; surplus > 0)
        m_lines.remove(0, surplus);
    m_view->append(m_filter.take(lines));
    tellMatches();
}

void WorkerLogPanel::saveViewTo(const QString &path)
{
    const auto write = [path, text = m_view->text().toUtf8()] {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text + '\n');
        return file.commit() ? QString() : file.errorString();
    };
    inBackground(this, write, [this, path](const QString &fault) {
        tell(fault.isEmpty(), fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
    });
}

void WorkerLogPanel::saveAllTo(const QString &path)
{
    const auto copy = [from = m_path, path] {
        QFile::remove(path); // the dialog has asked
        QFile file(from);
        return file.copy(path) ? QString() : file.errorString();
    };
    inBackground(this, copy, [this, path](const QString &fault) {
        tell(fault.isEmpty(), fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
    });
}

QString WorkerLogPanel::note() const { return m_note->text(); }

QWidget *WorkerLogPanel::buildBar()
{
    auto *bar = new QWidget(this);
    m_pattern = new QLineEdit(bar);
    m_pattern->setPlaceholderText(tr("Filter, such as error|warn"));
    m_pattern->setAccessibleName(tr("Show only lines that match this pattern"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->setFixedWidth(m_pattern->fontMetrics().averageCharWidth() * kPatternInCharacters);
    m_context = new QSpinBox(bar);
    m_context->setRange(0, kContextMax);
    m_context->setPrefix(tr("± "));
    m_context->setSuffix(tr(" lines around"));
    m_context->setSpecialValueText(tr("Matches only"));
    m_context->setAccessibleName(tr("Lines around each match"));
    m_wrap = new QToolButton(bar);
    m_wrap->setText(tr("Wrap"));
    m_wrap->setCheckable(true);
    m_wrap->setAutoRaise(true);
    m_file = new QToolButton(bar);
    m_file->setText(tr("File"));
    m_file->setAutoRaise(true);
    m_file->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_file);
    menu->addAction(tr("Save what is shown…"), this,
                    [this] { chooseFile(tr("Save what is shown"), &WorkerLogPanel::saveViewTo); });
    auto *all =
        menu->addAction(tr("Save all of it…"), this, [this] { chooseFile(tr("Save all of it"), &WorkerLogPanel::saveAllTo); });
    auto *copy = menu->addAction(tr("Copy the file's path"), this, [this] { QGuiApplication::clipboard()->setText(m_path); });
    menu->addAction(tr("Clear the view"), this, [this] {
        m_lines.clear();
        showAll();
    });
    connect(menu, &QMenu::aboutToShow, this, [this, all, copy] {
        for (auto *action : {all, copy})
            action->setEnabled(!m_path.isEmpty());
    });
    m_file->setMenu(menu);
    connect(m_pattern, &QLineEdit::textChanged, this, &WorkerLogPanel::showAll);
    connect(m_context, &QSpinBox::valueChanged, this, &WorkerLogPanel::showAll);
    connect(m_wrap, &QToolButton::toggled, m_view, &LogView::setWrapped);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_title, 2);
    row->addWidget(m_note, 3);
    for (auto *widget : std::initializer_list<QWidget *> {m_pattern, m_context, m_wrap, m_file})
        row->addWidget(widget);
    return bar;
}

void WorkerLogPanel::showAll()
{
    m_filter = LogFilter(m_pattern->text(), m_context->value());
    m_view->setLines(m_filter.take(m_lines), m_lines.isEmpty() ? m_whyEmpty : tr("No line matches."));
    tellMatches();
}

void WorkerLogPanel::tellMatches()
{
    if (!m_filter.fault().isEmpty())
        tell(false, tr("The pattern cannot be read: %1").arg(m_filter.fault()));
    else if (!m_pattern->text().isEmpty())
        m_note->setState(Glyph::Lens, Tone::Waiting, tr("Matches: %1").arg(countText(m_filter.matches())));
    m_note->setVisible(!m_pattern->text().isEmpty());
}

void WorkerLogPanel::tell(bool isGood, const QString &text)
{
    m_note->setState(isGood ? Glyph::Tick : Glyph::Cross, isGood ? Tone::Good : Tone::Bad, text);
    setPlainToolTip(m_note, text);
    m_note->show();
}

void WorkerLogPanel::chooseFile(const QString &title, void (WorkerLogPanel::*save)(const QString &))
{
    auto *dialog = new QFileDialog(this, title, {}, tr("Text (*.log *.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

} // namespace conduit::ui
