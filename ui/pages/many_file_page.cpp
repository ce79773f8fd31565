// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/many_file_page.h"

#include "ui/background.h"
#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kHeadBytes = 64 * 1024;
constexpr int kColumnWidth = 140;

/// What a look into the file has found.
struct Sample
{
    QString fault = {};
    RowFormat format = {};
    QStringList columns = {};
    QList<SourceRow> rows = {};
};

Sample sampleOf(const QString &path, std::optional<RowFormat> format)
{
    Sample sample;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {.fault = ManyFilePage::tr("The file cannot be read: %1.").arg(file.errorString())};
    const auto head = file.read(kHeadBytes);
    sample.format = format ? *format : guessedFormat(path, head);
    sample.fault = encodingFault(head);
    if (!sample.fault.isEmpty())
        return sample;
    const auto pass = RowPass::open({.path = path, .format = sample.format});
    if (!pass) {
        sample.fault = pass.error();
        return sample;
    }
    sample.columns = (*pass)->columns();
    sample.rows = (*pass)->read(ManyFilePage::kSampleRows);
    if (sample.rows.isEmpty())
        sample.fault = ManyFilePage::tr("The file has no rows.");
    return sample;
}

QComboBox *choices(const QString &name, const QList<std::pair<QString, int>> &items, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    for (const auto &[text, value] : items)
        box->addItem(text, value);
    return box;
}

} // namespace

ManyFilePage::ManyFilePage(ManyDraft &draft, QWidget *parent)
    : QWizardPage(parent),
      m_draft(draft),
      m_choose(new QPushButton(glyphIcon(Glyph::File), tr("Choose file…"), this)),
      m_path(new ElidingLabel(tr("A CSV, TSV or JSON file. You can also drop it here."), this)),
      m_table(new QTableView(this)),
      m_message(new StateLabel(this))
{
    setTitle(tr("Choose a file"));
    setSubTitle(tr("Each of its rows becomes a task."));
    setAcceptDrops(true);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    styleTable(*m_table, tr("The first rows of the file"));
    m_table->setModel(&m_sample);
    connect(m_choose, &QPushButton::clicked, this, &ManyFilePage::openDialog);

    auto *first = new QHBoxLayout;
    first->setSpacing(10);
    first->addWidget(m_choose);
    first->addWidget(m_path, 1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addLayout(first);
    column->addLayout(buildFormat());
    column->addWidget(m_table, 1);
    column->addWidget(m_message);
    showFormat();
}

void ManyFilePage::chooseFile(const QString &path)
{
    m_draft.source.path = path;
    m_path->setFullText(path);
    setPlainToolTip(m_path, path);
    m_isLoading = true;
    m_message->setState(Glyph::Clock, Tone::Waiting, tr("Reading…"));
    Q_EMIT completeChanged();
    inBackground(
        this, [path] { return sampleOf(path, {}); },
        [this, generation = ++m_generation](const Sample &sample) {
            if (generation != m_generation)
                return;
            m_draft.source.format = sample.format;
            m_draft.columns = sample.columns;
            m_draft.sample = sample.rows;
            showFormat();
            showSample(sample.fault);
        });
}

bool ManyFilePage::isComplete() const { return !m_isLoading && !m_draft.sample.isEmpty(); }

QString ManyFilePage::message() const { return m_message->text(); }

void ManyFilePage::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void ManyFilePage::dropEvent(QDropEvent *event) { chooseFile(event->mimeData()->urls().first().toLocalFile()); }

QLayout *ManyFilePage::buildFormat()
{
    using Kind = RowFormat::Kind;
    m_kind = choices(tr("Rows"),
                     {{tr("Table (CSV, TSV)"), int(Kind::Table)},
                      {tr("One JSON value a line"), int(Kind::JsonLines)},
                      {tr("One JSON array"), int(Kind::JsonArray)}},
                     this);
    m_delimiter =
        choices(tr("Between cells"), {{tr("Comma"), ','}, {tr("Semicolon"), ';'}, {tr("Tab"), '\t'}, {tr("Bar"), '|'}}, this);
    m_quote = choices(tr("Quotes"), {{tr("\" double"), '"'}, {tr("' single"), '\''}, {tr("None"), 0}}, this);
    m_encoding = choices(
        tr("Encoding"), {{u"UTF-8"_s, int(RowFormat::Encoding::Utf8)}, {u"Latin-1"_s, int(RowFormat::Encoding::Latin1)}}, this);
    m_header = new QCheckBox(tr("The first row names the columns"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (auto *box : {m_kind, m_delimiter, m_quote, m_encoding}) {
        if (box != m_kind)
            row->addWidget(quietLabel(box->accessibleName(), this));
        row->addWidget(box);
        connect(box, &QComboBox::activated, this, &ManyFilePage::takeFormat);
    }
    connect(m_header, &QCheckBox::clicked, this, &ManyFilePage::takeFormat);
    row->addWidget(m_header);
    row->addStretch();
    return row;
}

void ManyFilePage::openDialog()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file of rows"), QFileInfo(m_draft.source.path).path(),
                                   tr("Rows (*.csv *.tsv *.txt *.json *.jsonl *.ndjson);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ManyFilePage::chooseFile);
    dialog->open();
}

void ManyFilePage::showFormat()
{
    const auto &format = m_draft.source.format;
    m_kind->setCurrentIndex(m_kind->findData(int(format.kind)));
    m_delimiter->setCurrentIndex(m_delimiter->findData(int(format.delimiter)));
    m_quote->setCurrentIndex(m_quote->findData(int(format.quote)));
    m_encoding->setCurrentIndex(m_encoding->findData(int(format.encoding)));
    m_header->setChecked(format.hasHeader);
    const auto hasFile = !m_draft.source.path.isEmpty();
    m_kind->setEnabled(hasFile);
    for (auto *input : std::initializer_list<QWidget *> {m_delimiter, m_quote, m_encoding, m_header})
        input->setEnabled(hasFile && format.kind == RowFormat::Kind::Table);
}

void ManyFilePage::takeFormat()
{
    m_draft.source.format = {.kind = static_cast<RowFormat::Kind>(m_kind->currentData().toInt()),
                             .delimiter = static_cast<char>(m_delimiter->currentData().toInt()),
                             .quote = static_cast<char>(m_quote->currentData().toInt()),
                             .encoding = static_cast<RowFormat::Encoding>(m_encoding->currentData().toInt()),
                             .hasHeader = m_header->isChecked()};
    showFormat();
    loadSample();
}

void ManyFilePage::loadSample()
{
    inBackground(
        this, [path = m_draft.source.path, format = m_draft.source.format] { return sampleOf(path, format); },
        [this, generation = ++m_generation](const Sample &sample) {
            if (generation != m_generation)
                return;
            m_draft.columns = sample.columns;
            m_draft.sample = sample.rows;
            showSample(sample.fault);
        });
}

void ManyFilePage::showSample(const QString &fault)
{
    m_isLoading = false;
    m_sample.setRows(m_draft.columns, m_draft.sample, m_draft.source.format.encoding);
    for (int column = 0; column < m_sample.columnCount(); ++column)
        m_table->setColumnWidth(column, m_sample.columnCount() == 1 ? 4 * kColumnWidth : kColumnWidth);
    if (!fault.isEmpty())
        m_message->setState(Glyph::Cross, Tone::Bad, fault);
    else
        m_message->setState(Glyph::Tick, Tone::Good,
                            m_draft.sample.size() < kSampleRows ? tr("All rows of the file: %1.").arg(m_draft.sample.size())
                                                                : tr("The first %Ln row(s). Does this look right?", nullptr,
                                                                     static_cast<int>(m_draft.sample.size())));
    Q_EMIT completeChanged();
}

} // namespace conduit::ui
