// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/types_page.h"

#include "ui/format/curl.h"
#include "ui/models/schema_draft.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kSplitterKey = "types/split_below"_L1; // Once they stood side by side, under another name.
constexpr qsizetype kShownCharacters = 60;

ToneDelegate::Mark markOf(const QModelIndex &index)
{
    return index.data(TypeModel::IsLonelyRole).toBool() ? ToneDelegate::Mark {Glyph::Warning, Tone::Retrying}
                                                        : ToneDelegate::Mark {Glyph::Workers, Tone::Waiting};
}

} // namespace

TypesPage::TypesPage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_address(address),
      m_types(types),
      m_settings(settings),
      m_defaults(client, this),
      m_schemas(client, address, this)
{
    buildActions();
    m_shown.setSourceModel(&types);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *head = buildHead();
    buildTable();
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setFocusProxy(m_table);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(buildDetails());
    m_splitter->setSizes({230, 370});
    m_splitter->restoreState(settings.value(kSplitterKey).toByteArray());
    m_list = new ListFrame(m_splitter,
                           {Glyph::Types, tr("No types yet"),
                            tr("A worker registers the schemas of its handlers when it starts."), tr("Go to the workers")},
                           this);
    setFocusProxy(m_list);
    connect(m_list, &ListFrame::startRequested, this, &TypesPage::workersRequested);
    connect(m_list, &ListFrame::clearFilterRequested, m_search, &QLineEdit::clear);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_list, 1);

    connectActs();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &TypesPage::showCurrent);
    connect(&m_types, &TypeModel::schemaChanged, this, [this](const QString &name) {
        if (name == m_current)
            showCurrent();
    });
    connect(m_table, &QAbstractItemView::activated, m_enqueue, &QAction::trigger);
    showEmptiness();
    showActions();
}

QLayout *TypesPage::buildHead()
{
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Find a type"));
    m_search->setAccessibleName(tr("Find a type"));
    m_search->addAction(glyphIcon(Glyph::Lens), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(m_search->fontMetrics().averageCharWidth() * 36);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_shown.setFilterFixedString(text);
        showEmptiness();
    });
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 10);
    head->setSpacing(12);
    head->addWidget(titleLabel(tr("Types"), this));
    head->addStretch();
    head->addWidget(m_search, 1);
    head->addWidget(actionButton(m_schemas.newAction(), this));
    head->addWidget(actionButton(m_schemas.importAction(), this));
    return head;
}

void TypesPage::buildTable()
{
    m_table = new QTableView(this);
    styleTable(*m_table, tr("Types"));
    m_table->setObjectName("types"_L1);
    sortByHeader(*m_table, m_shown);
    m_table->setItemDelegateForColumn(TypeModel::Workers, new ToneDelegate(&markOf, m_table));
    for (const auto &[column, width] : {std::pair {TypeModel::Name, 140},
                                        {TypeModel::Required, 130},
                                        {TypeModel::Workers, 80},
                                        {TypeModel::Count, 76},
                                        {TypeModel::Success, 66},
                                        {TypeModel::P50, 76},
                                        {TypeModel::P95, 76},
                                        {TypeModel::LastSeen, 100},
                                        {TypeModel::Fields, 160}})
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(typeActions());
    auto *apart = new QAction(this);
    apart->setSeparator(true);
    m_table->addActions({apart, m_delete});
}

QList<QAction *> TypesPage::typeActions() const
{
    return QList<QAction *> {m_enqueue,      m_enqueueSample, m_schemas.editAction(),
                             m_editDefaults, m_copyCurl,      m_schemas.copyCreateAction()}
    + m_stubs.actions() + QList<QAction *> {m_schemas.newAction(), m_schemas.importAction(), m_schemas.exportAction()};
}

void TypesPage::connectActs()
{
    connect(&m_defaults, &DefaultsActs::done, this, &TypesPage::done);
    connect(&m_defaults, &DefaultsActs::failed, this, &TypesPage::refused);
    connect(&m_schemas, &SchemaActs::done, this, &TypesPage::done);
    connect(&m_stubs, &StubActs::said, this, &TypesPage::said);
    connect(&m_schemas, &SchemaActs::changed, this, &TypesPage::changed);
    connect(&m_schemas, &SchemaActs::failed, this, &TypesPage::refused);
}

void TypesPage::continueFrom(const TypesPage &before)
{
    m_defaults.continueFrom(before.m_defaults);
    m_schemas.continueFrom(before.m_schemas);
}

void TypesPage::setAddress(const QString &address)
{
    m_address = address;
    m_schemas.setAddress(address);
}

void TypesPage::setConfirmations(const Confirmations &confirmations)
{
    m_confirmations = confirmations;
    m_defaults.setConfirmations(confirmations);
}

void TypesPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_schemas.setOnline(isOnline);
    showEmptiness();
    showActions();
}

void TypesPage::setTypesLoaded()
{
    m_isLoaded = true;
    showEmptiness();
    if (!m_table->currentIndex().isValid() && m_shown.rowCount() > 0)
        m_table->setCurrentIndex(m_shown.index(0, 0));
}

void TypesPage::saveSettings() const { m_settings.setValue(kSplitterKey, m_splitter->saveState()); }

void TypesPage::buildActions()
{
    m_enqueue = new QAction(glyphIcon(Glyph::Plus), tr("Enqueue this type…"), this);
    m_enqueue->setObjectName(u"type.enqueue"_s);
    m_enqueue->setShortcut(QKeySequence(u"Ctrl+Shift+T"_s));
    connect(m_enqueue, &QAction::triggered, this, [this] {
        if (!m_current.isEmpty())
            Q_EMIT enqueueRequested(m_current);
    });
    m_copyCurl = new QAction(glyphIcon(Glyph::Copy), tr("Copy curl that shows the schema"), this);
    m_copyCurl->setObjectName(u"type.copy_schema"_s);
    m_copyCurl->setShortcut(QKeySequence(u"Ctrl+Shift+S"_s));
    connect(m_copyCurl, &QAction::triggered, this, [this] {
        if (!m_current.isEmpty())
            QGuiApplication::clipboard()->setText(schemaCurl(m_address, m_current));
    });
    m_enqueueSample = new QAction(glyphIcon(Glyph::Plus), tr("Enqueue its sample…"), this);
    m_enqueueSample->setObjectName(u"type.enqueue_sample"_s);
    connect(m_enqueueSample, &QAction::triggered, this,
            [this] { Q_EMIT sampleRequested({.taskType = m_current, .payload = m_sample->json()}); });
    m_editDefaults = new QAction(glyphIcon(Glyph::Clipboard), tr("Edit defaults of the type…"), this);
    m_editDefaults->setObjectName(u"type.defaults"_s);
    m_editDefaults->setShortcut(QKeySequence(u"Ctrl+Alt+B"_s));
    connect(m_editDefaults, &QAction::triggered, this,
            [this] { m_defaults.edit({DefaultsActs::Target::Kind::Type, m_current}); });
    m_delete = new QAction(glyphIcon(Glyph::Cross), tr("Delete type…"), this);
    m_delete->setObjectName(u"type.delete"_s);
    connect(m_delete, &QAction::triggered, this, &TypesPage::countBeforeDeletion);
    addActions(typeActions() + QList {m_delete});
}

/// How many tasks have the type that is meant, whatever is chosen by the time that this is known.
void TypesPage::countBeforeDeletion()
{
    m_client.countFacets({.types = {m_current}, .facets = {u"state"_s}}, this,
                         [this, type = m_current](const client::Result<wire::Facets> &tasks) {
                             if (tasks)
                                 askToDelete(type, *tasks);
                             else
                                 Q_EMIT refused(tasks.error().message);
                         });
}

void TypesPage::askToDelete(const QString &type, const wire::Facets &tasks)
{
    const QString shown = type.left(kShownCharacters);
    const auto stay = tasks.n == 0 ? tr("No task has this type.")
        : tasks.isExact            ? tr("Its %Ln task(s) stay.", nullptr, static_cast<int>(tasks.n))
                                   : tr("Its tasks stay.");
    const auto follows =
        tr("Its schema and its defaults are forgotten, which cannot be undone: from then on any payload fits. A "
           "worker that handles the type registers the schema again when it starts.");
    delete m_question;
    m_question = new QuestionBox({.title = tr("Delete type"),
                                  .text = tr("Delete type %1?").arg(shown),
                                  .details = stay + u' ' + follows,
                                  .yes = tr("Delete type %1").arg(shown),
                                  .no = tr("Keep it"),
                                  .silence = {},
                                  .toType = m_confirmations ? m_confirmations->toType(tasks.n, type) : QString(),
                                  .isFinal = true},
                                 this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &QDialog::accepted, this, [this, type] { deleteType(type); });
    m_question->open();
}

void TypesPage::deleteType(const QString &type)
{
    m_client.deleteType(type, this, [this, type](const client::Result<Unit> &answer) {
        if (answer)
            Q_EMIT said(tr("Deleted type %1").arg(type.left(kShownCharacters)));
        else
            Q_EMIT refused(answer.error().message);
        Q_EMIT changed();
    });
}

QWidget *TypesPage::buildDetails()
{
    auto *panel = new QWidget(this);
    m_title = new ElidingLabel({}, panel);
    auto strong = m_title->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.2);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_description = quietLabel({}, panel);
    m_description->setWordWrap(true);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *fields = new QTableView(panel);
    styleTable(*fields, tr("Fields"));
    fields->setModel(&m_fields);
    fields->setWordWrap(true);
    for (const auto &[column, width] : {std::pair {FieldModel::Name, 120},
                                        {FieldModel::Type, 64},
                                        {FieldModel::Required, 70},
                                        {FieldModel::Description, 224}})
        fields->setColumnWidth(column, width);
    m_json = new JsonView(tr("Schema"), panel);
    auto *jsonPage = new QWidget(panel);
    auto *jsonColumn = new QVBoxLayout(jsonPage);
    jsonColumn->setContentsMargins(0, 8, 0, 0);
    jsonColumn->addWidget(m_json);
    auto *tabs = new QTabWidget(panel);
    tabs->setDocumentMode(true);
    tabs->addTab(fields, tr("Fields"));
    tabs->addTab(buildSample(), tr("Sample"));
    tabs->addTab(jsonPage, tr("JSON"));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(12, 10, 16, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_description);
    column->addLayout(buildButtons(panel));
    column->addWidget(tabs, 1);
    return panel;
}

QWidget *TypesPage::buildSample()
{
    auto *page = new QWidget(this);
    m_sample = new JsonView(tr("Sample payload"), page);
    auto *enqueue = actionButton(m_enqueueSample, page);
    auto *row = new QHBoxLayout;
    row->addWidget(enqueue);
    row->addStretch();
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_sample, 1);
    column->addLayout(row);
    return page;
}

QLayout *TypesPage::buildButtons(QWidget *panel)
{
    auto *enqueue = new PrimaryButton(tr("Enqueue this…"), panel);
    setPlainToolTip(enqueue, tr("Open the form for this type (Ctrl+Shift+T)"));
    connect(enqueue, &QPushButton::clicked, m_enqueue, &QAction::trigger);
    auto *copy = new QPushButton(m_copyCurl->icon(), tr("Copy as curl"), panel);
    setPlainToolTip(copy, tr("A shell command that shows this schema (Ctrl+Shift+S)"));
    connect(copy, &QPushButton::clicked, m_copyCurl, &QAction::trigger);
    auto *acts = new WrappingRow(WrappingRow::At::Start);
    acts->addWidget(enqueue);
    acts->addWidget(actionButton(m_schemas.editAction(), panel));
    acts->addWidget(actionButton(m_editDefaults, panel));
    acts->addWidget(copy);
    acts->addWidget(m_stubs.makeButton(panel));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addLayout(acts, 1);
    buttons->addWidget(actionButton(m_delete, panel));
    return buttons;
}

void TypesPage::showCurrent()
{
    const auto index = m_table->currentIndex();
    m_current = index.isValid() ? m_shown.index(index.row(), TypeModel::Name).data().toString() : QString();
    const auto schema = m_types.schemaOf(m_current);
    m_title->setFullText(m_current);
    m_description->setText(schema ? schema->description : QString());
    m_description->setVisible(!m_description->text().isEmpty());
    m_fields.setFields(schema ? schema->fields : QList<wire::Field>());
    const auto why = m_types.isBare(m_current) ? tr("No schema is registered: any payload fits.") : tr("Not loaded yet.");
    if (schema) {
        m_json->setJson(schema->text);
        m_sample->setJson(samplePayload(*schema));
    } else {
        m_json->setNothing(why);
        m_sample->setNothing(why);
    }
    m_schemas.setSchema(schema);
    m_stubs.setSchema(schema, m_current.isEmpty() ? QString() : why);
    m_schemas.setBareType(m_types.isBare(m_current) ? m_current : QString());
    showActions();
}

void TypesPage::showActions()
{
    const auto noType = m_current.isEmpty() ? tr("Choose a type on the Types page first.") : QString();
    offer(*m_enqueue, noType);
    offer(*m_copyCurl, noType);
    offer(*m_enqueueSample, !noType.isEmpty() || m_types.schemaOf(m_current) ? noType : tr("This type has no schema."));
    offer(*m_editDefaults, m_isOnline ? noType : brokerCannot());
    offer(*m_delete, m_isOnline ? noType : brokerCannot());
}

void TypesPage::showEmptiness()
{
    m_list->setState({.rows = m_shown.rowCount(),
                      .isOnline = m_isOnline,
                      .isLoaded = m_isLoaded,
                      .isFiltered = m_types.rowCount() > 0 && !m_search->text().isEmpty(),
                      .all = m_types.rowCount()});
}

} // namespace conduit::ui
