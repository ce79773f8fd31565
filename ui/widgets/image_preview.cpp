// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/image_preview.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPainter>

namespace conduit::ui {

namespace {

/// A header may claim any size; reading 64 megapixels takes 256 MB.
constexpr qint64 kPixelsMax = 64'000'000;

} // namespace

PictureReading readPicture(const QByteArray &bytes, QSize thumbnailMax)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    PictureReading reading;
    reading.format = QString::fromLatin1(reader.format()).toUpper();
    reading.size = reader.size();
    if (reading.format.isEmpty()) {
        reading.fault = QCoreApplication::translate("picture", "not a picture that can be previewed here");
    } else if (qint64(reading.size.width()) * reading.size.height() > kPixelsMax) {
        reading.fault = QCoreApplication::translate("picture", "too large to preview");
    } else {
        const auto scaled = reading.size.scaled(thumbnailMax * 2, Qt::KeepAspectRatio);
        if (reading.size.isValid() && scaled.width() < reading.size.width())
            reader.setScaledSize(scaled.expandedTo({1, 1}));
        reading.thumbnail = reader.read();
        if (reading.thumbnail.isNull())
            reading.fault = reader.errorString();
    }
    return reading;
}

ImagePreview::ImagePreview(QWidget *parent) : QWidget(parent) { setFixedSize(kThumbnailMax + QSize(2, 2)); }

void ImagePreview::setPicture(const QImage &image)
{
    m_image = image;
    update();
}

void ImagePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(hairline(palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_image.isNull()) {
        const QRectF place(rect().center() - QPoint(14, 14), QSizeF(28, 28));
        auto ink = quietText(palette());
        ink.setAlphaF(0.5F);
        paintGlyph(painter, place, Glyph::Picture, ink);
        return;
    }
    const auto size = m_image.size().scaled(kThumbnailMax.boundedTo(m_image.size()), Qt::KeepAspectRatio);
    QRect place({}, size);
    place.moveCenter(rect().center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_image);
}

} // namespace conduit::ui
