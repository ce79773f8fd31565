// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/pool_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/variable_table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 84;
constexpr int kArgumentLines = 3;
constexpr int kRoomAroundLines = 12;

FormWords wordsFor(const LocalPoolDefinition &start, bool isNew)
{
    if (isNew)
        return {.window = PoolDialog::tr("New pool"),
                .title = PoolDialog::tr("New pool of local workers"),
                .text = PoolDialog::tr("Processes that run the same program on this computer. They are kept in the data folder "
                                       "and are there again at the next start."),
                .yes = PoolDialog::tr("Make the pool")};
    return {.window = PoolDialog::tr("Edit a pool"),
            .title = PoolDialog::tr("Edit %1").arg(start.name),
            .text =
                PoolDialog::tr("Processes that run otherwise restart one after the other, each when it has finished or given "
                               "back its tasks."),
            .yes = PoolDialog::tr("Save")};
}

QStringList wordsIn(const QString &text, QChar between)
{
    QStringList words;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty())
            words.append(word.trimmed());
    return words;
}

} // namespace

PoolDialog::PoolDialog(const LocalPoolDefinition &start, bool isNew, QWidget *parent)
    : FormDialog(wordsFor(start, isNew), parent),
      m_name(new QLineEdit(this)),
      m_command(new QLineEdit(this)),
      m_arguments(new QPlainTextEdit(this)),
      m_folder(new QLineEdit(this)),
      m_variables(new VariableTable(this)),
      m_types(new QLineEdit(this)),
      m_queues(new QLineEdit(this)),
      m_processes(new QSpinBox(this)),
      m_concurrency(new QSpinBox(this)),
      m_restart(new QComboBox(this)),
      m_autostart(new QCheckBox(tr("Start them with Conduit"), this))
{
    m_command->setPlaceholderText(u"conduit-worker"_s);
    m_arguments->setPlaceholderText(tr("One on each line; no shell takes them apart"));
    m_arguments->setTabChangesFocus(true);
    m_arguments->setFixedHeight(m_arguments->fontMetrics().lineSpacing() * kArgumentLines + kRoomAroundLines);
    m_folder->setPlaceholderText(tr("The data folder"));
    m_types->setPlaceholderText(tr("All, or some: a, b"));
    m_queues->setPlaceholderText(m_types->placeholderText());
    m_processes->setRange(0, LocalWorkers::kCountMax);
    m_concurrency->setRange(1, LocalWorkers::kConcurrencyMax);
    m_restart->addItem(tr("always"));
    m_restart->addItem(tr("after a failure"));
    m_restart->addItem(tr("never"));
    setMinimumWidth(widthFor(*this, kWidthInCharacters));
    layOut();
    fill(start);
    connect(m_name, &QLineEdit::textChanged, this, &PoolDialog::judgeFields);
    judgeFields();
}

void PoolDialog::layOut()
{
    addField(tr("Name"), m_name);
    addField(tr("Command"), m_command);
    addField(tr("Arguments"), m_arguments);
    addField(tr("Folder"), m_folder);
    addField(tr("Variables"), m_variables);
    addField(tr("Types"), m_types);
    addField(tr("Queues"), m_queues);
    addField(tr("Processes"), m_processes);
    addField(tr("Tasks at a time"), m_concurrency);
    addField(tr("Restart by itself"), m_restart);
    addField({}, m_autostart);
    m_autostart->setAccessibleName(m_autostart->text());
}

void PoolDialog::fill(const LocalPoolDefinition &start)
{
    m_name->setText(start.name);
    m_command->setText(start.command);
    m_arguments->setPlainText(start.arguments.join(u'\n'));
    m_folder->setText(start.folder);
    m_variables->setVariables(start.environment);
    m_types->setText(start.types.join(u", "_s));
    m_queues->setText(start.queues.join(u", "_s));
    m_processes->setValue(start.processes);
    m_concurrency->setValue(start.concurrency);
    m_restart->setCurrentIndex(static_cast<int>(start.restart));
    m_autostart->setChecked(start.isStartedByItself);
}

LocalPoolDefinition PoolDialog::definition() const
{
    return {.name = m_name->text().trimmed(),
            .command = m_command->text().trimmed(),
            .arguments = m_arguments->toPlainText().split(u'\n', Qt::SkipEmptyParts),
            .folder = m_folder->text().trimmed(),
            .environment = m_variables->variables(),
            .types = wordsIn(m_types->text(), u','),
            .queues = wordsIn(m_queues->text(), u','),
            .processes = m_processes->value(),
            .concurrency = m_concurrency->value(),
            .isStartedByItself = m_autostart->isChecked(),
            .restart = static_cast<LocalPoolDefinition::Restart>(m_restart->currentIndex())};
}

void PoolDialog::finish(const QString &fault)
{
    if (fault.isEmpty())
        done(QDialog::Accepted);
    else
        judge({}, fault); // The button stays: another try is what follows.
}

void PoolDialog::accept() { Q_EMIT defined(definition()); }

void PoolDialog::judgeFields() { judge(m_name->text().trimmed().isEmpty() ? tr("A pool needs a name.") : QString(), {}); }

} // namespace conduit::ui
