// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/base64_editor.h"

#include "ui/background.h"
#include "ui/format/sizes.h"
#include "ui/models/base64_text.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/growing_text_edit.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/labels.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QBuffer>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

struct Base64Editor::Encoded
{
    QByteArray token;
    QString fault;
};

namespace {

constexpr qsizetype kBeginning = 96;

QByteArray tokenOf(const QByteArray &bytes) { return '"' + bytes.toBase64() + '"'; }

/// The content of a JSON string; the text itself for anything else, so that a wrong value can be seen and mended.
QString contentOf(const QByteArray &token)
{
    const auto document = json::Document::parse(token, json::kPayloadDepthMax);
    const auto content = document ? document->root().toString() : std::nullopt;
    return content ? *content : QString::fromUtf8(token);
}

} // namespace

Base64Editor::Base64Editor(QWidget *parent)
    : FieldEditor(parent),
      m_preview(new ImagePreview(this)),
      m_text(new GrowingTextEdit(1, 2, this)),
      m_choose(new QPushButton(glyphIcon(Glyph::File), tr("Choose file…"), this)),
      m_paste(new QPushButton(glyphIcon(Glyph::Clipboard), tr("Paste"), this)),
      m_note(quietLabel({}, this)),
      m_lookSoon(new QTimer(this))
{
    m_text->setFont(monospaceFont());
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setPlaceholderText(tr("base64 text"));
    m_text->setAccessibleName(tr("base64 text"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_choose->setAccessibleName(tr("Choose a file"));
    setPlainToolTip(m_paste, tr("Paste a picture or base64 text from the clipboard"));
    setAcceptDrops(true);
    setFocusProxy(m_choose);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_choose);
    buttons->addWidget(m_paste);
    buttons->addWidget(quietLabel(tr("or drop a file here"), this));
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addLayout(buttons);
    column->addWidget(m_text);
    column->addWidget(m_note);
    column->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_preview, 0, Qt::AlignTop);
    row->addLayout(column, 1);

    m_lookSoon->setSingleShot(true);
    m_lookSoon->setInterval(150ms);
    connect(m_lookSoon, &QTimer::timeout, this, &Base64Editor::look);
    connect(m_choose, &QPushButton::clicked, this, &Base64Editor::chooseFile);
    connect(m_paste, &QPushButton::clicked, this, &Base64Editor::paste);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (m_text->isReadOnly())
            return;
        m_origin.clear();
        m_content = json::quoted(m_text->toPlainText());
        m_lookSoon->start();
        give(m_content);
    });
    connect(m_text, &GrowingTextEdit::largeTextGiven, this, &Base64Editor::takeText);
    connect(m_text, &GrowingTextEdit::fileGiven, this, &Base64Editor::openFile);
}

QWidget *Base64Editor::input() const { return m_choose; }

QString Base64Editor::note() const { return m_note->text(); }

void Base64Editor::openFile(const QString &path)
{
    const auto name = QFileInfo(path).fileName();
    setNote(tr("Reading %1…").arg(name), false);
    const auto read = [path]() -> Encoded {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {.token = {}, .fault = file.errorString()};
        if (file.size() > kFileBytesMax)
            return {.token = {},
                    .fault = tr("%1 is more than the %2 that fit.").arg(sizeText(file.size()), sizeText(kFileBytesMax))};
        return {.token = tokenOf(file.readAll()), .fault = {}};
    };
    inBackground(this, read, [this, name](const Encoded &encoded) {
        if (encoded.fault.isEmpty())
            take(encoded.token, name);
        else
            setNote(tr("%1 cannot be read: %2").arg(name, encoded.fault), true);
    });
}

void Base64Editor::display(const std::optional<QByteArray> &token)
{
    m_origin.clear();
    m_content = token.value_or(QByteArray());
    showText();
}

void Base64Editor::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void Base64Editor::dropEvent(QDropEvent *event) { takeOffer(*event->mimeData(), tr("dropped")); }

void Base64Editor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &Base64Editor::openFile);
    dialog->open();
}

void Base64Editor::paste() { takeOffer(*QGuiApplication::clipboard()->mimeData(), tr("from the clipboard")); }

/// A file before its picture: its bytes are what somebody means.
void Base64Editor::takeOffer(const QMimeData &offer, const QString &origin)
{
    const auto urls = offer.urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        return openFile(urls.first().toLocalFile());
    if (const auto image = offer.hasImage() ? qvariant_cast<QImage>(offer.imageData()) : QImage(); !image.isNull()) {
        inBackground(
            this,
            [image] {
                QByteArray png;
                QBuffer buffer(&png);
                buffer.open(QIODevice::WriteOnly);
                image.save(&buffer, "PNG");
                return tokenOf(png);
            },
            [this, origin](const QByteArray &token) { take(token, origin); });
    } else if (const auto text = offer.text(); !QStringView(text).trimmed().isEmpty()) {
        takeText(text);
    } else {
        setNote(tr("There is neither a picture nor a file nor text in it."), true);
    }
}

void Base64Editor::takeText(const QString &text)
{
    inBackground(
        this, [text] { return json::quoted(QStringView(text).trimmed()); },
        [this](const QByteArray &token) { take(token, {}); });
}

void Base64Editor::take(const QByteArray &token, const QString &origin)
{
    showToken(token);
    m_origin = origin;
    give(token);
    m_lookSoon->stop(); // Nobody is typing.
    look();
}

/// Of a large text its beginning.
void Base64Editor::showText()
{
    const auto isLarge = m_content.size() > GrowingTextEdit::kCharactersMax / 4;
    m_text->setReadOnly(true);
    m_text->setPlainText(isLarge ? QString::fromUtf8(m_content.sliced(m_content.startsWith('"') ? 1 : 0, kBeginning)) + u'…'
                                 : contentOf(m_content));
    m_text->setReadOnly(isLarge);
    m_lookSoon->start();
}

/// Decodes away from here. A later text makes an earlier answer worthless.
void Base64Editor::look()
{
    const auto generation = ++m_generation;
    if (m_content.isEmpty() || m_content == "\"\"") {
        m_preview->setPicture({});
        setNote({}, false);
        return;
    }
    struct Look
    {
        QString fault;
        qint64 bytes;
        qint64 characters;
        PictureReading picture;
    };
    const auto work = [token = m_content]() -> Look {
        const auto text = contentOf(token);
        const auto reading = readBase64(text);
        if (!reading.fault.isEmpty())
            return {.fault = reading.fault, .bytes = 0, .characters = text.size(), .picture = {}};
        return {.fault = {},
                .bytes = reading.bytes.size(),
                .characters = text.size(),
                .picture = readPicture(reading.bytes, ImagePreview::kThumbnailMax)};
    };
    inBackground(this, work, [this, generation](const Look &look) {
        if (generation == m_generation)
            showReading(look.fault, look.bytes, look.characters, look.picture);
    });
}

void Base64Editor::showReading(const QString &fault, qint64 bytes, qint64 characters, const PictureReading &picture)
{
    m_preview->setPicture(picture.thumbnail);
    if (!fault.isEmpty())
        return setNote(fault, true);
    QStringList parts;
    if (!m_origin.isEmpty())
        parts.append(m_origin);
    if (!picture.format.isEmpty())
        parts.append(picture.format);
    if (picture.size.isValid())
        parts.append(u"%1 × %2"_s.arg(picture.size.width()).arg(picture.size.height()));
    parts.append(tr("%1, %2 as base64").arg(sizeText(bytes), sizeText(characters)));
    if (!picture.fault.isEmpty())
        parts.append(picture.fault);
    setNote(parts.join(u" · "_s), !picture.fault.isEmpty());
}

void Base64Editor::setNote(const QString &text, bool isWarning)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    auto colors = m_note->palette();
    if (isWarning)
        colors.setColor(QPalette::PlaceholderText, toneColor(Tone::Retrying, palette()));
    else
        colors = {};
    m_note->setPalette(colors);
}

} // namespace conduit::ui
