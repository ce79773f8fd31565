// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/json_view.h"

#include "ui/background.h"
#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/models/base64_text.h"
#include "ui/models/json_members.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/json_tree.h"
#include "ui/widgets/labels.h"

#include <conduit/json_text.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

/// The first `size` bytes at most, without half a character at the end.
QByteArrayView headOf(QByteArrayView utf8, qsizetype size)
{
    if (utf8.size() <= size)
        return utf8;
    while (size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0U) == 0x80U)
        --size;
    return utf8.first(size);
}

/// Shorter texts hold no picture worth a look.
constexpr qsizetype kPictureBytesMin = 64;

struct FoundPicture
{
    QString member = {};
    PictureReading reading = {};
    qint64 bytes = 0;
};

/// Looks at the members of the outermost object, in order.
FoundPicture firstPicture(const QByteArray &json)
{
    const auto members = membersOf(json);
    for (const auto &member : members ? *members : QList<MemberPlace>()) {
        const auto literal = json.sliced(member.valueBegin, member.valueEnd - member.valueBegin);
        if (!literal.startsWith('"') || literal.size() < kPictureBytesMin)
            continue;
        const auto document = json::Document::parse(literal, 1);
        const auto base64 =
            document ? readBase64(document->root().toString().value_or(QString())) : Base64Reading {{}, QStringLiteral("-")};
        if (!base64.fault.isEmpty())
            continue;
        auto reading = readPicture(base64.bytes, ImagePreview::kThumbnailMax);
        if (!reading.thumbnail.isNull())
            return {member.name, std::move(reading), base64.bytes.size()};
    }
    return {};
}

} // namespace

JsonView::JsonView(const QString &accessibleName, QWidget *parent)
    : QWidget(parent),
      m_text(new ExactText(this)),
      m_tree(new JsonTree(accessibleName, this)),
      m_stack(new QStackedWidget(this)),
      m_find(new FindBar(*m_text, this, [this] { return m_text->shownText(); })),
      m_size(quietLabel({}, this)),
      m_headBar(new QWidget(this)),
      m_note(quietLabel({}, m_headBar)),
      m_loadAll(new QPushButton(tr("Load all"), m_headBar)),
      m_save(new QPushButton(tr("Save as…"), m_headBar)),
      m_asTree(new QToolButton(this)),
      m_indent(new QToolButton(this)),
      m_copy(new QToolButton(this)),
      m_pictureBar(new QWidget(this)),
      m_picture(new ImagePreview(m_pictureBar)),
      m_pictureText(new ElidingLabel({}, m_pictureBar))
{
    buildPicture();
    m_text->setAccessibleName(accessibleName);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_note->setWordWrap(true);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    m_asTree->setText(tr("Tree"));
    m_asTree->setCheckable(true);
    m_asTree->setAutoRaise(true);
    setPlainToolTip(m_asTree, tr("A tree of the values, to open, copy and filter by, or the text"));
    m_indent->setText(tr("Laid out"));
    m_indent->setCheckable(true);
    m_indent->setChecked(true);
    m_indent->setAutoRaise(true);
    setPlainToolTip(m_indent, tr("One member a line, or the one line that is stored"));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(glyphIcon(Glyph::Copy));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setAccessibleName(tr("Copy %1").arg(accessibleName));
    setPlainToolTip(m_copy, tr("Copy the stored text, byte for byte"));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_size, 1);
    bar->addWidget(m_asTree);
    bar->addWidget(m_indent);
    bar->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout(m_headBar);
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_note, 1);
    head->addWidget(m_loadAll);
    head->addWidget(m_save);
    column->addLayout(bar);
    column->addWidget(m_headBar);
    column->addWidget(m_pictureBar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_find);

    connect(m_asTree, &QToolButton::toggled, this, &JsonView::showTreeOrText);
    connect(m_indent, &QToolButton::toggled, this, &JsonView::refresh);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_json)); });
    connect(m_loadAll, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        refresh();
    });
    connect(m_save, &QPushButton::clicked, this, &JsonView::save);
    refresh();
}

void JsonView::setJson(const QByteArray &json) { setHead(json, json.size()); }

void JsonView::setHead(const QByteArray &head, qint64 size)
{
    if (m_json == head && m_wholeSize == size && size > 0)
        return;
    const bool goesOn = !isWhole() && m_wholeSize == size && head.startsWith(m_json);
    m_json = head;
    m_wholeSize = size;
    m_showsAll = m_showsAll && goesOn;
    m_text->setPlaceholderText({});
    if (goesOn && !m_showsAll)
        showControls();
    else
        refresh();
    lookForPicture();
}

void JsonView::setNothing(const QString &why)
{
    m_json.clear();
    m_wholeSize = 0;
    m_showsAll = false;
    m_text->setPlaceholderText(why);
    m_pictureBar->hide();
    refresh();
}

QString JsonView::shownText() const { return m_text->exactText(); }

QPlainTextEdit *JsonView::editor() const { return m_text; }

void JsonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->setPalette(palette());
}

void JsonView::refresh()
{
    const auto laidOut = [isIndented = m_indent->isChecked()](QByteArrayView json) {
        return ExactText::prepared(isIndented ? QString::fromUtf8(indented(json)) : QString::fromUtf8(json));
    };
    ++m_generation;
    if (!m_showsAll || !isWhole())
        showText(laidOut(headOf(m_json, kHeadBytes)));
    else
        inBackground(
            this, [laidOut, json = m_json] { return laidOut(json); },
            [this, generation = m_generation](const ExactText::Prepared &text) {
                if (generation == m_generation)
                    showText(text);
            });
    showControls();
}

void JsonView::showControls()
{
    const auto size = m_wholeSize == 0 ? QString() : sizeText(m_wholeSize);
    const auto isCut = !isWhole() || !m_showsAll;
    m_size->setText(isWhole() ? size : tr("%1, being read").arg(size));
    m_note->setText(isCut ? tr("The first %1").arg(sizeText(kHeadBytes)) : QString());
    m_loadAll->setVisible(isCut);
    m_loadAll->setEnabled(!m_showsAll);
    m_save->setEnabled(isWhole());
    m_indent->setEnabled(m_wholeSize > 0);
    m_copy->setEnabled(isWhole() && m_wholeSize > 0);
    showTreeOrText();
}

/// A tree of the beginning would be one of other JSON.
void JsonView::showTreeOrText()
{
    const bool canBeTree = isWhole() && m_wholeSize > 0;
    const bool isTree = canBeTree && m_asTree->isChecked();
    m_asTree->setEnabled(canBeTree);
    m_tree->setJson(isTree ? m_json : QByteArray());
    m_stack->setCurrentWidget(isTree ? static_cast<QWidget *>(m_tree) : m_text);
    if (isTree)
        m_find->hide();
    m_indent->setVisible(!isTree);
    m_headBar->setVisible(m_wholeSize > kHeadBytes && !isTree);
}

void JsonView::buildPicture()
{
    m_picture->setFixedSize(ImagePreview::kThumbnailMax);
    auto *row = new QHBoxLayout(m_pictureBar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_picture);
    row->addWidget(m_pictureText, 1);
    m_pictureBar->hide();
}

void JsonView::showText(const ExactText::Prepared &text)
{
    delete std::exchange(m_highlighter, nullptr);
    m_text->setPrepared(text);
    if (text.exact.size() <= kHighlightCharactersMax) {
        m_highlighter = new JsonHighlighter(m_text->document());
        m_highlighter->setPalette(palette());
    }
}

void JsonView::lookForPicture()
{
    m_pictureBar->hide();
    if (!isWhole() || m_json.size() < kPictureBytesMin)
        return;
    inBackground(
        this, [json = m_json] { return firstPicture(json); },
        [this, json = m_json](const FoundPicture &found) {
            if (json.constData() != m_json.constData() || found.reading.thumbnail.isNull())
                return;
            m_picture->setPicture(found.reading.thumbnail);
            m_picture->setAccessibleName(tr("Picture in %1").arg(found.member));
            m_pictureText->setFullText(tr("%1: %2, %3 × %4, %5")
                                           .arg(found.member, found.reading.format, QString::number(found.reading.size.width()),
                                                QString::number(found.reading.size.height()), sizeText(found.bytes)));
            m_pictureBar->show();
        });
}

void JsonView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save JSON"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, json = m_json](const QString &path) {
        const auto write = [json, path] { return writeWhole(path, json); };
        inBackground(this, write, [this, path](const QString &fault) {
            m_note->setText(fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
        });
    });
    dialog->open();
}

} // namespace conduit::ui
