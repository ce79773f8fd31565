// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handlers/validate_image_handler.h"

#include "worker/handlers/picture_end.h"
#include "worker/handlers/strict_base64.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QBuffer>
#include <QImageReader>

#include <cmath>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

/// No payload gets better by waiting.
Failure hopeless(const QString &message, const QString &errorClass)
{
    return {.message = message, .isRetryable = false, .errorClass = errorClass};
}

Failure undecodable(const QString &why) { return hopeless(u"image decode failed: "_s + why, u"image_decode"_s); }

/// `payload.image`, when it is there and a string.
std::optional<QString> imageText(const QByteArray &payload)
{
    const auto document = json::Document::parse(payload, json::kPayloadDepthMax);
    const auto image = document ? document->root().member(u"image") : std::nullopt;
    return image ? image->toString() : std::nullopt;
}

/// Decodes the whole picture, though in a small size: PNG and JPEG are then read row by row, and 36 megapixels cost kilobytes.
bool canDecode(QImageReader &reader, QSize size)
{
    constexpr double kDecodedPixels = 250'000;
    const double pixels = static_cast<double>(size.width()) * size.height();
    if (pixels > kDecodedPixels) {
        const double scale = std::sqrt(kDecodedPixels / pixels);
        reader.setScaledSize((QSizeF(size) * scale).toSize().expandedTo({1, 1}));
    }
    return !reader.read().isNull();
}

Outcome validate(const QByteArray &picture)
{
    QBuffer source;
    source.setData(picture);
    source.open(QIODevice::ReadOnly);
    QImageReader reader(&source);
    if (!reader.canRead())
        return undecodable(u"this is no picture of a known format"_s);
    const QSize size = reader.size();
    if (!size.isValid())
        return undecodable(u"it is damaged, its width and height cannot be read"_s);
    const qint64 pixels = qint64(size.width()) * size.height();
    if (pixels > ValidateImageHandler::kPixelsMax) {
        return hopeless(
            u"too many pixels, limit %1: %2 %3"_s.arg(ValidateImageHandler::kPixelsMax).arg(size.width()).arg(size.height()),
            u"image_too_large"_s);
    }
    if (!reachesItsEnd(picture))
        return undecodable(u"it is cut off before its end"_s);
    if (!canDecode(reader, size))
        return undecodable(u"it is damaged or cut off (%1)"_s.arg(reader.errorString()));
    if (size.width() < ValidateImageHandler::kSideMin || size.height() < ValidateImageHandler::kSideMin) {
        return hopeless(u"Image resolution too low : %1 %2"_s.arg(size.width()).arg(size.height()), u"image_resolution"_s);
    }
    json::Writer out;
    out.beginObject().name("valid").boolean(true);
    out.name("width").integer(size.width()).name("height").integer(size.height());
    return Output {out.endObject().take()};
}

} // namespace

ValidateImageHandler::ValidateImageHandler()
{
    // Qt's own limit, 128 MB, would refuse honest pictures as unreadable. Ours counts pixels; the widest has eight bytes.
    constexpr int kMebibyte = 1024 * 1024;
    QImageReader::setAllocationLimit(static_cast<int>(kPixelsMax * 8 / kMebibyte + 1));
}

QString ValidateImageHandler::taskType() const { return u"validate_image"_s; }

std::optional<wire::Schema> ValidateImageHandler::schema() const
{
    wire::Schema schema;
    schema.taskType = taskType();
    schema.description = u"Validate that a base64 image is real and large enough"_s;
    schema.fields = {{.name = u"image"_s,
                      .type = wire::FieldType::String,
                      .required = true,
                      .description = u"A PNG, JPEG or other picture in base64, at least %1 by %1 pixels"_s.arg(kSideMin)}};
    return schema;
}

Outcome ValidateImageHandler::run(const TaskContext &context) const
{
    const auto text = imageText(context.payload());
    if (!text)
        return hopeless(u"Missing image field"_s, u"image_missing"_s);
    const auto picture = bytesFromBase64(*text);
    if (!picture)
        return hopeless(u"Base 64 decode failed: "_s + picture.error().message, u"base64"_s);
    return validate(*picture);
}

} // namespace conduit::worker
