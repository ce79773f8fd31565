// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/worker_log_panel.h"

#include "ui/background.h"
#include "ui/format/sizes.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/state_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kContextMax = 20;
constexpr int kPatternInCharacters = 32;

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

void WorkerLogPanel::showLog(const QString &title, const QList<LogLine> &lines, const QString &whyEmpty, const Files &files)
{
    m_title->setFullText(title);
    m_lines = lines;
    m_whyEmpty = whyEmpty;
    m_files = files;
    m_file->setEnabled(!files.all.isEmpty() || !lines.isEmpty());
    showAll();
}

void WorkerLogPanel::append(const QStringList &lines, bool areErrors)
{
    for (const QString &line : lines)
        m_lines.append({line, areErrors});
    if (const auto surplus = m_lines.size() - LogView::kLinesMax; surplus > 0)
        m_lines.remove(0, surplus);
    if (!isShown(areErrors))
        return;
    m_view->append(m_filter.take(lines));
    tellMatches();
}

void WorkerLogPanel::saveViewTo(const QString &path)
{
    const auto write = [path, text = m_view->text().toUtf8()] { return writeWhole(path, text + '\n'); };
    inBackground(this, write, [this, path](const QString &fault) {
        tell(fault.isEmpty(), fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
    });
}

void WorkerLogPanel::saveAllTo(const QString &path)
{
    const auto copy = [from = this->path(), path] {
        if (QFileInfo(from) == QFileInfo(path))
            return WorkerLogPanel::tr("this is the log itself");
        QFile::remove(path); // the dialog has asked
        QFile file(from);
        return file.copy(path) ? QString() : file.errorString();
    };
    inBackground(this, copy, [this, path](const QString &fault) {
        tell(fault.isEmpty(), fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
    });
}

QString WorkerLogPanel::note() const { return m_note->text(); }

QString WorkerLogPanel::path() const { return channel() == Channel::Errors ? m_files.errors : m_files.all; }

WorkerLogPanel::Channel WorkerLogPanel::channel() const { return static_cast<Channel>(m_channel->currentIndex()); }

bool WorkerLogPanel::isShown(bool isError) const
{
    return channel() == Channel::Both || isError == (channel() == Channel::Errors);
}

QWidget *WorkerLogPanel::buildBar()
{
    auto *bar = new QWidget(this);
    m_channel = new QComboBox(bar);
    m_channel->addItems({tr("All output"), u"stdout"_s, u"stderr"_s});
    m_channel->setAccessibleName(tr("Show what was written to"));
    m_pattern = new QLineEdit(bar);
    m_pattern->setPlaceholderText(tr("Filter: error|warn"));
    m_pattern->setAccessibleName(tr("Show only lines that match this pattern"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->setFixedWidth(m_pattern->fontMetrics().averageCharWidth() * kPatternInCharacters);
    m_previous = buildStep(Glyph::Up, tr("Go to the match before"), true, bar);
    m_next = buildStep(Glyph::Down, tr("Go to the next match"), false, bar);
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
    buildFileMenu();
    connect(m_channel, &QComboBox::currentIndexChanged, this, &WorkerLogPanel::showAll);
    connect(m_pattern, &QLineEdit::returnPressed, m_next, &QToolButton::click);
    connect(m_pattern, &QLineEdit::textChanged, this, &WorkerLogPanel::showAll);
    connect(m_context, &QSpinBox::valueChanged, this, &WorkerLogPanel::showAll);
    connect(m_wrap, &QToolButton::toggled, m_view, &LogView::setWrapped);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_title, 2);
    row->addWidget(m_note, 3);
    for (auto *widget : std::initializer_list<QWidget *> {m_channel, m_pattern, m_previous, m_next, m_context, m_wrap, m_file})
        row->addWidget(widget);
    return bar;
}

QToolButton *WorkerLogPanel::buildStep(Glyph glyph, const QString &text, bool isBackwards, QWidget *bar)
{
    auto *button = new QToolButton(bar);
    button->setIcon(glyphIcon(glyph));
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    setPlainToolTip(button, text);
    connect(button, &QToolButton::clicked, this, [this, isBackwards] { m_view->goToMatch(m_filter.pattern(), isBackwards); });
    return button;
}

void WorkerLogPanel::buildFileMenu()
{
    m_file->setText(tr("File"));
    m_file->setAutoRaise(true);
    m_file->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_file);
    menu->addAction(tr("Save what is shown…"), this,
                    [this] { chooseFile(tr("Save what is shown"), &WorkerLogPanel::saveViewTo); });
    auto *all =
        menu->addAction(tr("Save all of it…"), this, [this] { chooseFile(tr("Save all of it"), &WorkerLogPanel::saveAllTo); });
    auto *copy = menu->addAction(tr("Copy the file's path"), this, [this] { QGuiApplication::clipboard()->setText(path()); });
    menu->addAction(tr("Clear the view"), this, [this] {
        m_lines.clear();
        showAll();
    });
    connect(menu, &QMenu::aboutToShow, this, [this, all, copy] {
        for (auto *action : {all, copy})
            action->setEnabled(!path().isEmpty());
    });
    m_file->setMenu(menu);
}

void WorkerLogPanel::showAll()
{
    m_filter = LogFilter(m_pattern->text(), m_context->value());
    QStringList lines;
    for (const LogLine &line : std::as_const(m_lines))
        if (isShown(line.isError))
            lines.append(line.text);
    m_view->setLines(m_filter.take(lines), lines.isEmpty() ? m_whyEmpty : tr("No line matches."));
    tellMatches();
}

void WorkerLogPanel::tellMatches()
{
    if (!m_filter.fault().isEmpty())
        tell(false, tr("The pattern cannot be read: %1").arg(m_filter.fault()));
    else if (!m_pattern->text().isEmpty())
        m_note->setState(Glyph::Lens, Tone::Waiting, tr("Matches: %1").arg(countText(m_filter.matches())));
    m_note->setVisible(!m_pattern->text().isEmpty());
    for (auto *button : {m_previous, m_next})
        button->setVisible(m_filter.matches() > 0);
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
