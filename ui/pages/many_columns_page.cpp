// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/many_columns_page.h"

#include "ui/format/task_words.h"
#include "ui/models/cell_value.h"
#include "ui/pages/enqueue_options.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Kind = ColumnTarget::Kind;
using As = ColumnTarget::As;

constexpr int kNameWidth = 150;
constexpr int kExampleWidth = 200;

QString optionLabel(Kind kind)
{
    switch (kind) {
    case Kind::Queue:
        return ManyColumnsPage::tr("Option: queue");
    case Kind::Priority:
        return ManyColumnsPage::tr("Option: priority");
    case Kind::Delay:
        return ManyColumnsPage::tr("Option: delay in seconds");
    case Kind::RunAt:
        return ManyColumnsPage::tr("Option: time to run at");
    case Kind::UniqueKey:
        return ManyColumnsPage::tr("Option: unique key");
    case Kind::SerialKey:
        return ManyColumnsPage::tr("Option: serial key");
    case Kind::Tags:
        return ManyColumnsPage::tr("Option: tags, by commas");
    case Kind::LeaveOut:
    case Kind::Member:
        break;
    }
    return ManyColumnsPage::tr("Leave out");
}

bool isField(const std::optional<wire::Schema> &schema, const QString &name)
{
    return schema && std::any_of(schema->fields.cbegin(), schema->fields.cend(), [&](const wire::Field &field) {
               return field.name == name;
           });
}

/// Everything that a column called so may go to.
QList<ColumnTarget> targetsFor(const QString &column, const std::optional<wire::Schema> &schema)
{
    QList<ColumnTarget> targets {{}};
    if (schema)
        for (const auto &field : schema->fields)
            targets.append({.kind = Kind::Member, .member = field.name, .as = cellKindOf(field.type)});
    const auto name = column.trimmed();
    if (!name.isEmpty() && !isField(schema, name))
        targets.append({.kind = Kind::Member, .member = name});
    for (const auto kind :
         {Kind::Queue, Kind::Priority, Kind::Delay, Kind::RunAt, Kind::UniqueKey, Kind::SerialKey, Kind::Tags})
        targets.append({.kind = kind});
    return targets;
}

} // namespace

ManyColumnsPage::ManyColumnsPage(ManyDraft &draft, QWidget *parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_scroll(new QScrollArea(this)),
      m_options(new EnqueueOptions(EnqueueOptions::Extent::Many, draft.now, this)),
      m_first(new ElidingLabel({}, this)),
      m_message(new StateLabel(this))
{
    setTitle(tr("Say what goes where"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_options->layout()->setContentsMargins(0, 0, 0, 0);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_first->setFont(monospaceFont());
    connect(m_options, &EnqueueOptions::changed, this, &ManyColumnsPage::take);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(m_scroll, 1);
    column->addWidget(headingLabel(tr("Options of all tasks"), this));
    column->addWidget(m_options);
    column->addSpacing(4);
    column->addWidget(headingLabel(tr("The first task"), this));
    column->addWidget(m_first);
    column->addWidget(m_message);
}

void ManyColumnsPage::initializePage()
{
    auto &mapping = m_draft.source.mapping;
    mapping.schema = m_draft.schema;
    mapping.pattern.taskType = m_draft.type;
    if (mapping.columns.size() != m_draft.columns.size() || m_rows.isEmpty())
        mapping.columns = guessedTargets(m_draft.columns, m_draft.schema);
    const auto isTable = m_draft.source.format.kind == RowFormat::Kind::Table;
    setSubTitle(isTable ? tr("Columns go to the fields of %1 or to options. An empty cell leaves out a field that is optional.")
                              .arg(m_draft.type)
                        : tr("Each JSON value is the payload of a task of type %1, as it stands.").arg(m_draft.type));
    m_scroll->setWidget(buildContent());
    take();
}

bool ManyColumnsPage::isComplete() const { return m_fault.isEmpty(); }

QLineEdit *ManyColumnsPage::constantInput(const QString &field) const
{
    const auto found =
        std::find_if(m_constants.cbegin(), m_constants.cend(), [&](const Constant &c) { return c.field.name == field; });
    return found == m_constants.cend() ? nullptr : found->input;
}

QString ManyColumnsPage::message() const { return m_message->text(); }

QWidget *ManyColumnsPage::buildContent()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_rows.clear();
    m_constants.clear();
    m_constantsHeading = nullptr;
    if (m_draft.source.format.kind == RowFormat::Kind::Table)
        buildColumns(*grid);
    if (m_draft.schema)
        buildConstants(*grid);
    grid->setRowStretch(grid->rowCount(), 1);
    return content;
}

void ManyColumnsPage::buildColumns(QGridLayout &grid)
{
    auto *content = grid.parentWidget();
    int place = 0;
    for (const auto &heading : {tr("Column"), tr("In the first row"), tr("Goes to"), tr("As")})
        grid.addWidget(headingLabel(heading, content), 0, place++);
    SampleModel sample;
    sample.setRows(m_draft.columns, m_draft.sample, m_draft.source.format.encoding);
    for (int column = 0; column < m_draft.columns.size(); ++column) {
        auto *name = new ElidingLabel(m_draft.columns[column], content);
        name->setFixedWidth(kNameWidth);
        auto *example = new ElidingLabel(sample.cell(0, column), content);
        example->setForegroundRole(QPalette::PlaceholderText);
        example->setMinimumWidth(kExampleWidth / 2);
        m_rows.append(buildRow(column, content));
        grid.addWidget(name, column + 1, 0);
        grid.addWidget(example, column + 1, 1);
        grid.addWidget(m_rows.last().target, column + 1, 2);
        grid.addWidget(m_rows.last().as, column + 1, 3);
    }
}

ManyColumnsPage::Row ManyColumnsPage::buildRow(int column, QWidget *parent)
{
    const auto &name = m_draft.columns[column];
    const auto &target = m_draft.source.mapping.columns[column];
    Row row {new QComboBox(parent), new QComboBox(parent), targetsFor(name, m_draft.schema)};
    row.target->setAccessibleName(tr("Column %1 goes to").arg(name));
    row.as->setAccessibleName(tr("Column %1 as").arg(name));
    for (const auto &choice : row.targets)
        row.target->addItem(choice.kind == Kind::Member ? choice.member : optionLabel(choice.kind));
    for (const auto &[text, as] : {std::pair {tr("text"), As::Text},
                                   {tr("number"), As::Number},
                                   {tr("true or false"), As::Boolean},
                                   {tr("JSON"), As::Json}})
        row.as->addItem(text, int(as));
    const auto chosen = std::find_if(row.targets.cbegin(), row.targets.cend(), [&](const ColumnTarget &choice) {
        return choice.kind == target.kind && choice.member == target.member;
    });
    row.target->setCurrentIndex(static_cast<int>(chosen - row.targets.cbegin()));
    row.as->setCurrentIndex(row.as->findData(int(target.as)));
    for (auto *box : {row.target, row.as})
        connect(box, &QComboBox::currentIndexChanged, this, &ManyColumnsPage::take);
    return row;
}

void ManyColumnsPage::buildConstants(QGridLayout &grid)
{
    auto *content = grid.parentWidget();
    const auto first = grid.rowCount();
    m_constantsHeading = headingLabel(tr("The same in every row"), content);
    m_constantsHeading->setContentsMargins(0, 10, 0, 0);
    grid.addWidget(m_constantsHeading, first, 0, 1, 4);
    int row = first + 1;
    for (const auto &field : m_draft.schema->fields) {
        auto *name = new ElidingLabel(field.name, content);
        name->setFixedWidth(kNameWidth);
        auto *input = new QLineEdit(content);
        input->setAccessibleName(tr("%1 in every row").arg(field.name));
        input->setPlaceholderText(fieldTypeLabel(field.type));
        for (const auto &constant : m_draft.source.mapping.constants)
            if (constant.member == field.name)
                input->setText(QString::fromUtf8(constant.value));
        connect(input, &QLineEdit::textChanged, this, &ManyColumnsPage::take);
        grid.addWidget(name, row, 0);
        grid.addWidget(input, row, 1, 1, 3);
        m_constants.append({field, name, input});
        ++row;
    }
}

void ManyColumnsPage::take()
{
    auto &mapping = m_draft.source.mapping;
    for (qsizetype column = 0; column < m_rows.size(); ++column) {
        const auto &row = m_rows[column];
        auto target = row.targets[row.target->currentIndex()];
        const auto isFree = target.kind == Kind::Member && !isField(m_draft.schema, target.member);
        if (isFree)
            target.as = static_cast<As>(row.as->currentData().toInt());
        row.as->setVisible(target.kind == Kind::Member);
        row.as->setEnabled(isFree);
        if (!isFree && target.kind == Kind::Member) {
            const QSignalBlocker quiet(row.as);
            row.as->setCurrentIndex(row.as->findData(int(target.as)));
        }
        mapping.columns[column] = target;
    }
    m_options->apply(mapping.pattern);
    m_fault = m_options->fault();
    takeConstants();
    if (m_fault.isEmpty())
        m_fault = mappingFault(mapping, m_draft.source.format);
    showFirstTask();
    Q_EMIT completeChanged();
}

void ManyColumnsPage::takeConstants()
{
    auto &mapping = m_draft.source.mapping;
    mapping.constants.clear();
    bool isAnyFree = false;
    for (const auto &[field, name, input] : m_constants) {
        const auto hasColumn =
            std::any_of(mapping.columns.cbegin(), mapping.columns.cend(), [&field = field](const ColumnTarget &target) {
                return target.kind == Kind::Member && target.member == field.name;
            });
        isAnyFree = isAnyFree || !hasColumn;
        name->setVisible(!hasColumn);
        input->setVisible(!hasColumn);
        const auto text = input->text();
        if (hasColumn || text.trimmed().isEmpty())
            continue;
        const auto value = jsonFromCell(text, cellKindOf(field.type));
        if (value)
            mapping.constants.append({field.name, *value});
        else if (m_fault.isEmpty())
            m_fault = field.name + u": "_s + value.error();
    }
    if (m_constantsHeading)
        m_constantsHeading->setVisible(isAnyFree);
}

void ManyColumnsPage::showFirstTask()
{
    m_first->setFullText({});
    if (!m_fault.isEmpty())
        return m_message->setState(Glyph::Cross, Tone::Bad, m_fault);
    const auto task = taskFrom(m_draft.sample.first(), m_draft.source.format, m_draft.source.mapping);
    if (!task) {
        const auto &problem = task.error();
        return m_message->setState(Glyph::Warning, Tone::Retrying,
                                   problem.field.isEmpty()
                                       ? tr("The first row is left out: %1").arg(problem.why)
                                       : tr("The first row is left out: %1: %2").arg(problem.field, problem.why));
    }
    m_first->setFullText(QString::fromUtf8(task->payload.left(2000)).simplified());
    m_message->setState(Glyph::Tick, Tone::Good, tr("Next, the whole file is checked; nothing is enqueued yet."));
}

} // namespace conduit::ui
