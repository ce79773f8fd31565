// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <QWidget>

namespace conduit::ui {

/// What a number of bytes look like as a picture.
struct PictureReading
{
    QImage thumbnail; ///< Null when it cannot be shown.
    QSize size;       ///< Of the picture itself.
    QString format;   ///< Such as `PNG`; empty when it is no picture that this desktop knows.
    QString fault;    ///< Why it cannot be shown, in words.
};

/// Reads a picture, scaled down while it is read. Refuses pictures that would take too much memory. For any thread.
[[nodiscard]] PictureReading readPicture(const QByteArray &bytes, QSize thumbnailMax);

/// A small picture in a frame.
class ImagePreview final : public QWidget
{
    Q_OBJECT
public:
    static constexpr QSize kThumbnailMax {128, 96};

    explicit ImagePreview(QWidget *parent = nullptr);
    void setPicture(const QImage &image);
    [[nodiscard]] bool hasPicture() const { return !m_image.isNull(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_image;
};

} // namespace conduit::ui
